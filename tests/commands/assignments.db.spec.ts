import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createIncidentBody, type StatusBody } from '#contracts';
import { ASSIGNMENT_STATUSES, isActive } from '#domain';
import { verifyJournal } from '#persistence';
import {
  type Actor,
  addRemark,
  assignUnit,
  cancelAssignment,
  createIncident,
  reportStatus,
  setDuty,
} from '#use-cases';
import { v7 as uuidv7 } from 'uuid';
import { type CommandFixture, createCommandFixture, newCommandId } from './command-fixture.ts';

let fixture: CommandFixture;
let dispatcher: Actor;
let crew: Actor;
let crewUnit: string;
let serial = 0;

async function openIncident(actor = dispatcher): Promise<string> {
  const body = createIncidentBody.parse({
    commandId: newCommandId(),
    location: { lon: -56.18, lat: -34.9, addressText: 'Colonia 1324' },
    category: 'trauma',
    priority: 2,
  });
  const outcome = await createIncident(fixture.ports, actor, body);
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.value.id;
}

async function send(unitId: string, incidentId: string): Promise<string> {
  const outcome = await assignUnit(fixture.ports, dispatcher, incidentId, {
    commandId: newCommandId(),
    unitId,
  });
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.value.id;
}

const report = (assignmentId: string, status: StatusBody['status'], more: Partial<StatusBody> = {}) =>
  reportStatus(fixture.ports, crew, assignmentId, {
    commandId: newCommandId(),
    status,
    at: new Date().toISOString(),
    ...more,
  });

beforeAll(async () => {
  fixture = await createCommandFixture();
  dispatcher = fixture.actor(await fixture.region.addUser('A. Petrova', 'dispatcher'), 'dispatcher');
  crew = fixture.actor(await fixture.region.addUser('Crew', 'crew'), 'crew');
});

beforeEach(async () => {
  serial += 1;
  crewUnit = await fixture.region.addUnit(`C${serial}`);
  await fixture.region.bindCrew(crewUnit, crew.id);
});

afterAll(async () => {
  await fixture.close();
});

describe('assignUnit', () => {
  it('gives a unit to one incident only and tells the loser who won and when', async () => {
    const first = await openIncident();
    const second = await openIncident();
    await send(crewUnit, first);
    const lost = await assignUnit(fixture.ports, dispatcher, second, {
      commandId: newCommandId(),
      unitId: crewUnit,
    });
    expect(lost).toMatchObject({
      ok: false,
      reason: 'unitTaken',
      details: { takenBy: 'A. Petrova', incidentId: first },
    });
    expect(Date.parse(String(!lost.ok && lost.details?.['takenAt']))).toBeGreaterThan(Date.now() - 60_000);
  });

  it('accepts exactly one of eight dispatchers for each of 400 units at once', async () => {
    const units = await Promise.all(
      Array.from({ length: 400 }, (_, index) => fixture.region.addUnit(`R${index}`)),
    );
    const dispatchers = await Promise.all(
      Array.from({ length: 8 }, async (_, index) =>
        fixture.actor(await fixture.region.addUser(`Dispatcher ${index}`, 'dispatcher'), 'dispatcher'),
      ),
    );
    const incidents = await Promise.all(dispatchers.map((actor) => openIncident(actor)));
    const answers = await Promise.all(
      dispatchers.map(async (actor, index) => {
        const outcomes = [];
        for (const unitId of units) {
          const body = { commandId: newCommandId(), unitId };
          outcomes.push(await assignUnit(fixture.ports, actor, incidents[index]!, body));
        }
        return outcomes;
      }),
    );
    const outcomes = answers.flat();
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(400);
    const lost = outcomes.filter((outcome) => !outcome.ok);
    expect(lost).toHaveLength(2800);
    for (const outcome of lost) {
      expect(outcome).toMatchObject({
        reason: 'unitTaken',
        details: { takenBy: expect.stringMatching(/^Dispatcher/) },
      });
    }
    const { rows } = await fixture.region.query<{ n: string }>(
      'select count(*) as n from assignment where is_active group by unit_id having count(*) > 1',
    );
    expect(rows).toEqual([]);
  }, 120_000);

  it('keeps a refusal for repeats of the same command, even when the unit is free by then', async () => {
    const first = await openIncident();
    const second = await openIncident();
    const assignmentId = await send(crewUnit, first);
    const body = { commandId: newCommandId(), unitId: crewUnit };
    const refused = await assignUnit(fixture.ports, dispatcher, second, body);
    await cancelAssignment(fixture.ports, dispatcher, assignmentId, {
      commandId: newCommandId(),
      reason: 'error',
    });
    expect(await assignUnit(fixture.ports, dispatcher, second, body)).toEqual(refused);
    const afresh = { commandId: newCommandId(), unitId: crewUnit };
    expect(await assignUnit(fixture.ports, dispatcher, second, afresh)).toMatchObject({ ok: true });
  });

  it('refuses unknown units, units off duty and recommendations of other incidents', async () => {
    const incidentId = await openIncident();
    const sending = (body: object) =>
      assignUnit(fixture.ports, dispatcher, incidentId, {
        commandId: newCommandId(),
        unitId: crewUnit,
        ...body,
      });
    expect(await sending({ unitId: uuidv7() })).toMatchObject({ reason: 'unitNotFound' });
    expect(await sending({ recommendationId: uuidv7() })).toMatchObject({ reason: 'recommendationNotFound' });
    const duty = { commandId: newCommandId(), state: 'offDuty' as const, reason: null, expectedEndAt: null };
    await setDuty(fixture.ports, dispatcher, crewUnit, duty);
    expect(await sending({})).toMatchObject({ reason: 'unitNotOnDuty', details: { dutyState: 'offDuty' } });
  });

  it('has an index over exactly the active statuses of the domain', async () => {
    for (const status of ASSIGNMENT_STATUSES) {
      const { rows } = await fixture.region.query<{ active: boolean }>(
        `select $1::text not in ('reserved', 'available', 'cancelled', 'diverted') as active`,
        [status],
      );
      expect([status, rows[0]!.active]).toEqual([status, isActive(status)]);
    }
    const { rows } = await fixture.region.query<{ def: string }>(
      `select pg_get_expr(adbin, adrelid) as def from pg_attrdef where adrelid = 'assignment'::regclass`,
    );
    expect(rows.map((row) => row.def).join()).toMatch(/reserved.*available.*cancelled.*diverted/);
  });
});

