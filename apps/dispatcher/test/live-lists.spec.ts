import { describe, expect, it } from '@jest/globals';
import type { AlarmView, DuplicateProposal, RunView } from '#contracts';
import { applyListRow, applyRuns, listsOf, NO_LISTS } from '../src/live/live-lists.ts';
import { aRow, anIncident } from './builders.ts';

const AT = '2026-05-04T12:00:00.000Z';
const alarm = (changes: Partial<AlarmView> = {}): AlarmView => ({
  id: 'al1',
  regionId: 'demo',
  kind: 'unacknowledged',
  severity: 'alarm',
  incidentId: 'i1',
  incidentNumber: 1,
  incidentPriority: 1,
  assignmentId: 'a1',
  unitId: 'm1',
  callSign: 'M1',
  crewRefusal: null,
  sinceAt: AT,
  limitSeconds: 60,
  raisedAt: AT,
  acknowledgedAt: null,
  acknowledgedByName: null,
  clearedAt: null,
  clearedBecause: null,
  ...changes,
});
const duplicate = (changes: Partial<DuplicateProposal> = {}): DuplicateProposal => ({
  id: 'd1',
  regionId: 'demo',
  incidentId: 'i2',
  callId: null,
  likelyIncidentId: 'i1',
  likelyCallId: null,
  score: 0.8,
  reasons: [],
  proposedAt: AT,
  dismissedAt: null,
  dismissedByName: null,
  ...changes,
});
const run = (changes: Partial<RunView> = {}): RunView => ({
  assignmentId: 'a1',
  regionId: 'demo',
  unitId: 'm1',
  incidentId: 'i1',
  leg: 'toIncident',
  to: [-56.1, -34.9],
  state: 'onTheWay',
  reason: 'assigned',
  travelSeconds: 300,
  distanceMeters: 3000,
  arrivesAt: AT,
  asOf: AT,
  routeNumber: 1,
  coordinates: [
    [-56.2, -34.9],
    [-56.1, -34.9],
  ],
  ...changes,
});

describe('live lists', () => {
  it('starts from a snapshot', () => {
    const lists = listsOf({ seq: 1, units: [], incidents: [], closures: [], alarms: [alarm()] });
    expect([...lists.alarms.keys()]).toEqual(['al1']);
    expect(lists.proposals.size).toBe(0);
  });

  it('keeps an acknowledged alarm until its cause ends', () => {
    const raised = applyListRow(NO_LISTS, aRow(1, { alarm: alarm() }));
    const acknowledged = applyListRow(raised, aRow(2, { alarm: alarm({ acknowledgedAt: AT }) }));
    expect(acknowledged.alarms.get('al1')?.acknowledgedAt).toBe(AT);
    const cleared = applyListRow(acknowledged, aRow(3, { alarm: alarm({ clearedAt: AT }) }));
    expect(cleared.alarms.size).toBe(0);
    expect(raised.alarms.size).toBe(1);
  });

  it('forgets proposals of an incident that is closed, and those that are dismissed', () => {
    const two = applyListRow(
      NO_LISTS,
      aRow(1, {
        duplicates: [duplicate(), duplicate({ id: 'd2', incidentId: 'i3', likelyIncidentId: 'i4' })],
      }),
    );
    const closed = applyListRow(two, aRow(2, { incident: anIncident('i1', { state: 'closed' }) }));
    expect([...closed.duplicates.keys()]).toEqual(['d2']);
    const dismissed = applyListRow(
      closed,
      aRow(3, { duplicates: [duplicate({ id: 'd2', dismissedAt: AT })] }),
    );
    expect(dismissed.duplicates.size).toBe(0);
  });

  it('keeps crews that call until they are seen to, and messages until somebody has read them', () => {
    const crewSignal = {
      id: 's1',
      regionId: 'demo',
      unitId: 'm1',
      callSign: 'M1',
      kind: 'emergency' as const,
      isUrgent: true,
      raisedAt: AT,
      coordinates: null,
      acknowledgedAt: null,
      acknowledgedByName: null,
      endedAt: null,
      endedBecause: null,
    };
    const message = {
      id: 'me1',
      regionId: 'demo',
      unitId: 'm1',
      callSign: 'M1',
      isFromUnit: true,
      authorName: null,
      incidentId: null,
      at: AT,
      readAt: null,
    };
    const both = [aRow(1, { crewSignal }), aRow(2, { message })].reduce(applyListRow, NO_LISTS);
    expect([both.crewSignals.size, both.unreadMessages.size]).toEqual([1, 1]);
    const own = applyListRow(both, aRow(3, { message: { ...message, id: 'me2', isFromUnit: false } }));
    expect(own.unreadMessages.size).toBe(1);
    const read = applyListRow(own, aRow(4, { message: { ...message, readAt: AT } }));
    expect(read.unreadMessages.size).toBe(0);
    const ended = applyListRow(read, aRow(5, { crewSignal: { ...crewSignal, endedAt: AT } }));
    expect(ended.crewSignals.size).toBe(0);
  });

  it('hands back the same lists for a row that is about something else', () => {
    expect(applyListRow(NO_LISTS, aRow(1, { incident: anIncident('i1') }))).toBe(NO_LISTS);
  });

  it('keeps the route of a run whose times alone changed, and drops it with another number', () => {
    const first = applyRuns(new Map(), { changed: [run()], endedAssignmentIds: [] });
    const later = applyRuns(first, {
      changed: [{ ...run({ travelSeconds: 200 }), coordinates: null }],
      endedAssignmentIds: [],
    });
    expect(later.get('a1')).toMatchObject({ travelSeconds: 200 });
    expect(later.get('a1')?.coordinates).toHaveLength(2);
    const other = applyRuns(later, {
      changed: [{ ...run({ routeNumber: 2 }), coordinates: null }],
      endedAssignmentIds: [],
    });
    expect(other.get('a1')?.coordinates).toEqual([]);
    expect(applyRuns(other, { changed: [], endedAssignmentIds: ['a1'] }).size).toBe(0);
  });
});
