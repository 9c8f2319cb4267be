import type { ImportKind } from '#contracts';
import type { ComponentChildren, JSX } from 'preact';
import type { Answer } from '../../api/http.ts';
import type { Office } from '../office.ts';

/** A kept record: known by its id, changed by its version. */
export interface Kept {
  readonly id: string;
  readonly version: number;
}

/** What the journal calls the rows of each list. */
export const SUBJECTS: Readonly<Record<ImportKind, string>> = {
  units: 'unit',
  stations: 'station',
  posts: 'post',
  facilities: 'facility',
  users: 'user',
  shifts: 'shift',
};

export interface Column<Row> {
  readonly header: string;
  readonly of: (row: Row) => ComponentChildren;
  readonly class?: string;
}

export type Errors = Readonly<Record<string, string>>;

export interface FormProps<Row, Draft> {
  readonly draft: Draft;
  readonly set: (change: Partial<Draft>) => void;
  readonly errors: Errors;
  /** Undefined while a new one is being added. */
  readonly row: Row | undefined;
}

/** What a list is about: how it is read, shown, edited and saved. */
export interface RecordPageProps<Row extends Kept, Draft> {
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
}

const ANSWERS = ['ok', 'refused', 'unreachable', 'aborted'];

/** Whether saving came to an answer of the server, or to faults found here. */
export const isAnswer = (result: Errors | Answer<unknown>): result is Answer<unknown> =>
  'kind' in result && ANSWERS.includes(String(result['kind']));
