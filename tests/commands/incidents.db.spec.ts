import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createIncidentBody, patchIncidentBody } from '#contracts';
import { verifyJournal } from '#persistence';
import {
  type Actor,
  addRemark,
  assignUnit,
  cancelAssignment,
  closeIncident,
  createCall,
  createIncident,
  joinIncident,
  patchIncident,
  reopenIncident,
  reportStatus,
} from '#use-cases';
import { v7 as uuidv7 } from 'uuid';
import { type CommandFixture, createCommandFixture, newCommandId } from './command-fixture.ts';

let fixture: CommandFixture;
let dispatcher: Actor;
let crew: Actor;
let unitId: string;

const incidentBody = (changes: object = {}) =>
  createIncidentBody.parse({
    commandId: newCommandId(),
    location: { lon: -56.18, lat: -34.9, addressText: 'Colonia 1324, apto 5' },
    category: 'chestPain',
    priority: 1,
    notes: 'Man of 61, Canary Birdsong',
    ...changes,
  });

async function openIncident(): Promise<string> {
  const outcome = await createIncident(fixture.ports, dispatcher, incidentBody());
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.value.id;
}

const count = async (table: string): Promise<number> =>
  Number((await fixture.region.query<{ n: string }>(`select count(*) as n from ${table}`)).rows[0]!.n);

beforeAll(async () => {
  fixture = await createCommandFixture();
  dispatcher = fixture.actor(await fixture.region.addUser('A. Petrova', 'dispatcher'), 'dispatcher');
  const crewUser = await fixture.region.addUser('Crew M01', 'crew');
  crew = fixture.actor(crewUser, 'crew');
  unitId = await fixture.region.addUnit('M01');
  await fixture.region.bindCrew(unitId, crewUser.id);
});

afterAll(async () => {
  await fixture.close();
});

describe('createIncident', () => {
  it('keeps the typed text, numbers the incident and leaves a journal row without anything personal', async () => {
    const outcome = await createIncident(fixture.ports, dispatcher, incidentBody());
    expect(outcome).toMatchObject({
      ok: true,
      value: { priority: 1, state: 'open', coordinates: [-56.18, -34.9] },
    });
    const id = outcome.ok ? outcome.value.id : '';
    const { rows } = await fixture.region.query<{ kind: string; payload: string }>(
      'select kind, payload from journal where subject_id = $1',
      [id],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]!.kind).toBe('incidentCreated');
    expect(rows[0]!.payload).not.toMatch(/Colonia|Canary|Birdsong/);
    const log = await fixture.region.query<{ text: string }>(
      'select string_agg(result::text, $1) as text from command_log',
      [' '],
    );
    expect(log.rows[0]!.text).not.toMatch(/Colonia|Canary|Birdsong/);
  });

  it('takes a place known by words only', async () => {
    const location = { addressText: 'behind the old mill' };
    const outcome = await createIncident(fixture.ports, dispatcher, incidentBody({ location }));
    expect(outcome).toMatchObject({ ok: true, value: { coordinates: null } });
  });

  it('answers a repeated command with the first answer and adds nothing', async () => {
    const body = incidentBody();
    const first = await createIncident(fixture.ports, dispatcher, body);
    const before = await count('incident');
    const again = await Promise.all(
      Array.from({ length: 5 }, () => createIncident(fixture.ports, dispatcher, body)),
    );
    for (const answer of again) expect(answer).toEqual(first);
    expect(await count('incident')).toBe(before);
  });

  it('carries out one of five copies that arrive at once', async () => {
    const body = incidentBody();
    const before = await count('incident');
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => createIncident(fixture.ports, dispatcher, body)),
    );
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(await count('incident')).toBe(before + 1);
  });

  it('refuses the same id with another body or from somebody else', async () => {
    const body = incidentBody();
    await createIncident(fixture.ports, dispatcher, body);
    expect(await createIncident(fixture.ports, dispatcher, { ...body, priority: 2 })).toMatchObject({
      ok: false,
      reason: 'commandIdReused',
    });
    const other = fixture.actor(await fixture.region.addUser('J. Novák', 'dispatcher'), 'dispatcher');
    expect(await createIncident(fixture.ports, other, body)).toMatchObject({
      ok: false,
      reason: 'commandIdReused',
    });
  });

  it('refuses an id older than a day', async () => {
    const commandId = uuidv7({ msecs: Date.now() - 25 * 3_600_000 });
    const outcome = await createIncident(fixture.ports, dispatcher, incidentBody({ commandId }));
    expect(outcome).toMatchObject({ ok: false, reason: 'commandTooOld' });
  });

  it('does not exist for another region and is forbidden for another role', async () => {
    const elsewhere: Actor = { ...dispatcher, roles: [{ regionId: 'elsewhere', role: 'dispatcher' }] };
    const body = incidentBody({ regionId: 'testland' });
    expect(await createIncident(fixture.ports, elsewhere, body)).toMatchObject({
      ok: false,
      reason: 'notFound',
    });
    const crewsOwn = incidentBody({ regionId: 'testland' });
    expect(await createIncident(fixture.ports, crew, crewsOwn)).toMatchObject({
      ok: false,
      reason: 'forbidden',
    });
  });
});

