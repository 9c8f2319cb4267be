import { formatAge } from '#ui';
import { useState } from 'preact/hooks';
import { t } from '../i18n/text.ts';
import { PinPad } from '../ui/pin-pad.tsx';
import { useTablet } from '../ui/tablet-context.ts';
import { EmergencyButton } from './bottom-bar.tsx';

/** Shows that something came, and nothing of what it is; an emergency can be raised without a PIN. */
export function LockPage() {
  const tablet = useTablet();
  const [state, setState] = useState<'idle' | 'busy' | 'wrong'>('idle');
  void tablet.clock.second.value;
  const pauseSeconds = (tablet.lock.pausedUntil.value - performance.now()) / 1000;
  const current = tablet.current.value;
  const isNew = current?.status === 'notified' || current?.status === 'delivered';
  const unread =
    tablet.shown.value?.messages.filter((one) => one.fromUnitId === null && one.readAt === null).length ?? 0;
  const check = async (pin: string): Promise<void> => {
    setState('busy');
    setState((await tablet.lock.unlock(pin)) ? 'idle' : 'wrong');
  };
  return (
    <main class="gate lock" data-testid="lock">
      <h1>{t('lock.title')}</h1>
      {isNew && (
        <p class="new-run-head" role="alert" data-testid="lock-assignment">
          {t('lock.assignment', { priority: current.incident.priority })}
        </p>
      )}
      {unread > 0 && <p class="attention">{t('lock.messages', { count: unread })}</p>}
      {state === 'wrong' && (
        <p class="attention" role="alert" data-testid="lock-wrong">
          {t('lock.wrong')} {pauseSeconds > 0 && t('waitFor', { time: formatAge(Math.ceil(pauseSeconds)) })}
        </p>
      )}
      <PinPad
        label={state === 'busy' ? t('lock.checking') : t('lock.pin')}
        isBusy={state === 'busy' || pauseSeconds > 0}
        onPin={(pin) => void check(pin)}
      />
      <EmergencyButton />
    </main>
  );
}
