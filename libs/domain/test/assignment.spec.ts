import { describe, expect, it } from '@jest/globals';
import {
  ASSIGNMENT_LADDER,
  ASSIGNMENT_STATUSES,
  ASSIGNMENT_TRANSITIONS,
  decideStatus,
  isActive,
  isEnded,
  ladderRank,
  type AssignmentStatus,
} from '#domain';
import fc from 'fast-check';

const anyStatus = fc.constantFrom(...ASSIGNMENT_STATUSES);

function fold(events: readonly AssignmentStatus[]): { status: AssignmentStatus; steps: AssignmentStatus[] } {
  let status: AssignmentStatus = 'notified';
  const steps = new Set<AssignmentStatus>(['notified']);
  for (const reported of events) {
    const decision = decideStatus({ status, recordedSteps: steps }, reported);
    if (!decision.ok) continue;
    steps.add(reported);
    status = decision.next;
  }
  return { status, steps: [...steps].sort() };
}

describe('the transition table', () => {
  it('never leads back down the ladder, nor out of an end', () => {
    for (const from of ASSIGNMENT_STATUSES) {
      for (const to of ASSIGNMENT_TRANSITIONS[from]) expect(ladderRank(to)).toBeGreaterThan(ladderRank(from));
    }
    expect(ASSIGNMENT_STATUSES.filter(isEnded)).toEqual(['available', 'cancelled', 'diverted']);
  });

  it('has no way out of an end, and every refused step names its reason', () => {
    fc.assert(
      fc.property(
        anyStatus,
        fc.subarray([...ASSIGNMENT_STATUSES]),
        anyStatus,
        (status, recorded, reported) => {
          const recordedSteps = new Set([...recorded, status]);
          const decision = decideStatus({ status, recordedSteps }, reported);
          if (decision.ok) {
            expect(ladderRank(decision.next)).toBeGreaterThanOrEqual(ladderRank(status));
            expect(decision.events).toHaveLength(1);
            if (isEnded(status)) expect(decision.next).toBe(status);
          } else {
            const isTold = ['assignmentEnded', 'transitionNotAllowed', 'stepAlreadyRecorded'];
            expect(isTold).toContain(decision.reason);
            if (decision.reason === 'assignmentEnded') expect(isEnded(status)).toBe(true);
            if (decision.reason === 'stepAlreadyRecorded') expect(recordedSteps.has(reported)).toBe(true);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('diverts a unit only before it arrives, and calls it off only before the hospital', () => {
    const from = (to: AssignmentStatus) =>
      ASSIGNMENT_STATUSES.filter((status) => ASSIGNMENT_TRANSITIONS[status].includes(to));
    expect(from('diverted')).toEqual(['notified', 'delivered', 'acknowledged', 'enRoute', 'staged']);
    expect(from('cancelled')).not.toContain('atDestination');
    expect(from('notified')).toEqual(['reserved']);
  });

  it('reaches every status from reserved', () => {
    const reached = new Set<AssignmentStatus>(['reserved']);
    for (const status of reached) for (const next of ASSIGNMENT_TRANSITIONS[status]) reached.add(next);
    expect(reached.size).toBe(ASSIGNMENT_STATUSES.length);
  });

  it('commits the unit in every state between notified and the ends', () => {
    expect(ASSIGNMENT_STATUSES.filter((status) => !isActive(status))).toEqual([
      'reserved',
      'available',
      'cancelled',
      'diverted',
    ]);
  });
});

describe('decideStatus', () => {
  it('never goes back, whatever is reported in whatever order', () => {
    fc.assert(
      fc.property(fc.array(anyStatus, { maxLength: 30 }), (events) => {
        let status: AssignmentStatus = 'notified';
        const steps = new Set<AssignmentStatus>(['notified']);
        for (const reported of events) {
          const decision = decideStatus({ status, recordedSteps: steps }, reported);
          if (!decision.ok) continue;
          expect(ladderRank(decision.next)).toBeGreaterThanOrEqual(ladderRank(status));
          expect(isEnded(status) && decision.next !== status).toBe(false);
          steps.add(reported);
          status = decision.next;
        }
      }),
    );
  });

  it('ignores repeats: events twice give the same as once', () => {
    fc.assert(
      fc.property(fc.array(anyStatus, { maxLength: 15 }), (events) => {
        expect(fold(events.flatMap((event) => [event, event]))).toEqual(fold(events));
      }),
    );
  });

  it('keeps the status when lower steps come late, in whatever order', () => {
    const taps = ASSIGNMENT_LADDER.slice(2, -1);
    const walks = fc.shuffledSubarray([...taps]);
    fc.assert(
      fc.property(walks, (late) => {
        const steps = new Set<AssignmentStatus>(['notified', 'onScene', 'atDestination']);
        let status: AssignmentStatus = 'atDestination';
        for (const reported of late.filter((tap) => tap !== 'handedOver')) {
          const decision = decideStatus({ status, recordedSteps: steps }, reported);
          if (decision.ok) steps.add(reported);
          if (decision.ok) status = decision.next;
        }
        expect(status).toBe('atDestination');
        for (const tap of late) expect(tap === 'handedOver' || steps.has(tap)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('fills nothing in on an assignment that was called off', () => {
    const state = {
      status: 'cancelled' as const,
      recordedSteps: new Set<AssignmentStatus>(['notified', 'cancelled']),
    };
    expect(decideStatus(state, 'enRoute')).toEqual({ ok: false, reason: 'assignmentEnded' });
  });
});
