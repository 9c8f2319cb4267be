import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { LiveRow } from '#contracts';
import {
  applyAssignment,
  applyIncident,
  applyRows,
  KEPT_CLOSED,
  stateOf,
  type LiveState,
} from '../src/live/live-state.ts';
import { aRow, aUnit, anAssignment, anIncident } from './builders.ts';

const start = (): LiveState =>
  stateOf({ seq: 10, units: [aUnit('m1'), aUnit('m2')], incidents: [anIncident('i1')] });

describe('live state', () => {
  it('applies rows in order and tells what changed', () => {
    const result = applyRows(start(), [
      aRow(11, { incident: anIncident('i2') }),
      aRow(12, { unit: aUnit('m2', { boardStatus: 'meal' }) }),
    ]);
    expect(result.kind).toBe('applied');
    expect(result.state.seq).toBe(12);
    expect([...result.changes.incidentIds]).toEqual(['i2']);
    expect([...result.changes.unitIds]).toEqual(['m2']);
    expect(result.state.units.get('m2')?.boardStatus).toBe('meal');
  });

  it('takes nothing after a gap and says from where to ask', () => {
    const result = applyRows(start(), [
      aRow(11, { incident: anIncident('i2') }),
      aRow(13, { incident: anIncident('i3') }),
    ]);
    expect(result).toMatchObject({ kind: 'gap', gotSeq: 13 });
    expect(result.state.seq).toBe(11);
    expect(result.state.incidents.has('i2')).toBe(true);
    expect(result.state.incidents.has('i3')).toBe(false);
  });

  it('skips rows that it already has', () => {
    const state = start();
    const result = applyRows(state, [aRow(9, { unit: aUnit('m1', { boardStatus: 'offDuty' }) })]);
    expect(result.kind).toBe('applied');
    expect(result.state.units.get('m1')?.boardStatus).toBe('available');
    expect(result.changes.unitIds.size).toBe(0);
  });

  it('never changes the state it was given', () => {
    const state = start();
    applyRows(state, [aRow(11, { incident: anIncident('i9'), unit: aUnit('m1', { boardStatus: 'meal' }) })]);
    expect([...state.incidents.keys()]).toEqual(['i1']);
    expect(state.units.get('m1')?.boardStatus).toBe('available');
  });

  it('follows an assignment on incident and unit when the row carries neither view', () => {
    const sent = applyRows(start(), [
      aRow(11, { subjectType: 'assignment', assignment: anAssignment('a1') }),
    ]).state;
    expect(sent.incidents.get('i1')?.assignments.map((one) => one.id)).toEqual(['a1']);
    expect(sent.units.get('m1')).toMatchObject({ boardStatus: 'notified', assignment: { id: 'a1' } });
    const free = applyRows(sent, [
      aRow(12, { subjectType: 'assignment', assignment: anAssignment('a1', { status: 'available' }) }),
    ]).state;
    expect(free.units.get('m1')).toMatchObject({ boardStatus: 'available', assignment: null });
    expect(free.incidents.get('i1')?.assignments[0]?.status).toBe('available');
  });

  it('takes a neighbour’s unit off the board when it does nothing more here', () => {
    const helper = { ...aUnit('m9', { boardStatus: 'notified' }), regionId: 'east' };
    const helping = applyRows(start(), [aRow(11, { unit: helper })]).state;
    expect(helping.units.get('m9')).toMatchObject({ regionId: 'east' });
    const ended = anAssignment('a1', { unitId: 'm9', status: 'cancelled' });
    const result = applyRows(helping, [
      aRow(12, { subjectType: 'assignment', assignment: ended, releasedUnitId: 'm9' }),
    ]);
    expect([...result.state.units.keys()]).toEqual(['m1', 'm2']);
    expect([...result.changes.unitIds]).toEqual(['m9']);
  });

  it('does not let the late end of an old assignment free a unit that is on a new one', () => {
    const busy = aUnit('m1', {
      boardStatus: 'enRoute',
      assignment: {
        id: 'new',
        incidentId: 'i2',
        incidentNumber: 2,
        status: 'enRoute',
        destinationFacilityId: null,
        destinationName: null,
      },
    });
    const state = stateOf({ seq: 1, units: [busy], incidents: [anIncident('i1')] });
    const ended = anAssignment('old', { status: 'cancelled' });
    expect(applyRows(state, [aRow(2, { assignment: ended })]).state.units.get('m1')).toBe(busy);
  });

  it('hands remarks on with their incident', () => {
    const remark = { id: 'r1', at: '2026-05-04T12:00:00Z', authorName: 'A. Petrova', text: 'dog' };
    const rows = [
      aRow(11, { subjectType: 'incident', subjectId: 'i1', remark }),
      aRow(12, { subjectType: 'remark', subjectId: 'r2', payload: { incidentId: 'i1' } }),
    ];
    expect(applyRows(start(), rows).changes.remarks).toEqual([
      { incidentId: 'i1', remark },
      { incidentId: 'i1', remark: undefined },
    ]);
  });

  it('keeps only the incidents closed last', () => {
    const rows = Array.from({ length: KEPT_CLOSED + 3 }, (_, index) =>
      aRow(11 + index, {
        incident: anIncident(`c${index}`, {
          state: 'closed',
          closedAt: `2026-05-04T12:00:${String(index).padStart(2, '0')}Z`,
        }),
      }),
    );
    const { incidents } = applyRows(start(), rows).state;
    expect(incidents.has('i1')).toBe(true);
    expect(incidents.has('c2')).toBe(false);
    expect(incidents.has('c3')).toBe(true);
  });

  it('never sets a faster row back by the answer to an own command', () => {
    const row = aRow(11, { assignment: anAssignment('a1', { status: 'enRoute' }) });
    const ahead = applyRows(start(), [row]).state;
    const after = applyAssignment(ahead, anAssignment('a1', { status: 'notified' })).state;
    expect(after.incidents.get('i1')?.assignments[0]?.status).toBe('enRoute');
    const newer = applyRows(start(), [aRow(11, { incident: anIncident('i1', { version: 3 }) })]).state;
    expect(applyIncident(newer, anIncident('i1', { version: 2 })).state.incidents.get('i1')?.version).toBe(3);
  });

  it('reaches the same state however the rows are cut into batches and repeated', () => {
    const rows: LiveRow[] = Array.from({ length: 12 }, (_, index) =>
      aRow(11 + index, {
        incident: anIncident(`i${index % 4}`, { version: index }),
        unit: aUnit(`m${index % 3}`, { boardStatus: index % 2 === 0 ? 'meal' : 'available' }),
      }),
    );
    const whole = applyRows(start(), rows).state;
    fc.assert(
      fc.property(fc.array(fc.nat(12), { maxLength: 20 }), (ends) => {
        let state = start();
        for (const end of [...ends, 12]) {
          // A resync gives everything after the last known row again, also rows that are already here.
          const from = Math.max(0, state.seq - 12);
          state = applyRows(state, rows.slice(Math.min(from, end), Math.max(end, from))).state;
        }
        expect(state).toEqual(whole);
      }),
    );
  });
});
