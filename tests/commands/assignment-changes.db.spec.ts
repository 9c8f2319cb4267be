import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createIncidentBody, type StatusBody } from '#contracts';
import { MAX_RESERVED_PER_UNIT } from '#domain';
import { findAssignmentReasons, listIncidentViews, listUnitViews, verifyJournal } from '#persistence';
import {
  activateAssignment,
  type Actor,
  assignUnit,
  assignUnits,
  cancelAssignment,
  closeIncident,
  createIncident,
  divertAssignment,
  handOverAssignment,
  noteGeofenced,
  type Outcome,
  reportStatus,
  setDestination,
  setDuty,
} from '#use-cases';
import { v7 as uuidv7 } from 'uuid';
import { type CommandFixture, createCommandFixture, newCommandId } from './command-fixture.ts';

let fixture: CommandFixture;
let dispatcher: Actor;
let other: Actor;
let crew: Actor;
let unitId: string;
let secondUnit: string;
let serial = 0;

function valueOf<Value>(outcome: Outcome<Value>): Value {
  if (!outcome.ok) throw new Error(`${outcome.reason} ${JSON.stringify(outcome.details)}`);
  return outcome.value;
}

async function openIncident(priority = 3): Promise<string> {
  const body = createIncidentBody.parse({
    commandId: newCommandId(),
    location: { lon: -56.18, lat: -34.9, addressText: 'Colonia 1324' },
    category: 'trauma',
    priority,
  });
  return valueOf(await createIncident(fixture.ports, dispatcher, body)).id;
}

const assign = (incidentId: string, more: object = {}, actor = dispatcher) =>
  assignUnit(fixture.ports, actor, incidentId, { commandId: newCommandId(), unitId, ...more });
const reserve = (incidentId: string) => assign(incidentId, { kind: 'reserve' });
const activate = (assignmentId: string, actor = dispatcher) =>
  activateAssignment(fixture.ports, actor, assignmentId, { commandId: newCommandId() });
const divert = (assignmentId: string, toIncidentId: string, more: object = {}, actor = dispatcher) =>
  divertAssignment(fixture.ports, actor, assignmentId, { commandId: newCommandId(), toIncidentId, ...more });
const handOver = (assignmentId: string, toUnitId: string, actor = dispatcher) =>
  handOverAssignment(fixture.ports, actor, assignmentId, {
    commandId: newCommandId(),
    toUnitId,
    reason: 'gearbox of Ivan Canary’s car',
  });
const cancel = (assignmentId: string, actor = dispatcher) =>
  cancelAssignment(fixture.ports, actor, assignmentId, { commandId: newCommandId(), reason: 'called off' });
const report = (assignmentId: string, status: StatusBody['status'], more: object = {}, actor = crew) =>
  reportStatus(fixture.ports, actor, assignmentId, {
    commandId: newCommandId(),
    status,
    at: new Date().toISOString(),
    ...more,
  });
const destination = (assignmentId: string, facilityId: string | null, actor = dispatcher) =>
  setDestination(fixture.ports, actor, assignmentId, { commandId: newCommandId(), facilityId });

const unitView = async (id = unitId) => (await listUnitViews(fixture.pool, { ids: [id] }))[0]!;

const journalOf = async (
  subjectId: string,
): Promise<{ kind: string; payload: Record<string, unknown> }[]> => {
  const { rows } = await fixture.region.query<{ kind: string; payload: string }>(
    'select kind, payload from journal where subject_id = $1 order by seq',
    [subjectId],
  );
  return rows.map(({ kind, payload }) => ({ kind, payload: JSON.parse(payload) as Record<string, unknown> }));
};

/** A recommendation as it is kept, with these candidates. */
async function keepRecommendation(incidentId: string, unitIds: readonly string[]): Promise<string> {
  const id = uuidv7();
  await fixture.region.query(
    `insert into recommendation (id, region_id, incident_id, at, asked_by, inputs, answer)
     values ($1, 'testland', $2, now(), $3, '{}', $4)`,
    [id, incidentId, dispatcher.id, JSON.stringify({ candidates: unitIds, rejected: {} })],
  );
  return id;
}

beforeAll(async () => {
  fixture = await createCommandFixture();
  dispatcher = fixture.actor(await fixture.region.addUser('A. Petrova', 'dispatcher'), 'dispatcher');
  other = fixture.actor(await fixture.region.addUser('J. Novák', 'dispatcher'), 'dispatcher');
  crew = fixture.actor(await fixture.region.addUser('Crew', 'crew'), 'crew');
});

