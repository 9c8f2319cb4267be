import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { failureText } from '../../api/refusal-text.ts';
import { o } from '../office-text.ts';
import { followChanges, type RegionChange, tellsOf } from '../region-changes.ts';
import { type Kept, type RecordPageProps, SUBJECTS } from './record-types.ts';

type Loaded<Row> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly text: string }
  | { readonly kind: 'ready'; readonly rows: readonly Row[] };

/** What stands beside the table. */
export type Side<Row> =
  | { readonly kind: 'none' }
  | { readonly kind: 'new' }
  | { readonly kind: 'row'; readonly row: Row }
  | { readonly kind: 'import' };

function textOfRow<Row extends Kept, Draft>(page: RecordPageProps<Row, Draft>, row: Row): string {
  const cells = page.columns.map(({ of }) => of(row));
  return cells
    .filter((cell) => typeof cell === 'string' || typeof cell === 'number')
    .join(' ')
    .toLowerCase();
}

/** The rows of a list as far as they are read, those the filter leaves, and what is open beside them. */
export function useRecords<Row extends Kept, Draft>(page: RecordPageProps<Row, Draft>) {
  const loaded = useSignal<Loaded<Row>>({ kind: 'loading' });
  const side = useSignal<Side<Row>>({ kind: 'none' });
  const filter = useSignal('');
  const said = useSignal('');
  const load = async (): Promise<void> => {
    const answer = await page.load();
    if (answer.kind === 'ok') loaded.value = { kind: 'ready', rows: answer.value.records };
    else if (loaded.peek().kind !== 'ready')
      loaded.value = { kind: 'failed', text: failureText(answer, page.office.timeZone) };
    else said.value = failureText(answer, page.office.timeZone);
  };
  const retry = async (): Promise<void> => {
    loaded.value = { kind: 'loading' };
    await load();
  };
  useEffect(() => void load(), []);
  /** Who changed which row last while the list was open. */
  const changedBy = useSignal<ReadonlyMap<string, string | null>>(new Map());
  const follow = async (changes: readonly RegionChange[]): Promise<void> => {
    changedBy.value = new Map([
      ...changedBy.peek(),
      ...changes.map(({ subjectId, by }) => [subjectId, by] as const),
    ]);
    await load();
    const last = changes.findLast(({ by }) => by !== page.office.user.displayName);
    if (last)
      said.value = o('live.updated', {
        name: last.by ?? o('live.somebody'),
        time: page.office.time(last.at).slice(-5),
      });
  };
  useEffect(
    () =>
      followChanges(
        page.office.changes,
        ({ kind }) => tellsOf(SUBJECTS[page.kind], kind),
        (changes) => void follow(changes),
      ),
    [],
  );
  const rows = loaded.value.kind === 'ready' ? loaded.value.rows : [];
  const needle = filter.value.trim().toLowerCase();
  const shown = needle === '' ? rows : rows.filter((row) => textOfRow(page, row).includes(needle));
  const { edits } = page.office;
  useEffect(() => () => edits.settle(), []);
  const open = (next: Side<Row>): void =>
    edits.leave(() => {
      said.value = '';
      side.value = next;
    });
  const done = async (text: string): Promise<void> => {
    edits.settle();
    await load();
    side.value = { kind: 'none' };
    said.value = text;
  };
  const isFiltered = needle !== '';
  return { loaded, side, filter, said, rows, shown, changedBy, isFiltered, load, retry, open, done };
}

export type Records<Row extends Kept, Draft> = ReturnType<typeof useRecords<Row, Draft>>;
