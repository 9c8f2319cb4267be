import { useSignal } from '@preact/signals';
import type { FunctionComponent } from 'preact';
import { useEffect } from 'preact/hooks';
import { useDesk } from '../desk/desk.ts';
import { loadPanelTexts, t } from '../i18n/text.ts';
import { isHazardListShown } from './hazards-route.ts';

/** The list of warnings, loaded by those who open it. */
export function HazardsGate() {
  const desk = useDesk();
  const dialog = useSignal<FunctionComponent | undefined>(undefined);
  const isShown = isHazardListShown.value;
  useEffect(() => {
    if (!isShown || dialog.peek()) return;
    Promise.all([import('./hazard-dialog.tsx'), loadPanelTexts()]).then(
      ([loaded]) => (dialog.value = loaded.HazardDialog),
      () => {
        isHazardListShown.value = false;
        desk.say({ tone: 'warning', text: t('refusal.unreachable') });
      },
    );
  }, [isShown]);
  const { value: Dialog } = dialog;
  return isShown && Dialog ? <Dialog /> : null;
}
