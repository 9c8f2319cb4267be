import { BOARD_STATUSES, type BoardStatus } from '#domain';
import { STATUS_STYLES, StatusMark, statusWord } from '#ui';
import { useComputed } from '@preact/signals';
import { useDesk } from '../desk/desk.ts';
import { UNIT_FILTER_ID } from '../desk/keys.ts';
import { t } from '../i18n/text.ts';

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

/** Filters by status and by words; `/` leads here, Escape clears. */
export function UnitFilter() {
  const desk = useDesk();
  return (
    <header class="zone-head unit-filter">
      <h2 id="units-title">{t('units.title')}</h2>
      <StatusChips />
      <div class="filter-box">
        <kbd aria-hidden="true">/</kbd>
        <input
          id={UNIT_FILTER_ID}
          class="field is-small"
          type="search"
          aria-label={t('units.filterLabel')}
          placeholder={t('units.filter')}
          data-testid="unit-filter"
          value={desk.textFilter.value}
          onInput={(event) => (desk.textFilter.value = event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            desk.textFilter.value = '';
            desk.statusFilter.value = undefined;
            event.currentTarget.blur();
            event.preventDefault();
          }}
        />
      </div>
    </header>
  );
}
