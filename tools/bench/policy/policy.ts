/** Replays the test bed for each fleet and lets its referee judge; figures go to artifacts/bench/policy.json. Run by policy.mjs. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { compareEvenings, formatEvenings } from './compare-evenings.ts';
import { measureJointAssignment } from './joint-assignment.ts';
import { POLICIES, replay, summarise, type Replay } from './replay.ts';
import { SETUPS, readSites, readTestBed, type SetupName } from './test-bed.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/bench/rio' },
    calls: { type: 'string' },
    fleet: { type: 'string' },
    setup: { type: 'string', default: 'us' },
    out: { type: 'string', default: 'artifacts/bench/policy.json' },
    evenings: { type: 'boolean', default: false },
    seeds: { type: 'string', default: '2' },
  },
});

type Figures = Readonly<Record<number, { readonly meanSeconds: number; readonly penalisedSeconds: number }>>;
/** The published row of the closest-available rule, which the replay must give. */
const PUBLISHED_CLOSEST: Figures = {
  10: { meanSeconds: 2281, penalisedSeconds: 6448 },
  20: { meanSeconds: 591, penalisedSeconds: 1570 },
};
/** To stay below, for the published calls only. */
const LIMITS: Figures = {
  10: { meanSeconds: 1671, penalisedSeconds: 3509 },
  20: { meanSeconds: 526, penalisedSeconds: 1285 },
};
const SLOWEST_DECISION_MILLISECONDS = 1000;

function main(): number {
  if (!(values.setup in SETUPS)) throw new RangeError(`--setup must be us or rj, not ${values.setup}`);
  const calls = resolve(values.calls ?? join(values.data, 'calls_us_A.csv'));
  const isPublished = values.calls === undefined && values.setup === 'us';
  const fleets = values.fleet === undefined ? [10, 20] : [Number(values.fleet)];
  const rows = fleets.flatMap((fleet) => judgeFleet(calls, fleet));
  const joint = measureJointAssignment();
  console.log(
    `joint assignment of ${joint.incidents} incidents and ${joint.units} units: p99 ${joint.p99Milliseconds.toFixed(2)} ms, ` +
      `slowest ${joint.slowestMilliseconds.toFixed(2)} ms; worse than greedy in ${joint.worseThanGreedy} of ${joint.rounds}, ` +
      `saves ${(100 * joint.savedShare).toFixed(0)} %; the whole live decision p99 ${joint.decisionP99Milliseconds.toFixed(1)} ms`,
  );
  const missed = isPublished ? rows.filter(isMissed) : [];
  mkdirSync(dirname(values.out), { recursive: true });
  writeFileSync(
    values.out,
    `${JSON.stringify({ setup: values.setup, calls: rows[0]?.calls, rows, joint }, null, 2)}\n`,
  );
  for (const { policy, fleet } of missed) console.log(`MISSED: ${policy}, ${fleet} units`);
  return missed.length > 0 ? 1 : 0;
}

function judgeFleet(callsFile: string, fleet: number) {
  const setup = SETUPS[values.setup as SetupName];
  const bed = readTestBed(values.data, callsFile, fleet);
  const urgencies = setup.rules.weightOfUrgency.length;
  const odd = bed.calls.find(({ urgency }) => !(urgency in setup.rules.weightOfUrgency));
  if (odd) {
    throw new RangeError(
      `run ${odd.run} call ${odd.seq}: priority ${odd.urgency}; set-up ${values.setup} has 0 to ${urgencies - 1}`,
    );
  }
  return Object.entries(POLICIES).map(([policy, decide]) => {
    const played = replay(bed, setup, decide);
    const verdict = askReferee(callsFile, fleet, policy, played);
    const own = summarise(played, setup);
    if (Math.abs(verdict.meanSeconds - own.meanSeconds) > 0.1) {
      throw new Error(
        `the referee finds a mean of ${verdict.meanSeconds} s, the replay ${own.meanSeconds} s`,
      );
    }
    const slowest = Math.max(...played.decideMilliseconds);
    console.log(
      `${values.setup}, ${fleet} units, ${policy}: mean ${verdict.meanSeconds} s, penalised ${verdict.penalisedSeconds} s; ` +
        `${played.decideMilliseconds.length} decisions, slowest ${slowest.toFixed(1)} ms`,
    );
    return {
      policy,
      fleet,
      calls: played.decisions.length,
      ...verdict,
      slowestDecisionMilliseconds: slowest,
    };
  });
}

function askReferee(callsFile: string, fleet: number, policy: string, { decisions }: Replay) {
  const log = resolve(dirname(values.out), `decisions-${policy.replace(' ', '-')}-${fleet}.csv`);
  mkdirSync(dirname(log), { recursive: true });
  const lines = decisions.map(
    ({ call, unit, sentAtSeconds, returnBase }) =>
      `${call.run},${call.seq},${unit},${sentAtSeconds},${returnBase}`,
  );
  writeFileSync(log, `run,seq,ambulance,dispatch_time_s,return_base\n${lines.join('\n')}\n`);
  const referee = [join(values.data, 'score.py'), values.setup, callsFile, log, String(fleet)];
  const said = execFileSync('python3', referee, { encoding: 'utf8' });
  const [, mean, penalised] = /calls \d+ mean ([\d.]+).*penalised mean ([\d.]+)/.exec(said) ?? [];
  if (penalised === undefined) throw new Error(`the referee said: ${said}`);
  return { meanSeconds: Number(mean), penalisedSeconds: Number(penalised) };
}

/** Other evenings and other fleets, none of them from the published calls. */
function judgeEvenings(): number {
  const summary = compareEvenings(Number(values.seeds), readSites(values.data));
  console.log(formatEvenings(summary));
  const out = values.out.replace(/(\.json)?$/, '-evenings.json');
  mkdirSync(dirname(out), { recursive: true });
  writeFileSync(out, `${JSON.stringify(summary, null, 2)}\n`);
  const isWorse = summary.penalisedRatio >= 1 || summary.meanRatio >= 1;
  return isWorse || summary.slowestDecisionMilliseconds > SLOWEST_DECISION_MILLISECONDS ? 1 : 0;
}

function isMissed(row: ReturnType<typeof judgeFleet>[number]): boolean {
  if (row.slowestDecisionMilliseconds > SLOWEST_DECISION_MILLISECONDS) return true;
  if (row.policy !== 'akut') {
    const published = PUBLISHED_CLOSEST[row.fleet];
    return (
      published !== undefined &&
      (Math.round(row.meanSeconds) !== published.meanSeconds ||
        Math.round(row.penalisedSeconds) !== published.penalisedSeconds)
    );
  }
  const limit = LIMITS[row.fleet];
  return (
    limit !== undefined &&
    (row.meanSeconds >= limit.meanSeconds || row.penalisedSeconds >= limit.penalisedSeconds)
  );
}

process.exitCode = values.evenings ? judgeEvenings() : main();
