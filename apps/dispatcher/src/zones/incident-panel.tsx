import type { IncidentView } from '#contracts';
import { categoryWord, formatClock, formatDuration, outcomeWord, PriorityMark } from '#ui';
import { useComputed } from '@preact/signals';
import { useDesk } from '../desk/desk.ts';
import { isAlarm } from '../desk/incident-order.ts';
import { FIELD_KEYS } from '../desk/incident/panel-keys.ts';
import { t } from '../i18n/text.ts';
import { AssignmentList } from './assignment-list.tsx';
import { placeText } from './incident-words.ts';
import { FieldEditor, PlaceEditor } from './later.tsx';
import { RecommendationList } from './recommendation-list.tsx';
import { PanelFoot } from './panel-foot.tsx';
import { Remarks } from './remarks.tsx';
import { HazardBanner } from './incident/hazard-banner.tsx';
import { IncidentSections } from './incident/sections.tsx';
import { FieldButton, Notes } from './incident/field-button.tsx';
import { NeedChips } from './triage-questions.tsx';
import { TimelinePanel } from './timeline-panel.tsx';

function Facts({ incident }: { incident: IncidentView }) {
  const desk = useDesk();
  const { timeZone } = desk.region;
  const age = useComputed(() =>
    formatDuration((desk.clock.second.value - Date.parse(incident.createdAt)) / 1000),
  );
  return (
    <ul class="chips">
      <li>
        <FieldButton incident={incident} field="priority">
          {t('incident.priority', { priority: incident.priority })}
        </FieldButton>
      </li>
      <li class="chip">
        {t('incident.since', { time: formatClock(incident.createdAt, timeZone) })}
        {incident.state === 'open' && (
          <>
            {' · '}
            <span class="mono">{age}</span>
          </>
        )}
      </li>
      <li class="need-chips">
        <NeedChips needs={incident.needs} />
        <FieldButton incident={incident} field="needs">
          {t('edit.needs')}
        </FieldButton>
      </li>
      {incident.isTraining && <li class="chip is-attention">{t('incident.training')}</li>}
      {!incident.coordinates && <li class="chip is-attention">{t('incident.noPosition')}</li>}
      {incident.state === 'closed' && (
        <li class="chip" data-testid="closed-chip">
          {t('incident.closed', {
            time: formatClock(incident.closedAt ?? incident.createdAt, timeZone),
            outcome: incident.outcome ? outcomeWord(incident.outcome) : '',
          })}
        </li>
      )}
    </ul>
  );
}

function Head({ incident, onChangePlace }: { incident: IncidentView; onChangePlace: () => void }) {
  const desk = useDesk();
  return (
    <header class="incident-head">
      <PriorityMark priority={incident.priority} isAlarm={isAlarm(incident)} />
      <div class="incident-head-text">
        <h2 class="cut">
          <span class="mono">{incident.number}</span>{' '}
          <FieldButton incident={incident} field="category">
            {categoryWord(incident.category)}
          </FieldButton>
        </h2>
        <p class="incident-place">
          <span data-testid="incident-place">{placeText(incident)}</span>
          {incident.state === 'open' && (
            <button
              type="button"
              class="link"
              data-testid="change-place"
              title={`${t('incident.changePlace')} (Alt+${FIELD_KEYS.location})`}
              disabled={desk.isReadOnly.value}
              onClick={onChangePlace}
            >
              {t('incident.changePlace')}
            </button>
          )}
        </p>
      </div>
      <button
        type="button"
        class="button is-small"
        aria-pressed={desk.isTimelineShown.value}
        title={t('timeline.showTitle')}
        data-testid="show-timeline"
        onClick={() => (desk.isTimelineShown.value = !desk.isTimelineShown.value)}
      >
        {t('timeline.show')} <kbd>F9</kbd>
      </button>
      <button
        type="button"
        class="button is-plain is-small"
        aria-label={t('incident.deselect')}
        onClick={() => desk.selectIncident(undefined)}
      >
        ×
      </button>
    </header>
  );
}

/** The selected incident: what it is, who is on it, who could come. */
export function IncidentPanel({ incident }: { incident: IncidentView }) {
  const desk = useDesk();
  const isPlaceEdited = desk.edit.active.value?.field === 'location';
  const isOpen = incident.state === 'open';
  return (
    <section
      class="panel incident-panel"
      aria-label={`${incident.number} ${categoryWord(incident.category)}`}
      data-testid="incident-panel"
      data-number={incident.number}
      data-state={incident.state}
    >
      {!desk.isPast && <HazardBanner hazards={desk.people.hazards.value} />}
      <Head incident={incident} onChangePlace={() => desk.edit.begin('location')} />
      {isPlaceEdited && <PlaceEditor incident={incident} onDone={() => desk.edit.end()} />}
      <Facts incident={incident} />
      {desk.edit.active.value && <FieldEditor incident={incident} />}
      <Notes incident={incident} />
      {!desk.isPast && <IncidentSections incident={incident} />}
      {desk.isTimelineShown.value ? (
        <TimelinePanel incident={incident} />
      ) : (
        <>
          <AssignmentList incident={incident} />
          {isOpen && !desk.isPast && <RecommendationList incident={incident} />}
          <Remarks />
          {isOpen && !desk.isPast && <PanelFoot incident={incident} />}
        </>
      )}
    </section>
  );
}
