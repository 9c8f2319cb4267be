import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createPatientRecord, type PatientRecordDocument } from '#domain';
import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { type ApiClient, type ApiFixture, startApi } from './api-fixture.ts';

let api: ApiFixture;
let owner: pg.Client;
let dispatcher: ApiClient;
let supervisor: ApiClient;
let hospital: ApiClient;
let crew: ApiClient;
let record: PatientRecordDocument;
let assignmentId: string;
let facilityId: string;
const code = randomBytes(16).toString('base64url');

/** As the outbox stores it; how a tablet hands it in is tested with the commands. */
async function store(document: PatientRecordDocument, notice: object | null, hash: Buffer): Promise<void> {
  const { recordId, incidentId, version } = document;
  await owner.query(
    `insert into patient_record (id, region_id, incident_id, assignment_id, version, begun_at, written_at, is_sealed,
       notice, hand_over_code_hash, hand_over_code_until)
     values ($1, 'montevideo', $2, $3, $4, now(), now(), false, $5, $6, now() + interval '1 hour')`,
    [recordId, incidentId, assignmentId, version, notice, hash],
  );
  await owner.query(
    `insert into patient_record_version (record_id, version, document, written_at) values ($1, $2, $3, now())`,
    [recordId, version, document],
  );
}

beforeAll(async () => {
  api = await startApi();
  owner = new pg.Client({ connectionString: api.database.ownerUrl });
  await owner.connect();
  dispatcher = await api.signIn('dispatcher');
  supervisor = await api.signIn('supervisor');
  hospital = await api.signIn('facility');
  const signedIn = await api.signInCrew(2);
  crew = signedIn.client;
  [{ id: facilityId }] = (await hospital.get('/api/v1/facilities')).body.facilities;
  const incident = await dispatcher.command('/api/v1/incidents', {
    location: { lon: -56.18, lat: -34.9, addressText: 'Colonia 1324' },
    category: 'trauma',
    priority: 1,
  });
  expect(incident.status).toBe(201);
  const sent = await dispatcher.command(`/api/v1/incidents/${incident.body.id}/assignments`, {
    unitId: signedIn.unitId,
  });
  assignmentId = sent.body.id ?? sent.body.assignment?.id ?? sent.body.assignments?.[0]?.id;
  record = {
    ...createPatientRecord({
      recordId: uuidv7(),
      incidentId: incident.body.id,
      assignmentId,
      patientId: null,
      number: 1,
      at: new Date().toISOString(),
    }),
    person: { name: 'Canary Birdsong', birthDate: null, ageMonths: 700, sex: 'male', nationalId: '' },
    problem: { code: 'chestPain', words: 'canary words' },
  };
  await store(record, null, createHash('sha256').update(code).digest());
}, 120_000);

afterAll(async () => {
  await owner.end();
  await api.close();
});

const pathOf = (more = '') => `/api/v1/patient-records/${record.recordId}${more}`;
const seenBy = async () =>
  (
    await owner.query<{ action: string }>('select action from access_log where subject_id = $1 order by id', [
      record.recordId,
    ])
  ).rows.map(({ action }) => action);

describe('a patient record over the api', () => {
  it('shows the control room that it is there, and nothing that stands in it', async () => {
    const heads = await dispatcher.get(`/api/v1/incidents/${record.incidentId}/patient-records`);
    expect(heads).toMatchObject({
      status: 200,
      body: { records: [{ recordId: record.recordId, version: 1, isClosed: false }] },
    });
    expect(JSON.stringify(heads.body)).not.toMatch(/canary/i);
    expect((await dispatcher.get(pathOf('?purpose=quality'))).status).toBe(403);
    expect(await supervisor.get(pathOf())).toMatchObject({ status: 422, body: { reason: 'purposeMissing' } });
    expect(await seenBy()).toEqual([]);
  });

  it('opens to a supervisor who says what for, and to its crew; each view is noted first', async () => {
    expect((await supervisor.get(pathOf('?purpose=complaint'))).body.document.person.name).toBe(
      'Canary Birdsong',
    );
    expect((await crew.get(pathOf())).status).toBe(200);
    expect(await seenBy()).toEqual(['viewRecord:supervisor:complaint', 'viewRecord:crew']);
    const { client: others } = await api.signInCrew(5);
    expect((await others.get(pathOf())).status).toBe(403);
    expect((await supervisor.get(pathOf('?purpose=gossip'))).status).toBe(400);
  });

  it('opens to a hospital by the code of the picture, once', async () => {
    expect((await hospital.get(pathOf())).status).toBe(403);
    const opened = await hospital.command('/api/v1/facility/hand-overs', { code });
    expect(opened).toMatchObject({ status: 200, body: { recordId: record.recordId } });
    expect(await hospital.command('/api/v1/facility/hand-overs', { code })).toMatchObject({
      status: 422,
      body: { reason: 'handOverCodeInvalid' },
    });
    expect((await hospital.get(pathOf())).body).toMatchObject({
      document: { problem: { code: 'chestPain' } },
    });
    expect((await dispatcher.command('/api/v1/facility/hand-overs', { code })).status).toBe(403);
    const { rows } = await owner.query('select result::text, body_hash from command_log');
    expect(JSON.stringify(rows)).not.toContain(code);
  });

  it('leaves as a FHIR document, noted as such', async () => {
    const { status, body } = await hospital.get(pathOf('/fhir'));
    expect(status).toBe(200);
    expect(body).toMatchObject({ resourceType: 'Bundle', type: 'document' });
    expect(body.entry[0].resource.resourceType).toBe('Composition');
    expect((await seenBy()).at(-1)).toBe('exportRecord:facility');
    expect((await dispatcher.get(pathOf('/fhir?purpose=quality'))).status).toBe(403);
    expect(facilityId).toBeDefined();
  });
});
