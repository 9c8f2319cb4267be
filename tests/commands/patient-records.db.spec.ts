import { createHash, randomBytes } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { outboxBody, patientRecordDocument } from '#contracts';
import { createPatientRecord, type PatientRecordDocument } from '#domain';
import { createFacilityStore, createPatientRecordReader } from '#persistence';
import { RegionFixture } from '#testing';
import {
  accept,
  type Actor,
  decideRecordReader,
  type EnrolledDevice,
  listInbound,
  openHandOver,
  takeOutbox,
} from '#use-cases';
import { v7 as uuidv7 } from 'uuid';
import {
  assign,
  crew,
  destination,
  dispatcher,
  fixture,
  journalOf,
  openIncident,
  unitId,
  useAssignmentDesk,
  valueOf,
} from './assignment-desk.ts';
import { newCommandId } from './command-fixture.ts';

useAssignmentDesk();

let device: EnrolledDevice;
let signOnId: string;
let supervisor: Actor;
let hospital: Actor;
let facilityId: string;
let incidentId: string;
let assignmentId: string;
let outboxEpoch: string;
let deviceSeq: number;

const speaksFor = async (name: string, facility: string): Promise<Actor> => {
  const user = await fixture.region.addUser(name, 'facility');
  await fixture.region.query('insert into facility_member (user_id, facility_id) values ($1, $2)', [
    user.id,
    facility,
  ]);
  return fixture.actor(user, 'facility');
};

beforeAll(async () => {
  supervisor = fixture.actor(await fixture.region.addUser('S. Head', 'supervisor'), 'supervisor');
  facilityId = await fixture.region.addFacility('Hospital', [-56.17, -34.9]);
  hospital = await speaksFor('R. Castro', facilityId);
});

/** A tablet on which a crew is signed on to the test's unit. */
async function enrol(): Promise<void> {
  const deviceId = uuidv7();
  signOnId = uuidv7();
  await fixture.region.query(
    `insert into device (id, region_id, protocol, external_id, secret_hash) values ($1, 'testland', 'tablet', $2, '')`,
    [deviceId, deviceId],
  );
  await fixture.region.query(
    `insert into tablet_sign_on (id, region_id, device_id, unit_id, crew_shift_id, started_at, shift_ends_at)
     select $1, 'testland', $2, $3, crew_shift_id, now() - interval '1 hour', now() + interval '8 hours'
     from unit_crew_binding where unit_id = $3`,
    [signOnId, deviceId, unitId],
  );
  await fixture.region.query(
    'insert into tablet_sign_on_member (sign_on_id, place, user_id) values ($1, 0, $2)',
    [signOnId, crew.id],
  );
  device = { id: deviceId, regionId: 'testland', vehicleId: null, revokedAt: null };
}

beforeEach(async () => {
  await enrol();
  incidentId = await openIncident();
  assignmentId = valueOf(await assign(incidentId)).id;
  outboxEpoch = uuidv7();
  deviceSeq = 0;
});

const begin = (change: Partial<PatientRecordDocument> = {}): PatientRecordDocument => ({
  ...createPatientRecord({
    recordId: uuidv7(),
    incidentId,
    assignmentId,
    patientId: null,
    number: 1,
    at: new Date().toISOString(),
    ageMonths: 732,
    sex: 'male',
  }),
  person: {
    name: 'Canary Birdsong',
    birthDate: null,
    ageMonths: 732,
    sex: 'male',
    nationalId: 'CANARY-4711',
  },
  problem: { code: 'chestPain', words: 'canary words' },
  vitals: [{ id: uuidv7(), at: new Date().toISOString(), kind: 'heartRate', value: 111 }],
  ...change,
});
const next = (
  record: PatientRecordDocument,
  change: Partial<PatientRecordDocument>,
): PatientRecordDocument => ({
  ...record,
  version: record.version + 1,
  ...change,
});