describe('patchIncident', () => {
  it('keeps the former details as an older version', async () => {
    const incidentId = await openIncident();
    const body = patchIncidentBody.parse({
      commandId: newCommandId(),
      notes: 'conscious again',
      expectedVersion: 1,
    });
    const outcome = await patchIncident(fixture.ports, dispatcher, incidentId, body);
    expect(outcome).toMatchObject({ ok: true, value: { version: 2 } });
    const { rows } = await fixture.region.query<{ version: number; notes: string; address_text: string }>(
      'select version, notes, address_text from incident_detail where incident_id = $1 order by version',
      [incidentId],
    );
    expect(rows.map((row) => row.notes)).toEqual(['Man of 61, Canary Birdsong', 'conscious again']);
    expect(rows[1]!.address_text).toBe('Colonia 1324, apto 5');
  });

  it('refuses a change made on an older version, and changes nothing', async () => {
    const incidentId = await openIncident();
    const change = (notes: string) =>
      patchIncidentBody.parse({ commandId: newCommandId(), notes, expectedVersion: 1 });
    await patchIncident(fixture.ports, dispatcher, incidentId, change('first'));
    const late = await patchIncident(fixture.ports, dispatcher, incidentId, change('second'));
    expect(late).toMatchObject({ ok: false, reason: 'versionOutdated', details: { version: 2 } });
  });
});

describe('closeIncident', () => {
  it('refuses while a unit works on it, then closes, then refuses everything else', async () => {
    const incidentId = await openIncident();
    const assigned = await assignUnit(fixture.ports, dispatcher, incidentId, {
      commandId: newCommandId(),
      unitId,
    });
    if (!assigned.ok) throw new Error(assigned.reason);
    const close = () =>
      closeIncident(fixture.ports, dispatcher, incidentId, {
        commandId: newCommandId(),
        outcome: 'treatedOnScene',
      });
    expect(await close()).toMatchObject({ ok: false, reason: 'incidentStillWorked' });
    const reason = 'caller called it off';
    await cancelAssignment(fixture.ports, dispatcher, assigned.value.id, {
      commandId: newCommandId(),
      reason,
    });
    expect(await close()).toMatchObject({ ok: true, value: { state: 'closed', outcome: 'treatedOnScene' } });
    const remark = { commandId: newCommandId(), text: 'too late' };
    expect(await addRemark(fixture.ports, dispatcher, incidentId, remark)).toMatchObject({
      reason: 'incidentClosed',
    });
    const send = { commandId: newCommandId(), unitId };
    expect(await assignUnit(fixture.ports, dispatcher, incidentId, send)).toMatchObject({
      reason: 'incidentClosed',
    });
  });
});

