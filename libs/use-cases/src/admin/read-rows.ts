import {
  facilityFields,
  IMPORT_COLUMNS,
  type ImportFaultKind,
  type ImportKind,
  MOST_IMPORT_ROWS,
  MOST_IMPORT_USERS,
  postFields,
  shiftFields,
  stationFields,
  unitFields,
  userFields,
} from '#contracts';
import { CAPABILITIES, FACILITY_KINDS, readWallClock, ROLES } from '#domain';
import type { KnownNames } from './record-store.ts';

/** What is wrong with a cell, by a rule of the file or (`issue`) by the schema of the record's fields. */
export interface RowFault {
  /** As a spreadsheet counts: the header is row 1. */
  readonly row: number;
  readonly column: string | null;
  readonly fault?: ImportFaultKind;
  readonly values?: Readonly<Record<string, string | number>>;
  readonly issue?: { readonly message: string };
}

export interface ReadRow {
  readonly row: number;
  readonly label: string;
  readonly fields: unknown;
}

interface Known {
  readonly names: KnownNames;
  readonly timeZone: string;
}

const YES = ['yes', 'y', '1', 'true', 'da', 'да', 'ano', 'ja'];
const NO = ['', 'no', 'n', '0', 'false', 'не', 'ne', 'nej'];

/** The cells of one row; what cannot be read is noted and reading goes on. */
class Cells {
  readonly faults: RowFault[] = [];

  constructor(
    private readonly row: number,
    private readonly textOf: (column: string) => string,
    private readonly known: Known,
  ) {}

  note(column: string, fault: ImportFaultKind, values: Readonly<Record<string, string | number>> = {}): void {
    this.faults.push({ row: this.row, column, fault, values });
  }

