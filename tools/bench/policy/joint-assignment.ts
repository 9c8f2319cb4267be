import { assignJointly, type JointProblem, planJointly, PRIORITIES } from '#domain';
import { percentile, seededRandom } from '../measure.ts';

export interface JointAssignmentFigures {
  readonly incidents: number;
  readonly units: number;
  readonly rounds: number;
  /** The exact assignment alone. */
  readonly p50Milliseconds: number;
  readonly p99Milliseconds: number;
  readonly slowestMilliseconds: number;
  /** Rounds in which first come, first served would have cost less: must be 0. */
  readonly worseThanGreedy: number;
  /** Share of the greedy cost that is saved on average. */
  readonly savedShare: number;
  /** The whole live decision: prices, expected calls, assignment, reasons. */
  readonly decisionP99Milliseconds: number;
}

const INCIDENTS = 20;
const UNITS = 200;
const UNASSIGNED = 7200;
/** A server that has run for a minute is what dispatchers meet. */
const WARM_UP_ROUNDS = 30;

/** Times the joint assignment of 20 incidents and 200 units, and compares each with first come, first served. */
export function measureJointAssignment(rounds = 400, decisions = 25): JointAssignmentFigures {
  const random = seededRandom(20);
  const milliseconds: number[] = [];
  let worse = 0;
  let saved = 0;
  for (let round = -WARM_UP_ROUNDS; round < rounds; round += 1) {
    const costs = makeCosts(random, round + WARM_UP_ROUNDS);
    const prices = costs.map(() => UNASSIGNED);
    const startedAt = performance.now();
    const { totalCost } = assignJointly(costs, prices);
    if (round < 0) continue;
    milliseconds.push(performance.now() - startedAt);
    const greedy = costOfGreedy(costs);
    if (totalCost > greedy + 1e-6) worse += 1;
    saved += (greedy - totalCost) / greedy / rounds;
  }
  return {
    incidents: INCIDENTS,
    units: UNITS,
    rounds,
    p50Milliseconds: percentile(milliseconds, 0.5),
    p99Milliseconds: percentile(milliseconds, 0.99),
    slowestMilliseconds: Math.max(...milliseconds),
    worseThanGreedy: worse,
    savedShare: saved,
    decisionP99Milliseconds: timeDecisions(random, decisions),
  };
}

/** In turn: every pair open; half of them forbidden; all units standing together, where they compete most. */
function makeCosts(random: () => number, round: number): number[][] {
  const place = (): [number, number] => [random(), random()];
  const incidents = Array.from({ length: INCIDENTS }, place);
  const units = Array.from({ length: UNITS }, () =>
    round % 3 === 2 ? [0.1 * random(), 0.1 * random()] : place(),
  );
  return incidents.map(([x, y]) =>
    units.map(([u, v]) =>
      round % 3 === 1 && random() < 0.5 ? Infinity : 3600 * Math.hypot(x - u!, y - v!) + 60 * random(),
    ),
  );
}

function costOfGreedy(costs: readonly (readonly number[])[]): number {
  const taken = new Set<number>();
  return costs.reduce((sum, line) => {
    let best = -1;
    line.forEach((cost, unit) => {
      if (!taken.has(unit) && cost < (best < 0 ? UNASSIGNED : line[best]!)) best = unit;
    });
    if (best < 0) return sum + UNASSIGNED;
    taken.add(best);
    return sum + line[best]!;
  }, 0);
}

function timeDecisions(random: () => number, rounds: number): number {
  const milliseconds = Array.from({ length: rounds }, () => {
    const problem = makeProblem(random);
    const startedAt = performance.now();
    planJointly(problem);
    return performance.now() - startedAt;
  });
  return percentile(milliseconds, 0.99);
}

/** A region of 40 km in its busiest hour: 20 incidents wait, 60 came in lately, 200 units may serve. */
function makeProblem(random: () => number): JointProblem {
  const nowSeconds = 1_000_000;
  const place = (): [number, number] => [14 + 0.5 * random(), 50 + 0.36 * random()];
  const units = Array.from({ length: UNITS }, (_, index) => ({
    unitId: `unit ${index}`,
    callSign: `U${index}`,
    capabilities: index % 3 === 0 ? (['als', 'bls'] as const) : (['bls'] as const),
    coordinates: place(),
    stationCoordinates: null,
  }));
  const waiting = Array.from({ length: INCIDENTS }, (_, index) => ({
    incidentId: `incident ${index}`,
    number: index,
    priority: PRIORITIES[index % 4]!,
    createdAtSeconds: nowSeconds - 30 * index,
    coordinates: place(),
    firstSlot: { slot: 'first', capabilities: index % 2 === 0 ? (['als'] as const) : [] },
    options: units.map(({ unitId, capabilities }, unit) => {
      const freeInSeconds = unit % 4 === 0 ? Math.round(1800 * random()) : 0;
      const driveSeconds = 60 + 2400 * random();
      const slots = capabilities.length > 1 || index % 2 === 1 ? ['first'] : [];
      return {
        unitId,
        freeInSeconds,
        driveSeconds,
        arrivalSeconds: freeInSeconds + driveSeconds,
        slots,
        diversion: null,
      };
    }),
  }));
  return {
    nowSeconds,
    waiting,
    units,
    seen: Array.from({ length: 60 }, (_, index) => ({
      createdAtSeconds: nowSeconds - 60 * index,
      priority: PRIORITIES[index % 4]!,
      coordinates: place(),
    })),
    watchStartedAtSeconds: nowSeconds - 7200,
    fleet: UNITS,
    jobSeconds: 3000,
    stations: Array.from({ length: 40 }, place),
    hospitals: Array.from({ length: 8 }, place),
  };
}
