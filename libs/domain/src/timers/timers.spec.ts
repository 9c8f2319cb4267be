import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PRIORITIES } from '../incident/incident.ts';
import { PLAN_PRESETS } from '../response-plan/presets.ts';
import type { ServingUnit } from '../response-plan/unfilled-slots.ts';
import { STANDARD_PRESETS } from '../standards/presets.ts';
import { ASSIGNMENT_LADDER, type AssignmentStatus } from '../assignment/ladder.ts';
import { ALARM_KINDS, type AlarmKind } from './alarm-kinds.ts';
import { chooseSound, compareAlarms, LARGEST_SOUNDS_IN_WINDOW, type OrderedAlarm } from './alarm-order.ts';
import {
  decideAlarms,
  type RaisedAlarm,
  type TimedAssignment,
  type TimedState,
  type WaitingIncident,
} from './decide-alarms.ts';
import { DEFAULT_TIMER_LIMITS, waitingLimitSeconds } from './timer-limits.ts';

const START = Date.UTC(2026, 2, 3, 8);
const after = (seconds: number): number => START + seconds * 1000;

const assignmentIn = (status: AssignmentStatus, changes: Partial<TimedAssignment> = {}): TimedAssignment => ({
  assignmentId: 'a1',
  incidentId: 'i1',
  unitId: 'u1',
  status,
  notifiedAt: START,
  onSceneAt: ['onScene', 'atPatient'].includes(status) ? START : null,
  atDestinationAt: ['atDestination', 'handedOver'].includes(status) ? START : null,
  ...changes,
});
const waiting: WaitingIncident = {
  incidentId: 'i1',
  category: 'chestPain',
  priority: 1,
  needs: [],
  createdAt: START,
  serving: [],
  lastSentAt: null,
  lastEndedAssignmentId: null,
  waitingSinceAt: START,
};
const stateOf = (changes: Partial<TimedState>): TimedState => ({
  limits: DEFAULT_TIMER_LIMITS,
  // Priority 1: any unit first, a physician, an ALS ambulance.
  plan: { regionId: 'r1', version: 1, ...PLAN_PRESETS.bg },
  standards: STANDARD_PRESETS.bg,
  assignments: [],
  incidents: [],
  givenBack: [],
  alarms: [],
  ...changes,
});
const raisedAt = (state: TimedState, seconds: number): AlarmKind[] =>
  decideAlarms(state, after(seconds)).raise.map(({ kind }) => kind);
const alarmOf = (kind: AlarmKind, changes: Partial<RaisedAlarm> = {}): RaisedAlarm => ({
  alarmId: `${kind}-1`,
  kind,
  subjectId: kind === 'waitingTooLong' || kind === 'planShort' ? 'i1' : 'a1',
  occasion: kind === 'waitingTooLong' || kind === 'planShort' ? 'created' : 'once',
  isCleared: false,
  incidentIsOpen: true,
  assignmentIsEnded: false,
  ...changes,
});

