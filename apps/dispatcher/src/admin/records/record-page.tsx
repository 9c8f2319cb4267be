import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { ImportPanel } from '../import-panel.tsx';
import { o } from '../office-text.ts';
import { exportFile } from '../save-file.ts';
import { Waiting } from '../waiting.tsx';
import { RecordForm } from './record-form.tsx';
import { RecordTable } from './record-table.tsx';
import type { Kept, RecordPageProps } from './record-types.ts';
import { type Records, useRecords } from './use-records.ts';

interface PartProps<Row extends Kept, Draft> {
  readonly page: RecordPageProps<Row, Draft>;
  readonly records: Records<Row, Draft>;
}

/** A list that is kept: a dense table, and beside it the form of the row that was chosen. */
export function RecordPage<Row extends Kept, Draft extends object>(page: RecordPageProps<Row, Draft>) {
  const records = useRecords(page);
  const search = useRef<HTMLInputElement>(null);
  const section = useRef<HTMLElement>(null);
  useEffect(() => listenToKeys(section.current?.parentElement, records, search), []);
  return (
    <section ref={section} class="office-section">
      <PageHead page={page} records={records} search={search} />
      {page.hint && <p class="office-hint dim">{page.hint}</p>}
      <div class="office-body">
        <PageList page={page} records={records} />
        <PageSide page={page} records={records} />
      </div>
    </section>
  );
}

/** Keys of a list act wherever the focus is on the page, but where something is typed. */
function listenToKeys<Row extends Kept, Draft>(
  page: HTMLElement | null | undefined,
  { open }: Records<Row, Draft>,
  search: RefObject<HTMLInputElement | null>,
): (() => void) | undefined {
  const press = (event: KeyboardEvent): void => {
    if (event.target instanceof Element && event.target.closest('input, select, textarea')) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'n') open({ kind: 'new' });
    else if (event.key === 'i') open({ kind: 'import' });
    else if (event.key === '/') search.current?.focus();
    else return;
    event.preventDefault();
  };
  page?.addEventListener('keydown', press);
  return () => page?.removeEventListener('keydown', press);
}

function PageHead<Row extends Kept, Draft>({
  page,
  records,
  search,
}: PartProps<Row, Draft> & { search: RefObject<HTMLInputElement | null> }) {
  const { filter, said, loaded, shown } = records;
  return (
    <header class="office-head">
      <h2>{page.title}</h2>
      <input
        ref={search}
        class="field is-small office-search"
        type="search"
        placeholder={o('list.filter')}
        aria-label={o('list.filter')}
        title={o('list.filterKey')}
        data-testid="office-filter"
        value={filter.value}
        onInput={(event) => (filter.value = event.currentTarget.value)}
      />
      <span class="dim" role="status" data-testid="office-said">
        {said.value || (loaded.value.kind === 'ready' ? o('list.count', { count: shown.length }) : '')}
      </span>
      <HeadButtons page={page} records={records} />
    </header>
  );
}

function HeadButtons<Row extends Kept, Draft>({ page, records }: PartProps<Row, Draft>) {
  return (
    <span class="office-head-end">
      <button
        type="button"
        class="button is-small"
        title={o('list.exportKey')}
        data-testid="office-export"
        onClick={async () => {
          records.said.value = (await exportFile(page.office, page.kind)) ?? '';
        }}
      >
        {o('list.export')}
      </button>
      <button
        type="button"
        class="button is-small"
        title={o('list.importKey')}
        data-testid="office-import"
        onClick={() => records.open({ kind: 'import' })}
      >
        {o('list.import')} <kbd>I</kbd>
      </button>
      <button
        type="button"
        class="button is-small is-primary"
        title={o('list.addKey')}
        data-testid="office-add"
        onClick={() => records.open({ kind: 'new' })}
      >
        {o('list.add')} <kbd>N</kbd>
      </button>
    </span>
  );
}

function PageList<Row extends Kept, Draft>({ page, records }: PartProps<Row, Draft>) {
  const { loaded, shown, side, isFiltered } = records;
  const state = loaded.value;
  if (state.kind !== 'ready') {
    return (
      <div class="office-table">
        <Waiting failure={state.kind === 'failed' ? state.text : ''} onRetry={() => void records.retry()} />
      </div>
    );
  }
  if (shown.length === 0) {
    return (
      <div class="office-table empty dim" data-testid="office-empty">
        <p>{o(isFiltered ? 'list.nothingFound' : 'list.empty')}</p>
        {!isFiltered && <p>{o('list.emptyHint')}</p>}
      </div>
    );
  }
  return (
    <div class="office-table scroll" tabIndex={-1}>
      <RecordTable
        page={page}
        rows={shown}
        chosen={side.value.kind === 'row' ? side.value.row : undefined}
        onOpen={(row) => records.open({ kind: 'row', row })}
      />
    </div>
  );
}

function PageSide<Row extends Kept, Draft extends object>({ page, records }: PartProps<Row, Draft>) {
  const side = records.side.value;
  const close = (): void => records.open({ kind: 'none' });
  if (side.kind === 'none') return null;
  if (side.kind === 'import') {
    return <ImportPanel office={page.office} kind={page.kind} onClose={close} onDone={records.done} />;
  }
  const row = side.kind === 'row' ? side.row : undefined;
  return (
    <RecordForm
      key={row ? row.id : 'new'}
      page={page}
      row={row}
      latest={row && records.rows.find(({ id }) => id === row.id)}
      changedBy={row && records.changedBy.value.get(row.id)}
      reload={records.load}
      onClose={close}
      onDone={records.done}
    />
  );
}
