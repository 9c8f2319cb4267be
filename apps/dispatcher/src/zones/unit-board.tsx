import { useComputed } from '@preact/signals';
import { useDesk } from '../desk/desk.ts';
import { t } from '../i18n/text.ts';
import { UnitFilter } from './unit-filter.tsx';
import { UnitRow } from './unit-row.tsx';
import { unitMatches } from './unit-match.ts';

const COLUMNS = ['callSign', 'kind', 'status', 'where', 'inStatus', 'fix'] as const;

function Table() {
  const desk = useDesk();
  const { store, statusFilter, textFilter } = desk;
  const visibleIds = useComputed(() => {
    const ids = store.unitIds.value;
    if (statusFilter.value === undefined && textFilter.value.trim() === '') return ids;
    void store.revision.value;
    return ids.filter((id) => unitMatches(store.unit(id).peek(), statusFilter.value, textFilter.value));
  });
  if (!store.isLoaded.value) return <p class="empty dim">{t('units.loading')}</p>;
  if (store.unitIds.value.length === 0) return <p class="empty">{t('units.empty')}</p>;
  return (
    <div class="scroll" tabIndex={0}>
      <table class="unit-table">
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" class={`column-${column}`}>
                {t(`units.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {visibleIds.value.map((id) => (
            <UnitRow key={id} id={id} />
          ))}
        </tbody>
      </table>
      {visibleIds.value.length === 0 && <p class="empty dim">{t('units.noMatch')}</p>}
    </div>
  );
}

/** All units in the order of their call signs; each row follows its own unit alone. */
export function UnitBoard() {
  return (
    <section class="unit-board" aria-labelledby="units-title">
      <UnitFilter />
      <Table />
    </section>
  );
}
