import { ImportError } from './import-error.ts';
import type { StationRow } from './presets.ts';

/** Splits CSV text into rows of cells: commas or semicolons, quotes, any line ends. */
export function parseCsv(text: string): string[][] {
  const source = text.replace(/^\uFEFF/, '');
  const separator = (source.split('\n', 1)[0] ?? '').includes(';') ? ';' : ',';
  const rows: string[][] = [];
  let row: string[] = [];
  // A quoted cell, a bare one, then what ends it.
  const cell =
    separator === ';'
      ? /(?:[ \t]*"((?:[^"]|"")*)"[^;\n]*|([^;\n]*))(;|\n|$)/y
      : /(?:[ \t]*"((?:[^"]|"")*)"[^,\n]*|([^,\n]*))(,|\n|$)/y;
  while (cell.lastIndex < source.length) {
    const [, quoted, bare = '', end] = cell.exec(source) ?? [];
    if (end === undefined) break;
    row.push(quoted === undefined ? bare.trim() : quoted.replaceAll('""', '"').trim());
    if (end === separator) continue;
    rows.push(row);
    row = [];
  }
  if (row.length > 0) rows.push(row);
  return rows;
}

const readDegrees = (text: string, limit: number): number | undefined => {
  const value = Number(text.replace(',', '.'));
  return text !== '' && Number.isFinite(value) && Math.abs(value) <= limit ? value : undefined;
};

/**
 * Reads stations from CSV with the columns `name, lon, lat` in any order.
 * @returns the stations, and one message for each bad row (1 is the header's row)
 */
export function readStationsCsv(text: string): { stations: StationRow[]; faults: string[] } {
  const [header = [], ...rows] = parseCsv(text);
  const columns = header.map((name) => name.toLowerCase());
  const [nameAt, lonAt, latAt] = ['name', 'lon', 'lat'].map((name) => columns.indexOf(name));
  if (nameAt === -1 || lonAt === -1 || latAt === -1) {
    return { stations: [], faults: ['row 1: the columns must be named name, lon and lat'] };
  }
  const stations: StationRow[] = [];
  const faults: string[] = [];
  const rowOf = new Map<string, number>();
  rows.forEach((cells, index) => {
    const row = index + 2;
    if (cells.every((cell) => cell === '')) return;
    const name = cells[nameAt!] ?? '';
    const lon = readDegrees(cells[lonAt!] ?? '', 180);
    const lat = readDegrees(cells[latAt!] ?? '', 90);
    if (name === '') return faults.push(`row ${row}: the name is missing`);
    if (rowOf.has(name)) return faults.push(`row ${row}: "${name}" stands in row ${rowOf.get(name)} already`);
    if (lon === undefined) {
      return faults.push(`row ${row}: lon "${cells[lonAt!] ?? ''}" is no number between -180 and 180`);
    }
    if (lat === undefined) {
      return faults.push(`row ${row}: lat "${cells[latAt!] ?? ''}" is no number between -90 and 90`);
    }
    rowOf.set(name, row);
    stations.push({ name, lon, lat });
    return undefined;
  });
  if (stations.length === 0 && faults.length === 0) faults.push('row 2: there is no station in the file');
  return { stations, faults };
}

/** @throws ImportError naming every bad row */
export function getStationsOfCsv(text: string, file: string): StationRow[] {
  const { stations, faults } = readStationsCsv(text);
  if (faults.length > 0) throw new ImportError(`${file} was not imported, mend these rows:`, faults);
  return stations;
}

/**
 * Picks `count` of the candidates so that they lie far apart: each next one is the farthest from those chosen
 * (T. Gonzalez, "Clustering to minimize the maximum intercluster distance", 1985).
 */
export function pickSpread<T extends { lon: number; lat: number }>(
  candidates: readonly T[],
  count: number,
): T[] {
  const [first] = candidates;
  if (!first) return [];
  const squeeze = Math.cos((first.lat * Math.PI) / 180);
  const distance = (a: T, b: T): number => Math.hypot((a.lon - b.lon) * squeeze, a.lat - b.lat);
  const chosen = [first];
  const nearest = candidates.map((candidate) => distance(candidate, first));
  while (chosen.length < Math.min(count, candidates.length)) {
    let best = 0;
    for (let index = 1; index < candidates.length; index++) {
      if (nearest[index]! > nearest[best]!) best = index;
    }
    if (nearest[best] === 0) break;
    const next = candidates[best]!;
    chosen.push(next);
    candidates.forEach((candidate, index) => {
      nearest[index] = Math.min(nearest[index]!, distance(candidate, next));
    });
  }
  return chosen;
}