  text(column: string): string {
    // What our own export wrote so that no spreadsheet takes it for a formula.
    return this.textOf(column).replace(/^'(?=[=+\-@])/, '');
  }

  needed(column: string): string {
    const text = this.text(column);
    if (text === '') this.note(column, 'cellMissing');
    return text;
  }

  number(column: string, fallback?: number): number {
    const text = fallback === undefined ? this.needed(column) : this.text(column);
    if (text === '') return fallback ?? 0;
    const value = Number(text.replace(',', '.'));
    if (!Number.isFinite(value)) this.note(column, 'numberUnclear', { value: text });
    return Number.isFinite(value) ? value : 0;
  }

  yesNo(column: string): boolean {
    const text = this.text(column).toLowerCase();
    if (!YES.includes(text) && !NO.includes(text)) this.note(column, 'yesNoUnclear', { value: text });
    return YES.includes(text);
  }

  words<Word extends string>(column: string, known: readonly Word[]): Word[] {
    const given = this.text(column)
      .split(/[\s,;|]+/)
      .filter((word) => word !== '');
    return [...new Set(given)].flatMap((word) => {
      const found = known.find((one) => one.toLowerCase() === word.toLowerCase());
      if (!found) this.note(column, 'wordUnknown', { value: word, known: known.join(', ') });
      return found ? [found] : [];
    });
  }

  /** Ids behind the names in a cell, which are parted by bars; names may hold commas and blanks. */
  ids(column: string, kind: keyof KnownNames, fault: ImportFaultKind): string[] {
    const names = this.text(column)
      .split('|')
      .map((name) => name.trim())
      .filter((name) => name !== '');
    return names.flatMap((name) => {
      const id = this.known.names[kind].get(kind === 'crew' ? name.toLowerCase() : name);
      if (id === undefined) this.note(column, fault, { value: name });
      return id === undefined ? [] : [id];
    });
  }

  time(column: string): string {
    const text = this.needed(column);
    if (text === '') return '';
    const exact = /(Z|[+-]\d\d:\d\d)$/.test(text) ? new Date(text) : undefined;
    if (exact && Number.isFinite(exact.getTime())) return exact.toISOString();
    const read = readWallClock(text, this.known.timeZone);
    if (read.ok) return read.at.toISOString();
    this.note(column, read.why === 'skipped' ? 'timeSkipped' : 'timeUnclear', { value: text });
    return '';
  }

  place(): [number, number] {
    return [this.number('lon'), this.number('lat')];
  }
}

interface RowReader {
  readonly schema: { safeParse(value: unknown): SafeParsed };
  /** Column of a field, where they differ. */
  readonly columnOf?: Readonly<Record<string, string>>;
  readonly label: string;
  read(cells: Cells): object;
}
type SafeParsed =
  | { readonly success: true; readonly data: unknown }
  | {
      readonly success: false;
      readonly error: { readonly issues: readonly { message: string; path: PropertyKey[] }[] };
    };

const READERS: Readonly<Record<ImportKind, RowReader>> = {
  units: {
    schema: unitFields,
    columnOf: { stationId: 'station', vehiclePlate: 'plate', isRetired: 'retired' },
    label: 'callSign',
    read: (cells) => ({
      callSign: cells.needed('callSign'),
      capabilities: cells.words('capabilities', CAPABILITIES),
      stationId: cells.ids('station', 'station', 'stationUnknown')[0] ?? null,
      vehiclePlate: cells.text('plate') || null,
      isRetired: cells.yesNo('retired'),
    }),
  },
  stations: {
    schema: stationFields,
    label: 'name',
    read: (cells) => ({ name: cells.needed('name'), coordinates: cells.place() }),
  },
  posts: {
    schema: postFields,
    label: 'name',
    read: (cells) => ({
      name: cells.needed('name'),
      coordinates: cells.place(),
      places: cells.number('places', 1),
    }),
  },
  facilities: {
    schema: facilityFields,
    columnOf: { hasEmergency: 'emergency' },
    label: 'name',
    read: (cells) => ({
      name: cells.needed('name'),
      kind: cells.words('kind', FACILITY_KINDS)[0],
      hasEmergency: cells.yesNo('emergency'),
      coordinates: cells.place(),
    }),
  },
  users: {
    schema: userFields,
    columnOf: { facilityIds: 'facilities', isDisabled: 'disabled' },
    label: 'email',
    read: (cells) => ({
      email: cells.needed('email'),
      displayName: cells.needed('displayName'),
      language: cells.text('language').toLowerCase() || undefined,
      roles: cells.words('roles', ROLES),
      facilityIds: cells.ids('facilities', 'facility', 'facilityUnknown'),
      isDisabled: cells.yesNo('disabled'),
    }),
  },
  shifts: {
    schema: shiftFields,
    columnOf: { startsAt: 'starts', endsAt: 'ends', memberIds: 'members', unitId: 'unit' },
    label: 'unit',
    read: (cells) => ({
      startsAt: cells.time('starts'),
      endsAt: cells.time('ends'),
      memberIds: cells.ids('members', 'crew', 'memberUnknown'),
      unitId: cells.ids('unit', 'unit', 'unitUnknown')[0] ?? null,
    }),
  },
};

/** Columns that a kind knows, and those that must be there. */
const columnsOf = (kind: ImportKind): { names: string[]; needed: string[] } => {
  const columns: readonly string[] = IMPORT_COLUMNS[kind];
  return {
    names: columns.map((column) => column.replace('*', '')),
    needed: columns.filter((column) => column.endsWith('*')).map((column) => column.slice(0, -1)),
  };
};

function readHeader(kind: ImportKind, header: readonly string[]): { names: string[]; faults: RowFault[] } {
  const { names: known, needed } = columnsOf(kind);
  const columns = known.join(', ');
  const names = header.map(
    (cell) => known.find((name) => name.toLowerCase() === cell.trim().toLowerCase()) ?? cell.trim(),
  );
  const fault = (value: string, what: ImportFaultKind): RowFault => ({
    row: 1,
    column: value,
    fault: what,
    values: { value, columns },
  });
  const faults = [
    ...names
      .filter((name) => name !== '' && !known.includes(name))
      .map((name) => fault(name, 'columnUnknown')),
    ...known
      .filter((name) => names.indexOf(name) !== names.lastIndexOf(name))
      .map((name) => fault(name, 'columnTwice')),
    ...needed.filter((name) => !names.includes(name)).map((name) => fault(name, 'columnMissing')),
  ];
  return { names, faults };
}

const columnOfIssue = (reader: RowReader, path: readonly PropertyKey[]): string => {
  const [field, part] = path.map(String);
  if (field === 'coordinates') return part === '1' ? 'lat' : 'lon';
  return reader.columnOf?.[field ?? ''] ?? field ?? '';
};

/** Reads the rows of a file into fields, with everything that is wrong with any of them. */
export function readRows(
  kind: ImportKind,
  table: readonly (readonly string[])[],
  known: Known,
): { rows: ReadRow[]; faults: RowFault[] } {
  const [header = [], ...lines] = table;
  const { names, faults } = readHeader(kind, header);
  const filled = lines
    .map((cells, index) => ({ cells, row: index + 2 }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
  const largest = kind === 'users' ? MOST_IMPORT_USERS : MOST_IMPORT_ROWS;
  if (filled.length > largest) {
    faults.push({ row: largest + 2, column: null, fault: 'tooManyRows', values: { largest } });
  }
  if (filled.length === 0) faults.push({ row: 2, column: null, fault: 'fileEmpty' });
  if (faults.length > 0) return { rows: [], faults };
  const reader = READERS[kind];
  const rows = filled.flatMap(({ cells, row }) => {
    const read = readRow(reader, new Cells(row, (column) => cells[names.indexOf(column)] ?? '', known), row);
    faults.push(...read.faults);
    return read.fields === undefined ? [] : [{ row, fields: read.fields, label: read.label }];
  });
  return { rows, faults };
}

function readRow(
  reader: RowReader,
  cells: Cells,
  row: number,
): { fields?: unknown; label: string; faults: readonly RowFault[] } {
  const parsed = reader.schema.safeParse(reader.read(cells));
  const label = cells.text(reader.label);
  if (parsed.success && cells.faults.length === 0) return { fields: parsed.data, label, faults: [] };
  const told = new Set(cells.faults.map(({ column }) => column));
  const issues = parsed.success ? [] : parsed.error.issues;
  const ofSchema = issues
    .map((issue) => ({ row, column: columnOfIssue(reader, issue.path), issue }))
    // What could not be read is told once, and not again for what stood in for it.
    .filter(({ column }) => !told.has(column));
  return { label, faults: [...cells.faults, ...ofSchema] };
}
