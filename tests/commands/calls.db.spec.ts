import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  addPatientsBody,
  createCallBody,
  createHazardBody,
  createIncidentBody,
  patchCallBody,
  patchIncidentBody,
  patchPatientBody,
} from '#contracts';
import { createHazardReader, listCallsWithDetail, listIncidentViews, listPatients } from '#persistence';
import {
  type Actor,
  addPatients,
  createCall,
  createHazard,
  createIncident,
  endCall,
  findHazards,
  linkCall,
  patchCall,
  patchHazard,
  patchIncident,
  patchPatient,
  removeHazard,
  removePatient,
} from '#use-cases';
import fc from 'fast-check';
import { type CommandFixture, createCommandFixture, newCommandId } from './command-fixture.ts';

let fixture: CommandFixture;
let desk: Actor;
let otherDesk: Actor;
let stranger: Actor;

const HOSTILE = `<script>alert(1)</script>\u202e${"'; drop table call; --"}`;
const REGION = 'testland';
const CANARY = 'Canary Birdsong';
const place = { lon: -56.18, lat: -34.9, addressText: 'Colonia 1324, apto 5' };

function valueOf<Value>(outcome: { ok: true; value: Value } | { ok: false; reason: string }): Value {
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.value;
}

async function openIncident(more: object = {}): Promise<string> {
  const body = { commandId: newCommandId(), location: place, category: 'fall', priority: 3, ...more };
  return valueOf(await createIncident(fixture.ports, desk, createIncidentBody.parse(body))).id;
}

const patch = (actor: Actor, incidentId: string, changes: object) =>
  patchIncident(
    fixture.ports,
    actor,
    incidentId,
    patchIncidentBody.parse({ commandId: newCommandId(), ...changes }),
  );

const viewOf = async (incidentId: string) =>
  (await listIncidentViews(fixture.pool, { ids: [incidentId] }))[0]!;

async function takeCall(more: object = {}): Promise<string> {
  const caller = { name: CANARY, phone: '+598 99 123 456', words: HOSTILE };
  const body = { commandId: newCommandId(), caller, ...more };
  return valueOf(await createCall(fixture.ports, desk, createCallBody.parse(body))).id;
}

beforeAll(async () => {
  fixture = await createCommandFixture(REGION);
  desk = fixture.actor(await fixture.region.addUser('A. Petrova', 'dispatcher'), 'dispatcher');
  otherDesk = fixture.actor(await fixture.region.addUser('B. Silva', 'dispatcher'), 'dispatcher');
  stranger = fixture.actor(await fixture.region.addUser('C. Analyst', 'analyst'), 'analyst');
});

afterAll(async () => {
  await fixture.close();
});

