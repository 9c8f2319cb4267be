import type { Priority } from '../incident/incident.ts';
import type { FieldFault } from '../standards/field-fault.ts';

/** A figure for each priority of the incident that asks for help. */
export type ByPriority = Readonly<Record<Priority, number>>;

/** What the ranking's rules count with. Every region may set its own; see `DEFAULT_RANKING_SETTINGS` for the sources. */
export interface RankingSettings {
  readonly turnout: {
    readonly stationSeconds: number;
    readonly roadSeconds: number;
    /** Added while the crew eats, or takes on supplies. */
    readonly mealSeconds: number;
    readonly restockingSeconds: number;
  };
  readonly coverage: {
    /** What losing the expected coverage of the whole region would cost; a unit costs its share of it. */
    readonly secondsPerShare: number;
    /** The most that coverage may weigh, whatever is uncovered. */
    readonly mostSeconds: ByPriority;
  };
  readonly diversion: {
    /** By the priority of the run that is interrupted. */
    readonly baseSeconds: ByPriority;
    /** Of each second already driven to it. */
    readonly drivenShare: ByPriority;
    readonly mostSeconds: number;
  };
  readonly border: { readonly seconds: number };
  readonly shift: {
    /** Notified to available again. */
    readonly usualJobSeconds: number;
    /** A crew whose shift the job would overrun by more is not asked. */
    readonly mostOverrunSeconds: ByPriority;
    /** Cost of each second of overrun. */
    readonly overrunShare: ByPriority;
    /** After so long on duty a crew must rest. */
    readonly longestDutySeconds: number;
    /** A longer shift stands for people who change places without the system: no rest is counted. */
    readonly standingShiftSeconds: number;
  };
  readonly area: {
    /** Within this distance of its station a crew knows its way. */
    readonly familiarMeters: number;
    readonly secondsPerKilometer: number;
    readonly mostSeconds: number;
  };
  readonly soonFree: {
    /** Usual time from reaching the hospital to being available, and from handing over. */
    readonly atDestinationSeconds: number;
    readonly handedOverSeconds: number;
    /** Expected when the usual time is over and the unit still isn't free. */
    readonly leastSeconds: number;
    /** Cost of not knowing when it will really be free. */
    readonly uncertaintySeconds: number;
  };
}

/**
 * - turnout: NFPA 1710 (2020) section 4.1.2.1 plans 60 s for a medical turnout; on the road the crew only turns.
 * - coverage.secondsPerShare: during a job of an hour a region with 50 units, each busy 30 % of the time, gets about 15
 *   calls (Little's law: busy units = calls per job time). A call whose unit is away waits about 4 minutes longer, the
 *   way from the next station. Hence 15 x 240 s = 3,600 s for the whole demand, 36 s for a hundredth of it.
 * - coverage.mostSeconds: priority 1 waits at most 10 s for the sake of others: survival of a cardiac arrest falls by 5.5
 *   percentage points a minute (Larsen et al., Annals of Emergency Medicine 22, 1993), one point in 10 s. Less urgent
 *   patients by what their limits leave over (England: 18 minutes on average in category 2, two hours in category 3).
 * - diversion: the interrupted patient starts anew: at least a minute, and a part of what was driven, weighted by
 *   how urgent that patient is.
 * - shift.usualJobSeconds: an hour. Overrun costs little where a life is at stake and bars a unit from planned runs.
 * - shift.longestDutySeconds: Directive 2003/88/EC article 3 leaves 13 hours, article 17 lets services go to 24.
 * - soonFree: England plans 15 minutes for handing over and 15 for being ready again (NHS Standard Contract).
 */
export const DEFAULT_RANKING_SETTINGS: RankingSettings = {
  turnout: { stationSeconds: 60, roadSeconds: 15, mealSeconds: 60, restockingSeconds: 120 },
  coverage: { secondsPerShare: 3600, mostSeconds: { 1: 10, 2: 60, 3: 300, 4: 600 } },
  diversion: {
    baseSeconds: { 1: 600, 2: 120, 3: 60, 4: 60 },
    drivenShare: { 1: 1, 2: 0.5, 3: 0.25, 4: 0.1 },
    mostSeconds: 600,
  },
  border: { seconds: 60 },
  shift: {
    usualJobSeconds: 3600,
    mostOverrunSeconds: { 1: 5400, 2: 2700, 3: 900, 4: 0 },
    overrunShare: { 1: 0.01, 2: 0.05, 3: 0.1, 4: 0.2 },
    longestDutySeconds: 86_400,
    standingShiftSeconds: 172_800,
  },
  area: { familiarMeters: 15_000, secondsPerKilometer: 2, mostSeconds: 60 },
  soonFree: {
    atDestinationSeconds: 1800,
    handedOverSeconds: 900,
    leastSeconds: 180,
    uncertaintySeconds: 60,
  },
};

/** Above this a figure is a slip of the pen, not a policy. */
const LARGEST = 1_000_000;
type Branch = { readonly [key: string]: number | Branch };

const isBranch = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The defaults with a region's own figures in place (`region.settings.ranking`). A figure that is no number from 0 up, or
 * that nothing is known of, is left at the default and named among the faults.
 */
export function resolveRankingSettings(own: unknown): {
  readonly settings: RankingSettings;
  readonly faults: readonly FieldFault[];
} {
  const faults: FieldFault[] = [];
  if (own === undefined || own === null) return { settings: DEFAULT_RANKING_SETTINGS, faults };
  const settings = mergeBranch(DEFAULT_RANKING_SETTINGS as unknown as Branch, own, '', faults);
  return { settings: settings as unknown as RankingSettings, faults };
}

function mergeBranch(known: Branch, own: unknown, path: string, faults: FieldFault[]): Branch {
  if (!isBranch(own)) {
    faults.push({ path, fault: 'notAllowed', details: { value: String(own) } });
    return known;
  }
  for (const key of Object.keys(own)) {
    if (!Object.hasOwn(known, key))
      faults.push({ path: join(path, key), fault: 'unknownValue', details: { value: key } });
  }
  return Object.fromEntries(
    Object.entries(known).map(([key, value]) => {
      if (!Object.hasOwn(own, key)) return [key, value];
      const at = join(path, key);
      return [
        key,
        typeof value === 'number'
          ? checkFigure(value, own[key], at, faults)
          : mergeBranch(value, own[key], at, faults),
      ];
    }),
  );
}

const join = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`);

function checkFigure(known: number, own: unknown, path: string, faults: FieldFault[]): number {
  if (typeof own !== 'number' || !(own >= 0))
    faults.push({ path, fault: 'notAllowed', details: { value: String(own) } });
  else if (own > LARGEST) faults.push({ path, fault: 'tooLarge', details: { value: own, largest: LARGEST } });
  else return own;
  return known;
}
