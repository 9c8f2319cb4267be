import { PRIORITIES, type Priority } from '../incident/incident.ts';
import { nearestRank } from '../standards/statistics.ts';
import {
  exclusionOf,
  isOfIncident,
  measureAssignment,
  measureIncident,
  RESPONSE_INTERVALS,
  TIME_SOURCES,
  type FigureExclusion,
  type IntervalMeasure,
  type ResponseInterval,
  type IncidentResponse,
  type TimeSource,
} from './response-intervals.ts';

export interface IntervalSummary {
  readonly measured: number;
  readonly unmeasured: number;
  readonly open: number;
  readonly calledOff: number;
  readonly p50Seconds: number | null;
  readonly p90Seconds: number | null;
}

export type FigureArea =
  | { readonly kind: 'all' }
  | { readonly kind: 'sector'; readonly sectorId: string }
  | { readonly kind: 'none' };

export interface FigureGroupSummary {
  readonly priority: Priority | null;
  readonly area: FigureArea;
  readonly incidents: number;
  readonly excluded: Record<FigureExclusion, number>;
  readonly intervals: Record<ResponseInterval, Record<TimeSource, IntervalSummary>>;
}

/** All measures of one interval, until they are summed up. */
export class IntervalTally {
  private readonly seconds: number[] = [];
  private readonly counts = { unmeasured: 0, open: 0, calledOff: 0 };

  take(measure: IntervalMeasure): void {
    if (measure.kind === 'measured') this.seconds.push(measure.seconds);
    else if (measure.kind !== 'notConcerned') this.counts[measure.kind] += 1;
  }

  sum(): IntervalSummary {
    const sorted = Float64Array.from(this.seconds).sort();
    return {
      measured: sorted.length,
      ...this.counts,
      p50Seconds: nearestRank(sorted, 0.5) ?? null,
      p90Seconds: nearestRank(sorted, 0.9) ?? null,
    };
  }
}

type Measures = readonly {
  readonly interval: ResponseInterval;
  readonly source: TimeSource;
  readonly measure: IntervalMeasure;
}[];

/** Everything that is measured of one incident, by both sources. */
export function measureAll(incident: IncidentResponse): Measures {
  return TIME_SOURCES.flatMap((source) =>
    RESPONSE_INTERVALS.flatMap((interval): Measures =>
      isOfIncident(interval)
        ? [{ interval, source, measure: measureIncident(incident, interval, source) }]
        : incident.assignments.map((assignment) => ({
            interval,
            source,
            measure: measureAssignment(assignment, interval, source),
          })),
    ),
  );
}

class GroupTally {
  private incidents = 0;
  private readonly excluded: Record<FigureExclusion, number> = { training: 0, duplicate: 0, cancelled: 0 };
  private readonly tallies = new Map(
    RESPONSE_INTERVALS.map((interval) => [
      interval,
      { pressed: new IntervalTally(), geofenced: new IntervalTally() },
    ]),
  );

  constructor(
    private readonly priority: Priority | null,
    private readonly area: FigureArea,
  ) {}

  exclude(exclusion: FigureExclusion): void {
    this.excluded[exclusion] += 1;
  }

  take(measures: Measures): void {
    this.incidents += 1;
    for (const { interval, source, measure } of measures) this.tallies.get(interval)![source].take(measure);
  }

  sum(): FigureGroupSummary {
    const intervals = RESPONSE_INTERVALS.map((interval) => {
      const { pressed, geofenced } = this.tallies.get(interval)!;
      return [interval, { pressed: pressed.sum(), geofenced: geofenced.sum() }];
    });
    return {
      priority: this.priority,
      area: this.area,
      incidents: this.incidents,
      excluded: this.excluded,
      intervals: Object.fromEntries(intervals) as FigureGroupSummary['intervals'],
    };
  }
}

const ALL: FigureArea = { kind: 'all' };
const NONE: FigureArea = { kind: 'none' };

/**
 * Response times by priority and area: a group for each priority and for all, in each area and in all together. Every
 * counted incident is in exactly one group of one priority and one area.
 */
export class ResponseFigures {
  private readonly groups = new Map<string, GroupTally>();

  /** The groups of these sectors exist even when nothing happens there. */
  constructor(sectorIds: readonly string[]) {
    for (const area of [ALL, ...sectorIds.map((id) => areaOf(id)), NONE])
      for (const priority of [null, ...PRIORITIES])
        this.groups.set(keyOf(priority, area), new GroupTally(priority, area));
  }

  take(incident: IncidentResponse): void {
    const exclusion = exclusionOf(incident);
    const measures = exclusion ? [] : measureAll(incident);
    for (const group of this.groupsOf(incident)) {
      if (exclusion) group.exclude(exclusion);
      else group.take(measures);
    }
  }

  /** One group after the other, so that the caller can rest between. */
  *sum(): Generator<FigureGroupSummary> {
    for (const group of this.groups.values()) yield group.sum();
  }

  private groupsOf({ priority, sectorId }: IncidentResponse): GroupTally[] {
    const known = areaOf(sectorId);
    const own = this.groups.has(keyOf(null, known)) ? known : NONE;
    return [ALL, own].flatMap((area) => [null, priority].map((one) => this.groups.get(keyOf(one, area))!));
  }
}

const areaOf = (sectorId: string | null): FigureArea =>
  sectorId === null ? NONE : { kind: 'sector', sectorId };
const keyOf = (priority: Priority | null, area: FigureArea): string =>
  `${priority ?? 'all'} ${area.kind === 'sector' ? area.sectorId : area.kind}`;
