import type { IncidentView } from '#contracts';
import { INCIDENT_OUTCOMES, type IncidentOutcome } from '#domain';
import { outcomeWord } from '#ui';
import { useSignal } from '@preact/signals';
import { addRemark, closeIncident } from '../desk/actions.ts';
import { useDesk } from '../desk/desk.ts';
import { activeAssignments } from '../desk/incident-order.ts';
import { isOneOf } from '../desk/is-one-of.ts';
import { t } from '../i18n/text.ts';

function RemarkForm({ incident }: { incident: IncidentView }) {
  const desk = useDesk();
  const text = useSignal('');
  return (
    <form
      class="remark-form"
      onSubmit={(event) => {
        event.preventDefault();
        const words = text.value.trim();
        if (words === '') return;
        text.value = '';
        void addRemark(desk, incident, words).then((isDone) => {
          if (!isDone && text.value === '') text.value = words;
        });
      }}
    >
      <input
        class="field"
        maxLength={10000}
        aria-label={t('remarks.add')}
        placeholder={t('remarks.add')}
        data-testid="remark-input"
        value={text.value}
        onInput={(event) => (text.value = event.currentTarget.value)}
      />
      {text.value.trim() !== '' && (
        <button type="submit" class="button" data-testid="add-remark" disabled={desk.isReadOnly.value}>
          {t('remarks.send')}
        </button>
      )}
    </form>
  );
}

function CloseForm({ incident, onDone }: { incident: IncidentView; onDone: () => void }) {
  const desk = useDesk();
  const outcome = useSignal<IncidentOutcome | ''>('');
  return (
    <form
      class="panel-foot"
      onSubmit={(event) => {
        event.preventDefault();
        if (outcome.value !== '') void closeIncident(desk, incident, outcome.value);
      }}
    >
      <select
        class="field is-outcome"
        aria-label={t('incident.outcome')}
        data-testid="outcome-select"
        value={outcome.value}
        ref={(select) => {
          if (outcome.peek() === '') select?.focus();
        }}
        onChange={(event) => {
          const { value } = event.currentTarget;
          outcome.value = isOneOf(INCIDENT_OUTCOMES, value) ? value : '';
        }}
      >
        <option value="" disabled>
          {t('incident.outcome')}: {t('incident.chooseOutcome')}
        </option>
        {INCIDENT_OUTCOMES.map((one) => (
          <option key={one} value={one}>
            {outcomeWord(one)}
          </option>
        ))}
      </select>
      <button
        type="submit"
        class="button is-primary"
        data-testid="confirm-close"
        disabled={outcome.value === '' || desk.isReadOnly.value}
      >
        {t('incident.confirmClose')}
      </button>
      <button type="button" class="button" onClick={onDone}>
        {t('action.cancel')}
      </button>
    </form>
  );
}

/** A remark, and closing with an outcome; as long as a unit works on the incident it says why it cannot be closed. */
export function PanelFoot({ incident }: { incident: IncidentView }) {
  const desk = useDesk();
  const isClosing = useSignal(false);
  const working = activeAssignments(incident).length;
  const blocked = working > 0 ? t('incident.closeBlocked', { count: working }) : undefined;
  if (isClosing.value && !blocked) {
    return <CloseForm incident={incident} onDone={() => (isClosing.value = false)} />;
  }
  return (
    <div class="panel-foot">
      <RemarkForm incident={incident} />
      <button
        type="button"
        class="button"
        data-testid="close-incident"
        disabled={blocked !== undefined || desk.isReadOnly.value}
        title={blocked}
        onClick={() => (isClosing.value = true)}
      >
        {t('incident.close')}
      </button>
    </div>
  );
}