describe('decideAlarms', () => {
  it.each([
    ['notified', 14.999, []],
    ['notified', 15, ['undelivered']],
    ['notified', 60, ['undelivered', 'unacknowledged']],
    ['notified', 120, ['undelivered', 'unacknowledged', 'nextUnitProposed']],
    ['delivered', 59, []],
    ['delivered', 120, ['unacknowledged', 'nextUnitProposed']],
    ['acknowledged', 9999, []],
    ['enRoute', 9999, []],
    ['onScene', 2699, []],
    ['onScene', 2700, ['onSceneTooLong']],
    ['atPatient', 2700, ['onSceneTooLong']],
    ['leftScene', 9999, []],
    ['atDestination', 1800, ['atDestinationTooLong']],
    ['handedOver', 1800, ['atDestinationTooLong']],
    ['reserved', 9999, []],
    ['available', 9999, []],
    ['cancelled', 9999, []],
  ] as const)('%s for %d s: %j', (status, seconds, expected) => {
    expect(raisedAt(stateOf({ assignments: [assignmentIn(status)] }), seconds)).toEqual(expected);
  });

  it('tell of an assignment that was given back at once, until it is seen to or the incident is closed', () => {
    const given = { assignmentId: 'a1', incidentId: 'i1', unitId: 'u1', refusedAt: START };
    const decision = decideAlarms(stateOf({ givenBack: [given] }), START);
    expect(decision.raise).toMatchObject([
      { kind: 'refusedByCrew', subjectId: 'a1', incidentId: 'i1', unitId: 'u1' },
    ]);
    const raised = { ...alarmOf('refusedByCrew'), subjectId: 'a1', assignmentIsEnded: true };
    expect(decideAlarms(stateOf({ givenBack: [given], alarms: [raised] }), after(600)).clear).toEqual([]);
    const endingOf = (alarm: RaisedAlarm) => decideAlarms(stateOf({ alarms: [alarm] }), after(60)).clear;
    expect(endingOf(raised)).toMatchObject([{ because: 'seenTo' }]);
    expect(endingOf({ ...raised, incidentIsOpen: false })).toMatchObject([{ because: 'incidentClosed' }]);
  });

  it('runs from what the server heard; a step without a time starts no timer', () => {
    const unheard = assignmentIn('onScene', { onSceneAt: null });
    expect(raisedAt(stateOf({ assignments: [unheard] }), 9999)).toEqual([]);
  });

  it('raises nothing that was raised before, cleared or not', () => {
    const alarms = [alarmOf('undelivered'), alarmOf('unacknowledged')];
    const state = stateOf({ assignments: [assignmentIn('notified')], alarms });
    expect(raisedAt(state, 100)).toEqual([]);
    expect(raisedAt(state, 120)).toEqual(['nextUnitProposed']);
  });

  it('clears with the reason when the step comes or the assignment ends, and keeps the others', () => {
    const alarms = [alarmOf('undelivered'), alarmOf('unacknowledged')];
    const delivered = decideAlarms(
      stateOf({ assignments: [assignmentIn('delivered')], alarms }),
      after(61),
    ).clear;
    expect(delivered).toEqual([{ alarmId: 'undelivered-1', because: 'stepCame' }]);
    const ended = alarms.map((alarm) => ({ ...alarm, assignmentIsEnded: true }));
    expect(decideAlarms(stateOf({ alarms: ended }), after(61)).clear).toEqual([
      { alarmId: 'undelivered-1', because: 'assignmentEnded' },
      { alarmId: 'unacknowledged-1', because: 'assignmentEnded' },
    ]);
  });

  it('lets an incident wait as long as its standard allows, and no longer when a unit was sent in vain', () => {
    const first = waiting;
    expect(raisedAt(stateOf({ incidents: [first] }), 479)).toEqual([]);
    expect(raisedAt(stateOf({ incidents: [first] }), 480)).toEqual(['waitingTooLong']);
    const again = { ...first, lastEndedAssignmentId: 'a1', waitingSinceAt: after(600) };
    const state = stateOf({ incidents: [again], alarms: [alarmOf('waitingTooLong')] });
    const decision = decideAlarms(state, after(600));
    expect(decision.raise).toMatchObject([{ occasion: 'a1', sinceAt: START, dueAt: after(600) }]);
    expect(decision.clear).toEqual([{ alarmId: 'waitingTooLong-1', because: 'raisedAnew' }]);
  });

  it('says whether a unit was sent or the incident closed, and comes back when the closing is undone', () => {
    const sent = decideAlarms(stateOf({ alarms: [alarmOf('waitingTooLong')] }), after(999));
    expect(sent.clear).toEqual([{ alarmId: 'waitingTooLong-1', because: 'unitSent' }]);
    const closed = alarmOf('waitingTooLong', { incidentIsOpen: false });
    expect(decideAlarms(stateOf({ alarms: [closed] }), after(999)).clear).toEqual([
      { alarmId: 'waitingTooLong-1', because: 'incidentClosed' },
    ]);
    const reopened = stateOf({
      incidents: [waiting],
      alarms: [alarmOf('waitingTooLong', { isCleared: true })],
    });
    expect(decideAlarms(reopened, after(999))).toEqual({
      raise: [],
      clear: [],
      bringBack: ['waitingTooLong-1'],
    });
  });

  it('takes new limits for what was not raised yet and leaves the rest alone', () => {
    const assignments = [assignmentIn('notified')];
    const limits = { ...DEFAULT_TIMER_LIMITS, undeliveredSeconds: 40, unacknowledgedSeconds: 30 };
    expect(raisedAt(stateOf({ limits, assignments }), 35)).toEqual(['unacknowledged']);
    const longer = stateOf({ limits, assignments, alarms: [alarmOf('undelivered')] });
    expect(decideAlarms(longer, after(20))).toEqual({ raise: [], clear: [], bringBack: [] });
  });

  it('raises each once and ends each, however often and unevenly it is asked on the way up the ladder', () => {
    const walk = fc.array(
      fc.record({ seconds: fc.integer({ min: 0, max: 4000 }), climbs: fc.integer({ min: 0, max: 3 }) }),
      { minLength: 1, maxLength: 30 },
    );
    fc.assert(
      fc.property(walk, (moves) => {
        const alarms = new Map<string, RaisedAlarm>();
        const raisings: string[] = [];
        let assignment = assignmentIn('notified');
        let seconds = 0;
        for (const move of moves) {
          seconds += move.seconds;
          const rank = Math.min(ASSIGNMENT_LADDER.indexOf(assignment.status as 'notified') + move.climbs, 11);
          const status = ASSIGNMENT_LADDER[rank]!;
          const onSceneAt =
            assignment.onSceneAt ?? (['onScene', 'atPatient'].includes(status) ? after(seconds) : null);
          const atDestinationAt =
            assignment.atDestinationAt ??
            (['atDestination', 'handedOver'].includes(status) ? after(seconds) : null);
          assignment = { ...assignment, status, onSceneAt, atDestinationAt };
          const decision = decideAlarms(
            stateOf({ assignments: [assignment], alarms: [...alarms.values()] }),
            after(seconds),
          );
          for (const timer of decision.raise) {
            raisings.push(timer.kind);
            alarms.set(timer.kind, alarmOf(timer.kind, { alarmId: timer.kind }));
          }
          for (const { alarmId } of decision.clear)
            alarms.set(alarmId, { ...alarms.get(alarmId)!, isCleared: true });
          expect(decision.bringBack).toEqual([]);
        }
        expect(new Set(raisings).size).toBe(raisings.length);
        const last = decideAlarms(
          stateOf({ alarms: [...alarms.values()].map((one) => ({ ...one, assignmentIsEnded: true })) }),
          after(seconds),
        );
        const stillOpen = [...alarms.values()].filter((one) => !one.isCleared);
        expect(last.clear.map(({ alarmId }) => alarmId)).toEqual(stillOpen.map(({ alarmId }) => alarmId));
      }),
    );
  });
});

