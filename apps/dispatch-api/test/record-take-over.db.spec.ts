import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createPatientRecord, type PatientRecordDocument } from '#domain';
import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { type ApiClient, type ApiFixture, startApi } from './api-fixture.ts';
import { DEMO_PIN, enrolDemoTablet, type TabletClient } from './tablet-client.ts';

interface Crew {
  readonly tablet: TabletClient;
  readonly userId: string;
  readonly unitId: string;
  assignmentId: string;
}

let api: ApiFixture;
let owner: pg.Client;
let desk: ApiClient;
let incidentId: string;
/** The first on scene, the one that takes the patient over, and one that has no part in it. */
let first: Crew;
let second: Crew;
let stranger: Crew;

async function signOnCrew(index: number): Promise<Crew> {
  const { tablet, unitId, userId } = await enrolDemoTablet(api, index);
  expect((await tablet.signOn(unitId, userId, DEMO_PIN)).status).toBe(200);
  return { tablet, unitId, userId, assignmentId: '' };
}
async function send({ unitId }: Crew): Promise<string> {
  const sent = await desk.command(`/api/v1/incidents/${incidentId}/assignments`, { unitId });
  expect(sent.status).toBe(201);
  return sent.body.id;
}
const begin = (assignmentId: string): PatientRecordDocument =>
  createPatientRecord({
    recordId: uuidv7(),
    incidentId,
    assignmentId,
    patientId: null,
    number: 1,
    at: new Date().toISOString(),
  });
async function write({ tablet }: Crew, document: PatientRecordDocument): Promise<string> {
  const { recordId, assignmentId, version } = document;
  const tap = tablet.tap('patientRecord', { recordId, assignmentId, version, document });
  const [receipt] = (await tablet.send([tap])).body.receipts;
  return receipt.reason ?? receipt.result;
}
const headsOf = ({ tablet }: Crew) => tablet.get(`/tablet/v1/incidents/${incidentId}/patient-records`);
const read = ({ tablet }: Crew, recordId: string) => tablet.get(`/tablet/v1/patient-records/${recordId}`);

beforeAll(async () => {
  api = await startApi();
  owner = new pg.Client({ connectionString: api.database.ownerUrl });
  await owner.connect();
  desk = await api.signIn('dispatcher');
  first = await signOnCrew(0);
  second = await signOnCrew(1);
  stranger = await signOnCrew(2);
  const location = { lon: -56.18, lat: -34.9 };
  const incident = await desk.command('/api/v1/incidents', { location, category: 'trauma', priority: 1 });
  incidentId = incident.body.id;
  first.assignmentId = await send(first);
  second.assignmentId = await send(second);
}, 120_000);

afterAll(async () => {
  await owner.end();
  await api.close();
});

describe('a patient whom another crew takes over', () => {
  it('is read and written on by it, each version with its own author, while both are there', async () => {
    const document = begin(first.assignmentId);
    const { recordId } = document;
    expect(await write(first, document)).toBe('applied');
    const head = { recordId, assignmentId: first.assignmentId, version: 1, isClosed: false };
    expect((await headsOf(second)).body.records).toMatchObject([head]);
    expect((await headsOf(second)).body.records[0]).not.toHaveProperty('document');
    expect((await read(second, recordId)).body).toMatchObject({ version: 1, document: { recordId } });
    const { rows: views } = await owner.query(
      'select user_id, action from access_log where subject_id = $1',
      [recordId],
    );
    expect(views).toEqual([{ user_id: second.userId, action: 'viewRecord:crewBeside' }]);

    const next = { ...document, version: 2, problem: { code: 'burn' as const, words: 'taken over' } };
    expect(await write(second, next)).toBe('applied');
    expect((await read(first, recordId)).body).toMatchObject({
      version: 2,
      document: { problem: next.problem },
    });
    const { rows: authors } = await owner.query(
      'select version, written_by, device_id from patient_record_version where record_id = $1 order by version',
      [recordId],
    );
    expect(authors).toEqual([
      { version: 1, written_by: first.userId, device_id: first.tablet.deviceId },
      { version: 2, written_by: second.userId, device_id: second.tablet.deviceId },
    ]);
    // Both wrote a third version without a network: the one that comes later is told, and keeps its words.
    expect(await write(first, { ...next, version: 3, number: 2 })).toBe('applied');
    expect(await write(second, { ...next, version: 3, number: 3 })).toBe('recordVersionTaken');
  });

  it('is nobody else’s, and no record is begun in the name of the other run', async () => {
    const document = begin(first.assignmentId);
    expect(await write(first, document)).toBe('applied');
    expect((await headsOf(stranger)).body).toEqual({ records: [] });
    expect(await read(stranger, document.recordId)).toMatchObject({ status: 404 });
    expect(await write(stranger, { ...document, version: 2 })).toBe('forbidden');
    expect(await write(second, begin(first.assignmentId))).toBe('forbidden');
    const { rows } = await owner.query('select count(*)::int as heads from patient_record where version = 0');
    expect(rows).toEqual([{ heads: 0 }]);
  });

  it('is read no more once a run has ended; what was written before still comes in', async () => {
    const document = begin(first.assignmentId);
    expect(await write(first, document)).toBe('applied');
    expect((await read(second, document.recordId)).status).toBe(200);
    const cancelled = await desk.command(`/api/v1/assignments/${first.assignmentId}/cancel`, {
      reason: 'done',
    });
    expect(cancelled.status).toBe(200);
    expect(await read(second, document.recordId)).toMatchObject({ status: 404 });
    expect((await headsOf(second)).body).toEqual({ records: [] });
    expect(await write(second, { ...document, version: 2, number: 2 })).toBe('applied');
  });
});
