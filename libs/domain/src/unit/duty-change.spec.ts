import { describe, expect, it } from '@jest/globals';
import { decideDutyChange, DUTY_STATES, type DutyState } from '../index.ts';

const NOW = new Date('2026-03-02T10:00:00Z');
const LATER = new Date('2026-03-02T10:30:00Z');
const active = { incidentNumber: 7, isActive: true };
const reserved = [
  { incidentNumber: 12, isActive: false },
  { incidentNumber: 15, isActive: false },
];
const LEAVING: readonly DutyState[] = ['offDuty', 'outOfService'];

describe('a change of duty', () => {
  it.each(DUTY_STATES)('to %s is free for a unit without jobs', (state) => {
    expect(decideDutyChange({ state, expectedEndAt: null }, [], NOW)).toMatchObject({
      next: { waiting: [] },
    });
  });

  it.each(DUTY_STATES.filter((state) => !LEAVING.includes(state)))('to %s is free for any unit', (state) => {
    const change = { state, expectedEndAt: null };
    expect(decideDutyChange(change, [active, ...reserved], NOW)).toMatchObject({ next: { waiting: [] } });
  });

  it.each(LEAVING)('to %s is refused to a unit at work, planned or not', (state) => {
    for (const expectedEndAt of [null, LATER]) {
      expect(decideDutyChange({ state, expectedEndAt }, [...reserved, active], NOW)).toEqual({
        ok: false,
        reason: 'unitHasAssignment',
        details: { incidentNumber: 7 },
      });
    }
  });

  it.each(LEAVING)('to %s without an end ahead is refused while jobs are reserved', (state) => {
    for (const expectedEndAt of [null, NOW]) {
      expect(decideDutyChange({ state, expectedEndAt }, reserved, NOW)).toEqual({
        ok: false,
        reason: 'unitHasReserved',
        details: { incidentNumbers: '12, 15' },
      });
    }
  });

  it.each(LEAVING)('to %s with an end ahead tells which jobs wait', (state) => {
    expect(decideDutyChange({ state, expectedEndAt: LATER }, reserved, NOW)).toMatchObject({
      ok: true,
      next: { waiting: [12, 15] },
    });
  });
});
