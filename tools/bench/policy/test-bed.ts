import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PlaceIndex, ServiceRules } from '#domain';

export type LatLon = readonly [lat: number, lon: number];
export type SetupName = 'us' | 'rj';

export interface Setup {
  /** Kinds of the units in turn; the kind is the row of `rules.mismatchSeconds`. */
  readonly kinds: readonly number[];
  readonly rules: ServiceRules;
}

/** The published set-ups; `us`: 0 is advanced, 1 basic life support; `rj`: a unit may serve urgencies not below its kind. */
export const SETUPS: Readonly<Record<SetupName, Setup>> = {
  us: {
    kinds: [1, 0],
    rules: {
      weightOfUrgency: [4, 1, 4, 1],
      mismatchSeconds: [
        [0, 0, 1500, 1500],
        [6000, 6000, 0, 0],
      ],
    },
  },
  rj: {
    kinds: [2, 1, 0],
    rules: {
      weightOfUrgency: [4, 2, 1],
      mismatchSeconds: [
        [0, 0, 0],
        [Infinity, 0, 0],
        [Infinity, Infinity, 0],
      ],
    },
  },
};

export interface BedCall {
  readonly run: number;
  readonly seq: number;
  readonly raisedAtSeconds: number;
  readonly place: PlaceIndex;
  readonly urgency: number;
  readonly sceneSeconds: number;
  readonly hospitalSeconds: number;
  /** Row of the hospitals. */
  readonly hospital: number;
}

export interface TestBed {
  readonly calls: readonly BedCall[];
  readonly bases: readonly PlaceIndex[];
  readonly hospitals: readonly PlaceIndex[];
  readonly places: readonly LatLon[];
  readonly travelSeconds: (from: PlaceIndex, to: PlaceIndex) => number;
}

const EARTH_RADIUS_KILOMETERS = 6371;
const SPEED_KILOMETERS_PER_HOUR = 3.6 * 16.6667;
const RADIANS = Math.PI / 180;

type Vector = readonly [number, number, number];
const toVector = ([lat, lon]: LatLon): Vector => [
  Math.cos(lat * RADIANS) * Math.cos(lon * RADIANS),
  Math.cos(lat * RADIANS) * Math.sin(lon * RADIANS),
  Math.sin(lat * RADIANS),
];
const angleBetween = (a: Vector, b: Vector): number =>
  2 * Math.asin(Math.min(1, Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]) / 2));

/** Great-circle travel at 60 km/h, as the referee reckons it. */
export const flightSeconds = (a: LatLon, b: LatLon): number =>
  (3600 * EARTH_RADIUS_KILOMETERS * angleBetween(toVector(a), toVector(b))) / SPEED_KILOMETERS_PER_HOUR;

/** The point at `share` of the great circle from a to b. */
export function pointBetween(a: LatLon, b: LatLon, share: number): LatLon {
  const [from, to] = [toVector(a), toVector(b)];
  const angle = angleBetween(from, to);
  if (angle < 1e-12) return b;
  const toWeight = Math.sin(share * angle) / Math.sin(angle);
  const fromWeight = Math.sin((1 - share) * angle) / Math.sin(angle);
  const [x, y, z] = [0, 1, 2].map((axis) => fromWeight * from[axis]! + toWeight * to[axis]!);
  return [Math.asin(z!) / RADIANS, Math.atan2(y!, x!) / RADIANS];
}

/** The bases and hospitals of a folder; undefined when it is not there. */
export function readSites(folder: string): { bases: LatLon[]; hospitals: LatLon[] } | undefined {
  const files = ['bases.txt', 'hospitals.txt'].map((name) => join(folder, name));
  if (!files.every((file) => existsSync(file))) return undefined;
  return { bases: readPoints(files[0]!), hospitals: readPoints(files[1]!) };
}

/** Reads the calls; `folder` holds bases.txt and hospitals.txt, of which a fleet of N uses the first N bases. */
export function readTestBed(folder: string, callsFile: string, fleet: number): TestBed {
  const bases = readPoints(join(folder, 'bases.txt'));
  if (!(Number.isInteger(fleet) && fleet >= 1 && fleet <= bases.length)) {
    throw new RangeError(`--fleet must be a whole number from 1 to ${bases.length}, the bases there are`);
  }
  return makeTestBed(
    bases.slice(0, fleet),
    readPoints(join(folder, 'hospitals.txt')),
    readCallRows(callsFile),
  );
}

export type CallRow = Omit<BedCall, 'place'> & { readonly at: LatLon };

export function makeTestBed(
  bases: readonly LatLon[],
  hospitals: readonly LatLon[],
  rows: readonly CallRow[],
): TestBed {
  const places: LatLon[] = [];
  const indexOf = new Map<string, PlaceIndex>();
  const place = (at: LatLon): PlaceIndex => {
    const index = indexOf.get(at.join()) ?? places.push(at) - 1;
    indexOf.set(at.join(), index);
    return index;
  };
  const bed = {
    bases: bases.map(place),
    hospitals: hospitals.map(place),
    calls: rows.map(({ at, ...call }) => ({ ...call, place: place(at) })),
  };
  const table = places.map((from) => Float64Array.from(places, (to) => flightSeconds(from, to)));
  return { ...bed, places, travelSeconds: (from, to) => table[from]![to]! };
}

function readPoints(file: string): LatLon[] {
  const [count, ...degrees] = readFileSync(file, 'utf8').trim().split(/\s+/).map(Number);
  return Array.from({ length: count! }, (_, index) => [degrees[2 * index]!, degrees[2 * index + 1]!]);
}

const COLUMNS = [
  'run',
  'seq',
  'time_s',
  'lat',
  'lon',
  'priority',
  'on_scene_s',
  'at_hospital_s',
  'hospital',
] as const;

function readCallRows(file: string): CallRow[] {
  const [head, ...lines] = readFileSync(file, 'utf8').trim().split(/\r?\n/);
  const names = head!.split(',');
  const missing = COLUMNS.filter((name) => !names.includes(name));
  if (missing.length > 0) throw new RangeError(`${file} lacks the columns ${missing.join(', ')}`);
  return lines.map((line, index) => {
    const cells = line.split(',').map(Number);
    const cell = (name: (typeof COLUMNS)[number]): number => {
      const value = cells[names.indexOf(name)];
      if (value === undefined || Number.isNaN(value))
        throw new RangeError(`${file}:${index + 2}: ${name} is no number`);
      return value;
    };
    return {
      run: cell('run'),
      seq: cell('seq'),
      raisedAtSeconds: cell('time_s'),
      at: [cell('lat'), cell('lon')],
      urgency: cell('priority'),
      sceneSeconds: cell('on_scene_s'),
      hospitalSeconds: cell('at_hospital_s'),
      hospital: cell('hospital'),
    };
  });
}
