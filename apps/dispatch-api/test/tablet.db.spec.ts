import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createPool } from '#persistence';
import { v7 as uuidv7 } from 'uuid';
import { type ApiClient, type ApiFixture, nextEvent, startApi } from './api-fixture.ts';
import { DEMO_PIN, enrolDemoTablet, TabletClient } from './tablet-client.ts';

let api: ApiFixture;
let desk: ApiClient;
let admin: ApiClient;
let tablet: TabletClient;
let unitId: string;
let userId: string;
let vehicleId: string;

beforeAll(async () => {
  api = await startApi();
  desk = await api.signIn('dispatcher');
  ({ tablet, unitId, userId, admin, vehicleId } = await enrolDemoTablet(api, 0));
}, 120_000);

afterAll(async () => {
  await api.close();
});

async function sendUnit(): Promise<{ incidentId: string; assignmentId: string }> {
  const location = { lon: -56.18, lat: -34.9, addressText: 'Canary Birdsong 3' };
  const incident = await desk.command('/api/v1/incidents', { location, category: 'fall', priority: 2 });
  const incidentId = incident.body.id as string;
  const sent = await desk.command(`/api/v1/incidents/${incidentId}/assignments`, { unitId });
  expect(sent.status).toBe(201);
  return { incidentId, assignmentId: sent.body.id };
}
const stateOf = async (client: TabletClient) => (await client.get('/tablet/v1/state')).body;
const until = async <T>(read: () => Promise<T>, is: (value: T) => boolean): Promise<T> => {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const value = await read();
    if (is(value)) return value;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('it did not come');
};

