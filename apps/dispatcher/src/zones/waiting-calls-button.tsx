import { useDesk } from '../desk/desk.ts';
import { CALLS_KEY } from '../desk/incident/panel-keys.ts';
import { t } from '../i18n/text.ts';

/** How many calls wait, where the incidents stand. */
export function WaitingCallsButton() {
  const desk = useDesk();
  const { size } = desk.store.lists.value.waitingCalls;
  if (size === 0 || desk.isPast) return null;
  return (
    <button
      type="button"
      class="waiting-calls attention"
      title={`${t('calls.title')} (Alt+${CALLS_KEY})`}
      aria-expanded={desk.isCallsShown.value}
      data-testid="waiting-calls"
      onClick={() => (desk.isCallsShown.value = !desk.isCallsShown.peek())}
    >
      {t('calls.waiting', { count: size })} <kbd>Alt {CALLS_KEY}</kbd>
    </button>
  );
}