describe('an incident that lacks units of its plan', () => {
  const unit = (
    capabilities: ServingUnit['capabilities'],
    changes: Partial<ServingUnit> = {},
  ): ServingUnit => ({
    assignmentId: 'a1',
    unitId: 'u1',
    capabilities,
    isOut: false,
    isThere: false,
    ...changes,
  });
  const ALS = unit(['bls', 'als', 'transport']);
  const PHYSICIAN = unit(['physician'], { assignmentId: 'a2', unitId: 'u2' });
  const served = (serving: readonly ServingUnit[], changes: Partial<WaitingIncident> = {}) => ({
    ...waiting,
    serving,
    lastSentAt: after(10),
    ...changes,
  });
  const kindsAt = (incident: WaitingIncident, seconds: number) =>
    raisedAt(stateOf({ incidents: [incident] }), seconds);

  it('is told of at the limit of the first unit, and only while something is missing', () => {
    expect(kindsAt(served([ALS]), 479)).toEqual([]);
    expect(kindsAt(served([ALS]), 480)).toEqual(['planShort']);
    expect(kindsAt(served([PHYSICIAN]), 480)).toEqual(['planShort']);
    expect(kindsAt(served([ALS, PHYSICIAN]), 9999)).toEqual([]);
    expect(kindsAt(served([unit(['als', 'transport', 'physician'])]), 9999)).toEqual([]);
  });

  it('counts what the patient needs beside the category', () => {
    const child = served([ALS, PHYSICIAN], { needs: ['child'] });
    expect(kindsAt(child, 480)).toEqual(['planShort']);
  });

  it('gives the desk a minute after each unit, since those of one plan are sent one by one', () => {
    const late = served([ALS], { lastSentAt: after(500) });
    expect(kindsAt(late, 559)).toEqual([]);
    expect(kindsAt(late, 560)).toEqual(['planShort']);
  });

  it('does not count a unit out of service; when that was the only one and it has not come, nobody is sent', () => {
    const out = { ...PHYSICIAN, isOut: true };
    expect(kindsAt(served([ALS, out]), 480)).toEqual(['planShort']);
    expect(kindsAt(served([{ ...ALS, isOut: true }]), 480)).toEqual(['waitingTooLong']);
    expect(kindsAt(served([{ ...ALS, isOut: true, isThere: true }]), 480)).toEqual(['planShort']);
  });

  it('ends when it is filled, left or closed, and goes over into the graver alarm when nobody is left', () => {
    const alarms = [alarmOf('planShort')];
    const because = (incidents: readonly WaitingIncident[], own = alarms) =>
      decideAlarms(stateOf({ incidents, alarms: own }), after(999)).clear.map((one) => one.because);
    expect(because([served([ALS])])).toEqual([]);
    expect(because([served([ALS, PHYSICIAN])])).toEqual(['unitSent']);
    expect(because([])).toEqual(['stepCame']);
    expect(because([], [alarmOf('planShort', { incidentIsOpen: false })])).toEqual(['incidentClosed']);
    const alone = { ...waiting, lastEndedAssignmentId: 'a1', waitingSinceAt: after(900) };
    const decision = decideAlarms(stateOf({ incidents: [alone], alarms }), after(999));
    expect(decision.raise).toMatchObject([{ kind: 'waitingTooLong', occasion: 'a1' }]);
    expect(decision.clear).toEqual([{ alarmId: 'planShort-1', because: 'raisedAnew' }]);
  });

  it('is told of once for each unit that falls away', () => {
    const alarms = [alarmOf('planShort')];
    const out = served([ALS, { ...PHYSICIAN, isOut: true }]);
    const decision = decideAlarms(stateOf({ incidents: [out], alarms }), after(999));
    expect(decision.raise).toMatchObject([{ kind: 'planShort', occasion: 'created a2' }]);
    expect(decision.clear).toEqual([{ alarmId: 'planShort-1', because: 'raisedAnew' }]);
    const both = [
      ...alarms.map((one) => ({ ...one, isCleared: true })),
      alarmOf('planShort', { alarmId: 'next', occasion: 'created a2' }),
    ];
    expect(decideAlarms(stateOf({ incidents: [out], alarms: both }), after(1999))).toEqual({
      raise: [],
      clear: [],
      bringBack: [],
    });
  });
});