const eventOf = (record: PatientRecordDocument, seq = (deviceSeq += 1)) => ({
  deviceSeq: seq,
  at: new Date().toISOString(),
  signOnId,
  kind: 'patientRecord',
  body: {
    recordId: record.recordId,
    assignmentId: record.assignmentId,
    version: record.version,
    document: record,
  },
});
async function send(...records: PatientRecordDocument[]) {
  const events = records.map((one) => eventOf(one));
  const body = outboxBody.parse({ outboxEpoch, sentAt: new Date().toISOString(), events });
  const { receipts } = await takeOutbox(fixture.ports, device, body);
  return receipts.map(({ result, reason }) => reason ?? result);
}
const heads = () => createPatientRecordReader(fixture.pool).listRecordHeads(incidentId);
const stored = async (recordId: string) =>
  (
    await fixture.region.query<{ version: number; document: PatientRecordDocument }>(
      'select version, document from patient_record_version where record_id = $1 order by version',
      [recordId],
    )
  ).rows;
const readerOf = (actor: Actor, recordId: string, purpose?: 'quality') => {
  const { findRecordAccess } = createPatientRecordReader(fixture.pool);
  return decideRecordReader({ now: () => new Date(), findRecordAccess }, actor, recordId, purpose);
};
const inboundOf = (actor: Actor) =>
  listInbound(
    {
      ...createFacilityStore(fixture.pool),
      ...createPatientRecordReader(fixture.pool),
      now: () => new Date(),
      findPosition: () => undefined,
      findTravelLegs: async () => accept([]),
    },
    actor,
    'testland',
  );

describe('versions of a record', () => {
  it('are each kept, the newest counts, and a repeat changes nothing', async () => {
    const first = begin();
    const second = next(first, { problem: { code: 'strokeSuspected', words: '' } });
    expect(await send(first, second)).toEqual(['applied', 'applied']);
    expect(await send(first, second)).toEqual(['applied', 'applied']);
    expect((await stored(first.recordId)).map(({ version }) => version)).toEqual([1, 2]);
    expect(await heads()).toMatchObject([{ recordId: first.recordId, version: 2, isClosed: false }]);
    const record = await createPatientRecordReader(fixture.pool).getRecord(first.recordId);
    expect(patientRecordDocument.parse(record.document)).toEqual(second);
  });

  it('that come late stay beneath the newest', async () => {
    const first = begin();
    const third = { ...first, version: 3, number: 2 };
    expect(await send(third, first)).toEqual(['applied', 'applied']);
    expect(await heads()).toMatchObject([{ version: 3 }]);
    expect(await stored(first.recordId)).toHaveLength(2);
  });

  it('are refused with another content under a number that is taken, and the tap is kept', async () => {
    const first = begin();
    expect(await send(first, { ...first, number: 2 })).toEqual(['applied', 'recordVersionTaken']);
    const { rows } = await fixture.region.query<{ body: { document?: unknown } }>(
      'select body from device_event_body where device_id = $1 order by device_seq',
      [device.id],
    );
    expect(rows[0]!.body.document).toBeUndefined();
    expect(rows[1]!.body.document).toMatchObject({ number: 2 });
  });

  it('are closed by the hand-over: what follows is an addendum', async () => {
    const first = begin();
    const at = new Date().toISOString();
    const given = next(first, { handOver: { at, to: 'Dr. B', facilityId, facilityName: 'Hospital' } });
    const changed = next(given, { problem: { code: 'burn', words: '' } });
    const added = next(given, {
      version: 4,
      addenda: [{ id: uuidv7(), at, author: 'A', text: 'canary later' }],
    });
    expect(await send(first, given, changed, added)).toEqual([
      'applied',
      'applied',
      'recordClosed',
      'applied',
    ]);
    expect(await heads()).toMatchObject([{ version: 4, isClosed: true }]);
    const kinds = (await journalOf(first.recordId)).map(({ kind }) => kind);
    expect(kinds).toEqual(['patientRecordBegun', 'patientRecordClosed', 'patientRecordAdded']);
  });

  it('are refused when they cannot be, or are not what the event says, and block nothing behind them', async () => {
    const first = begin();
    const impossible = begin({
      vitals: [{ id: uuidv7(), at: first.createdAt, kind: 'heartRate', value: 900 }],
    });
    const strange = { ...begin(), format: 'other' } as unknown as PatientRecordDocument;
    expect(await send(impossible, strange, first)).toEqual(['recordInvalid', 'recordInvalid', 'applied']);
  });

  it('come only from a tablet that has worked for the unit of the run', async () => {
    const record = begin();
    await fixture.region.query('delete from tablet_sign_on_member where sign_on_id = $1', [signOnId]);
    await fixture.region.query('delete from tablet_sign_on where id = $1', [signOnId]);
    expect(await send(record)).toEqual(['forbidden']);
    expect(await heads()).toEqual([]);
  });

  it('arrive from a revoked tablet for what it wrote before', async () => {
    const record = begin();
    device = { ...device, revokedAt: new Date(Date.now() + 60_000) };
    expect(await send(record)).toEqual(['applied']);
    device = { ...device, revokedAt: new Date(Date.now() - 60_000) };
    expect(await send(next(record, { number: 2 }))).toEqual(['deviceRevoked']);
  });

  it('leave nothing clinical and nobody in the journal, the command log or the head', async () => {
    const record = begin();
    expect(await send(record)).toEqual(['applied']);
    const { rows } = await fixture.region.query(
      `select payload::text as text from journal union all select result::text from command_log
       union all select row_to_json(r)::text from patient_record r
       union all select body::text from device_event_body where device_id = $1`,
      [device.id],
    );
    expect(JSON.stringify(rows)).not.toMatch(/canary/i);
    expect((await stored(record.recordId))[0]!.document.person.name).toBe('Canary Birdsong');
  });

  it('cannot be changed or removed by the system itself', async () => {
    const record = begin();
    await send(record);
    for (const sql of [
      'update patient_record_version set document = document',
      'delete from patient_record_version',
      'delete from patient_record',
    ])
      await expect(fixture.pool.query(sql)).rejects.toThrow(/permission denied/);
  });
});

