import {
  type AlarmView,
  type AssignmentView,
  type IncidentView,
  unitSeenFrom,
  type UnitView,
} from '#contracts';
import {
  boardStatus,
  type HistoryState,
  findMainIncident,
  isActive,
  type PastAssignment,
  type PastIncident,
} from '#domain';
import type { PastDetail, PastNames, PastUnitRow } from './history-store.ts';

/** A folded state with all that is needed to show it. */
export interface PastBoard {
  readonly state: HistoryState;
  readonly units: readonly PastUnitRow[];
  readonly details: ReadonlyMap<string, PastDetail>;
  readonly names: PastNames;
  readonly alarms: readonly AlarmView[];
}

const byTextOf =
  <One>(textOf: (one: One) => string) =>
  (a: One, b: One): number => {
    const [left, right] = [textOf(a), textOf(b)];
    return left < right ? -1 : left > right ? 1 : 0;
  };

const inOrder = (assignments: readonly PastAssignment[]): PastAssignment[] =>
  [...assignments].sort(byTextOf((one) => `${one.createdAt} ${one.id}`));

function viewAssignment(
  { state, names }: PastBoard,
  regionId: string,
  assignment: PastAssignment,
): AssignmentView {
  const { unitId, incidentId, followedById } = assignment;
  const named = names.assignments.get(assignment.id);
  const follower = followedById === null ? undefined : names.assignments.get(followedById);
  return {
    id: assignment.id,
    regionId,
    incidentId,
    incidentNumber: state.incidents.get(incidentId)?.number ?? named?.incidentNumber ?? 0,
    unitId,
    callSign: named?.callSign ?? '',
    status: assignment.status,
    destinationFacilityId: assignment.destinationFacilityId,
    recommendationId: assignment.recommendationId,
    recommendedRank: assignment.recommendedRank,
    followsAssignmentId: assignment.followsAssignmentId,
    createdAt: assignment.createdAt,
    endedAt: assignment.endedAt,
    endCause: assignment.endCause,
    followedBy: follower
      ? {
          assignmentId: followedById!,
          incidentId: follower.incidentId,
          incidentNumber: follower.incidentNumber,
          unitId: follower.unitId,
          callSign: follower.callSign,
        }
      : null,
    steps: [...assignment.steps].sort(
      byTextOf(({ recordedAt, pressedAt }) => `${recordedAt} ${pressedAt ?? '~'}`),
    ),
  };
}

/** Of the incident and of those joined to it. */
const countPatients = ({ state, details }: PastBoard, incident: PastIncident): number =>
  [...state.incidents.values()]
    .filter(
      (one) => one === incident || (one.joinedIntoId !== null && findMainIncident(state, one) === incident),
    )
    .reduce((sum, { id }) => sum + (details.get(id)?.patientCount ?? 0), 0);

function viewIncident(board: PastBoard, regionId: string, incident: PastIncident): IncidentView {
  const { triageNeeds: _needs, triageVersion: _version, coordinates, needs, ...rest } = incident;
  const written = board.details.get(incident.id);
  const own = [...board.state.assignments.values()].filter((one) => one.incidentId === incident.id);
  return {
    ...rest,
    regionId,
    coordinates: coordinates && [coordinates[0], coordinates[1]],
    needs: [...needs],
    triage: written?.triage ?? null,
    sectorId: written?.sectorId ?? null,
    patientCount: countPatients(board, incident),
    detail: written?.detail ?? { addressText: '', notes: '', locationSource: '' },
    assignments: inOrder(own).map((one) => viewAssignment(board, regionId, one)),
  };
}

/** Open incidents, uncovered and urgent first. */
export function viewIncidents(board: PastBoard, regionId: string): IncidentView[] {
  const isCovered = ({ assignments }: IncidentView): boolean =>
    assignments.some(({ status }) => isActive(status));
  return [...board.state.incidents.values()]
    .filter(({ state }) => state === 'open')
    .map((incident) => viewIncident(board, regionId, incident))
    .sort(
      (a, b) =>
        Number(isCovered(a)) - Number(isCovered(b)) ||
        a.priority - b.priority ||
        byTextOf((one: IncidentView) => one.createdAt)(a, b),
    );
}

interface OfUnit {
  active: PastAssignment | undefined;
  readonly reserved: PastAssignment[];
}

