import type { StandardFigures, StandardOutcome, SupervisionFigures } from '#contracts';
import {
  evaluateResponses,
  exclusionOf,
  type FigurePeriodInput,
  IntervalTally,
  measureIncident,
  type ResponseRecord,
  ResponseFigures,
  type ResponseStandard,
  spanOf,
  type StandardResult,
  stepIndexOf,
  stepsOf,
  type TemporalStandard,
  type IncidentResponse,
  TIME_SOURCES,
  type TimeSource,
  toResponseRecord,
} from '#domain';
import { refuse, accept, type Outcome } from '../outcome.ts';
import { readResponses, type SupervisionPorts } from './supervision-ports.ts';

/** Incidents and responses by hour or day. */
class Course {
  private readonly points: { incidents: number; readonly response: IntervalTally }[];

  constructor(private readonly starts: readonly number[]) {
    this.points = starts.map(() => ({ incidents: 0, response: new IntervalTally() }));
  }

  take(incident: IncidentResponse): void {
    const point = this.points[stepIndexOf(this.starts, incident.createdAt)];
    if (!point || exclusionOf(incident)) return;
    point.incidents += 1;
    point.response.take(measureIncident(incident, 'response', 'pressed'));
  }

  sum(): SupervisionFigures['points'] {
    return this.points.map(({ incidents, response }, index) => ({
      startAt: new Date(this.starts[index]!).toISOString(),
      incidents,
      response: response.sum(),
    }));
  }
}

/** Response times of a period by priority and area, their course, and the standards in force. */
export async function readSupervisionFigures(
  ports: SupervisionPorts,
  regionId: string,
  period: FigurePeriodInput,
): Promise<Outcome<SupervisionFigures>> {
  const now = ports.clock.now();
  const timeZone = await ports.store.findRegionTimeZone(regionId);
  if (timeZone === undefined) return refuse('notFound');
  const span = spanOf(period, now.getTime(), timeZone);
  const [sectors, { version, standards }] = await Promise.all([
    ports.store.listSectorViews(regionId),
    ports.policies.findStandardsInForce(regionId),
  ]);
  const figures = new ResponseFigures(sectors.map(({ id }) => id));
  const { step, starts } = stepsOf(span, timeZone);
  const course = new Course(starts);
  const records: Record<TimeSource, ResponseRecord[]> = { pressed: [], geofenced: [] };
  for await (const incidents of readResponses(ports, regionId, span)) {
    for (const incident of incidents) {
      figures.take(incident);
      course.take(incident);
      for (const source of TIME_SOURCES) records[source].push(toResponseRecord(incident, source));
    }
  }
  const groups: SupervisionFigures['groups'] = [];
  for (const group of figures.sum()) {
    groups.push(group);
    await ports.pause();
  }
  return accept({
    regionId,
    timeZone,
    from: new Date(span.startAt).toISOString(),
    to: new Date(span.endAt).toISOString(),
    computedAt: now.toISOString(),
    groups,
    standardsVersion: version,
    standards: await evaluateAll(ports, standards, records),
    step,
    points: course.sum(),
  });
}

async function evaluateAll(
  ports: Pick<SupervisionPorts, 'pause'>,
  standards: readonly ResponseStandard[],
  records: Readonly<Record<TimeSource, readonly ResponseRecord[]>>,
): Promise<StandardFigures[]> {
  const evaluated: StandardFigures[] = [];
  // Spatial standards are about places and not about what happened.
  for (const standard of standards.filter((one) => one.kind === 'temporal')) {
    const pressed = evaluateResponses(standard, records.pressed);
    await ports.pause();
    const geofenced = evaluateResponses(standard, records.geofenced);
    await ports.pause();
    evaluated.push({ ...describe(standard), pressed: toOutcome(pressed), geofenced: toOutcome(geofenced) });
  }
  return evaluated;
}

const describe = (standard: TemporalStandard): Omit<StandardFigures, TimeSource> => ({
  standardId: standard.standardId,
  categories: [...standard.categories],
  priorities: [...standard.priorities],
  statistic: standard.statistic,
  limitSeconds: standard.limitSeconds,
  requiredShare: standard.requiredShare ?? null,
});

const toOutcome = (result: StandardResult): StandardOutcome => ({
  value: result.value ?? null,
  isMet: result.isMet ?? null,
  measured: result.measuredCount,
  withinLimit: result.withinLimitCount,
  excluded: result.excluded,
  unmeasured: result.unmeasured,
});
