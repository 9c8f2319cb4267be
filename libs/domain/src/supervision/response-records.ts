import type { ClockStop, StandardExclusion, TemporalStandard } from '../standards/response-standard.ts';
import {
  evaluateStandard,
  type ResponseRecord,
  type StandardResult,
} from '../standards/evaluate-standard.ts';
import {
  firstAt,
  hasArrived,
  stepAt,
  type UnitResponse,
  type IncidentResponse,
  type TimeSource,
} from './response-intervals.ts';

const STOPS: readonly ClockStop[] = ['enRoute', 'onScene', 'atPatient'];

/** What happened, as the standards see it, by one source of times. */
export function toResponseRecord(incident: IncidentResponse, source: TimeSource): ResponseRecord {
  const { category, priority, callReceivedAt, createdAt, assignments } = incident;
  const notified = firstAt(incident, 'notified', source);
  const ordered = firstAt(incident, 'acknowledged', source);
  return {
    category,
    priority,
    startedAt: {
      callReceived: callReceivedAt,
      // A call is written down by whoever answers it, in that moment.
      callAnswered: callReceivedAt,
      // An incident is taken with its category and stands in the list at once.
      queued: createdAt,
      categorised: createdAt,
      ...(notified !== undefined && { notified }),
      ...(ordered !== undefined && { ordered }),
    },
    units: assignments.map((assignment) => ({
      capabilities: assignment.capabilities,
      reachedAt: reachedAt(assignment, source),
    })),
    wasTransported: assignments.some((one) => stepAt(one, 'leftScene', 'pressed') !== undefined),
    exclusions: standardExclusionsOf(incident),
  };
}

const reachedAt = (
  assignment: UnitResponse,
  source: TimeSource,
): ResponseRecord['units'][number]['reachedAt'] =>
  Object.fromEntries(
    STOPS.flatMap((stop) => {
      const at = stepAt(assignment, stop, source);
      return at === undefined ? [] : [[stop, at]];
    }),
  );

/** Major incidents and the weather are not known of an incident yet. */
export function standardExclusionsOf(incident: IncidentResponse): StandardExclusion[] {
  const isCancelled = incident.isClosed && !incident.assignments.some(hasArrived);
  const holds: Readonly<Partial<Record<StandardExclusion, boolean>>> = {
    training: incident.isTraining,
    duplicate: incident.isDuplicate,
    cancelledBeforeArrival: isCancelled,
    transferBetweenFacilities: incident.category === 'transfer',
    locationUnknown: !incident.hasPosition,
  };
  return (Object.keys(holds) as StandardExclusion[]).filter((one) => holds[one]);
}

/** A standard by one source. Nobody is helped in an exercise, so these count in no standard, whatever it says. */
export const evaluateResponses = (
  standard: TemporalStandard,
  records: readonly ResponseRecord[],
): StandardResult =>
  evaluateStandard(
    standard.exclusions.includes('training')
      ? standard
      : { ...standard, exclusions: [...standard.exclusions, 'training'] },
    records,
  );