function assignmentsByUnit(state: HistoryState): ReadonlyMap<string, OfUnit> {
  const byUnit = new Map<string, OfUnit>();
  for (const assignment of state.assignments.values()) {
    const isReserved = assignment.status === 'reserved';
    if (!isReserved && !isActive(assignment.status)) continue;
    const ofUnit = byUnit.get(assignment.unitId) ?? { active: undefined, reserved: [] };
    if (isReserved) ofUnit.reserved.push(assignment);
    else ofUnit.active = assignment;
    byUnit.set(assignment.unitId, ofUnit);
  }
  return byUnit;
}

const latest = (instants: readonly (string | null | undefined)[]): string =>
  instants.reduce<string>((last, one) => (one && one > last ? one : last), '');

type Elsewhere = NonNullable<NonNullable<UnitView['assignment']>['elsewhere']>;

/** Where a unit works for another region than the reader's. */
function elsewhereOf({ names }: PastBoard, regionId: string, assignmentId: string): Elsewhere | null {
  const named = names.assignments.get(assignmentId);
  if (!named || named.regionId === regionId) return null;
  const { coordinates } = named;
  return {
    regionId: named.regionId,
    regionName: named.regionName,
    coordinates: coordinates && [coordinates[0], coordinates[1]],
  };
}

function viewActive(board: PastBoard, regionId: string, active: PastAssignment): UnitView['assignment'] {
  const { destinationFacilityId } = active;
  const { assignments, facilities } = board.names;
  return {
    id: active.id,
    incidentId: active.incidentId,
    incidentNumber: assignments.get(active.id)?.incidentNumber ?? 0,
    status: active.status,
    destinationFacilityId,
    destinationName: destinationFacilityId === null ? null : (facilities.get(destinationFacilityId) ?? null),
    elsewhere: elsewhereOf(board, regionId, active.id),
  };
}

function viewUnit(
  board: PastBoard,
  regionId: string,
  row: PastUnitRow,
  { active, reserved }: OfUnit,
): UnitView {
  const { state, names } = board;
  const { dutyState, dutyReason, dutyExpectedEndAt, dutySinceAt, position, ...entered } = row;
  return {
    ...entered,
    duty: { state: dutyState, reason: dutyReason, expectedEndAt: dutyExpectedEndAt, sinceAt: dutySinceAt },
    boardStatus: boardStatus(dutyState, active?.status, { isReserved: reserved.length > 0 }),
    statusSinceAt: latest([
      dutySinceAt,
      active ? active.statusSinceAt : state.units.get(row.id)?.lastEndedAt,
    ]),
    assignment: active ? viewActive(board, regionId, active) : null,
    reservedAssignments: inOrder(reserved).map(({ id, incidentId, createdAt }) => {
      const named = names.assignments.get(id);
      const priority = state.incidents.get(incidentId)?.priority ?? named?.incidentPriority ?? 4;
      const incidentNumber = named?.incidentNumber ?? 0;
      return { id, incidentId, incidentNumber, priority, createdAt, regionId: named?.regionId ?? regionId };
    }),
    position,
  };
}

const IDLE: OfUnit = { active: undefined, reserved: [] };

/** Units in order of their call signs, as the control room of the region saw them. */
export function viewUnits(board: PastBoard, regionId: string): UnitView[] {
  const byUnit = assignmentsByUnit(board.state);
  return board.units.flatMap(
    (row) => unitSeenFrom(regionId, viewUnit(board, regionId, row, byUnit.get(row.id) ?? IDLE)) ?? [],
  );
}

/** Those whose cause went on, in the order given. */
export function viewAlarms({ state, alarms }: PastBoard): AlarmView[] {
  return alarms.flatMap((alarm): AlarmView[] => {
    const past = state.alarms.get(alarm.id);
    if (!past || past.clearedAt !== null) return [];
    const { acknowledgedAt } = past;
    const acknowledgedByName = acknowledgedAt === null ? null : alarm.acknowledgedByName;
    const incidentPriority = state.incidents.get(alarm.incidentId)?.priority ?? alarm.incidentPriority;
    return [
      {
        ...alarm,
        incidentPriority,
        acknowledgedAt,
        acknowledgedByName,
        clearedAt: null,
        clearedBecause: null,
      },
    ];
  });
}
