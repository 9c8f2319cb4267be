import { describe, expect, it } from '@jest/globals';
import { MAX_RESERVED_PER_UNIT } from '#domain';
import { findAssignmentReasons, listIncidentViews, verifyJournal } from '#persistence';
import { cancelAssignment, closeIncident, setDuty } from '#use-cases';
import { v7 as uuidv7 } from 'uuid';
import {
  activate,
  assign,
  cancel,
  crew,
  dispatcher,
  divert,
  fixture,
  handOver,
  journalOf,
  keepRecommendation,
  openIncident,
  other,
  report,
  reserve,
  secondUnit,
  serial,
  unitId,
  unitView,
  useAssignmentDesk,
  valueOf,
} from './assignment-desk.ts';
import { newCommandId } from './command-fixture.ts';

useAssignmentDesk();

const changeDuty = (
  state: 'onDuty' | 'meal' | 'offDuty' | 'outOfService',
  expectedEndAt: string | null = null,
) =>
  setDuty(fixture.ports, dispatcher, unitId, {
    commandId: newCommandId(),
    state,
    reason: null,
    expectedEndAt,
  });

describe('assignments for later', () => {
  it('wait while the unit works, are told of when it is free, and become its next job', async () => {
    const now = valueOf(await assign(await openIncident()));
    const laterIncident = await openIncident();
    const later = valueOf(await reserve(laterIncident));
    expect(later).toMatchObject({ status: 'reserved', endedAt: null });
    expect((await unitView()).assignment).toMatchObject({ id: now.id });
    expect((await unitView()).reservedAssignments).toMatchObject([
      { id: later.id, incidentId: laterIncident },
    ]);
    expect(await activate(later.id)).toMatchObject({
      ok: false,
      reason: 'unitTaken',
      details: { takenBy: 'A. Petrova', assignmentId: now.id, incidentNumber: now.incidentNumber },
    });
    await report(now.id, 'onScene');
    await report(now.id, 'available');
    expect(await journalOf(later.id)).toContainEqual({
      kind: 'reservedAssignmentDue',
      payload: { incidentId: laterIncident, unitId, reserved: 1 },
    });
    expect(await unitView()).toMatchObject({ boardStatus: 'reserved', assignment: null });
    expect(await activate(later.id)).toMatchObject({ ok: true, value: { id: later.id, status: 'notified' } });
    expect(await unitView()).toMatchObject({ boardStatus: 'notified', reservedAssignments: [] });
    expect(await activate(later.id)).toMatchObject({
      ok: false,
      reason: 'assignmentNotReserved',
      details: { status: 'notified', changedBy: 'A. Petrova' },
    });
    expect(await report(later.id, 'enRoute')).toMatchObject({ ok: true, value: { status: 'enRoute' } });
  });

  it('are few, one per incident, in the order in which they were made', async () => {
    const incidents = await Promise.all(Array.from({ length: MAX_RESERVED_PER_UNIT }, () => openIncident()));
    const made = [];
    for (const incidentId of incidents) made.push(valueOf(await reserve(incidentId)).id);
    expect((await unitView()).reservedAssignments.map(({ id }) => id)).toEqual(made);
    expect(await reserve(incidents[0]!)).toMatchObject({ ok: false, reason: 'unitAlreadyOnIncident' });
    expect(await reserve(await openIncident())).toMatchObject({
      ok: false,
      reason: 'reservationsFull',
      details: { reserved: MAX_RESERVED_PER_UNIT },
    });
    await cancel(made[1]!);
    expect(await reserve(await openIncident())).toMatchObject({ ok: true });
  });

  it('leave their incident waiting, and keep it from being closed', async () => {
    const incidentId = await openIncident(1);
    valueOf(await assign(await openIncident(1)));
    valueOf(await reserve(incidentId));
    const listed = await listIncidentViews(fixture.pool, { regionId: 'testland', state: 'open', limit: 500 });
    const isCovered = (id: string): boolean =>
      listed.find((one) => one.id === id)!.assignments.some(({ status }) => status !== 'reserved');
    expect(isCovered(incidentId)).toBe(false);
    const covered = listed.findIndex((one) => one.assignments.some(({ status }) => status === 'notified'));
    expect(listed.findIndex(({ id }) => id === incidentId)).toBeLessThan(covered);
    const close = { commandId: newCommandId(), outcome: 'other' as const };
    expect(await closeIncident(fixture.ports, dispatcher, incidentId, close)).toMatchObject({
      reason: 'incidentStillWorked',
    });
  });

  it('become the job when the unit is sent to that incident after all', async () => {
    const incidentId = await openIncident();
    const later = valueOf(await reserve(incidentId));
    expect(valueOf(await assign(incidentId))).toMatchObject({ id: later.id, status: 'notified' });
    expect(await assign(incidentId, {}, other)).toMatchObject({ reason: 'unitTaken' });
  });

  it('keep a unit on duty that says no end, and nothing changes', async () => {
    const incidentId = await openIncident();
    const later = valueOf(await reserve(incidentId));
    const { incidentNumber } = (await unitView()).reservedAssignments[0]!;
    for (const state of ['offDuty', 'outOfService'] as const) {
      for (const expectedEndAt of [null, new Date(Date.now() - 1000).toISOString()]) {
        expect(await changeDuty(state, expectedEndAt)).toMatchObject({
          ok: false,
          reason: 'unitHasReserved',
          details: { incidentNumbers: String(incidentNumber) },
        });
      }
    }
    expect((await unitView()).duty.state).toBe('onDuty');
    expect(valueOf(await changeDuty('meal'))).toMatchObject({ waitingIncidentNumbers: [] });
    valueOf(await changeDuty('onDuty'));
    const body = { commandId: newCommandId(), reason: 'another one goes' };
    valueOf(await cancelAssignment(fixture.ports, dispatcher, later.id, body));
    expect(valueOf(await changeDuty('offDuty'))).toMatchObject({ waitingIncidentNumbers: [] });
  });

  it('wait for a unit that has gone off duty until a planned end, and its answer tells which', async () => {
    const later = valueOf(await reserve(await openIncident()));
    const { incidentNumber } = (await unitView()).reservedAssignments[0]!;
    const inHalfAnHour = new Date(Date.now() + 1_800_000).toISOString();
    const { duty, waitingIncidentNumbers } = valueOf(await changeDuty('offDuty', inHalfAnHour));
    expect(Date.parse(duty.expectedEndAt!)).toBe(Date.parse(inHalfAnHour));
    expect(waitingIncidentNumbers).toEqual([incidentNumber]);
    expect(await activate(later.id)).toMatchObject({ reason: 'unitNotOnDuty' });
    expect((await unitView()).boardStatus).toBe('offDuty');
  });
});

