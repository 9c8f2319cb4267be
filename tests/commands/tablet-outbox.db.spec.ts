import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createIncidentBody, type OutboxBody, type TabletEvent, type TabletEventKind } from '#contracts';
import { verifyJournal } from '#persistence';
import {
  type Actor,
  assignUnit,
  type CommandPorts,
  createIncident,
  type EnrolledDevice,
  signOn,
  takeOutbox,
} from '#use-cases';
import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { type CommandFixture, createCommandFixture, newCommandId } from './command-fixture.ts';

let fixture: CommandFixture;
let dispatcher: Actor;
let crewId: string;
let serial = 0;

/** A crew signed on at a tablet, with an assignment. */
interface Run {
  readonly device: EnrolledDevice;
  readonly signOnId: string;
  readonly assignmentId: string;
}

async function beginRun(): Promise<Run> {
  serial += 1;
  const { region, ports } = fixture;
  const unitId = await region.addUnit(`T${serial}`);
  const [vehicleId, deviceId, signOnId] = [uuidv7(), uuidv7(), uuidv7()];
  const { regionId } = region;
  await region.query('insert into vehicle (id, region_id, plate) values ($1, $2, $3)', [
    vehicleId,
    regionId,
    `P${serial}`,
  ]);
  await region.query(
    `insert into device (id, region_id, vehicle_id, protocol, external_id, secret_hash)
     values ($1, $2, $3, 'tablet', $4, '')`,
    [deviceId, regionId, vehicleId, deviceId],
  );
  const device = { id: deviceId, regionId, vehicleId, revokedAt: null };
  const endsAt = new Date(Date.now() + 3_600_000).toISOString();
  const wanted = { signOnId, unitId, shiftId: null, endsAt, memberIds: [crewId] };
  const signedOn = await signOn(ports, device, wanted);
  if (!signedOn.ok) throw new Error(signedOn.reason);
  const incident = await createIncident(
    ports,
    dispatcher,
    createIncidentBody.parse({
      commandId: newCommandId(),
      location: { lon: -56.18, lat: -34.9 },
      category: 'trauma',
      priority: 2,
    }),
  );
  if (!incident.ok) throw new Error(incident.reason);
  const sent = await assignUnit(ports, dispatcher, incident.value.id, { commandId: newCommandId(), unitId });
  if (!sent.ok) throw new Error(sent.reason);
  return { device, signOnId, assignmentId: sent.value.id };
}

const tapsOf = ({ signOnId, assignmentId }: Run, statuses: readonly string[]): TabletEvent[] => {
  const bodies: [TabletEventKind, Record<string, unknown>][] = [
    ...statuses.map((status): [TabletEventKind, Record<string, unknown>] => [
      'status',
      { assignmentId, status },
    ]),
    ['message', { messageId: uuidv7(), text: 'on the way' }],
    ['speakRequest', {}],
    ['odometer', { km: 100 }],
  ];
  return bodies.map(([kind, body], index) => ({
    deviceSeq: index + 1,
    at: new Date(Date.now() - (bodies.length - index) * 1000).toISOString(),
    monotonicMs: null,
    runId: null,
    signOnId,
    kind,
    body,
  }));
};

const request = (outboxEpoch: string, events: readonly TabletEvent[]): OutboxBody => ({
  outboxEpoch,
  sentAt: new Date().toISOString(),
  monotonicMs: null,
  runId: null,
  events: [...events],
});

/** Ports with which each event's transaction fails once before its commit and, when it is tried again, once after it. */
function failingPorts(): { ports: CommandPorts; failures: () => number } {
  let attempts = 0;
  let failures = 0;
  const inTransaction: CommandPorts['inTransaction'] = async (work) => {
    attempts += 1;
    // A request looks at the head first, so that the failures fall on the events in turn.
    const turn = attempts % 5;
    if (turn === 1 || turn === 3) failures += 1;
    const result = await fixture.ports.inTransaction(async (store) => {
      const done = await work(store);
      if (turn === 1) throw new Error('cut before the commit');
      return done;
    });
    if (turn === 3) throw new Error('cut after the commit');
    return result;
  };
  return { ports: { ...fixture.ports, inTransaction }, failures: () => failures };
}

