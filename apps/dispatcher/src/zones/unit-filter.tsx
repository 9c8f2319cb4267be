import { BOARD_STATUSES, type BoardStatus } from '#domain';
import { STATUS_STYLES, StatusMark, statusWord } from '#ui';
import { useComputed } from '@preact/signals';
import { GROUPINGS } from '../desk/board/group-units.ts';
import { UNIT_MARKS, type UnitMark } from '../desk/board/unit-board-view.ts';
import { useDesk } from '../desk/desk.ts';
import { UNIT_FILTER_ID } from '../desk/keys.ts';
import { t } from '../i18n/text.ts';
import { WindowButton } from './layout/window-button.tsx';
import { hasMark, isStale } from './unit-match.ts';

/** Positions grow old by themselves, so those that are stale are counted again after so long. */
const AGE_STEP_MS = 2000;

function StatusChips() {
  const desk = useDesk();
  const counts = useComputed(() => {
    void desk.store.revision.value;
    const found = new Map<BoardStatus, number>();
    for (const unit of desk.store.listUnits())
      found.set(unit.boardStatus, (found.get(unit.boardStatus) ?? 0) + 1);
    return found;
  });
  const chosen = desk.statusFilter.value;
  return (
    <div class="status-chips" role="group" aria-label={t('units.status')}>
      {BOARD_STATUSES.filter((status) => counts.value.has(status) || status === chosen).map((status) => (
        <button
          key={status}
          type="button"
          class="status-chip"
          aria-pressed={chosen === status}
          title={statusWord(status)}
          aria-label={`${statusWord(status)} ${counts.value.get(status) ?? 0}`}
          onClick={() => (desk.statusFilter.value = chosen === status ? undefined : status)}
        >
          <StatusMark status={status} />
          <b>{STATUS_STYLES[status].code}</b>
          <span class="mono">{counts.value.get(status) ?? 0}</span>
        </button>
      ))}
    </div>
  );
}

function MarkChip({ mark }: { mark: UnitMark }) {
  const desk = useDesk();
  const { board, store } = desk;
  const ageStep = useComputed(() => Math.floor(store.clock.second.value / AGE_STEP_MS));
  const count = useComputed(() => {
    void store.revision.value;
    const now = performance.now();
    const units = store.listUnits();
    if (mark !== 'stale') return units.filter((unit) => hasMark(unit, mark, 'live', desk.region.id)).length;
    void ageStep.value;
    return units.filter((unit) => isStale(unit, store.whereabouts(unit, now).trust)).length;
  });
  const isOn = board.marks.value.includes(mark);
  // Most regions get no help most of the time.
  if ((mark === 'helping' || mark === 'lent') && count.value === 0 && !isOn) return null;
  return (
    <button
      type="button"
      class={`status-chip mark-${mark}`}
      aria-pressed={isOn}
      data-testid={`mark-${mark}`}
      onClick={() => board.toggleMark(mark)}
    >
      <span>{t(`units.mark.${mark}`)}</span>
      <span class="mono">{count}</span>
    </button>
  );
}

function GroupingChoice() {
  const { board } = useDesk();
  return (
    <select
      class="field is-small grouping"
      aria-label={t('units.groupBy')}
      title={t('units.groupBy')}
      data-testid="unit-grouping"
      value={board.grouping.value}
      onChange={(event) => {
        const chosen = GROUPINGS.find((one) => one === event.currentTarget.value);
        if (chosen) board.group(chosen);
      }}
    >
      {GROUPINGS.map((one) => (
        <option key={one} value={one}>
          {t(`units.group.${one}`)}
        </option>
      ))}
    </select>
  );
}

function WordFilter() {
  const desk = useDesk();
  return (
    <div class="filter-box">
      <input
        id={UNIT_FILTER_ID}
        class="field is-small"
        type="search"
        aria-label={t('units.filterLabel')}
        title={`${t('units.filterLabel')} (/)`}
        placeholder={t('units.filter')}
        data-testid="unit-filter"
        value={desk.textFilter.value}
        onInput={(event) => (desk.textFilter.value = event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          desk.textFilter.value = '';
          desk.statusFilter.value = undefined;
          desk.board.marks.value = [];
          event.currentTarget.blur();
          event.preventDefault();
        }}
      />
      <kbd aria-hidden="true">/</kbd>
    </div>
  );
}

/** Filters by status, by marks and by words; `/` leads to the words, Escape clears all. */
export function UnitFilter() {
  return (
    <>
      <header class="zone-head unit-head">
        <h2 id="units-title">{t('units.title')}</h2>
        <div class="status-chips" role="group" aria-label={t('units.marks')}>
          {UNIT_MARKS.map((mark) => (
            <MarkChip key={mark} mark={mark} />
          ))}
        </div>
        <WordFilter />
        <WindowButton zone="board" />
      </header>
      <div class="unit-filter">
        <StatusChips />
        <GroupingChoice />
      </div>
    </>
  );
}