describe('divertAssignment', () => {
  it('ends one and begins the other, and the interrupted incident waits again with its age', async () => {
    const first = await openIncident(3);
    const second = await openIncident(1);
    const sent = valueOf(await assign(first));
    await report(sent.id, 'enRoute');
    const recommendationId = await keepRecommendation(second, [secondUnit, unitId]);
    const { ended, started } = valueOf(await divert(sent.id, second, { recommendationId }));
    expect(ended).toMatchObject({
      id: sent.id,
      status: 'diverted',
      endCause: 'diverted',
      followedBy: { assignmentId: started.id, incidentId: second, unitId },
    });
    expect(started).toMatchObject({
      incidentId: second,
      unitId,
      status: 'notified',
      followsAssignmentId: sent.id,
      recommendationId,
      recommendedRank: 2,
    });
    expect((await unitView()).assignment).toMatchObject({ id: started.id });
    expect(await journalOf(sent.id)).toContainEqual({
      kind: 'assignmentDiverted',
      payload: {
        incidentId: first,
        toIncidentId: second,
        unitId,
        statusBefore: 'enRoute',
        hasReason: false,
      },
    });
    const listed = await listIncidentViews(fixture.pool, { regionId: 'testland', state: 'open', limit: 500 });
    const order = listed.map(({ id }) => id);
    expect(order.indexOf(first)).toBeLessThan(order.indexOf(second));
    expect(await report(sent.id, 'onScene')).toMatchObject({
      ok: false,
      reason: 'assignmentEnded',
      details: { status: 'diverted', changedBy: 'A. Petrova' },
    });
  });

  it('goes to a strictly more urgent incident only, unless a reason is given, which is kept', async () => {
    const sent = valueOf(await assign(await openIncident(2)));
    for (const priority of [2, 3]) {
      expect(await divert(sent.id, await openIncident(priority))).toMatchObject({
        ok: false,
        reason: 'divertNotMoreUrgent',
        details: { priority: 2, toPriority: priority },
      });
    }
    expect((await unitView()).assignment).toMatchObject({ id: sent.id, status: 'notified' });
    const reason = 'Canary Birdsong lives next door';
    valueOf(await divert(sent.id, await openIncident(2), { reason }));
    expect(await findAssignmentReasons(fixture.pool, sent.id)).toMatchObject({ endReason: reason });
    expect(JSON.stringify(await journalOf(sent.id))).not.toMatch(/Birdsong/);
  });

  it('leaves a unit alone that has arrived, and changes nothing', async () => {
    const sent = valueOf(await assign(await openIncident(4)));
    await report(sent.id, 'onScene');
    const urgent = await openIncident(1);
    expect(await divert(sent.id, urgent)).toMatchObject({
      ok: false,
      reason: 'transitionNotAllowed',
      details: { status: 'onScene', changedBy: 'Crew' },
    });
    expect((await listIncidentViews(fixture.pool, { ids: [urgent] }))[0]!.assignments).toEqual([]);
  });

  it('refuses its own, closed, unknown and foreign incidents, and unknown assignments', async () => {
    const incidentId = await openIncident(3);
    const sent = valueOf(await assign(incidentId));
    const closed = await openIncident(1);
    await closeIncident(fixture.ports, dispatcher, closed, { commandId: newCommandId(), outcome: 'other' });
    expect(await divert(sent.id, incidentId)).toMatchObject({ reason: 'sameIncident' });
    expect(await divert(sent.id, closed)).toMatchObject({ reason: 'incidentClosed' });
    expect(await divert(sent.id, uuidv7())).toMatchObject({ reason: 'notFound' });
    expect(await divert(uuidv7(), incidentId)).toMatchObject({ reason: 'notFound' });
    expect(await divert(sent.id, await openIncident(1), { recommendationId: uuidv7() })).toMatchObject({
      reason: 'recommendationNotFound',
    });
    expect(await divert(sent.id, await openIncident(1), {}, crew)).toMatchObject({ reason: 'forbidden' });
    expect((await unitView()).assignment).toMatchObject({ id: sent.id, status: 'notified' });
  });

  it('begins the job that was reserved for the unit there', async () => {
    const sent = valueOf(await assign(await openIncident(3)));
    const urgent = await openIncident(1);
    const later = valueOf(await reserve(urgent));
    const { started } = valueOf(await divert(sent.id, urgent));
    expect(started).toMatchObject({ id: later.id, status: 'notified', followsAssignmentId: sent.id });
  });

  it('loses or wins whole against another divert, an arrival and a cancellation', async () => {
    for (let round = 0; round < 12; round += 1) {
      const racedUnit = await fixture.region.addUnit(`V${serial}-${round}`);
      const from = await openIncident(4);
      const targets = [await openIncident(1), await openIncident(2)] as const;
      const sent = valueOf(await assign(from, { unitId: racedUnit }));
      const outcomes = await Promise.all([
        divert(sent.id, targets[0]),
        divert(sent.id, targets[1], {}, other),
        report(sent.id, 'onScene', {}, dispatcher),
        cancel(sent.id, other),
      ]);
      const [, , arrived, cancelled] = outcomes;
      // An arrival may still be followed by a cancellation; nothing else goes together.
      const winners = outcomes.filter(({ ok }) => ok).length;
      expect(winners).toBe(arrived.ok && cancelled.ok ? 2 : 1);
      for (const outcome of outcomes) {
        if (outcome.ok) continue;
        expect(['assignmentEnded', 'transitionNotAllowed']).toContain(outcome.reason);
        expect(outcome.details).toMatchObject({ changedBy: expect.stringMatching(/Petrova|Novák/) });
      }
      const { rows } = await fixture.region.query(
        'select 1 from assignment where unit_id = $1 and is_active',
        [racedUnit],
      );
      expect(rows.length).toBe(cancelled.ok ? 0 : 1);
    }
  }, 60_000);
});