describe('waitingLimitSeconds', () => {
  it("takes the region's own limit, then its standards, then the strictest preset", () => {
    const own = { ...DEFAULT_TIMER_LIMITS, waitingSeconds: { p1: 300, p2: null, p3: null, p4: null } };
    expect(waitingLimitSeconds(own, 1, 480)).toBe(300);
    expect(waitingLimitSeconds(own, 2, 1200)).toBe(1200);
    expect(
      PRIORITIES.map((priority) => waitingLimitSeconds(DEFAULT_TIMER_LIMITS, priority, undefined)),
    ).toEqual([420, 1080, 7200, 7200]);
  });
});

describe('500 alarms in ten minutes', () => {
  const kinds = ALARM_KINDS.filter((kind) => kind !== 'waitingTooLong');
  const flood: OrderedAlarm[] = Array.from({ length: 499 }, (_, index) => ({
    kind: kinds[index % kinds.length]!,
    incidentPriority: 1 + (index % 4),
    raisedAt: after(index * 1.2),
  }));
  const uncovered: OrderedAlarm = { kind: 'waitingTooLong', incidentPriority: 1, raisedAt: after(300) };

  it('leave the uncovered top-priority incident on top', () => {
    const inMiddle = [...flood.slice(0, 250), uncovered, ...flood.slice(250)];
    expect(inMiddle.sort(compareAlarms)[0]).toBe(uncovered);
  });

  it('sound at most ten times at a desk, and soon for the uncovered incident', () => {
    const silent = new Set<OrderedAlarm>();
    const sounds: { at: number; alarm: OrderedAlarm }[] = [];
    for (let seconds = 0; seconds <= 600; seconds += 1) {
      for (const alarm of [...flood, uncovered])
        if (alarm.raisedAt > after(seconds - 1) && alarm.raisedAt <= after(seconds)) silent.add(alarm);
      const alarm = chooseSound(
        [...silent],
        sounds.map(({ at }) => at),
        after(seconds),
      );
      if (!alarm) continue;
      sounds.push({ at: after(seconds), alarm });
      // One sound stands for all that are there; they are shown together.
      silent.clear();
    }
    expect(sounds.length).toBeLessThanOrEqual(LARGEST_SOUNDS_IN_WINDOW);
    expect(sounds.length).toBeGreaterThan(3);
    const heard = sounds.find(({ alarm }) => alarm === uncovered);
    expect(heard?.at).toBe(uncovered.raisedAt);
  });

  it('do not sound for hints alone', () => {
    expect(
      chooseSound(
        flood.filter((one) => one.kind === 'undelivered'),
        [],
        after(600),
      ),
    ).toBeUndefined();
  });
});
