import type { AssignmentView, IncidentView, LiveRow, UnitView } from '#contracts';

const AT = '2026-05-04T12:00:00.000Z';

export function aUnit(id: string, changes: Partial<UnitView> = {}): UnitView {
  return {
    id,
    regionId: 'demo',
    callSign: id.toUpperCase(),
    frameKey: Number(id.replace(/\D/g, '')) || 1,
    capabilities: ['bls'],
    station: { id: 'st', name: 'Centro', coordinates: [-56.18, -34.9] },
    duty: { state: 'onDuty', reason: null, expectedEndAt: null, sinceAt: AT },
    boardStatus: 'available',
    statusSinceAt: AT,
    assignment: null,
    reservedAssignments: [],
    vehicle: null,
    position: null,
    ...changes,
  };
}

export function anAssignment(id: string, changes: Partial<AssignmentView> = {}): AssignmentView {
  return {
    id,
    regionId: 'demo',
    incidentId: 'i1',
    incidentNumber: 1,
    unitId: 'm1',
    callSign: 'M1',
    status: 'notified',
    destinationFacilityId: null,
    recommendationId: null,
    recommendedRank: null,
    followsAssignmentId: null,
    createdAt: AT,
    endedAt: null,
    endCause: null,
    followedBy: null,
    steps: [{ status: 'notified', pressedAt: AT, geofencedAt: null, recordedAt: AT }],
    ...changes,
  };
}

export function anIncident(id: string, changes: Partial<IncidentView> = {}): IncidentView {
  return {
    id,
    regionId: 'demo',
    number: Number(id.replace(/\D/g, '')) || 1,
    category: 'chestPain',
    priority: 1,
    state: 'open',
    version: 1,
    coordinates: [-56.17, -34.9],
    createdAt: AT,
    closedAt: null,
    outcome: null,
    isTraining: false,
    needs: [],
    triage: null,
    detail: { addressText: 'Colonia 1324', notes: '', locationSource: 'place' },
    assignments: [],
    ...changes,
  };
}

export function aRow(seq: number, changes: Partial<LiveRow> = {}): LiveRow {
  return {
    regionId: 'demo',
    seq,
    at: AT,
    kind: 'incidentChanged',
    subjectType: 'incident',
    subjectId: 'i1',
    actorName: null,
    payload: {},
    ...changes,
  };
}