describe('handOverAssignment', () => {
  it('lets another unit go on with the incident and its destination, and keeps why', async () => {
    const hospital = await fixture.region.addFacility(`Maciel ${serial}`, [-56.2, -34.91]);
    const incidentId = await openIncident(2);
    const sent = valueOf(await assign(incidentId));
    await report(sent.id, 'onScene');
    await report(sent.id, 'leftScene', { destinationFacilityId: hospital });
    const { ended, started } = valueOf(await handOver(sent.id, secondUnit));
    expect(ended).toMatchObject({
      status: 'cancelled',
      endCause: 'takenOver',
      followedBy: { unitId: secondUnit, incidentId },
    });
    expect(started).toMatchObject({
      incidentId,
      unitId: secondUnit,
      status: 'notified',
      destinationFacilityId: hospital,
      followsAssignmentId: sent.id,
    });
    expect(await unitView()).toMatchObject({ boardStatus: 'available', assignment: null });
    expect(await findAssignmentReasons(fixture.pool, sent.id)).toMatchObject({
      endReason: expect.stringMatching(/gearbox/),
    });
    expect(JSON.stringify(await journalOf(sent.id))).not.toMatch(/Canary|gearbox/);
  });

  it('refuses a unit that is busy, off duty, unknown or the same, and changes nothing', async () => {
    const sent = valueOf(await assign(await openIncident()));
    const busy = valueOf(await assign(await openIncident(), { unitId: secondUnit }, other));
    expect(await handOver(sent.id, secondUnit)).toMatchObject({
      reason: 'unitTaken',
      details: { takenBy: 'J. Novák', assignmentId: busy.id },
    });
    expect(await handOver(sent.id, unitId)).toMatchObject({ reason: 'sameUnit' });
    expect(await handOver(sent.id, uuidv7())).toMatchObject({ reason: 'unitNotFound' });
    expect((await unitView()).assignment).toMatchObject({ id: sent.id, status: 'notified' });
    await cancel(sent.id, other);
    expect(await handOver(sent.id, await fixture.region.addUnit(`E${serial}`))).toMatchObject({
      reason: 'assignmentEnded',
      details: { changedBy: 'J. Novák', endCause: 'cancelled' },
    });
  });

  it('tells of the next job of the unit that is relieved', async () => {
    const sent = valueOf(await assign(await openIncident()));
    const later = valueOf(await reserve(await openIncident()));
    valueOf(await handOver(sent.id, secondUnit));
    expect((await journalOf(later.id)).map(({ kind }) => kind)).toEqual([
      'unitReserved',
      'reservedAssignmentDue',
    ]);
  });

  it('works both ways at once without waiting for each other', async () => {
    for (let round = 0; round < 8; round += 1) {
      const units = [
        await fixture.region.addUnit(`X${serial}-${round}`),
        await fixture.region.addUnit(`Y${serial}-${round}`),
      ] as const;
      const first = valueOf(await assign(await openIncident(), { unitId: units[0] }));
      const second = valueOf(await assign(await openIncident(), { unitId: units[1] }));
      const outcomes = await Promise.all([
        handOver(first.id, units[1]),
        handOver(second.id, units[0], other),
        cancel(second.id),
        divert(first.id, await openIncident(1), {}, other),
      ]);
      expect(outcomes.some(({ ok }) => ok)).toBe(true);
      const { rows } = await fixture.region.query(
        'select unit_id from assignment where is_active and unit_id = any ($1) group by unit_id having count(*) > 1',
        [units],
      );
      expect(rows).toEqual([]);
    }
  }, 60_000);
});

describe('the journal of all this', () => {
  it('verifies', async () => {
    expect(await verifyJournal(fixture.pool, 'testland')).toMatchObject({ ok: true });
  });
});
