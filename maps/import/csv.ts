import { parseCsv } from '#codecs';
import { ImportError } from './import-error.ts';

/** One row of a file of points. */
export interface PointRow {
  name: string;
  lon: number;
  lat: number;
  /** Text of a column, by its name in lower case; '' when the file has no such column. */
  cell: (column: string) => string;
}

/**
 * Reads named points from CSV with the columns `name, lon, lat` and those of `further`, in any order.
 * @param readRow makes the result of a row, or tells what is wrong with it
 * @returns what was read, and one message for each bad row (1 is the header's row)
 */
export function readPointsCsv<T>(
  text: string,
  further: readonly string[],
  readRow: (row: PointRow) => T | { fault: string },
): { rows: T[]; faults: string[] } {
  const [header = [], ...lines] = parseCsv(text);
  const columns = header.map((name) => name.toLowerCase());
  const needed = ['name', ...further, 'lon', 'lat'];
  if (!needed.every((name) => columns.includes(name))) {
    const list = `${needed.slice(0, -1).join(', ')} and ${needed.at(-1)}`;
    return { rows: [], faults: [`row 1: the columns must be named ${list}`] };
  }
  const rows: T[] = [];
  const faults: string[] = [];
  const rowOf = new Map<string, number>();
  lines.forEach((cells, index) => {
    const number = index + 2;
    if (cells.every((cell) => cell === '')) return;
    const point = readPoint((column) => cells[columns.indexOf(column)] ?? '', rowOf);
    const row = 'fault' in point ? point : readRow(point);
    if (isFault(row)) return faults.push(`row ${number}: ${row.fault}`);
    rowOf.set((point as PointRow).name, number);
    return rows.push(row);
  });
  if (rows.length === 0 && faults.length === 0) faults.push('row 2: there is nothing below the header');
  return { rows, faults };
}

const isFault = (row: unknown): row is { fault: string } =>
  typeof row === 'object' && row !== null && 'fault' in row;

const readDegrees = (text: string, limit: number): number | undefined => {
  const value = Number(text.replace(',', '.'));
  return text !== '' && Number.isFinite(value) && Math.abs(value) <= limit ? value : undefined;
};

function readPoint(
  cell: (column: string) => string,
  rowOf: ReadonlyMap<string, number>,
): PointRow | { fault: string } {
  const name = cell('name');
  if (name === '') return { fault: 'the name is missing' };
  if (rowOf.has(name)) return { fault: `"${name}" stands in row ${rowOf.get(name)} already` };
  const lon = readDegrees(cell('lon'), 180);
  if (lon === undefined) return { fault: `lon "${cell('lon')}" is no number between -180 and 180` };
  const lat = readDegrees(cell('lat'), 90);
  if (lat === undefined) return { fault: `lat "${cell('lat')}" is no number between -90 and 90` };
  return { name, lon, lat, cell };
}

/**
 * All rows of a file, or none.
 * @throws ImportError naming every bad row
 */
export function requireRows<T>({ rows, faults }: { rows: T[]; faults: string[] }, file: string): T[] {
  if (faults.length > 0) throw new ImportError(`${file} was not imported, mend these rows:`, faults);
  return rows;
}
