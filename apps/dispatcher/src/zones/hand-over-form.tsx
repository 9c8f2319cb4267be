import type { AssignmentView } from '#contracts';
import { useSignal } from '@preact/signals';
import { handOver } from '../desk/deciding.ts';
import { useDesk } from '../desk/desk.ts';
import { t } from '../i18n/text.ts';

const MAY_TAKE_OVER: ReadonlySet<string> = new Set(['available', 'reserved', 'meal', 'restocking']);

/** Another unit takes the incident over, as after a breakdown or at a rendez-vous. */
export function HandOverForm({ assignment, onDone }: { assignment: AssignmentView; onDone: () => void }) {
  const desk = useDesk();
  const unitId = useSignal('');
  const reason = useSignal('');
  const isReady = unitId.value !== '' && reason.value.trim() !== '';
  const units = desk.store.listUnits().filter(({ boardStatus }) => MAY_TAKE_OVER.has(boardStatus));
  return (
    <form
      class="inline-form"
      data-testid="hand-over-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isReady) return;
        void handOver(desk, assignment, unitId.value, reason.value.trim()).then(
          (isDone) => isDone && onDone(),
        );
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onDone();
      }}
    >
      <select
        class="field"
        aria-label={t('assignments.handOverTo')}
        data-testid="hand-over-to"
        value={unitId.value}
        onChange={(event) => (unitId.value = event.currentTarget.value)}
      >
        <option value="">{t('assignments.handOverTo')}</option>
        {units.map(({ id, callSign }) => (
          <option key={id} value={id}>
            {callSign}
          </option>
        ))}
      </select>
      <input
        class="field"
        maxLength={500}
        aria-label={t('assignments.handOverReason')}
        placeholder={t('assignments.handOverReason')}
        data-testid="hand-over-reason"
        value={reason.value}
        onInput={(event) => (reason.value = event.currentTarget.value)}
      />
      <button
        type="submit"
        class="button"
        data-testid="confirm-hand-over"
        disabled={desk.isReadOnly.value || !isReady}
      >
        {t('assignments.confirmHandOver')}
      </button>
    </form>
  );
}