beforeEach(async () => {
  serial += 1;
  unitId = await fixture.region.addUnit(`C${serial}`);
  secondUnit = await fixture.region.addUnit(`D${serial}`);
  await fixture.region.bindCrew(unitId, crew.id);
});

afterAll(async () => {
  await fixture.close();
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

  it('are not begun by a unit that has gone off duty', async () => {
    const later = valueOf(await reserve(await openIncident()));
    const duty = { commandId: newCommandId(), state: 'offDuty' as const, reason: null, expectedEndAt: null };
    valueOf(await setDuty(fixture.ports, dispatcher, unitId, duty));
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
      unitId = await fixture.region.addUnit(`V${serial}-${round}`);
      await fixture.region.bindCrew(unitId, crew.id).catch(() => undefined);
      const from = await openIncident(4);
      const targets = [await openIncident(1), await openIncident(2)] as const;
      const sent = valueOf(await assign(from));
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
        [unitId],
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

describe('setDestination', () => {
  it('is set, changed and taken back by desk or crew at any step, and journalled', async () => {
    const [near, far] = [
      await fixture.region.addFacility(`Near ${serial}`, [-56.2, -34.91]),
      await fixture.region.addFacility(`Far ${serial}`, [-56.1, -34.8]),
    ] as const;
    const sent = valueOf(await assign(await openIncident()));
    expect(valueOf(await destination(sent.id, near))).toMatchObject({ destinationFacilityId: near });
    await report(sent.id, 'leftScene');
    expect(valueOf(await destination(sent.id, far, crew))).toMatchObject({ destinationFacilityId: far });
    expect((await unitView()).assignment).toMatchObject({ destinationName: `Far ${serial}` });
    expect(valueOf(await destination(sent.id, null))).toMatchObject({ destinationFacilityId: null });
    const rows = (await journalOf(sent.id)).filter(({ kind }) => kind === 'destinationSet');
    expect(rows.map(({ payload }) => [payload['destinationFacilityId'], payload['byCrew']])).toEqual([
      [near, false],
      [far, true],
      [null, false],
    ]);
  });

  it('refuses unknown facilities, ended assignments and other crews', async () => {
    const facility = await fixture.region.addFacility(`Known ${serial}`, [-56.2, -34.91]);
    const sent = valueOf(await assign(await openIncident(), { unitId: secondUnit }));
    expect(await destination(sent.id, uuidv7())).toMatchObject({ reason: 'facilityNotFound' });
    expect(await destination(sent.id, facility, crew)).toMatchObject({ reason: 'forbidden' });
    await cancel(sent.id);
    expect(await destination(sent.id, facility)).toMatchObject({ reason: 'assignmentEnded' });
    expect(await destination(uuidv7(), facility)).toMatchObject({ reason: 'notFound' });
  });
});

describe('choosing against the recommendation', () => {
  it('keeps the rank of the one chosen and the reason, which is not in the journal', async () => {
    const incidentId = await openIncident();
    const recommendationId = await keepRecommendation(incidentId, [secondUnit, unitId]);
    const overrideReason = 'Canary Birdsong asked for this crew';
    const sent = valueOf(await assign(incidentId, { recommendationId, overrideReason }));
    expect(sent).toMatchObject({ recommendationId, recommendedRank: 2 });
    const first = valueOf(await assign(incidentId, { recommendationId, unitId: secondUnit }));
    expect(first.recommendedRank).toBe(1);
    expect(await findAssignmentReasons(fixture.pool, sent.id)).toMatchObject({ overrideReason });
    const [row] = await journalOf(sent.id);
    expect(row).toMatchObject({
      kind: 'unitAssigned',
      payload: { rank: 2, isFirst: false, hasOverrideReason: true },
    });
    const log = await fixture.region.query<{ text: string }>(
      `select string_agg(result::text, ' ') || (select string_agg(payload, ' ') from journal) as text from command_log`,
    );
    expect(log.rows[0]!.text).not.toMatch(/Birdsong/);
  });

  it('has no rank for a unit that the recommendation rejected', async () => {
    const incidentId = await openIncident();
    const recommendationId = await keepRecommendation(incidentId, [secondUnit]);
    expect(valueOf(await assign(incidentId, { recommendationId })).recommendedRank).toBeNull();
  });
});

describe('assignUnits', () => {
  const together = (incidentId: string, units: object[], actor = dispatcher) =>
    assignUnits(fixture.ports, actor, incidentId, {
      commandId: newCommandId(),
      units: units as { unitId: string }[],
    });

  it('sends all, now or for later, in the order asked for', async () => {
    const incidentId = await openIncident(1);
    const third = await fixture.region.addUnit(`F${serial}`);
    const units = [{ unitId: third }, { unitId }, { unitId: secondUnit, kind: 'reserve' }];
    const { assignments } = valueOf(await together(incidentId, units));
    expect(assignments.map((one) => [one.unitId, one.status])).toEqual([
      [third, 'notified'],
      [unitId, 'notified'],
      [secondUnit, 'reserved'],
    ]);
  });

  it('sends none when one is taken, and says which', async () => {
    const incidentId = await openIncident(1);
    await assign(await openIncident(), { unitId: secondUnit }, other);
    expect(await together(incidentId, [{ unitId }, { unitId: secondUnit }])).toMatchObject({
      ok: false,
      reason: 'unitTaken',
      details: { unitId: secondUnit, callSign: `D${serial}`, takenBy: 'J. Novák' },
    });
    expect(await unitView()).toMatchObject({ boardStatus: 'available' });
    expect((await listIncidentViews(fixture.pool, { ids: [incidentId] }))[0]!.assignments).toEqual([]);
  });

  it('sends whole teams when eight desks want the same units in other orders', async () => {
    const units = await Promise.all(
      Array.from({ length: 6 }, (_, index) => fixture.region.addUnit(`T${serial}-${index}`)),
    );
    const incidents = await Promise.all(Array.from({ length: 8 }, () => openIncident(1)));
    const outcomes = await Promise.all(
      incidents.map((incidentId, index) => {
        const team = [0, 1, 2].map((step) => ({ unitId: units[(index + step * (index % 2 ? 1 : 5)) % 6]! }));
        return together(incidentId, team, index % 2 ? dispatcher : other);
      }),
    );
    const winners = outcomes.filter(({ ok }) => ok).length;
    expect(winners).toBeGreaterThan(0);
    const { rows } = await fixture.region.query<{ n: number }>(
      'select count(*)::int as n from assignment where is_active and unit_id = any ($1)',
      [units],
    );
    expect(rows[0]!.n).toBe(winners * 3);
  });
});

describe('noteGeofenced', () => {
  const note = (assignmentId: string, status: 'enRoute' | 'onScene', geofencedAt = new Date()) =>
    noteGeofenced(fixture.ports, assignmentId, { status, geofencedAt });

  it('stands beside the pressed time, once, and changes no status', async () => {
    const sent = valueOf(await assign(await openIncident()));
    const at = new Date(Date.now() - 60_000);
    const outcomes = await Promise.all(Array.from({ length: 4 }, () => note(sent.id, 'onScene', at)));
    expect(outcomes.filter((one) => one.ok && one.value.isNew)).toHaveLength(1);
    const before = (await listIncidentViews(fixture.pool, { ids: [sent.incidentId] }))[0]!.assignments[0]!;
    expect(before.status).toBe('notified');
    expect(before.steps.find(({ status }) => status === 'onScene')).toMatchObject({ pressedAt: null });
    const pressed = valueOf(await report(sent.id, 'onScene'));
    expect(pressed).toMatchObject({ status: 'onScene', result: 'applied' });
    const step = pressed.steps.find(({ status }) => status === 'onScene')!;
    expect(new Date(step.geofencedAt!)).toEqual(at);
    expect(Date.parse(step.pressedAt!)).toBeGreaterThan(at.getTime());
    expect(await report(sent.id, 'onScene')).toMatchObject({ reason: 'stepAlreadyRecorded' });
    const rows = await fixture.region.query<{ actor_id: string | null; actor_kind: string }>(
      `select actor_id, actor_kind from journal where subject_id = $1 and kind = 'stepGeofenced'`,
      [sent.id],
    );
    expect(rows.rows).toEqual([{ actor_id: null, actor_kind: 'system' }]);
  });

  it('comes after the press as well as before', async () => {
    const sent = valueOf(await assign(await openIncident()));
    await report(sent.id, 'enRoute');
    valueOf(await note(sent.id, 'enRoute'));
    const { assignments } = (await listIncidentViews(fixture.pool, { ids: [sent.incidentId] }))[0]!;
    const step = assignments[0]!.steps.find(({ status }) => status === 'enRoute')!;
    expect(step.pressedAt).not.toBeNull();
    expect(step.geofencedAt).not.toBeNull();
  });
});

describe('the journal of all this', () => {
  it('verifies', async () => {
    expect(await verifyJournal(fixture.pool, 'testland')).toMatchObject({ ok: true });
  });
});
