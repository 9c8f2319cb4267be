import { CITIES, makeEvenings, type City } from './evenings.ts';
import { POLICIES, replay, summarise } from './replay.ts';
import { SETUPS, type LatLon, type SetupName } from './test-bed.ts';

/** Ours over the closest-available rule: below 1 is sooner. */
export interface EveningsRow {
  readonly city: City | 'given sites';
  readonly setup: SetupName;
  readonly fleet: number;
  readonly callsPerUnitHour: number;
  readonly calls: number;
  readonly meanRatio: number;
  readonly penalisedRatio: number;
}

export interface EveningsSummary {
  readonly rows: readonly EveningsRow[];
  readonly meanRatio: number;
  readonly penalisedRatio: number;
  readonly worstPenalisedRatio: number;
  /** Share of the cases in which ours has the higher penalised wait. */
  readonly worseShare: number;
  readonly slowestDecisionMilliseconds: number;
}

const FLEETS = [5, 8, 12, 20, 30, 40];
/** From half idle to overloaded. */
const LOADS = [0.6, 1, 1.6];
/** Calls of one case, so that chance does not decide it: small fleets play more evenings. */
const LEAST_CALLS = 120;

/** Replays made-up evenings in made-up cities, and on the given sites, for all fleets and set-ups. */
export function compareEvenings(
  seeds: number,
  sites: { readonly bases: readonly LatLon[]; readonly hospitals: readonly LatLon[] } | undefined,
): EveningsSummary {
  const rows: EveningsRow[] = [];
  let slowest = 0;
  const madeUp = CITIES.map((city) => ({ city, given: undefined }));
  const places = sites ? [...madeUp, { city: 'uniform' as const, given: sites }] : madeUp;
  for (const { city, given } of places) {
    for (const setup of Object.keys(SETUPS) as SetupName[]) {
      for (const fleet of FLEETS) {
        if (given && fleet > given.bases.length) continue;
        for (const callsPerUnitHour of LOADS) {
          const runs = Math.max(1, Math.ceil(LEAST_CALLS / (2 * callsPerUnitHour * fleet)));
          const case_ = { city, setup, fleet, callsPerUnitHour, runs, ...given };
          const compared = compareCase(case_, seeds);
          slowest = Math.max(slowest, compared.slowest);
          rows.push({ ...compared.row, city: given ? 'given sites' : city });
        }
      }
    }
  }
  const penalised = rows.map(({ penalisedRatio }) => penalisedRatio);
  return {
    rows,
    meanRatio: geometricMean(rows.map(({ meanRatio }) => meanRatio)),
    penalisedRatio: geometricMean(penalised),
    worstPenalisedRatio: Math.max(...penalised),
    worseShare: penalised.filter((ratio) => ratio > 1).length / rows.length,
    slowestDecisionMilliseconds: slowest,
  };
}

function compareCase(options: Omit<Parameters<typeof makeEvenings>[0], 'seed'>, seeds: number) {
  const totals = { calls: 0, ours: [0, 0], closest: [0, 0], slowest: 0 };
  for (let seed = 1; seed <= seeds; seed += 1) {
    const bed = makeEvenings({ ...options, seed: 1000 * seed + options.fleet });
    const setup = SETUPS[options.setup];
    const played = replay(bed, setup, POLICIES.akut);
    totals.slowest = Math.max(totals.slowest, ...played.decideMilliseconds);
    totals.calls += bed.calls.length;
    const both = [played, replay(bed, setup, POLICIES['closest available'])].map((one) =>
      summarise(one, setup),
    );
    [totals.ours, totals.closest].forEach((sums, index) => {
      sums[0]! += both[index]!.meanSeconds * bed.calls.length;
      sums[1]! += both[index]!.penalisedSeconds * bed.calls.length;
    });
  }
  const { city, setup, fleet, callsPerUnitHour } = options;
  const row: EveningsRow = {
    city,
    setup,
    fleet,
    callsPerUnitHour,
    calls: totals.calls,
    meanRatio: totals.ours[0]! / totals.closest[0]!,
    penalisedRatio: totals.ours[1]! / totals.closest[1]!,
  };
  return { row, slowest: totals.slowest };
}

const geometricMean = (ratios: readonly number[]): number =>
  Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length);

/** One line for each city, set-up and load; one column for each fleet: mean ratio / penalised ratio. */
export function formatEvenings({ rows, ...summary }: EveningsSummary): string {
  const lines = new Map<string, string[]>();
  for (const row of rows) {
    const name = `${row.city}, ${row.setup}, ${row.callsPerUnitHour} calls/unit h`.padEnd(38);
    const cell = `${row.fleet}: ${row.meanRatio.toFixed(2)} / ${row.penalisedRatio.toFixed(2)}`;
    lines.set(name, [...(lines.get(name) ?? []), cell]);
  }
  const share = (ratio: number): string => ratio.toFixed(3);
  return [
    'wait against closest-available (mean / penalised), by units:',
    ...[...lines].map(([name, cells]) => `${name} ${cells.join('   ')}`),
    `all ${rows.length}: mean ${share(summary.meanRatio)}, penalised ${share(summary.penalisedRatio)}; ` +
      `worst penalised ${share(summary.worstPenalisedRatio)}, worse in ${(100 * summary.worseShare).toFixed(0)} %; ` +
      `slowest decision ${summary.slowestDecisionMilliseconds.toFixed(0)} ms`,
  ].join('\n');
}