describe('who may read a record', () => {
  it('the crew of the run, the facility it goes to, and supervisors who say what for', async () => {
    const record = begin();
    await send(record);
    const { recordId } = record;
    expect(await readerOf(crew, recordId)).toMatchObject({ value: { reader: 'crew' } });
    expect(await readerOf(hospital, recordId)).toMatchObject({ reason: 'forbidden' });
    valueOf(await destination(assignmentId, facilityId));
    expect(await readerOf(hospital, recordId)).toMatchObject({ value: { reader: 'facility' } });
    expect(await readerOf(dispatcher, recordId, 'quality')).toMatchObject({ reason: 'forbidden' });
    expect(await readerOf(supervisor, recordId)).toMatchObject({ reason: 'purposeMissing' });
    expect(await readerOf(supervisor, recordId, 'quality')).toMatchObject({
      value: { reader: 'supervisor' },
    });
    const otherCrew = fixture.actor(await fixture.region.addUser('Other crew', 'crew'), 'crew');
    expect(await readerOf(otherCrew, recordId)).toMatchObject({ reason: 'forbidden' });
    const foreigner: Actor = { ...supervisor, roles: [{ regionId: 'elsewhere', role: 'supervisor' }] };
    expect(await readerOf(foreigner, recordId, 'quality')).toMatchObject({ reason: 'notFound' });
    expect(await readerOf(supervisor, uuidv7(), 'quality')).toMatchObject({ reason: 'notFound' });
  });

  it('crew and facility no more a day after the run', async () => {
    const record = begin();
    await send(record);
    valueOf(await destination(assignmentId, facilityId));
    const ended = (hours: number) =>
      fixture.region.query(
        `update assignment set status = 'available', created_at = now() - interval '3 days',
         ended_at = now() - make_interval(hours => $2) where id = $1`,
        [assignmentId, hours],
      );
    await fixture.region.query(
      `update unit_crew_binding set bound = tstzrange(now() - interval '4 days', now()) where unit_id = $1`,
      [unitId],
    );
    await ended(23);
    expect(await readerOf(crew, record.recordId)).toMatchObject({ ok: true });
    expect(await readerOf(hospital, record.recordId)).toMatchObject({ ok: true });
    await ended(25);
    expect(await readerOf(crew, record.recordId)).toMatchObject({ reason: 'forbidden' });
    expect(await readerOf(hospital, record.recordId)).toMatchObject({ reason: 'forbidden' });
  });
});

