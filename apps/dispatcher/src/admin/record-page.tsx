import type { ImportKind } from '#contracts';
import { useSignal } from '@preact/signals';
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Answer } from '../api/http.ts';
import { failureText, fieldErrors } from '../api/refusal-text.ts';
import { ImportPanel } from './import-panel.tsx';
import { o } from './office-text.ts';
import type { Office } from './office.ts';
import { exportFile } from './save-file.ts';

export interface Column<Row> {
  readonly header: string;
  readonly of: (row: Row) => ComponentChildren;
  readonly class?: string;
}

type Errors = Readonly<Record<string, string>>;

export interface FormProps<Row, Draft> {
  readonly draft: Draft;
  readonly set: (change: Partial<Draft>) => void;
  readonly errors: Errors;
  /** Undefined while a new one is being added. */
  readonly row: Row | undefined;
}

export interface RecordPageProps<Row extends { readonly id: string; readonly version: number }, Draft> {
  readonly office: Office;
  readonly title: string;
  readonly hint?: string;
  readonly kind: ImportKind;
  readonly columns: readonly Column<Row>[];
  readonly load: () => Promise<Answer<{ readonly records: readonly Row[] }>>;
  readonly labelOf: (row: Row) => string;
  readonly isDim?: (row: Row) => boolean;
  readonly blank: () => Draft;
  readonly draftOf: (row: Row) => Draft;
  readonly form: (props: FormProps<Row, Draft>) => JSX.Element;
  /** Answers faults of the draft itself, or saves. */
  readonly save: (draft: Draft, row: Row | undefined) => Promise<Errors | Answer<unknown>>;
  readonly remove?: (row: Row) => Promise<Answer<unknown>>;
  readonly canRemove?: (row: Row) => boolean;
  readonly isReadOnly?: (row: Row) => string | undefined;
  readonly actions?: (row: Row, reload: () => Promise<void>) => ComponentChildren;
  readonly withImport?: boolean;
}

type Loaded<Row> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly text: string }
  | { readonly kind: 'ready'; readonly rows: readonly Row[] };

type Side<Row> =
  | { readonly kind: 'none' }
  | { readonly kind: 'new' }
  | { readonly kind: 'row'; readonly row: Row }
  | { readonly kind: 'import' };

const isAnswer = (result: Errors | Answer<unknown>): result is Answer<unknown> =>
  'kind' in result && ['ok', 'refused', 'unreachable', 'aborted'].includes(String(result['kind']));

/** A list that is kept: a dense table, and beside it the form of the row that was chosen. */
export function RecordPage<
  Row extends { readonly id: string; readonly version: number },
  Draft extends object,