/** What is stored of a device, without ids and times of this run. */
async function storedOf({ device, assignmentId }: Run): Promise<unknown> {
  const { rows: events } = await fixture.region.query<object>(
    'select device_seq, kind, result, reason from device_event where device_id = $1 order by device_seq',
    [device.id],
  );
  const { rows: steps } = await fixture.region.query<{ status: string; pressed_at: Date }>(
    'select status, pressed_at from assignment_step where assignment_id = $1 order by pressed_at, status',
    [assignmentId],
  );
  const { rows: rest } = await fixture.region.query<object>(
    `select
       (select status from assignment where id = $1) as status,
       (select count(*)::int from unit_message m join assignment a on a.unit_id = m.unit_id where a.id = $1) as messages,
       (select count(*)::int from crew_signal s join assignment a on a.unit_id = s.unit_id where a.id = $1) as signals,
       (select count(*)::int from odometer_reading where vehicle_id = $2) as readings,
       (select count(*)::int from journal where subject_id = $1::text and kind like 'status%') as "journalled"`,
    [assignmentId, device.vehicleId],
  );
  return { events, steps: steps.map(({ status }) => status).sort(), rest };
}

beforeAll(async () => {
  fixture = await createCommandFixture();
  dispatcher = fixture.actor(await fixture.region.addUser('A. Petrova', 'dispatcher'), 'dispatcher');
  crewId = (await fixture.region.addUser('Crew', 'crew')).id;
}, 120_000);

afterAll(async () => {
  await fixture.close();
});

const WAY = [
  'delivered',
  'acknowledged',
  'enRoute',
  'onScene',
  'acknowledged',
  'staged',
  'available',
  'onScene',
];

describe('the outbox over the real database', () => {
  it('stores each event once though each answer fails once before and once after the commit', async () => {
    const plain = await beginRun();
    await takeOutbox(fixture.ports, plain.device, request(uuidv7(), tapsOf(plain, WAY)));
    const expected = await storedOf(plain);

    const run = await beginRun();
    const taps = tapsOf(run, WAY);
    const epoch = uuidv7();
    const { ports, failures } = failingPorts();
    const receipts = new Map<number, string>();
    for (let attempt = 0; receipts.size < taps.length && attempt < 200; attempt += 1) {
      const waiting = taps.filter(({ deviceSeq }) => !receipts.has(deviceSeq));
      const answer = await takeOutbox(ports, run.device, request(epoch, waiting)).catch(() => undefined);
      for (const { deviceSeq, result } of answer?.receipts ?? []) receipts.set(deviceSeq, result);
    }
    expect(receipts.size).toBe(taps.length);
    expect(failures()).toBeGreaterThan(taps.length);
    expect(await storedOf(run)).toEqual(expected);
    expect(await verifyJournal(fixture.pool, fixture.region.regionId)).toMatchObject({ ok: true });
  });

  it('ends in the same state for shuffled, cut, repeated and simultaneous deliveries (T8)', async () => {
    const plain = await beginRun();
    await takeOutbox(fixture.ports, plain.device, request(uuidv7(), tapsOf(plain, WAY)));
    const expected = await storedOf(plain);
    const deliveries = fc.array(fc.tuple(fc.nat(10), fc.integer({ min: 1, max: 5 })), {
      minLength: 3,
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(deliveries, async (cuts) => {
        const run = await beginRun();
        const taps = tapsOf(run, WAY);
        const epoch = uuidv7();
        const deliver = (from: number, until: number): Promise<unknown> =>
          takeOutbox(fixture.ports, run.device, request(epoch, taps.slice(from, until)));
        const [first, second, ...rest] = cuts;
        await Promise.all([deliver(0, first![1]), deliver(0, second![1]), deliver(0, 2)]);
        for (const [from, length] of rest) await deliver(from, from + length);
        await deliver(0, taps.length);
        expect(await storedOf(run)).toEqual(expected);
      }),
      { numRuns: 12 },
    );
  }, 120_000);

  it('begins to count anew in another epoch', async () => {
    const run = await beginRun();
    const [first] = tapsOf(run, ['acknowledged']);
    const one = await takeOutbox(fixture.ports, run.device, request(uuidv7(), [first!]));
    const two = await takeOutbox(fixture.ports, run.device, request(uuidv7(), [first!]));
    expect(one.receipts).toMatchObject([{ result: 'applied' }]);
    expect(two.receipts).toMatchObject([{ result: 'recordedNotApplied', reason: 'stepAlreadyRecorded' }]);
  });

  it('leaves nothing that a crew wrote in the journal', async () => {
    const run = await beginRun();
    const words = { ...tapsOf(run, [])[0]!, body: { messageId: uuidv7(), text: 'Canary Birdsong' } };
    await takeOutbox(fixture.ports, run.device, request(uuidv7(), [words]));
    const { rows } = await fixture.region.query<{ count: number }>(
      "select count(*)::int as count from journal where payload like '%Canary%'",
    );
    expect(rows[0]!.count).toBe(0);
  });
});