describe('reportStatus', () => {
  it('walks the whole ladder and frees the unit at its end', async () => {
    const hospital = await fixture.region.addFacility('Hospital Maciel', [-56.2, -34.91]);
    const assignmentId = await send(crewUnit, await openIncident());
    const ladder = ['delivered', 'acknowledged', 'enRoute', 'onScene', 'atPatient'] as const;
    for (const status of ladder) expect(await report(assignmentId, status)).toMatchObject({ ok: true });
    const left = await report(assignmentId, 'leftScene', { destinationFacilityId: hospital });
    expect(left).toMatchObject({ ok: true, value: { destinationFacilityId: hospital } });
    for (const status of ['atDestination', 'handedOver', 'available'] as const)
      await report(assignmentId, status);
    const again = await send(crewUnit, await openIncident());
    expect(again).not.toBe(assignmentId);
    expect(await report(assignmentId, 'onScene')).toMatchObject({ ok: false, reason: 'stepAlreadyRecorded' });
  });

  it('fills in the time of a lower step that comes late, and the status stays', async () => {
    const assignmentId = await send(crewUnit, await openIncident());
    await report(assignmentId, 'onScene');
    const late = await report(assignmentId, 'enRoute', { at: '2026-01-01T10:00:00.000Z' });
    expect(late).toMatchObject({ ok: true, value: { status: 'onScene', result: 'applied' } });
    const steps = late.ok ? late.value.steps : [];
    const enRoute = steps.find((step) => step.status === 'enRoute');
    expect(Date.parse(enRoute?.pressedAt ?? '')).toBe(Date.parse('2026-01-01T10:00:00.000Z'));
  });

  it('confirms an event of an outbox that cannot be applied, so that it never blocks those behind it', async () => {
    const assignmentId = await send(crewUnit, await openIncident());
    const cancel = { commandId: newCommandId(), reason: 'false alarm' };
    await cancelAssignment(fixture.ports, dispatcher, assignmentId, cancel);
    const outbox = { outboxEpoch: uuidv7(), deviceSeq: 7 };
    expect(await report(assignmentId, 'onScene', outbox)).toMatchObject({
      ok: true,
      value: { status: 'cancelled', result: 'recordedNotApplied', reason: 'assignmentEnded' },
    });
    expect(await report(assignmentId, 'onScene')).toMatchObject({ ok: false, reason: 'assignmentEnded' });
  });

  it('refuses an unknown facility and changes nothing', async () => {
    const assignmentId = await send(crewUnit, await openIncident());
    const refused = await report(assignmentId, 'onScene', { destinationFacilityId: uuidv7() });
    expect(refused).toMatchObject({ ok: false, reason: 'facilityNotFound' });
    expect(await report(assignmentId, 'acknowledged')).toMatchObject({ value: { status: 'acknowledged' } });
  });

  it('lets a crew remark on the incidents it was sent to, and on no other', async () => {
    const own = await openIncident();
    await send(crewUnit, own);
    const remark = (incidentId: string) =>
      addRemark(fixture.ports, crew, incidentId, { commandId: newCommandId(), text: 'gate is locked' });
    expect(await remark(own)).toMatchObject({ ok: true });
    expect(await remark(await openIncident())).toMatchObject({ ok: false, reason: 'forbidden' });
  });

  it('leaves a chain that verifies', async () => {
    expect(await verifyJournal(fixture.pool, 'testland')).toMatchObject({ ok: true });
  });
});
