import { readPointsCsv } from './csv.ts';
import type { StationRow } from './presets.ts';

/** Reads stations from CSV with the columns `name, lon, lat` in any order, with one message for each bad row. */
export const readStationsCsv = (text: string): { rows: StationRow[]; faults: string[] } =>
  readPointsCsv(text, [], ({ name, lon, lat }) => ({ name, lon, lat }));
