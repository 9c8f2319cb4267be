import { describe, expect, it } from '@jest/globals';
import type { TabletState } from '#contracts';
import { ASSIGNMENT_STATUSES, ASSIGNMENT_TRANSITIONS, isEnded, type AssignmentStatus } from '#domain';
import fc from 'fast-check';
import {
  calledOff,
  currentAssignment,
  nextStatus,
  otherStatuses,
  present,
  type FoldedEvent,
} from '../src/model/present.ts';

const AT = '2026-05-01T10:00:00.000Z';
const AT_MS = Date.parse(AT);

function stateWith(status: AssignmentStatus): TabletState {
  return {
    serverAt: AT,
    signOn: { unit: { dutyState: 'onDuty' } },
    assignments: [
      {
        id: 'a1',
        status,
        steps: [{ status: 'notified', at: AT }],
        endedAt: null,
        createdAt: AT,
        incident: { id: 'i1' },
        destination: null,
        alsoGoing: [],
      },
    ],
    messages: [
      { id: 'm1', fromUnitId: null, authorName: 'A', text: 'hello', incidentId: null, at: AT, readAt: null },
    ],
    speakRequestedAt: null,
    emergencyAt: null,
    lastOdometerKm: 1000,
  } as unknown as TabletState;
}

let seq = 0;
const eventOf = (kind: string, body: object, isConfirmed = false): FoldedEvent => ({
  deviceSeq: (seq += 1),
  kind,
  body: body as Record<string, unknown>,
  atMs: AT_MS + seq * 1000,
  isConfirmed,
});
const tap = (status: AssignmentStatus): FoldedEvent => eventOf('status', { assignmentId: 'a1', status });

describe('what the screen shows', () => {
  it('is the server’s state with the taps that wait, marked as waiting', () => {
    const shown = present(stateWith('notified'), [tap('acknowledged'), tap('enRoute')]);
    const [run] = shown.assignments;
    expect(run?.status).toBe('enRoute');
    expect(run?.steps.map(({ status, isConfirmed }) => [status, isConfirmed])).toEqual([
      ['notified', true],
      ['acknowledged', false],
      ['enRoute', false],
    ]);
  });

  it('fills in a lower step that is pressed late and never goes back', () => {
    const shown = present(stateWith('onScene'), [tap('acknowledged')]);
    expect(shown.assignments[0]).toMatchObject({ status: 'onScene' });
    expect(shown.assignments[0]!.steps.map(({ status }) => status)).toContain('acknowledged');
  });

  it('shows messages, reads, speech, emergency and duty before the server has them', () => {
    const shown = present(stateWith('notified'), [
      eventOf('message', { messageId: 'm2', text: 'yes', incidentId: null }),
      eventOf('messageRead', { messageId: 'm1' }),
      eventOf('speakRequest', { isUrgent: false }),
      eventOf('emergency', {}, true),
      eventOf('duty', { state: 'meal' }),
      eventOf('odometer', { km: 1234 }),
    ]);
    expect(shown.messages.map(({ id, isConfirmed }) => [id, isConfirmed])).toEqual([
      ['m1', true],
      ['m2', false],
    ]);
    expect(shown.messages[0]!.readAt).not.toBeNull();
    expect(shown.speakRequestedAtMs).toBeDefined();
    expect(shown).toMatchObject({ isEmergencyConfirmed: true, dutyState: 'meal', odometerKm: 1234 });
    const withdrawn = present(stateWith('notified'), [
      eventOf('emergency', {}),
      eventOf('emergency', { isWithdrawn: true }),
    ]);
    expect(withdrawn.emergencyAtMs).toBeUndefined();
  });

  it('does not show a message twice once the server has it', () => {
    const shown = present(stateWith('notified'), [
      eventOf('message', { messageId: 'm1', text: 'hello' }, true),
    ]);
    expect(shown.messages).toHaveLength(1);
  });

  it('has no assignment any more once the crew has refused it, and says what the desk called off', () => {
    const shown = present(stateWith('delivered'), [
      eventOf('refuse', { assignmentId: 'a1', reason: 'unsafe' }),
    ]);
    expect(currentAssignment(shown)).toBeUndefined();
    expect(calledOff(present(stateWith('cancelled'), []))).toHaveLength(1);
  });

  it('ignores what it does not know and never throws, whatever is queued', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ kind: fc.string(), body: fc.dictionary(fc.string(), fc.jsonValue()) })),
        (events) => {
          present(
            stateWith('notified'),
            events.map(({ kind, body }) => eventOf(kind, body)),
          );
        },
      ),
    );
  });
});

describe('the next status', () => {
  it('is one that the ladder allows, and there is always one until the end', () => {
    for (const status of ASSIGNMENT_STATUSES) {
      const next = nextStatus(status);
      if (isEnded(status) || status === 'reserved') expect(next).toBeUndefined();
      else expect(ASSIGNMENT_TRANSITIONS[status]).toContain(next);
      expect(otherStatuses(status)).not.toContain(next);
    }
  });

  it('leads from the call to the end by nine presses at most', () => {
    const walked: AssignmentStatus[] = ['notified'];
    for (let next = nextStatus('notified'); next; next = nextStatus(next)) walked.push(next);
    expect(walked).toEqual([
      'notified',
      'acknowledged',
      'enRoute',
      'onScene',
      'atPatient',
      'leftScene',
      'atDestination',
      'handedOver',
      'available',
    ]);
  });
});
