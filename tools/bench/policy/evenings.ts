import { seededRandom } from '../measure.ts';
import {
  flightSeconds,
  makeTestBed,
  SETUPS,
  type CallRow,
  type LatLon,
  type SetupName,
  type TestBed,
} from './test-bed.ts';

/**
 * Made-up cities: `quarters` busy quarters in a wide plain; `uniform` no quarters; `valley` 60 by 4 km; `core` nearly all
 * calls in one small centre while the bases are spread out; `surge` quarters, and in the second hour twice as many calls,
 * half of them from one place. A city may also stand on given bases and hospitals.
 */
export const CITIES = ['quarters', 'uniform', 'valley', 'core', 'surge'] as const;
export type City = (typeof CITIES)[number];

export interface EveningsOptions {
  readonly city: City;
  readonly setup: SetupName;
  readonly fleet: number;
  /** Calls per unit and hour; with jobs of about 45 min a fleet is overloaded from 1.3 on. */
  readonly callsPerUnitHour: number;
  readonly runs: number;
  readonly seed: number;
  /** Sites that exist; made up when absent. */
  readonly bases?: readonly LatLon[];
  readonly hospitals?: readonly LatLon[];
}

const HOURS = 2;
const BOX: Readonly<Record<City, { readonly lat: number; readonly lon: number }>> = {
  quarters: { lat: 0.18, lon: 0.56 },
  uniform: { lat: 0.22, lon: 0.34 },
  valley: { lat: 0.036, lon: 0.84 },
  core: { lat: 0.25, lon: 0.4 },
  surge: { lat: 0.18, lon: 0.4 },
};
const SHARE_IN_QUARTERS: Readonly<Record<City, number>> = {
  quarters: 0.7,
  uniform: 0,
  valley: 0.4,
  core: 0.85,
  surge: 0.5,
};

/** Evenings of two hours, the same for the same options; nothing of a real city's calls is in them. */
export function makeEvenings(options: EveningsOptions): TestBed {
  const { city, fleet, runs, seed } = options;
  const random = seededRandom(seed);
  const box = boxOf(options);
  const anywhere = (): LatLon => [box.lat + box.height * random(), box.lon + box.width * random()];
  const spread = city === 'core' ? 0.02 : 0.035;
  const near = ([lat, lon]: LatLon): LatLon => [
    lat + spread * (random() + random() - 1),
    lon + 1.5 * spread * (random() + random() - 1),
  ];
  const quarters = Array.from({ length: city === 'core' ? 1 : 6 }, anywhere);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const somewhere = () => (random() < SHARE_IN_QUARTERS[city] ? near(pick(quarters)) : anywhere());
  const sites = city === 'core' ? anywhere : somewhere;
  const bases = options.bases?.slice(0, fleet) ?? Array.from({ length: fleet }, sites);
  const hospitals = options.hospitals ?? Array.from({ length: 6 }, sites);
  const surgeAt = anywhere();
  const rows: CallRow[] = [];
  for (let run = 0; run < runs; run += 1) {
    let seq = 0;
    for (let at = 0; at < 3600 * HOURS;) {
      const isSurge = city === 'surge' && at > 3600;
      const rate = options.callsPerUnitHour * fleet * (isSurge ? 2 : 1);
      const place = isSurge && random() < 0.5 ? near(surgeAt) : somewhere();
      const distances = hospitals.map((hospital) => flightSeconds(place, hospital));
      rows.push({
        run,
        seq: seq++,
        raisedAtSeconds: at,
        at: place,
        urgency: Math.floor(random() * SETUPS[options.setup].rules.weightOfUrgency.length),
        sceneSeconds: 300 + 900 * random(),
        hospitalSeconds: 300 + 900 * random(),
        hospital: distances.indexOf(Math.min(...distances)),
      });
      at -= (Math.log(1 - random()) * 3600) / rate;
    }
  }
  return makeTestBed(bases, hospitals, rows);
}

function boxOf({ city, bases }: EveningsOptions) {
  const { lat: height, lon: width } = BOX[city];
  if (!bases) return { lat: 50, lon: 14, height, width };
  const lats = bases.map(([lat]) => lat);
  const lons = bases.map(([, lon]) => lon);
  const [south, west] = [Math.min(...lats), Math.min(...lons)];
  return { lat: south, lon: west, height: Math.max(...lats) - south, width: Math.max(...lons) - west };
}
