import type { IncidentView } from '#contracts';
import { INCIDENT_OUTCOMES, type IncidentOutcome } from '#domain';
import { outcomeWord } from '#ui';
import { useSignal } from '@preact/signals';
import { closeIncident } from '../desk/actions.ts';
import { useDesk } from '../desk/desk.ts';
import { activeAssignments } from '../desk/incident-order.ts';
import { isOneOf } from '../desk/is-one-of.ts';
import { t } from '../i18n/text.ts';

/** Closing with an outcome; as long as a unit works on the incident it says why it cannot be closed. */
export function CloseIncident({ incident }: { incident: IncidentView }) {
  const desk = useDesk();
  const isOpen = useSignal(false);
  const outcome = useSignal<IncidentOutcome | ''>('');
  const working = activeAssignments(incident).length;
  const blocked = working > 0 ? t('incident.closeBlocked', { count: working }) : undefined;
  if (!isOpen.value || blocked) {
    return (
      <div class="panel-foot">
        <button
          type="button"
          class="button"
          data-testid="close-incident"
          disabled={blocked !== undefined || desk.isReadOnly.value}
          aria-describedby={blocked ? 'close-blocked' : undefined}
          onClick={() => (isOpen.value = true)}
        >
          {t('incident.close')}
        </button>
        {blocked && (
          <span class="dim" id="close-blocked">
            {blocked}
          </span>
        )}
      </div>
    );
  }
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
      <button type="button" class="button" onClick={() => (isOpen.value = false)}>
        {t('action.cancel')}
      </button>
    </form>
  );
}
