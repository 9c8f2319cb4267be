import { stepWord } from '#ui';
import type { AssignmentStatus } from '#domain';
import { t } from '../i18n/text.ts';
import { nextStatus, type ShownAssignment } from '../model/present.ts';
import { HoldButton } from '../ui/hold-button.tsx';
import { useTablet } from '../ui/tablet-context.ts';
import type { ViewProps } from './views.ts';

const EMERGENCY_HOLD_MS = 2000;

export const capitalised = (word: string): string => word.charAt(0).toLocaleUpperCase() + word.slice(1);

/** Reports the next logical step; leaving the scene without a destination asks for one first. */
export function NextStatus({ run, onView }: ViewProps & { run: ShownAssignment }) {
  const tablet = useTablet();
  const next = nextStatus(run.status);
  if (!next) return null;
  const report = (): void => {
    if (next === 'leftScene' && !run.destination) onView('leaving');
    else void tablet.tap('status', { assignmentId: run.id, status: next });
  };
  return (
    <button
      type="button"
      class="key next is-primary"
      data-testid="next-status"
      data-status={next}
      onClick={report}
    >
      {capitalised(stepWord(next satisfies AssignmentStatus))}
    </button>
  );
}

export function EmergencyButton() {
  const tablet = useTablet();
  const isRaised = tablet.shown.value?.emergencyAtMs !== undefined;
  const raise = (isWithdrawn: boolean): void => {
    const fix = tablet.positions.fix.peek();
    void tablet.tap('emergency', { isWithdrawn, lon: fix?.lon ?? null, lat: fix?.lat ?? null });
  };
  return (
    <HoldButton
      class={isRaised ? 'emergency is-raised' : 'emergency'}
      holdMs={EMERGENCY_HOLD_MS}
      testId="emergency"
      onHeld={() => raise(isRaised)}
    >
      <strong>{isRaised ? t('emergency.withdraw') : t('emergency.hold')}</strong>
      <small>{t('emergency.hint')}</small>
    </HoldButton>
  );
}

/** One thing to press next, and what is needed beside it. */
export function BottomBar({ run, onView }: ViewProps & { run: ShownAssignment | undefined }) {
  const tablet = useTablet();
  const asked = tablet.shown.value?.speakRequestedAtMs !== undefined;
  return (
    <footer class="bottom" data-testid="bottom">
      {run ? (
        <>
          <NextStatus run={run} onView={onView} />
          <button type="button" class="key" data-testid="other-status" onClick={() => onView('otherStatus')}>
            {t('run.other')}
          </button>
        </>
      ) : (
        <button type="button" class="key next" data-testid="duty" onClick={() => onView('duty')}>
          {t('menu.duty')}
        </button>
      )}
      <button
        type="button"
        class={`key ${asked ? 'is-amber' : ''}`}
        data-testid="speak"
        data-asked={asked}
        onClick={() => onView('speak')}
      >
        {t('run.speak')}
      </button>
      <EmergencyButton />
    </footer>
  );
}
