import type { CrewRefusal } from '#contracts';
import { DUTY_STATES, type DutyState } from '#domain';
import { statusWord, stepWord } from '#ui';
import { useState } from 'preact/hooks';
import { t } from '../i18n/text.ts';
import { otherStatuses, type ShownAssignment } from '../model/present.ts';
import { HoldButton } from '../ui/hold-button.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useTablet } from '../ui/tablet-context.ts';
import { clockMinute } from '../ui/times.ts';
import { capitalised } from './bottom-bar.tsx';
import { seeEnded } from './seen-marks.ts';

interface RunSheetProps {
  readonly run: ShownAssignment;
  readonly onBack: () => void;
}

export function OtherStatusSheet({ run, onBack }: RunSheetProps) {
  const tablet = useTablet();
  return (
    <Sheet title={t('run.otherTitle')} onBack={onBack} testId="other-statuses">
      <div class="tiles">
        {otherStatuses(run.status).map((status) => (
          <button
            key={status}
            type="button"
            class="key tile"
            data-testid={`status-${status}`}
            onClick={() => {
              void tablet.tap('status', { assignmentId: run.id, status });
              onBack();
            }}
          >
            {capitalised(stepWord(status))}
          </button>
        ))}
      </div>
    </Sheet>
  );
}

const REFUSALS = [
  'vehicleFault',
  'crewUnfit',
  'roadBlocked',
  'onAnotherTask',
  'notEquipped',
  'unsafe',
  'other',
] as const satisfies readonly CrewRefusal[];

export function RefuseSheet({ run, onBack }: RunSheetProps) {
  const tablet = useTablet();
  const [reason, setReason] = useState<CrewRefusal>();
  const [words, setWords] = useState('');
  const isNew = run.status === 'notified' || run.status === 'delivered';
  return (
    <Sheet title={t(isNew ? 'refuse.title' : 'refuse.titleLeave')} onBack={onBack} testId="refuse-sheet">
      <div class="tiles">
        {REFUSALS.map((one) => (
          <button
            key={one}
            type="button"
            class={`key tile ${reason === one ? 'is-chosen' : ''}`}
            aria-pressed={reason === one}
            data-testid={`refuse-${one}`}
            onClick={() => setReason(one)}
          >
            {t(`refuse.${one}`)}
          </button>
        ))}
      </div>
      <label class="big-field">
        <span>{t('refuse.words')}</span>
        <input
          class="field"
          maxLength={500}
          value={words}
          onInput={(event) => setWords(event.currentTarget.value)}
        />
      </label>
      <HoldButton
        class="is-primary is-wide"
        testId="refuse-hold"
        isDisabled={reason === undefined}
        onHeld={() => {
          // Whoever gave it back need not be told that it ended.
          seeEnded(run.id);
          void tablet.tap('refuse', { assignmentId: run.id, reason: reason!, words: words.trim() });
          onBack();
        }}
      >
        {t(isNew ? 'refuse.confirm' : 'refuse.confirmLeave')}
      </HoldButton>
    </Sheet>
  );
}

export const dutyWord = (state: DutyState): string =>
  state === 'onDuty' ? t('duty.onDuty') : capitalised(statusWord(state));

export function DutySheet({ onBack }: { onBack: () => void }) {
  const tablet = useTablet();
  const present = tablet.shown.value?.dutyState;
  return (
    <Sheet title={t('duty.title')} onBack={onBack} testId="duty-sheet">
      <div class="tiles">
        {DUTY_STATES.map((state) => (
          <button
            key={state}
            type="button"
            class={`key tile ${present === state ? 'is-chosen' : ''}`}
            aria-pressed={present === state}
            data-testid={`duty-${state}`}
            onClick={() => {
              if (state !== present) void tablet.tap('duty', { state });
              onBack();
            }}
          >
            {dutyWord(state)}
          </button>
        ))}
      </div>
    </Sheet>
  );
}

export function SpeakSheet({ onBack }: { onBack: () => void }) {
  const tablet = useTablet();
  const region = tablet.states.state.value?.region;
  const phone = region?.controlRoomPhone ?? null;
  const shown = tablet.shown.value;
  const askedAt = shown?.speakRequestedAtMs;
  const ask = (isUrgent: boolean): void => void tablet.tap('speakRequest', { isUrgent });
  return (
    <Sheet title={t('speak.title')} onBack={onBack} testId="speak-sheet">
      {askedAt !== undefined && (
        <p class={shown?.isSpeakConfirmed ? 'ok' : 'attention'} data-testid="speak-state">
          {t(shown?.isSpeakConfirmed ? 'speak.asked' : 'speak.askedWaiting', {
            time: clockMinute(askedAt, region?.timeZone),
          })}
        </p>
      )}
      <div class="tiles">
        {askedAt === undefined ? (
          <>
            <button
              type="button"
              class="key tile is-primary"
              data-testid="speak-ask"
              onClick={() => ask(false)}
            >
              {t('speak.ask')}
            </button>
            <button type="button" class="key tile" data-testid="speak-urgent" onClick={() => ask(true)}>
              {t('speak.urgent')}
            </button>
          </>
        ) : (
          <button
            type="button"
            class="key tile"
            data-testid="speak-withdraw"
            onClick={() => void tablet.tap('speakRequest', { isWithdrawn: true })}
          >
            {t('speak.withdraw')}
          </button>
        )}
        {phone !== null && (
          <a class="key tile" href={`tel:${phone.replace(/[^\d+]/g, '')}`}>
            {t('speak.call', { phone })}
          </a>
        )}
      </div>
    </Sheet>
  );
}