>(props: RecordPageProps<Row, Draft>) {
  const { office } = props;
  const loaded = useSignal<Loaded<Row>>({ kind: 'loading' });
  const side = useSignal<Side<Row>>({ kind: 'none' });
  const filter = useSignal('');
  const said = useSignal('');
  const search = useRef<HTMLInputElement>(null);
  const load = async (): Promise<void> => {
    const answer = await props.load();
    if (answer.kind === 'ok') loaded.value = { kind: 'ready', rows: answer.value.records };
    else if (loaded.peek().kind !== 'ready')
      loaded.value = { kind: 'failed', text: failureText(answer, office.timeZone) };
    else said.value = failureText(answer, office.timeZone);
  };
  useEffect(() => void load(), []);
  const rows = loaded.value.kind === 'ready' ? loaded.value.rows : [];
  const needle = filter.value.trim().toLowerCase();
  const shown = needle === '' ? rows : rows.filter((row) => textOfRow(props, row).includes(needle));
  const open = (next: Side<Row>): void => {
    said.value = '';
    side.value = next;
  };
  const done = async (text: string): Promise<void> => {
    await load();
    side.value = { kind: 'none' };
    said.value = text;
  };
  const chosen = side.value.kind === 'row' ? side.value.row : undefined;
  return (
    <section
      class="office-section"
      onKeyDown={(event) => {
        if (event.target instanceof Element && event.target.closest('input, select, textarea')) return;
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        if (event.key === 'n') open({ kind: 'new' });
        else if (event.key === 'i' && props.withImport !== false) open({ kind: 'import' });
        else if (event.key === '/') search.current?.focus();
        else return;
        event.preventDefault();
      }}
    >
      <header class="office-head">
        <h2>{props.title}</h2>
        <input
          ref={search}
          class="field is-small office-search"
          type="search"
          placeholder={o('list.filter')}
          aria-label={o('list.filter')}
          title={o('list.filterKey')}
          value={filter.value}
          onInput={(event) => (filter.value = event.currentTarget.value)}
        />
        <span class="dim" role="status" data-testid="office-said">
          {said.value || (loaded.value.kind === 'ready' ? o('list.count', { count: shown.length }) : '')}
        </span>
        <span class="office-head-end">
          <button
            type="button"
            class="button is-small is-primary"
            title={o('list.addKey')}
            data-testid="office-add"
            onClick={() => open({ kind: 'new' })}
          >
            {o('list.add')}
          </button>
          {props.withImport !== false && (
            <button
              type="button"
              class="button is-small"
              title={o('list.importKey')}
              data-testid="office-import"
              onClick={() => open({ kind: 'import' })}
            >
              {o('list.import')}
            </button>
          )}
          <button
            type="button"
            class="button is-small"
            title={o('list.exportKey')}
            data-testid="office-export"
            onClick={async () => {
              said.value = (await exportFile(office, props.kind)) ?? '';
            }}
          >
            {o('list.export')}
          </button>
        </span>
      </header>
      {props.hint && <p class="office-hint dim">{props.hint}</p>}
      <div class="office-body">
        <div class="office-table scroll" tabIndex={-1}>
          {loaded.value.kind === 'loading' && <p class="empty dim">{o('list.loading')}</p>}
          {loaded.value.kind === 'failed' && (
            <div class="empty" role="alert">
              <p class="attention">{loaded.value.text}</p>
              <button type="button" class="button" onClick={() => void load()}>
                {o('list.retry')}
              </button>
            </div>
          )}
          {loaded.value.kind === 'ready' && shown.length === 0 && (
            <div class="empty dim">
              <p>{o(needle === '' ? 'list.empty' : 'list.nothingFound')}</p>
              {needle === '' && <p>{o('list.emptyHint')}</p>}
            </div>
          )}
          {shown.length > 0 && (
            <RecordTable
              page={props}
              rows={shown}
              chosen={chosen}
              onOpen={(row) => open({ kind: 'row', row })}
            />
          )}
        </div>
        {side.value.kind === 'import' && (
          <ImportPanel
            office={office}
            kind={props.kind}
            onClose={() => open({ kind: 'none' })}
            onDone={done}
          />
        )}
        {(side.value.kind === 'new' || side.value.kind === 'row') && (
          <RecordForm
            key={chosen ? `${chosen.id}:${chosen.version}` : 'new'}
            page={props}
            row={chosen}
            reload={load}
            onClose={() => open({ kind: 'none' })}
            onDone={done}
          />
        )}
      </div>
    </section>
  );
}

function textOfRow<Row extends { id: string; version: number }, Draft>(
  page: RecordPageProps<Row, Draft>,
  row: Row,
): string {
  const cells = page.columns.map(({ of }) => of(row));
  return cells
    .filter((cell) => typeof cell === 'string' || typeof cell === 'number')
    .join(' ')
    .toLowerCase();
}

interface TableProps<Row extends { id: string; version: number }, Draft> {
  readonly page: RecordPageProps<Row, Draft>;
  readonly rows: readonly Row[];
  readonly chosen: Row | undefined;
  readonly onOpen: (row: Row) => void;
}

function stepFocus(event: KeyboardEvent): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0 || !(event.target instanceof HTMLElement)) return;
  const row = event.target.closest('tr');
  const next = step === 1 ? row?.nextElementSibling : row?.previousElementSibling;
  next?.querySelector<HTMLElement>('button')?.focus();
  event.preventDefault();
}

