import { describe, expect, it } from '@jest/globals';
import { compareIncidents, isAlarm, isUncovered } from '../src/desk/incident-order.ts';
import { anAssignment, anIncident } from './builders.ts';

const covered = (id: string, priority: number) =>
  anIncident(id, { priority, assignments: [anAssignment(`a-${id}`, { status: 'enRoute' })] });

describe('order of incidents', () => {
  it('puts the uncovered on top, then the urgent, then the longest waiting', () => {
    const incidents = [
      covered('i1', 1),
      anIncident('i2', { priority: 3 }),
      covered('i3', 2),
      anIncident('i4', { priority: 2, createdAt: '2026-05-04T12:05:00.000Z' }),
      anIncident('i5', { priority: 2, createdAt: '2026-05-04T12:01:00.000Z' }),
    ];
    expect(incidents.sort(compareIncidents).map((one) => one.id)).toEqual(['i5', 'i4', 'i2', 'i1', 'i3']);
  });

  it('calls an incident uncovered again when its unit was called off, not when its unit has done its work', () => {
    const ended = (status: 'cancelled' | 'diverted' | 'available') =>
      anIncident('i1', { assignments: [anAssignment('a1', { status })] });
    expect(isUncovered(ended('cancelled'))).toBe(true);
    expect(isUncovered(ended('diverted'))).toBe(true);
    expect(isUncovered(ended('available'))).toBe(false);
    expect(isUncovered(anIncident('i1', { state: 'closed' }))).toBe(false);
  });

  it('keeps red for the urgent', () => {
    expect(isAlarm(anIncident('i1', { priority: 2 }))).toBe(true);
    expect(isAlarm(anIncident('i1', { priority: 3 }))).toBe(false);
    expect(isAlarm(covered('i1', 1))).toBe(false);
  });
});
