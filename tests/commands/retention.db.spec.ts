import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createIncidentBody } from '#contracts';
import { createPatientRecord } from '#domain';
import {
  createPatientRecordReader,
  erasePastRetention,
  type Erased,
  listMessages,
  verifyJournal,
} from '#persistence';
import {
  type Actor,
  assignUnit,
  createEnrolment,
  createIncident,
  enrolTablet,
  type Outcome,
  postUnitMessage,
} from '#use-cases';
import { v7 as uuidv7 } from 'uuid';
import { type CommandFixture, createCommandFixture, newCommandId } from './command-fixture.ts';
import { signOnCrew, type TabletCrew } from './tablet-crew.ts';

let fixture: CommandFixture;
let crew: TabletCrew;
let incidentId: string;
let recordId: string;

const DAYS = { events: 90, messages: 365, codes: 30, records: 3653 };
const NOTHING: Erased = { events: 0, messages: 0, codes: 0, records: 0 };

const get = <Value>(outcome: Outcome<Value>): Value => {
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.value;
};

/** What the worker's job does, on a day that far ahead; only the owner of the tables may say which day it is. */
async function eraseAfter(days: number): Promise<Erased> {
  const { rows } = await fixture.region.query<Erased & object>(
    `select events, messages, codes, records
     from erase_past_retention_at(now() + make_interval(days => $1), 'testland', $2, $3, $4, $5, 100)`,
    [days, DAYS.events, DAYS.messages, DAYS.codes, DAYS.records],
  );
  return rows[0]!;
}

const countOf = async (table: string): Promise<number> =>
  (await fixture.region.query<{ n: number }>(`select count(*)::int as n from ${table}`)).rows[0]!.n;

async function enrolOne(admin: Actor): Promise<void> {
  const codeHash = createHash('sha256').update('AAAA-BBBB').digest();
  const vehicleId = crew.device.vehicleId!;
  const body = { commandId: newCommandId(), vehicleId, name: 'Second' };
  get(await createEnrolment(fixture.ports, admin, body, codeHash));
  const publicKey = { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' };
  get(await enrolTablet(fixture.ports, { codeHash, publicKey }));
}

beforeAll(async () => {
  fixture = await createCommandFixture();
  const { region, ports } = fixture;
  const dispatcher = fixture.actor(await region.addUser('A. Petrova', 'dispatcher'), 'dispatcher');
  const admin = fixture.actor(await region.addUser('S. Berg', 'admin'), 'admin');
  const unitId = await region.addUnit('M1');
  crew = await signOnCrew(fixture, (await region.addUser('Crew', 'crew')).id, unitId);
  const location = { lon: -56.18, lat: -34.9 };
  const body = { commandId: newCommandId(), location, category: 'trauma', priority: 2 };
  incidentId = get(await createIncident(ports, dispatcher, createIncidentBody.parse(body))).id;
  const sent = await assignUnit(ports, dispatcher, incidentId, { commandId: newCommandId(), unitId });
  const assignmentId = get(sent).id;
  recordId = uuidv7();
  const about = { recordId, incidentId, assignmentId, patientId: null, number: 1 };
  const document = {
    ...createPatientRecord({ ...about, at: new Date().toISOString(), ageMonths: 700, sex: 'male' }),
  };
  const stored = await crew.tap('patientRecord', {
    recordId,
    assignmentId,
    version: document.version,
    document,
  });
  expect(stored).toMatchObject({ result: 'applied' });
  const unfit = { recordId, assignmentId, version: 2, document: { ...document, version: 3 } };
  expect(await crew.tap('patientRecord', unfit)).toMatchObject({ result: 'recordedNotApplied' });
  await crew.tap('message', { messageId: uuidv7(), text: 'Canary Birdsong' });
  const words = { commandId: newCommandId(), unitId, text: 'third door', incidentId: null };
  get(await postUnitMessage(ports, dispatcher, words));
  await enrolOne(admin);
}, 120_000);

afterAll(async () => {
  await fixture.close();
});

describe('what is kept no longer', () => {
  it('is not there yet today: the job erases nothing', async () => {
    expect(await erasePastRetention(fixture.pool)).toEqual(NOTHING);
    await expect(
      fixture.pool.query("select erase_past_retention_at(now(), 'testland', 7, 7, 1, 365, 9)"),
    ).rejects.toThrow('permission denied');
  });

  it('goes class by class as the days pass, the last day of each being one on which it is kept', async () => {
    const journal = await countOf('journal');
    expect(await eraseAfter(DAYS.codes - 1)).toEqual(NOTHING);
    expect(await eraseAfter(DAYS.codes + 1)).toEqual({ ...NOTHING, codes: 1 });
    expect(await eraseAfter(DAYS.events - 1)).toEqual(NOTHING);
    expect(await eraseAfter(DAYS.events + 1)).toEqual({ ...NOTHING, events: 2 });
    expect(await listMessages(fixture.pool, { regionId: 'testland', limit: 10 })).toHaveLength(2);
    expect(await eraseAfter(DAYS.messages + 1)).toEqual({ ...NOTHING, messages: 2 });
    expect(await listMessages(fixture.pool, { regionId: 'testland', limit: 10 })).toEqual([]);
    const reader = createPatientRecordReader(fixture.pool);
    expect(await eraseAfter(DAYS.records - 1)).toEqual(NOTHING);
    expect(await reader.listRecordHeads(incidentId)).toHaveLength(1);
    expect(await eraseAfter(DAYS.records + 1)).toEqual({ ...NOTHING, events: 1, records: 1 });
    expect(await reader.listRecordHeads(incidentId)).toEqual([]);
    expect(await reader.findRecordAccess(recordId, crew.device.id, new Date())).toBeUndefined();
    expect(await eraseAfter(DAYS.records + 1)).toEqual(NOTHING);
    // What happened stays: the events and their receipts, who wrote when, and every row of the journal.
    expect(await countOf('device_event')).toBe(3);
    expect(await countOf('unit_message')).toBe(2);
    expect(await countOf('journal')).toBe(journal);
    expect(await verifyJournal(fixture.pool, 'testland')).toMatchObject({ ok: true });
    for (const table of ['device_event_body', 'unit_message_text', 'patient_record_version']) {
      expect(await countOf(table)).toBe(0);
    }
  });

  it('never goes sooner than the least, whatever is asked for', async () => {
    await crew.tap('message', { messageId: uuidv7(), text: 'still needed' });
    const { rows } = await fixture.region.query<Erased & object>(
      "select events, messages, codes, records from erase_past_retention_at(now(), 'testland', 0, -9, 0, 0, 9)",
    );
    expect(rows).toEqual([NOTHING]);
  });

  it("goes by the region's own days", async () => {
    await fixture.region.query(
      `update region set settings = settings || '{"retentionDays": {"messages": 30}}' where id = 'testland'`,
    );
    await fixture.region.query("update unit_message set at = at - interval '40 days'");
    expect(await erasePastRetention(fixture.pool, 1)).toEqual({ ...NOTHING, messages: 1 });
  });
});