describe('enrolment', () => {
  it('takes each code once, and only good ones', async () => {
    const made = await admin.command('/api/v1/admin/devices/enrolments', { vehicleId, name: 'Second' });
    expect(made.body.code).toMatch(/^[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}$/);
    const second = await TabletClient.make(api.url);
    expect(await second.enrol(made.body.code)).toMatchObject({
      status: 200,
      body: { vehicle: { id: vehicleId } },
    });
    const third = await TabletClient.make(api.url);
    expect(await third.enrol(made.body.code)).toMatchObject({ body: { reason: 'enrolmentCodeInvalid' } });
    expect(await third.enrol('AAAA-AAAA')).toMatchObject({ body: { reason: 'enrolmentCodeInvalid' } });
    const listed = await admin.get('/api/v1/admin/devices');
    const kinds = listed.body.devices.map(({ kind }: { kind: string }) => kind);
    expect(new Set(kinds)).toEqual(new Set(['tablet', 'tracker']));
  });

  it('answers the same device once more when the first answer was lost', async () => {
    const made = await admin.command('/api/v1/admin/devices/enrolments', { vehicleId, name: 'Lost answer' });
    const asked = await TabletClient.make(api.url);
    const first = await asked.enrol(made.body.code);
    expect(first.status).toBe(200);
    expect(await asked.enrol(made.body.code)).toMatchObject({ status: 200, body: first.body });
    const stranger = await TabletClient.make(api.url);
    expect(await stranger.enrol(made.body.code)).toMatchObject({ body: { reason: 'enrolmentCodeInvalid' } });
    const atOnce = await admin.command('/api/v1/admin/devices/enrolments', {
      vehicleId,
      name: 'Asked twice',
    });
    const twice = await TabletClient.make(api.url);
    const answers = await Promise.all([twice.enrol(atOnce.body.code), twice.enrol(atOnce.body.code)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(answers[0]!.body.id).toBe(answers[1]!.body.id);
    const { devices } = (await admin.get('/api/v1/admin/devices')).body;
    expect(devices.filter(({ name }: { name: string }) => name === 'Asked twice')).toHaveLength(1);
  });

  it('gives a token for a signature of its own key over a nonce, once', async () => {
    const { deviceId } = tablet;
    const { nonce } = (await tablet.post('/tablet/v1/challenge', { deviceId })).body;
    const stranger = await TabletClient.make(api.url);
    stranger.deviceId = deviceId;
    const forged = { deviceId, nonce, signature: await stranger.sign(nonce) };
    expect(await tablet.post('/tablet/v1/token', forged)).toMatchObject({
      body: { reason: 'deviceNotKnown' },
    });
    const signed = { deviceId, nonce, signature: await tablet.sign(nonce) };
    expect(await tablet.post('/tablet/v1/token', signed)).toMatchObject({ status: 200 });
    expect(await tablet.post('/tablet/v1/token', signed)).toMatchObject({ status: 401 });
    const made = { ...signed, nonce: `${Date.now() + 60_000}.abc.def` };
    expect(await tablet.post('/tablet/v1/token', made)).toMatchObject({ status: 401 });
  });

  it("keeps users' and tablets' tokens apart", async () => {
    const asUser = await tablet.get('/api/v1/units');
    expect(asUser).toMatchObject({ status: 401 });
    const asTablet = await desk.get('/tablet/v1/state');
    expect(asTablet).toMatchObject({ status: 401 });
  });
});

/** Lets all failures so far have been this long from now. */
async function moveLastFailures(interval: string): Promise<void> {
  const owner = createPool(api.database.ownerUrl, { max: 1 });
  await owner.query('update login_failure set last_at = now() + $1::interval', [interval]);
  await owner.end();
}

describe('signing on', () => {
  it('delays each wrong PIN longer, and takes the right one', async () => {
    const wrongs: string[] = [];
    for (let attempt = 0; attempt < 4; attempt += 1) {
      // The first wait is of one second, which a busy machine lets pass between two tries: the fourth comes in no time.
      if (attempt === 3) await moveLastFailures('1 minute');
      const answer = await tablet.signOn(unitId, userId, '0000');
      wrongs.push(`${answer.body.reason} ${answer.body.details.retryAfterSeconds > 0}`);
    }
    expect(wrongs).toEqual(['wrongPin false', 'wrongPin false', 'wrongPin true', 'tooManyFailures true']);
    await moveLastFailures('-1 hour');
    expect(await tablet.signOn(unitId, userId, DEMO_PIN)).toMatchObject({
      status: 200,
      body: { unit: { id: unitId }, crew: [{ id: userId }] },
    });
  });

  it('binds the vehicle and the crew to the unit', async () => {
    const { body } = await desk.get('/api/v1/units');
    const unit = body.units.find(({ id }: { id: string }) => id === unitId);
    expect(unit.vehicle.id).toBe(vehicleId);
    const choices = await tablet.get('/tablet/v1/sign-on-choices');
    const own = choices.body.units.find(({ id }: { id: string }) => id === unitId);
    expect(own.crew).toMatchObject([{ id: userId }]);
  });
});

describe('a run', () => {
  it('reaches the tablet, and its steps reach the desk, once', async () => {
    const socket = tablet.socket();
    await nextEvent(socket as never, 'changed');
    const rung = new Promise<string>((resolve) =>
      socket.on('changed', (what) => {
        if (what === 'assignment') resolve(what);
      }),
    );
    const { incidentId, assignmentId } = await sendUnit();
    await rung;
    const state = await stateOf(tablet);
    expect(state.assignments).toMatchObject([
      {
        id: assignmentId,
        status: 'notified',
        incident: { id: incidentId, addressText: 'Canary Birdsong 3' },
      },
    ]);
    const etag = (await tablet.get('/tablet/v1/state')).headers.get('etag')!;
    expect((await tablet.get('/tablet/v1/state', { 'if-none-match': etag })).status).toBe(304);

    const taps = [
      tablet.tap('status', { assignmentId, status: 'delivered' }),
      tablet.tap('status', { assignmentId, status: 'acknowledged' }),
      tablet.tap('status', { assignmentId, status: 'enRoute' }),
    ];
    const first = await tablet.send(taps);
    expect(first.body).toMatchObject({ storedSeq: tablet.deviceSeq });
    expect(first.body.receipts.map(({ result }: { result: string }) => result)).toEqual([
      'applied',
      'applied',
      'applied',
    ]);
    const again = await tablet.send(taps);
    expect(again.body.receipts).toEqual(first.body.receipts);
    const { body } = await desk.get(`/api/v1/incidents/${incidentId}`);
    expect(body.assignments[0]).toMatchObject({ status: 'enRoute' });

    const gap = {
      ...tablet.tap('status', { assignmentId, status: 'onScene' }),
      deviceSeq: tablet.deviceSeq + 5,
    };
    tablet.deviceSeq -= 1;
    expect((await tablet.send([gap])).body).toMatchObject({ receipts: [], storedSeq: tablet.deviceSeq });
    const reused = { ...taps[1]!, body: { assignmentId, status: 'staged' } };
    expect((await tablet.send([reused])).body.receipts).toMatchObject([{ reason: 'seqReused' }]);
    socket.disconnect();
  });

  it('records what it does not understand and goes on behind it', async () => {
    const { assignments } = await stateOf(tablet);
    const assignmentId = assignments[0].id;
    const answer = await tablet.send([
      { ...tablet.tap('status', {}), kind: 'dance\u0000' },
      tablet.tap('status', { assignmentId: 7 }),
      tablet.tap('message', { messageId: uuidv7(), text: 'a\u0000b' }),
      tablet.tap('status', { assignmentId: uuidv7(), status: 'onScene' }),
      tablet.tap('status', { assignmentId, status: 'cancelled' }),
      tablet.tap('status', { assignmentId, status: 'onScene' }),
    ]);
    expect(answer.body.receipts.map(({ reason }: { reason: string | null }) => reason)).toEqual([
      'eventUnknown',
      'eventMalformed',
      'eventMalformed',
      'notFound',
      'transitionNotAllowed',
      null,
    ]);
  });

  it('tells the crew of a job that was called off while it was away', async () => {
    const { assignments } = await stateOf(tablet);
    const assignmentId = assignments[0].id;
    await desk.command(`/api/v1/assignments/${assignmentId}/cancel`, { reason: 'not needed' });
    const answer = await tablet.send([tablet.tap('status', { assignmentId, status: 'atPatient' })]);
    expect(answer.body.receipts).toMatchObject([{ result: 'recordedNotApplied', reason: 'assignmentEnded' }]);
    const after = await stateOf(tablet);
    expect(after.assignments[0]).toMatchObject({ status: 'cancelled', incident: { addressText: '' } });
  });

  it('gives the incident back when the crew refuses', async () => {
    const { incidentId, assignmentId } = await sendUnit();
    const refusal = tablet.tap('refuse', { assignmentId, reason: 'vehicleFault', words: 'no brakes' });
    expect((await tablet.send([refusal])).body.receipts).toMatchObject([{ result: 'applied' }]);
    const { body } = await desk.get(`/api/v1/incidents/${incidentId}`);
    expect(body).toMatchObject({ state: 'open' });
    expect(body.assignments[0]).toMatchObject({ status: 'cancelled' });
  });

  it('keeps days-old taps at their own time, with a clock a day off and one that says 1970', async () => {
    const { assignmentId } = await sendUnit();
    const day = 86_400_000;
    const before = Date.now();
    const ahead = (ms: number): Date => new Date(ms + day);
    await tablet.send(
      [tablet.tap('status', { assignmentId, status: 'acknowledged' }, ahead(before))],
      ahead(before),
    );
    const epochTap = tablet.tap('status', { assignmentId, status: 'enRoute' }, new Date(1000));
    await tablet.send([epochTap], new Date(2000));
    const jumped = tablet.tap('status', { assignmentId, status: 'onScene' }, new Date(0));
    await tablet.send([jumped]);
    const { body } = await desk.get(`/api/v1/incidents`);
    const [view] = body.incidents
      .flatMap((one: { assignments: unknown[] }) => one.assignments)
      .filter(({ id }: { id: string }) => id === assignmentId);
    const steps = (await stateOf(tablet)).assignments[0].steps as { status: string; at: string }[];
    expect(view).toMatchObject({ status: 'onScene' });
    const times = steps.map(({ at }) => Date.parse(at));
    expect(times).toEqual([...times].sort((a, b) => a - b));
    for (const time of times) expect(Math.abs(time - before)).toBeLessThan(60_000);
    const owner = createPool(api.database.ownerUrl, { max: 1 });
    const { rows } = await owner.query<{ off: boolean }>(
      "select payload::jsonb -> 'isClockOff' = 'true' as off from journal where kind = 'statusReported' and subject_id = $1",
      [assignmentId],
    );
    await owner.end();
    expect(rows).toEqual([{ off: true }, { off: true }, { off: true }]);
    await tablet.send([tablet.tap('status', { assignmentId, status: 'available' })]);
  });
});

describe('what crews and the control room tell each other', () => {
  it('carries messages both ways, with read marks', async () => {
    const messageId = uuidv7();
    await tablet.send([tablet.tap('message', { messageId, text: 'Two patients' })]);
    const listed = await desk.get(`/api/v1/unit-messages?unitId=${unitId}`);
    expect(listed.body.messages[0]).toMatchObject({ id: messageId, text: 'Two patients', readAt: null });
    expect((await desk.command('/api/v1/unit-messages/read', { unitId })).body).toEqual({ read: 1 });
    const answer = await desk.command('/api/v1/unit-messages', { unitId, text: 'Help is coming' });
    expect(answer.status).toBe(200);
    const { messages } = await stateOf(tablet);
    expect(messages.map(({ text }: { text: string }) => text)).toEqual(['Two patients', 'Help is coming']);
    expect(messages[0].readAt).not.toBeNull();
    await tablet.send([tablet.tap('messageRead', { messageId: messages[1].id })]);
    const after = await desk.get(`/api/v1/unit-messages?unitId=${unitId}`);
    expect(after.body.messages[0].readAt).not.toBeNull();
  });

  it('raises calls of crews until they are settled or taken back', async () => {
    await tablet.send([tablet.tap('speakRequest', {}), tablet.tap('emergency', { lon: -56.1, lat: -34.8 })]);
    const { body } = await desk.get('/api/v1/crew-signals');
    expect(body.signals).toMatchObject([
      { kind: 'emergency', unitId, coordinates: [-56.1, -34.8] },
      { kind: 'speak', unitId },
    ]);
    expect(await stateOf(tablet)).toMatchObject({ emergencyAt: body.signals[0].raisedAt });
    const seen = await desk.command(`/api/v1/crew-signals/${body.signals[0].id}/acknowledge`, {});
    expect(seen.body.acknowledgedAt).not.toBeNull();
    await tablet.send([tablet.tap('emergency', { isWithdrawn: true })]);
    await desk.command(`/api/v1/crew-signals/${body.signals[1].id}/settle`, {});
    expect((await desk.get('/api/v1/crew-signals')).body.signals).toEqual([]);
    expect(await stateOf(tablet)).toMatchObject({ emergencyAt: null, speakRequestedAt: null });
  });

  it("keeps the vehicle's check and odometer", async () => {
    const items = [
      { key: 'tyres', isOk: true },
      { key: 'siren', isOk: false, words: 'silent' },
    ];
    const answer = await tablet.send([
      tablet.tap('vehicleCheck', { items }),
      tablet.tap('odometer', { km: 81_234.5 }),
    ]);
    expect(answer.body.receipts).toMatchObject([{ result: 'applied' }, { result: 'applied' }]);
    expect(await stateOf(tablet)).toMatchObject({ lastOdometerKm: 81_234.5 });
  });
});

describe('positions', () => {
  it('are stored once and move the marker', async () => {
    const start = Date.now() - 60_000;
    const fixes = Array.from({ length: 60 }, (_, index) => ({
      fixSeq: index + 1,
      at: new Date(start + index * 1000).toISOString(),
      lon: -56.2 + index / 10_000,
      lat: -34.9,
    }));
    const body = { outboxEpoch: tablet.outboxEpoch, sentAt: new Date().toISOString(), fixes };
    expect(await tablet.post('/tablet/v1/positions', body)).toMatchObject({
      status: 202,
      body: { storedSeq: 60 },
    });
    expect(await tablet.post('/tablet/v1/positions', body)).toMatchObject({ body: { storedSeq: 60 } });
    const gap = { ...body, fixes: [{ ...fixes[0]!, fixSeq: 99 }] };
    expect(await tablet.post('/tablet/v1/positions', gap)).toMatchObject({ body: { storedSeq: 60 } });
    const unit = await until(
      async () =>
        (await desk.get('/api/v1/units')).body.units.find(({ id }: { id: string }) => id === unitId),
      (one) => one.position !== null,
    );
    expect(unit.position.coordinates[0]).toBeCloseTo(fixes.at(-1)!.lon);
  });
});

describe('ending', () => {
  it('is refused while the unit works', async () => {
    const { assignmentId } = await sendUnit();
    const { signOnId } = tablet;
    const early = await tablet.post('/tablet/v1/sign-off', { signOnId });
    expect(early).toMatchObject({ status: 409, body: { reason: 'unitHasAssignment' } });
    await desk.command(`/api/v1/assignments/${assignmentId}/cancel`, { reason: 'x' });
    expect(await tablet.post('/tablet/v1/sign-off', { signOnId })).toMatchObject({ status: 200 });
    expect((await stateOf(tablet)).signOn).toBeNull();
  });

  it('comes from another tablet of the same unit, and is told', async () => {
    await tablet.signOn(unitId, userId, DEMO_PIN);
    const made = await admin.command('/api/v1/admin/devices/enrolments', { vehicleId, name: 'Third' });
    const other = await TabletClient.make(api.url);
    await other.enrol(made.body.code);
    await other.getToken();
    const socket = tablet.socket();
    await nextEvent(socket as never, 'changed');
    const told = nextEvent(socket as never, 'signedOut');
    expect(await other.signOn(unitId, userId, DEMO_PIN)).toMatchObject({ status: 200 });
    expect(await told).toEqual(['signedOnElsewhere']);
    expect((await stateOf(tablet)).signOn).toBeNull();
    const late = await tablet.send([tablet.tap('speakRequest', {}, new Date(Date.now() + 90_000))]);
    expect(late.body.receipts).toHaveLength(1);
  });

  it('closes a revoked tablet at once and lets it hand in what it held', async () => {
    await tablet.signOn(unitId, userId, DEMO_PIN);
    // On our clock a tap is as much later as its request took.
    const tappedAt = new Date(Date.now() - 30_000);
    const socket = tablet.socket();
    await nextEvent(socket as never, 'changed');
    const told = nextEvent(socket as never, 'signedOut');
    const revoked = await admin.command(`/api/v1/admin/devices/${tablet.deviceId}/revoke`, {});
    expect(revoked.body.revokedAt).not.toBeNull();
    expect(await told).toEqual(['deviceRevoked']);
    expect(await tablet.get('/tablet/v1/state')).toMatchObject({
      status: 403,
      body: { reason: 'deviceRevoked' },
    });
    expect(await tablet.getToken()).toMatchObject({ status: 200, body: { uploadOnly: true } });
    await new Promise((resolve) => setTimeout(resolve, 50));
    const held = tablet.tap('message', { messageId: uuidv7(), text: 'held' }, tappedAt);
    const stolen = tablet.tap('message', { messageId: uuidv7(), text: 'stolen' });
    const answer = await tablet.send([held, stolen]);
    expect(answer.body.receipts).toMatchObject([{ result: 'applied' }, { reason: 'deviceRevoked' }]);
    expect(await tablet.get('/tablet/v1/facilities')).toMatchObject({ status: 403 });
  });
});
