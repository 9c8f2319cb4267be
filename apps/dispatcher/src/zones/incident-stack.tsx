import type { IncidentView } from '#contracts';
import { categoryWord, formatDuration, PriorityMark } from '#ui';
import { useComputed } from '@preact/signals';
import { useDesk } from '../desk/desk.ts';
import { isAlarm, isUncovered } from '../desk/incident-order.ts';
import { t } from '../i18n/text.ts';
import { DraftStrip } from './draft-strip.tsx';
import { AttentionList } from './attention/attention-list.tsx';
import { CrewCorner } from './messages/crew-corner.tsx';
import { WaitingCallsButton } from './waiting-calls-button.tsx';
import { placeText, progressText } from './incident-words.ts';
import { WindowButton } from './layout/window-button.tsx';

function IncidentRow({ incident }: { incident: IncidentView }) {
  const desk = useDesk();
  const age = useComputed(() =>
    formatDuration((desk.clock.second.value - Date.parse(incident.createdAt)) / 1000),
  );
  const isSelected = useComputed(() => desk.selectedIncidentId.value === incident.id);
  const progress = progressText(incident);
  const category = categoryWord(incident.category);
  const alarm = isAlarm(incident);
  return (
    <li>
      <button
        type="button"
        class={`incident-row ${isSelected.value ? 'is-selected' : ''}`}
        aria-pressed={isSelected.value}
        aria-label={t('incident.rowLabel', {
          number: String(incident.number),
          priority: incident.priority,
          category,
          address: placeText(incident),
          state: progress,
        })}
        data-testid="incident-row"
        data-id={incident.id}
        data-number={incident.number}
        data-state={isUncovered(incident) ? 'uncovered' : 'covered'}
        onClick={() => desk.selectIncident(incident.id)}
      >
        <PriorityMark priority={incident.priority} isAlarm={alarm} />
        <span class="incident-row-lines">
          <span class="incident-row-line">
            <span class="incident-row-title cut">
              <b class="mono">{incident.number}</b> {category}
            </span>
            {(incident.patientCount ?? 0) > 1 && (
              <span
                class="patient-mark mono dim"
                title={t('patient.inRow', { count: incident.patientCount ?? 0 })}
                data-testid="patient-count"
              >
                ×{incident.patientCount}
              </span>
            )}
            <span class="incident-row-age mono">{age}</span>
          </span>
          <span class="incident-row-line">
            <span class="cut dim">{placeText(incident)}</span>
            <span
              class={`incident-row-state ${alarm ? 'alarm' : isUncovered(incident) ? 'attention' : 'dim'}`}
            >
              {progress}
            </span>
          </span>
        </span>
      </button>
    </li>
  );
}

function Group({ title, incidents }: { title: string; incidents: readonly IncidentView[] }) {
  if (incidents.length === 0) return null;
  return (
    <section aria-label={title}>
      <h3 class="group-title">
        {title} <span class="mono">{incidents.length}</span>
      </h3>
      <ul>
        {incidents.map((incident) => (
          <IncidentRow key={incident.id} incident={incident} />
        ))}
      </ul>
    </section>
  );
}

function Rows() {
  const desk = useDesk();
  const incidents = desk.sectors.shown(desk.openIncidents.value);
  if (!desk.store.isLoaded.value) return <p class="empty dim">{t('incidents.loading')}</p>;
  if (incidents.length === 0) {
    return (
      <>
        <AttentionList />
        <div class="empty">
          <p class="strong">{t('incidents.empty')}</p>
          <p class="dim">
            {t('incidents.emptyHint', { key: '' })}
            <kbd>n</kbd>
          </p>
        </div>
      </>
    );
  }
  return (
    <div class="scroll">
      <Group title={t('incidents.waiting')} incidents={incidents.filter(isUncovered)} />
      <AttentionList />
      <Group title={t('incidents.underWay')} incidents={incidents.filter((one) => !isUncovered(one))} />
    </div>
  );
}

/** All open incidents: who waits with nobody sent stands on top. */
export function IncidentStack() {
  const desk = useDesk();
  return (
    <section class="zone incident-stack" aria-labelledby="incidents-title">
      <header class="zone-head">
        <h2 id="incidents-title">{t('incidents.title')}</h2>
        <WindowButton zone="stack" />
        {!desk.isPast && (
          <button
            type="button"
            class="button is-small"
            data-testid="new-incident"
            onClick={() => desk.drafts.begin()}
          >
            {t('incidents.new')} <kbd>n</kbd>
          </button>
        )}
      </header>
      {!desk.isPast && <DraftStrip />}
      {!desk.isPast && <WaitingCallsButton />}
      {!desk.isPast && <CrewCorner />}
      <Rows />
    </section>
  );
}
