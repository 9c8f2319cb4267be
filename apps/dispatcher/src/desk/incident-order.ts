import type { IncidentView } from '#contracts';
import { isActive, ladderRank } from '#domain';

/** Assignments that still commit a unit, the furthest on first. */
export function activeAssignments(incident: IncidentView): IncidentView['assignments'] {
  return incident.assignments
    .filter((assignment) => isActive(assignment.status))
    .sort((a, b) => ladderRank(b.status) - ladderRank(a.status));
}

/** True for an open incident that no unit is sent to and none was before: somebody waits for help. */
export function isUncovered(incident: IncidentView): boolean {
  return (
    incident.state === 'open' &&
    !incident.assignments.some((assignment) => isActive(assignment.status) || isServed(assignment.status))
  );
}

/** An assignment that ended as `available` served the incident; called off or diverted ones did not. */
function isServed(status: IncidentView['assignments'][number]['status']): boolean {
  return status === 'available';
}

/** Urgent and nobody sent: what red is kept for. */
export function isAlarm(incident: IncidentView): boolean {
  return incident.priority <= 2 && isUncovered(incident);
}

/** Uncovered first, then by priority, then the longest waiting first. */
export function compareIncidents(a: IncidentView, b: IncidentView): number {
  return (
    Number(isUncovered(b)) - Number(isUncovered(a)) ||
    a.priority - b.priority ||
    a.createdAt.localeCompare(b.createdAt) ||
    a.number - b.number
  );
}
