import { describe, expect, it } from '@jest/globals';
import { seededRandom } from '../measure.ts';
import { POLICIES, replay, summarise, type Replay } from './replay.ts';
import { SETUPS, flightSeconds, makeTestBed, type CallRow, type LatLon, type SetupName } from './test-bed.ts';

/** A made-up city of about 40 by 20 km, with busy quarters, and evenings in it; nothing of a real one. */
function makeEvenings(seed: number, fleet: number, callsAnHour: number, urgencies: number, runs = 2) {
  const random = seededRandom(seed);
  const anywhere = (): LatLon => [50 + 0.18 * random(), 14 + 0.56 * random()];
  const near = ([lat, lon]: LatLon): LatLon => [lat + 0.03 * (random() - 0.5), lon + 0.05 * (random() - 0.5)];
  const quarters = Array.from({ length: 6 }, anywhere);
  const somewhere = () => (random() < 0.7 ? near(quarters[Math.floor(random() * 6)]!) : anywhere());
  const bases = Array.from({ length: fleet }, somewhere);
  const hospitals = Array.from({ length: 6 }, somewhere);
  const rows: CallRow[] = [];
  for (let run = 0; run < runs; run += 1) {
    let seq = 0;
    for (let at = 0; at < 7200; at -= (Math.log(1 - random()) * 3600) / callsAnHour) {
      const place = somewhere();
      const distances = hospitals.map((hospital) => flightSeconds(place, hospital));
      rows.push({
        run,
        seq: seq++,
        raisedAtSeconds: at,
        at: place,
        urgency: Math.floor(random() * urgencies),
        sceneSeconds: 300 + 900 * random(),
        hospitalSeconds: 300 + 900 * random(),
        hospital: distances.indexOf(Math.min(...distances)),
      });
    }
  }
  return makeTestBed(bases, hospitals, rows);
}

function expectPossible({ decisions }: Replay, calls: number): void {
  expect(new Set(decisions.map(({ call }) => `${call.run}/${call.seq}`)).size).toBe(calls);
  expect(decisions).toHaveLength(calls);
  for (const { call, sentAtSeconds, waitSeconds } of decisions) {
    expect(sentAtSeconds).toBeGreaterThanOrEqual(call.raisedAtSeconds);
    expect(waitSeconds).toBeGreaterThanOrEqual(0);
  }
}

const FLEETS = [5, 9, 15, 30];

describe.each<[SetupName, number]>([
  ['us', 4],
  ['rj', 3],
])('other evenings in a made-up city, set-up %s', (name, urgencies) => {
  it.each(FLEETS)('R%i units: serves every call, and sooner than the closest-available rule', (fleet) => {
    const [ours, closest] = [POLICIES.akut, POLICIES['closest available']].map((policy) => {
      const totals = { meanSeconds: 0, penalisedSeconds: 0 };
      for (const callsAnHour of [0.9 * fleet, 1.6 * fleet]) {
        const bed = makeEvenings(fleet * 31 + 7, fleet, callsAnHour, urgencies, fleet < 15 ? 2 : 1);
        const played = replay(bed, SETUPS[name], policy);
        expectPossible(played, bed.calls.length);
        const waits = summarise(played, SETUPS[name]);
        totals.meanSeconds += waits.meanSeconds;
        totals.penalisedSeconds += waits.penalisedSeconds;
      }
      return totals;
    });
    // Grave calls go first, so that on a few evenings the plain mean may suffer; on many it falls too.
    expect(ours!.penalisedSeconds).toBeLessThan(closest!.penalisedSeconds);
    expect(ours!.meanSeconds).toBeLessThan(1.15 * closest!.meanSeconds);
  });

  it('gives the same decisions for the same evenings', () => {
    const play = () => replay(makeEvenings(5, 9, 15, urgencies, 1), SETUPS[name], POLICIES.akut).decisions;
    expect(play()).toEqual(play());
  });
});