describe('reopenIncident', () => {
  const close = async (incidentId: string) =>
    closeIncident(fixture.ports, dispatcher, incidentId, { commandId: newCommandId(), outcome: 'other' });
  const reopen = (incidentId: string, actor = dispatcher) =>
    reopenIncident(fixture.ports, actor, incidentId, { commandId: newCommandId() });
  const reopenings = async (incidentId: string): Promise<number> => {
    const { rows } = await fixture.region.query<{ n: string }>(
      `select count(*) as n from journal where kind = 'incidentReopened' and subject_id = $1`,
      [incidentId],
    );
    return Number(rows[0]!.n);
  };

  it('takes a closing back, once, and the incident can be worked again', async () => {
    const incidentId = await openIncident();
    await close(incidentId);
    expect(await reopen(incidentId)).toMatchObject({
      ok: true,
      value: { state: 'open', outcome: null, closedAt: null },
    });
    expect(await reopen(incidentId)).toMatchObject({ ok: true, value: { state: 'open' } });
    expect(await reopenings(incidentId)).toBe(1);
    const remark = { commandId: newCommandId(), text: 'the caller rang again' };
    expect(await addRemark(fixture.ports, dispatcher, incidentId, remark)).toMatchObject({ ok: true });
  });

  it('refuses what was closed long ago, what was joined, and a crew', async () => {
    const old = await openIncident();
    await close(old);
    await fixture.region.query(
      `update incident set closed_at = closed_at - interval '11 minutes' where id = $1`,
      [old],
    );
    expect(await reopen(old)).toMatchObject({ ok: false, reason: 'reopenTooLate' });
    const [later, earlier] = [await openIncident(), await openIncident()];
    await joinIncident(fixture.ports, dispatcher, later, {
      commandId: newCommandId(),
      intoIncidentId: earlier,
    });
    expect(await reopen(later)).toMatchObject({ ok: false, reason: 'alreadyJoined' });
    const closed = await openIncident();
    await close(closed);
    expect(await reopen(closed, crew)).toMatchObject({ ok: false, reason: 'forbidden' });
    expect(await reopenings(closed)).toBe(0);
  });
});

describe('calls and remarks', () => {
  it('keeps a call of its own and one that belongs to an incident', async () => {
    const incidentId = await openIncident();
    const caller = { name: 'Canary Birdsong', phone: '+598 99 123 456', words: 'he fell' };
    const alone = await createCall(fixture.ports, dispatcher, { commandId: newCommandId(), caller });
    expect(alone).toMatchObject({ ok: true, value: { incidentId: null } });
    const joined = await createCall(fixture.ports, dispatcher, {
      commandId: newCommandId(),
      caller,
      incidentId,
    });
    expect(joined).toMatchObject({ ok: true, value: { incidentId } });
    const journal = await fixture.region.query<{ text: string }>(
      'select string_agg(payload, $1) as text from journal',
      [' '],
    );
    expect(journal.rows[0]!.text).not.toMatch(/Birdsong|123 456|fell/);
  });
});

describe('the journal', () => {
  it('is gapless, verifies, and shows a row that was changed', async () => {
    expect(await verifyJournal(fixture.pool, 'testland')).toMatchObject({ ok: true });
    const { rows } = await fixture.region.query<{ n: string; last: string }>(
      'select count(*) as n, max(seq) as last from journal',
    );
    expect(rows[0]!.n).toBe(rows[0]!.last);
    await expect(fixture.pool.query(`update journal set kind = 'x'`)).rejects.toThrow(/permission denied/);
    await expect(fixture.region.query(`delete from journal`)).rejects.toThrow(/never changed or removed/);
    await fixture.region.query('alter table journal disable trigger user');
    await fixture.region.query(`update journal set payload = '{"forged":true}' where seq = 3`);
    expect(await verifyJournal(fixture.pool, 'testland')).toEqual({
      ok: false,
      seq: 3,
      fault: 'the row was changed',
    });
  });

  it('wakes the screens of the region', () => {
    expect(fixture.wokenRegions).toContain('testland');
  });
});

describe('reportStatus', () => {
  it('lets a crew report on its own unit only', async () => {
    const incidentId = await openIncident();
    const otherUnit = await fixture.region.addUnit('M90');
    const assigned = await assignUnit(fixture.ports, dispatcher, incidentId, {
      commandId: newCommandId(),
      unitId: otherUnit,
    });
    if (!assigned.ok) throw new Error(assigned.reason);
    const body = { commandId: newCommandId(), status: 'acknowledged' as const, at: new Date().toISOString() };
    expect(await reportStatus(fixture.ports, crew, assigned.value.id, body)).toMatchObject({
      reason: 'forbidden',
    });
  });
});