describe('edits of one incident by two desks', () => {
  it('of different fields at the same moment are both kept', async () => {
    const incidentId = await openIncident({ notes: 'first' });
    const location = { ...place, addressText: 'Colonia 1326' };
    const edits = [
      { location, baseVersions: { location: 1 } },
      { category: 'trauma', baseVersions: { category: 1 } },
      { priority: 1, baseVersions: { priority: 1 } },
      { notes: 'first\nfrom one desk', baseVersions: { notes: 1 } },
      { notes: 'first\nfrom the other', baseVersions: { notes: 1 } },
      { needs: ['child'], baseVersions: { needs: 1 } },
    ];
    const outcomes = await Promise.all(
      edits.map((edit, index) => patch(index % 2 ? desk : otherDesk, incidentId, edit)),
    );
    expect(outcomes.every(({ ok }) => ok)).toBe(true);
    const view = await viewOf(incidentId);
    expect(view).toMatchObject({ version: 7, category: 'trauma', priority: 1, needs: ['child'] });
    expect(view.detail.addressText).toBe('Colonia 1326');
    expect(view.detail.notes.split('\n').sort()).toEqual(['first', 'from one desk', 'from the other']);
  });

  it('of the same field at the same moment are kept once; the other one is told and nothing of it is taken', async () => {
    const incidentId = await openIncident();
    const outcomes = await Promise.all([
      patch(desk, incidentId, { priority: 1, baseVersions: { priority: 1 } }),
      patch(otherDesk, incidentId, { priority: 2, notes: 'x', baseVersions: { priority: 1, notes: 1 } }),
    ]);
    const refused = outcomes.find(({ ok }) => !ok);
    expect(refused).toMatchObject({ reason: 'fieldChanged', details: { fields: 'priority', version: 2 } });
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    const view = await viewOf(incidentId);
    expect(view.detail.notes).toBe(outcomes[0]!.ok ? '' : 'x');
    const answer = await patch(otherDesk, incidentId, { priority: 4, baseVersions: { priority: 2 } });
    expect(answer).toMatchObject({ ok: true, value: { priority: 4, version: 3 } });
  });

  it('that say the same agree, and leave no version behind', async () => {
    const incidentId = await openIncident();
    await patch(desk, incidentId, { priority: 1, baseVersions: { priority: 1 } });
    const again = await patch(otherDesk, incidentId, { priority: 1, baseVersions: { priority: 1 } });
    expect(again).toMatchObject({ ok: true, value: { version: 2 } });
  });

  it('in any order lose nothing that was accepted', async () => {
    const step = fc.record({
      lag: fc.nat(3),
      field: fc.constantFrom('priority', 'notes'),
      value: fc.integer({ min: 1, max: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
        const incidentId = await openIncident({ notes: 'n' });
        const seen = [await viewOf(incidentId)];
        const lines: string[] = [];
        for (const [index, { lag, field, value }] of steps.entries()) {
          const base = seen.at(-1 - Math.min(lag, seen.length - 1))!;
          const line = `line ${index}`;
          const change = field === 'notes' ? { notes: `${base.detail.notes}\n${line}` } : { priority: value };
          const outcome = await patch(desk, incidentId, {
            ...change,
            baseVersions: { [field]: base.version },
          });
          const now = await viewOf(incidentId);
          if (field === 'notes') lines.push(line);
          else expect(outcome.ok || now.priority === seen.at(-1)!.priority).toBe(true);
          if (outcome.ok && field === 'priority') expect(now.priority).toBe(value);
          for (const kept of lines) expect(now.detail.notes).toContain(kept);
          if (now.version > seen.at(-1)!.version) seen.push(now);
        }
      }),
      { numRuns: 10 },
    );
  });
});

describe('calls', () => {
  it('wait without an incident until they are ended or put to one', async () => {
    const regionId = REGION;
    const waiting = { regionId, onlyWaiting: true, limit: 200 };
    const [first, second] = [await takeCall(), await takeCall()];
    const ended = await endCall(fixture.ports, desk, first, {
      commandId: newCommandId(),
      outcome: 'misdialled',
    });
    expect(ended).toMatchObject({ ok: true, value: { outcome: 'misdialled' } });
    expect((await listCallsWithDetail(fixture.pool, waiting)).map(({ id }) => id)).toEqual([second]);
    const again = await endCall(fixture.ports, otherDesk, first, {
      commandId: newCommandId(),
      outcome: 'other',
    });
    expect(again).toMatchObject({ ok: false, reason: 'callEnded' });
    const incidentId = await openIncident({ callId: second });
    expect(await listCallsWithDetail(fixture.pool, waiting)).toEqual([]);
    const [call] = await listCallsWithDetail(fixture.pool, { incidentId });
    expect(call).toMatchObject({
      id: second,
      detail: { callerName: CANARY, words: HOSTILE },
      takenByName: 'A. Petrova',
    });
    // A call that had ended comes back with the incident it turned out to belong to.
    await linkCall(fixture.ports, desk, first, { commandId: newCommandId(), incidentId });
    expect(await listCallsWithDetail(fixture.pool, { incidentId })).toMatchObject([
      { id: first, endedAt: null, outcome: null },
      { id: second },
    ]);
  });

  it('make one incident, though two desks make it of the same call', async () => {
    const callId = await takeCall();
    const open = (actor: Actor) =>
      createIncident(
        fixture.ports,
        actor,
        createIncidentBody.parse({
          commandId: newCommandId(),
          location: place,
          category: 'fall',
          priority: 3,
          callId,
        }),
      );
    const outcomes = await Promise.all([open(desk), open(otherDesk)]);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(outcomes.find(({ ok }) => !ok)).toMatchObject({ reason: 'callHasIncident' });
  });

  it('are kept with the incident that they report, in one step', async () => {
    const incidentId = await openIncident({ caller: { name: CANARY, phone: '112' } });
    const [call] = await listCallsWithDetail(fixture.pool, { incidentId });
    expect(call).toMatchObject({ detail: { callerName: CANARY, callerPhone: '112' }, version: 1 });
    expect(
      await listCallsWithDetail(fixture.pool, { incidentId: await openIncident({ caller: { name: ' ' } }) }),
    ).toEqual([]);
  });

  it('keep every version of what is known, field by field', async () => {
    const incidentId = await openIncident();
    const callId = await takeCall({ incidentId });
    const edit = (actor: Actor, changes: object) =>
      patchCall(fixture.ports, actor, callId, patchCallBody.parse({ commandId: newCommandId(), ...changes }));
    const outcomes = await Promise.all([
      edit(desk, { callerPhone: '1', baseVersions: { callerPhone: 1 } }),
      edit(otherDesk, { callerName: 'Neighbour', baseVersions: { callerName: 1 } }),
    ]);
    expect(outcomes.every(({ ok }) => ok)).toBe(true);
    expect(await edit(otherDesk, { callerPhone: '2', baseVersions: { callerPhone: 1 } })).toMatchObject({
      ok: false,
      reason: 'fieldChanged',
    });
    const [call] = await listCallsWithDetail(fixture.pool, { incidentId });
    expect(call).toMatchObject({ version: 3, detail: { callerName: 'Neighbour', callerPhone: '1' } });
    const { rows } = await fixture.region.query<{ n: string }>(
      `select count(*) as n from call_detail where call_id = '${callId}'`,
    );
    expect(rows[0]!.n).toBe(3);
  });
});

describe('patients', () => {
  const add = async (incidentId: string, more: object = {}) =>
    valueOf(
      await addPatients(
        fixture.ports,
        desk,
        incidentId,
        addPatientsBody.parse({ commandId: newCommandId(), ...more }),
      ),
    ).patients;

  it('are numbered, counted and kept by version', async () => {
    const incidentId = await openIncident();
    const [one] = await add(incidentId, { detail: { name: CANARY, ageMonths: 8, condition: HOSTILE } });
    const many = await add(incidentId, { detail: { triage: 'immediate' }, count: 3 });
    expect(many.map(({ number }) => number)).toEqual([2, 3, 4]);
    const change = { commandId: newCommandId(), sex: 'female', baseVersions: { sex: 1 } };
    await patchPatient(fixture.ports, otherDesk, one!.id, patchPatientBody.parse(change));
    await removePatient(fixture.ports, desk, many[0]!.id, { commandId: newCommandId() });
    const patients = await listPatients(fixture.pool, incidentId);
    expect(patients.map(({ number }) => number)).toEqual([1, 3, 4]);
    expect(patients[0]).toMatchObject({
      version: 2,
      detail: { name: CANARY, ageMonths: 8, sex: 'female', condition: HOSTILE },
    });
    expect((await viewOf(incidentId)).patientCount).toBe(3);
    // A number is never given twice.
    expect((await add(incidentId))[0]!.number).toBe(5);
    const gone = patchPatientBody.parse({ ...change, commandId: newCommandId() });
    expect(await patchPatient(fixture.ports, desk, many[0]!.id, gone)).toMatchObject({
      reason: 'patientRemoved',
    });
  });

  it('that two desks add at once have different numbers', async () => {
    const incidentId = await openIncident();
    const added = await Promise.all(Array.from({ length: 6 }, () => add(incidentId)));
    expect(added.map(([patient]) => patient!.number).sort()).toEqual([1, 2, 3, 4, 5, 6]);
  });
});

describe('warnings at addresses', () => {
  const warn = async (more: object = {}) =>
    valueOf(
      await createHazard(
        fixture.ports,
        desk,
        createHazardBody.parse({
          commandId: newCommandId(),
          kind: 'dog',
          text: HOSTILE,
          location: place,
          ...more,
        }),
      ),
    );
  const here = (where: object, at = new Date()) =>
    findHazards(
      createHazardReader(fixture.pool),
      { regionId: REGION, coordinates: null, addressText: '', ...where },
      at,
    );

  it('are found within 50 m or by the same address, gravest first, as long as they hold', async () => {
    const soon = new Date(Date.now() + 60_000).toISOString();
    const dog = await warn();
    const weapon = await warn({
      kind: 'weapon',
      location: { addressText: 'COLONIA 1324; Apto. 5' },
      validUntil: soon,
    });
    await warn({ location: { lon: -56.18, lat: -34.8993 } });
    const both = await here({ coordinates: [-56.1801, -34.9002], addressText: 'colonia 1324 apto 5' });
    expect(both.map(({ id }) => id)).toEqual([weapon.id, dog.id]);
    expect(both[1]).toMatchObject({ text: HOSTILE, writtenByName: 'A. Petrova' });
    expect(both[1]!.distanceMeters).toBeGreaterThan(10);
    expect(await here({ coordinates: [-56.19, -34.9] })).toEqual([]);
    expect(await here({ addressText: ' .,; ' })).toEqual([]);
    const later = new Date(Date.now() + 120_000);
    expect((await here({ addressText: place.addressText }, later)).map(({ id }) => id)).toEqual([dog.id]);
    await removeHazard(fixture.ports, otherDesk, dog.id, { commandId: newCommandId() });
    expect((await here({ addressText: place.addressText })).map(({ id }) => id)).toEqual([weapon.id]);
  });

  it('are changed by version', async () => {
    const { id } = await warn({ location: { lon: -56.1, lat: -34.8 } });
    const change = (expectedVersion: number) =>
      patchHazard(fixture.ports, otherDesk, id, {
        commandId: newCommandId(),
        kind: 'violence',
        expectedVersion,
      });
    expect(await change(1)).toMatchObject({ ok: true, value: { version: 2 } });
    expect(await change(1)).toMatchObject({ ok: false, reason: 'versionOutdated' });
    expect((await here({ coordinates: [-56.1, -34.8] }))[0]).toMatchObject({
      kind: 'violence',
      text: HOSTILE,
    });
    const past = { commandId: newCommandId(), validUntil: '2020-01-01T00:00:00Z' };
    expect(await patchHazard(fixture.ports, desk, id, past)).toMatchObject({ reason: 'untilPast' });
  });
});

it('is for the control room of the region', async () => {
  const [incidentId, callId] = [await openIncident(), await takeCall()];
  const commandId = newCommandId();
  const hazard = createHazardBody.parse({ commandId, kind: 'dog', text: 'x', location: place });
  const patients = addPatientsBody.parse({ commandId });
  const elsewhere: Actor = { ...desk, roles: [{ regionId: 'elsewhere', role: 'dispatcher' }] };
  for (const [actor, reason] of [
    [stranger, 'forbidden'],
    [elsewhere, 'notFound'],
  ] as const) {
    const { ports } = fixture;
    const fresh = () => ({ commandId: newCommandId() });
    for (const outcome of [
      await addPatients(ports, actor, incidentId, { ...patients, ...fresh() }),
      await endCall(ports, actor, callId, { ...fresh(), outcome: 'other' }),
      await patchCall(ports, actor, callId, { ...fresh(), callerName: 'x' }),
      await createHazard(ports, actor, { ...hazard, ...fresh(), regionId: REGION }),
    ])
      expect(outcome).toMatchObject({ ok: false, reason });
  }
});

it('leaves nothing of callers, patients and warnings in the journal or in kept answers', async () => {
  const { rows } = await fixture.region.query<{ text: string }>(
    'select payload as text from journal union all select result::text from command_log',
  );
  const everything = rows.map(({ text }) => text).join('\n');
  for (const personal of [CANARY, 'script', '123 456', 'Colonia', 'Neighbour', 'weapon', 'immediate'])
    expect(everything).not.toContain(personal);
});
