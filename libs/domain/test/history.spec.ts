import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  foldHistory,
  type HistoryRow,
  keepHistoryState,
  NO_HISTORY,
  REOPEN_WITHIN_SECONDS,
  restoreHistoryState,
} from '../src/index.ts';

const START = Date.UTC(2026, 0, 5, 8);
const atSecond = (second: number): string => new Date(START + second * 1000).toISOString();

type Said = readonly [kind: string, subjectId: string, payload?: Record<string, unknown>];

/** Rows a minute apart. */
const rowsOf = (said: readonly Said[]): HistoryRow[] =>
  said.map(([kind, subjectId, payload = {}], index) => ({
    seq: index + 1,
    at: atSecond(index * 60),
    kind,
    subjectId,
    payload,
  }));

const opened: Said = [
  'incidentCreated',
  'i1',
  {
    number: 7,
    category: 'fall',
    priority: 3,
    needs: [],
    coordinates: null,
    detailVersion: 1,
    isTraining: false,
  },
];
const onIt = { incidentId: 'i1', unitId: 'u1' };
const sent: Said = [
  'unitAssigned',
  'a1',
  { ...onIt, status: 'notified', recommendationId: null, rank: null },
];
const step = (status: string, kind = 'statusReported'): Said => [
  kind,
  'a1',
  { ...onIt, status, pressedAt: atSecond(0), destinationFacilityId: null },
];
const closed: Said = ['incidentClosed', 'i1', { outcome: 'transported' }];

const SHIFT = rowsOf([
  opened,
  sent,
  ['stepGeofenced', 'a1', { ...onIt, status: 'enRoute', geofencedAt: atSecond(100) }],
  step('enRoute'),
  step('onScene'),
  step('acknowledged', 'statusFilledIn'),
  ['alarmRaised', 'l1', { incidentId: 'i1' }],
  ['destinationSet', 'a1', { ...onIt, destinationFacilityId: 'f1' }],
  ['dutyChanged', 'u2', { state: 'meal', expectedEndAt: null }],
  ['remarkAdded', 'r1', { incidentId: 'i1' }],
  step('available'),
  ['alarmCleared', 'l1', { incidentId: 'i1' }],
  closed,
]);

describe('folding the journal', () => {
  it('keeps the status when a late lower step only fills in its time, and both times of a step', () => {
    const { assignments } = foldHistory(NO_HISTORY, SHIFT.slice(0, 8));
    const assignment = assignments.get('a1')!;
    expect(assignment).toMatchObject({ status: 'onScene', destinationFacilityId: 'f1', endedAt: null });
    expect(assignment.steps.find(({ status }) => status === 'enRoute')).toEqual({
      status: 'enRoute',
      pressedAt: atSecond(0),
      geofencedAt: atSecond(100),
      recordedAt: atSecond(180),
    });
    expect(assignment.steps.map(({ status }) => status)).toContain('acknowledged');
  });

  it('is the same in one go, in any two parts, and from a state that was kept as text', () => {
    const whole = foldHistory(NO_HISTORY, SHIFT);
    fc.assert(
      fc.property(fc.nat({ max: SHIFT.length }), (cut) => {
        const first = foldHistory(NO_HISTORY, SHIFT.slice(0, cut));
        const text = JSON.stringify(keepHistoryState(first));
        const restored = restoreHistoryState(JSON.parse(text) as ReturnType<typeof keepHistoryState>)!;
        // Rows that are known already are given again.
        expect(foldHistory(restored, SHIFT)).toEqual(whole);
      }),
    );
  });

  it('leaves aside a state that was kept by a version that meant something else', () => {
    const kept = keepHistoryState(foldHistory(NO_HISTORY, SHIFT));
    expect(restoreHistoryState({ ...kept, version: kept.version - 1 })).toBeUndefined();
  });

  it('opens an incident again with all that was on it, and forgets it when it can no longer come back', () => {
    const last = SHIFT.at(-1)!;
    const reopened = { ...last, seq: last.seq + 1, kind: 'incidentReopened', payload: {} };
    const again = foldHistory(NO_HISTORY, [...SHIFT, reopened]);
    expect(again.incidents.get('i1')).toMatchObject({ state: 'open', closedAt: null, outcome: null });
    expect(again.assignments.get('a1')?.status).toBe('available');
    const muchLater = {
      ...SHIFT[8]!,
      seq: last.seq + 1,
      at: atSecond(12 * 60 + 2 * REOPEN_WITHIN_SECONDS + 1),
    };
    const over = foldHistory(NO_HISTORY, [...SHIFT, muchLater]);
    expect([over.incidents.size, over.assignments.size, over.alarms.size]).toEqual([0, 0, 0]);
    expect(over.units.get('u1')?.lastEndedAt).toBe(atSecond(600));
  });
});
