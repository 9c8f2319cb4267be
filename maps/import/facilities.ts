import { facilityView } from '#contracts/facilities.ts';
import { readPointsCsv } from './csv.ts';
import type { PointRow } from './csv.ts';

/** A facility that the map does not hold, given by hand. */
export interface FacilityRow {
  name: string;
  kind: string;
  lon: number;
  lat: number;
  hasEmergency: boolean;
}

const KINDS: readonly string[] = facilityView.shape.kind.options;
const EMERGENCY = new Map([
  ['yes', true],
  ['no', false],
]);

function readFacility({ name, lon, lat, cell }: PointRow): FacilityRow | { fault: string } {
  const kind = KINDS.find((known) => known.toLowerCase() === cell('kind').toLowerCase());
  if (kind === undefined) return { fault: `kind "${cell('kind')}" is none of ${KINDS.join(', ')}` };
  const said = cell('emergency').toLowerCase();
  // As on the map: a hospital that says nothing about its emergency department is assumed to have one.
  const hasEmergency = said === '' ? kind === 'hospital' : EMERGENCY.get(said);
  if (hasEmergency === undefined) return { fault: `emergency "${cell('emergency')}" is neither yes nor no` };
  return { name, kind, lon, lat, hasEmergency };
}

/**
 * Reads facilities from CSV with the columns `name, kind, lon, lat` and perhaps `emergency` (yes or no) in any order,
 * with one message for each bad row.
 */
export const readFacilitiesCsv = (text: string): { rows: FacilityRow[]; faults: string[] } =>
  readPointsCsv(text, ['kind'], readFacility);
