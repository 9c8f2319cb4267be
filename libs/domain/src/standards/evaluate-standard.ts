import type { Capability, IncidentCategory, Priority } from '../incident/incident.ts';
import type {
  ClockStart,
  ClockStop,
  ResponseStandard,
  SpatialStandard,
  StandardExclusion,
  TemporalStandard,
} from './response-standard.ts';
import { meanOf, nearestRank, shareWithin } from './statistics.ts';

/** One response to one incident, as the standards see it. Instants are milliseconds of the epoch. */
export interface ResponseRecord {
  readonly category: IncidentCategory;
  readonly priority: Priority;
  readonly startedAt: Readonly<Partial<Record<ClockStart, number>>>;
  /** Every unit that was sent. Whether pressed or geofenced times are given is the caller's choice: evaluate both. */
  readonly units: readonly {
    readonly capabilities: readonly Capability[];
    readonly reachedAt: Readonly<Partial<Record<ClockStop, number>>>;
  }[];
  readonly wasTransported: boolean;
  readonly exclusions: readonly StandardExclusion[];
}

export type ResponseMeasure =
  | { readonly kind: 'measured'; readonly seconds: number }
  | { readonly kind: 'excluded'; readonly exclusion: StandardExclusion }
  /** Nobody the standard accepts has arrived, or no start was kept. */
  | { readonly kind: 'unmeasured'; readonly reason: 'notStopped' | 'notStarted' | 'stoppedBeforeStart' }
  | { readonly kind: 'notConcerned' };

export interface StandardResult {
  readonly standardId: string;
  /** Seconds for mean, median and p90, a share in 0..1 for `share`; undefined when nothing was measured. */
  readonly value: number | undefined;
  /** Undefined when nothing was measured. */
  readonly isMet: boolean | undefined;
  readonly measuredCount: number;
  readonly withinLimitCount: number;
  readonly excluded: Readonly<Partial<Record<StandardExclusion, number>>>;
  /** Responses that should count but lack a time: said aloud, since leaving them out flatters the figure. */
  readonly unmeasured: Readonly<Record<'notStopped' | 'notStarted' | 'stoppedBeforeStart', number>>;
}

export const concernsIncident = (
  standard: ResponseStandard,
  incident: { readonly category: IncidentCategory; readonly priority: Priority },
): boolean =>
  standard.priorities.includes(incident.priority) &&
  (standard.categories.length === 0 || standard.categories.includes(incident.category));

/** The seconds between the clock's start and stop for one response, or why there are none. */
export function measureResponse(standard: TemporalStandard, response: ResponseRecord): ResponseMeasure {
  if (!concernsIncident(standard, response)) return { kind: 'notConcerned' };
  const exclusion = standard.exclusions.find((one) => response.exclusions.includes(one));
  if (exclusion) return { kind: 'excluded', exclusion };
  const startedAt = clockStartedAt(standard, response);
  if (startedAt === undefined) return { kind: 'unmeasured', reason: 'notStarted' };
  const stoppedAt = clockStoppedAt(standard, response);
  if (stoppedAt === undefined) return { kind: 'unmeasured', reason: 'notStopped' };
  if (stoppedAt < startedAt) return { kind: 'unmeasured', reason: 'stoppedBeforeStart' };
  return { kind: 'measured', seconds: (stoppedAt - startedAt) / 1000 };
}

const earliest = (instants: readonly (number | undefined)[]): number | undefined => {
  const known = instants.filter((one) => one !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
};

/** When the clock of the standard started; also what a live countdown shows. */
export function clockStartedAt(
  { clock }: TemporalStandard,
  { startedAt }: Pick<ResponseRecord, 'startedAt'>,
): number | undefined {
  const { callReceived } = startedAt;
  const latest =
    clock.startsWithinSecondsOfCall !== undefined && callReceived !== undefined
      ? callReceived + clock.startsWithinSecondsOfCall * 1000
      : undefined;
  return earliest([...clock.startsAtFirstOf.map((one) => startedAt[one]), latest]);
}

function clockStoppedAt(standard: TemporalStandard, response: ResponseRecord): number | undefined {
  const wanted =
    (response.wasTransported ? undefined : standard.stoppingCapabilitiesWithoutTransport) ??
    standard.stoppingCapabilities;
  const accepted = response.units.filter((unit) => wanted.every((one) => unit.capabilities.includes(one)));
  return earliest(accepted.map((unit) => unit.reachedAt[standard.clock.stopsAt]));
}

/**
 * Evaluates a list of responses. Percentiles by nearest rank; `isMet` compares mean, median or p90 with the limit, and
 * for `share` the share within the limit with the required one.
 */
export function evaluateStandard(
  standard: TemporalStandard,
  responses: readonly ResponseRecord[],
): StandardResult {
  const seconds: number[] = [];
  const excluded: Partial<Record<StandardExclusion, number>> = {};
  const unmeasured = { notStopped: 0, notStarted: 0, stoppedBeforeStart: 0 };
  for (const response of responses) {
    const measure = measureResponse(standard, response);
    if (measure.kind === 'measured') seconds.push(measure.seconds);
    else if (measure.kind === 'unmeasured') unmeasured[measure.reason] += 1;
    else if (measure.kind === 'excluded')
      excluded[measure.exclusion] = (excluded[measure.exclusion] ?? 0) + 1;
  }
  const value = statisticOf(standard, seconds);
  return {
    standardId: standard.standardId,
    value,
    isMet: value === undefined ? undefined : isKept(standard, value),
    measuredCount: seconds.length,
    withinLimitCount: seconds.filter((one) => one <= standard.limitSeconds).length,
    excluded,
    unmeasured,
  };
}

function statisticOf(standard: TemporalStandard, seconds: readonly number[]): number | undefined {
  const sorted = (): number[] => [...seconds].sort((a, b) => a - b);
  const statistics = {
    mean: () => meanOf(seconds),
    median: () => nearestRank(sorted(), 0.5),
    p90: () => nearestRank(sorted(), 0.9),
    share: () => shareWithin(seconds, standard.limitSeconds),
  };
  return statistics[standard.statistic]();
}

const isKept = (standard: TemporalStandard, value: number): boolean =>
  standard.statistic === 'share' ? value >= standard.requiredShare! : value <= standard.limitSeconds;

/** A place of a spatial standard, its weight (residents, area or 1) and the road time from the nearest station. */
export interface PlaceReach {
  readonly weight: number;
  /** Infinity where no road leads there. */
  readonly travelSeconds: number;
  /** The same with stations of neighbouring regions; `travelSeconds` when left out. */
  readonly travelSecondsWithNeighbours?: number;
}

/** The weighted share of places within the limit. Places of weight 0 count for nothing. */
export function evaluateSpatialStandard(
  standard: SpatialStandard,
  places: readonly PlaceReach[],
): { readonly value: number | undefined; readonly isMet: boolean | undefined } {
  let total = 0;
  let within = 0;
  for (const { weight, travelSeconds, travelSecondsWithNeighbours } of places) {
    const helped = standard.neighboursCount ? (travelSecondsWithNeighbours ?? Infinity) : Infinity;
    total += weight;
    if (Math.min(travelSeconds, helped) <= standard.limitSeconds) within += weight;
  }
  if (!(total > 0)) return { value: undefined, isMet: undefined };
  const value = within / total;
  return { value, isMet: value >= standard.requiredShare - 1e-12 };
}
