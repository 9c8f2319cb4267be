import type { HazardView } from '#contracts';
import { failureText } from '../api/refusal-text.ts';
import { useDesk } from '../desk/desk.ts';
import { t } from '../i18n/text.ts';
import { dateText } from '../zones/incident/dates.ts';
import { MOST_LISTED, type HazardState } from './hazard-state.ts';
import { isInForce, searchHazards } from './search-hazards.ts';
import { ht } from './text.ts';

function HazardRow({ state, hazard }: { state: HazardState; hazard: HazardView }) {
  const { region, clock } = useDesk();
  const now = clock.second.value;
  const isCurrent = isInForce(hazard, now);
  const isDue = isCurrent && Date.parse(hazard.reviewAt) < now;
  const isOpen = state.editing.value?.hazard?.id === hazard.id;
  return (
    <tr
      class={`${isCurrent ? '' : 'dim'} ${isOpen ? 'is-selected' : ''}`}
      data-testid="hazard-list-row"
      onClick={() => state.begin(hazard)}
    >
      <th scope="row">
        <button type="button" class="link" data-testid="hazard-item" aria-expanded={isOpen}>
          {t(`hazard.${hazard.kind}`)}
        </button>
      </th>
      <td class="said hazard-words">{hazard.text}</td>
      <td class="said hazard-place">
        {hazard.addressText}
        {hazard.coordinates === null && <span class="attention"> · {ht('noPosition')}</span>}
      </td>
      <td>
        {hazard.removedAt !== null
          ? `${ht('ended')} ${dateText(hazard.removedAt, region.timeZone)}`
          : hazard.validUntil === null
            ? ht('untilNone')
            : dateText(hazard.validUntil, region.timeZone)}
      </td>
      <td class={isDue ? 'attention' : ''}>
        {isDue ? ht('due') : dateText(hazard.reviewAt, region.timeZone)}
      </td>
      <td class="cut">
        {t('hazard.by', { name: hazard.writtenByName, date: dateText(hazard.writtenAt, region.timeZone) })}
      </td>
    </tr>
  );
}

function Table({ state, hazards }: { state: HazardState; hazards: readonly HazardView[] }) {
  return (
    <table class="hazard-table" aria-label={ht('title')}>
      <thead>
        <tr>
          {(['kind', 'text', 'address', 'until', 'review', 'author'] as const).map((column) => (
            <th key={column} scope="col">
              {ht(column)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {hazards.map((hazard) => (
          <HazardRow key={hazard.id} state={state} hazard={hazard} />
        ))}
      </tbody>
    </table>
  );
}

/** Why the list is not there, or not up to date. */
function LoadFailure({ state, hasList }: { state: HazardState; hasList: boolean }) {
  const { region } = useDesk();
  const failure = state.loadFailure.value;
  if (!failure) return null;
  return (
    <p class="list-note attention" role="alert" data-testid="hazards-failed">
      {ht(hasList ? 'stale' : 'failed', { why: failureText(failure, region.timeZone) })}{' '}
      <button
        type="button"
        class="button is-small"
        data-testid="hazard-retry"
        onClick={() => void state.load()}
      >
        {ht('retry')}
      </button>
    </p>
  );
}

/** All warnings that the search finds, those to be looked at again first. */
export function HazardList({ state }: { state: HazardState }) {
  const { value: hazards } = state.hazards;
  const typed = state.typed.value;
  const found = searchHazards(hazards ?? [], typed, ({ kind }) => t(`hazard.${kind}`));
  return (
    <div class="hazard-list">
      <LoadFailure state={state} hasList={hazards !== undefined} />
      {!hazards && !state.loadFailure.value && (
        <p class="list-note dim" role="status">
          {ht('loading')}
        </p>
      )}
      {hazards?.length === 0 && <p class="list-note dim">{ht('none')}</p>}
      {hazards && hazards.length > 0 && found.length === 0 && (
        <p class="list-note dim">{ht('noMatch', { typed })}</p>
      )}
      {found.length > 0 && <Table state={state} hazards={found} />}
      {hazards && hazards.length >= MOST_LISTED && (
        <p class="list-note dim">{ht('many', { count: MOST_LISTED })}</p>
      )}
    </div>
  );
}