describe('the code of the picture', () => {
  const codeOf = () => {
    const code = randomBytes(16).toString('base64url');
    return createHash('sha256').update(code).digest('base64url');
  };
  const open = (actor: Actor, codeHash: string) =>
    openHandOver(fixture.ports, actor, { commandId: newCommandId(), codeHash });

  it('opens the record once, for the facility that used it alone', async () => {
    const codeHash = codeOf();
    const other = await speaksFor(
      'N. Other',
      await fixture.region.addFacility('Other hospital', [-56.16, -34.9]),
    );
    const record = begin({ handOverCodeHash: codeHash });
    await send(record);
    expect(await open(crew, codeHash)).toMatchObject({ reason: 'forbidden' });
    expect(await open(hospital, codeOf())).toMatchObject({ reason: 'handOverCodeInvalid' });
    expect(await open(other, codeHash)).toMatchObject({ value: { recordId: record.recordId } });
    expect(await open(hospital, codeHash)).toMatchObject({ reason: 'handOverCodeInvalid' });
    expect(await readerOf(other, record.recordId)).toMatchObject({ value: { reader: 'facility' } });
    expect(await readerOf(hospital, record.recordId)).toMatchObject({ reason: 'forbidden' });
    // A later version that still carries the used code does not make it good again; a new one does.
    await send(next(record, { number: 2 }));
    expect(await open(hospital, codeHash)).toMatchObject({ reason: 'handOverCodeInvalid' });
    const renewed = codeOf();
    await send(next(record, { version: 3, handOverCodeHash: renewed }));
    expect(await open(hospital, renewed)).toMatchObject({ ok: true });
  });

  it('runs out after an hour', async () => {
    const codeHash = codeOf();
    const record = begin({ handOverCodeHash: codeHash });
    await send(record);
    await fixture.region.query(
      `update patient_record set hand_over_code_until = hand_over_code_until - interval '61 minutes' where id = $1`,
      [record.recordId],
    );
    expect(await open(hospital, codeHash)).toMatchObject({ reason: 'handOverCodeInvalid' });
  });
});

describe('what a hospital is told in advance', () => {
  it('is age, sex, problem, figures and score; never who; and each view is noted once an hour', async () => {
    const record = begin();
    await send(record);
    const before = (await inboundOf(hospital)).inbound.filter((one) => one.assignmentId === assignmentId);
    expect(before).toEqual([]);
    valueOf(await destination(assignmentId, facilityId));
    const mine = async () =>
      (await inboundOf(hospital)).inbound.find((one) => one.assignmentId === assignmentId);
    await mine();
    const told = await mine();
    expect(told!.notices).toMatchObject([
      {
        recordId: record.recordId,
        ageMonths: 732,
        sex: 'male',
        problem: 'chestPain',
        vitals: { heartRate: 111 },
      },
    ]);
    expect(JSON.stringify(told)).not.toMatch(/canary/i);
    const { rows } = await fixture.region.query(
      `select 1 from access_log where subject_id = $1 and user_id = $2 and action = 'viewNotice'`,
      [record.recordId, hospital.id],
    );
    expect(rows).toHaveLength(1);
  });

  it('ends when the patient stays, or goes with another crew', async () => {
    const record = begin();
    const at = new Date().toISOString();
    await send(record, next(record, { outcome: { kind: 'handedToCrew', at, callSign: 'M9' } }));
    valueOf(await destination(assignmentId, facilityId));
    const told = (await inboundOf(hospital)).inbound.find((one) => one.assignmentId === assignmentId);
    expect(told!.notices).toEqual([]);
  });

  it('is nobody else’s', async () => {
    const neighbour = await RegionFixture.create(fixture.database.ownerUrl, 'nextland', {
      mapId: fixture.region.mapId,
    });
    const elsewhere = await speaksFor('E. Where', await neighbour.addFacility('Elsewhere', [-56.1, -34.9]));
    const record = begin();
    await send(record);
    valueOf(await destination(assignmentId, facilityId));
    expect((await inboundOf(elsewhere)).inbound).toEqual([]);
    expect(await readerOf(elsewhere, record.recordId)).toMatchObject({ ok: false });
    await neighbour.close();
  });
});