function RecordTable<Row extends { id: string; version: number }, Draft>({
  page,
  rows,
  chosen,
  onOpen,
}: TableProps<Row, Draft>) {
  return (
    <table onKeyDown={stepFocus}>
      <thead>
        <tr>
          {page.columns.map(({ header, class: name }) => (
            <th key={header} scope="col" class={name}>
              {header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr
            key={row.id}
            class={`${row.id === chosen?.id ? 'is-selected' : ''} ${page.isDim?.(row) ? 'is-dim' : ''}`}
            data-testid="office-row"
            data-id={row.id}
            onClick={() => onOpen(row)}
          >
            {page.columns.map(({ header, of, class: name }, index) => (
              <td key={header} class={name}>
                {index === 0 ? (
                  <button type="button" class="office-row-name cut" title={o('list.openKey')}>
                    {of(row)}
                  </button>
                ) : (
                  of(row)
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface RecordFormProps<Row extends { id: string; version: number }, Draft> {
  readonly page: RecordPageProps<Row, Draft>;
  readonly row: Row | undefined;
  readonly reload: () => Promise<void>;
  readonly onClose: () => void;
  readonly onDone: (text: string) => Promise<void>;
}

function RecordForm<Row extends { id: string; version: number }, Draft extends object>({
  page,
  row,
  reload,
  onClose,
  onDone,
}: RecordFormProps<Row, Draft>) {
  const draft = useSignal<Draft>(useMemo(() => (row ? page.draftOf(row) : page.blank()), []));
  const errors = useSignal<Errors>({});
  const failure = useSignal('');
  const isSaving = useSignal(false);
  const isAsking = useSignal(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>('input, select')?.focus(), []);
  const take = async (result: Errors | Answer<unknown>, text: string): Promise<void> => {
    if (!isAnswer(result)) errors.value = result;
    else if (result.kind === 'ok') return onDone(text);
    else {
      errors.value = fieldErrors(result);
      failure.value = refusalText(result, page.office);
    }
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  };
  const run = async (work: () => Promise<Errors | Answer<unknown>>, text: string): Promise<void> => {
    if (isSaving.value) return;
    isSaving.value = true;
    failure.value = '';
    errors.value = {};
    await take(await work(), text);
    isSaving.value = false;
  };
  const readOnly = row && page.isReadOnly?.(row);
  return (
    <form
      ref={form}
      class="office-side"
      data-testid="office-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void run(() => page.save(draft.value, row), o('form.saved'));
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <header class="office-side-head">
        <h3 class="cut">{row ? page.labelOf(row) : o('form.new')}</h3>
        <button type="button" class="button is-plain is-small" title="Esc" onClick={onClose}>
          {o('form.close')}
        </button>
      </header>
      <fieldset class="office-fields scroll" disabled={readOnly !== undefined}>
        {readOnly && <p class="notice-line is-warning">{readOnly}</p>}
        {page.form({
          draft: draft.value,
          errors: errors.value,
          row,
          set: (change) => (draft.value = { ...draft.value, ...change }),
        })}
      </fieldset>
      {row && page.actions && <div class="office-actions">{page.actions(row, reload)}</div>}
      <footer class="office-side-foot">
        <p class="field-error" role="alert" data-testid="office-failure">
          {failure.value}
        </p>
        <button
          type="submit"
          class="button is-primary"
          title={o('form.saveKey')}
          data-testid="office-save"
          disabled={isSaving.value || readOnly !== undefined}
        >
          {o(isSaving.value ? 'form.saving' : 'form.save')}
        </button>
        {row && page.remove && (page.canRemove?.(row) ?? true) && (
          <button
            type="button"
            class="button"
            data-testid="office-remove"
            disabled={isSaving.value}
            onClick={() => {
              if (!isAsking.value) isAsking.value = true;
              else void run(() => page.remove!(row), o('form.removed'));
            }}
          >
            {o(isAsking.value ? 'form.removeSure' : 'form.remove')}
          </button>
        )}
      </footer>
    </form>
  );
}

/** A refusal with whom or what it clashes with, where the answer says. */
export function refusalText(answer: Answer<unknown>, office: Office): string {
  const text = failureText(answer, office.timeZone);
  if (answer.kind !== 'refused') return text;
  const { details } = answer.problem;
  const who = details?.['callSign'] ?? office.nameOf(String(details?.['memberId'] ?? ''));
  const from = details?.['startsAt'];
  const until = details?.['endsAt'];
  const times =
    typeof from === 'string' && typeof until === 'string'
      ? ` (${office.time(from)} – ${office.time(until)})`
      : '';
  return typeof who === 'string' && who !== '' ? `${who}${times}: ${text}` : text;
}
