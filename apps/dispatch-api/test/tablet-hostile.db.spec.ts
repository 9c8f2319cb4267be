import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type HttpRoute, TABLET_EVENT_KINDS, type TabletEventKind } from '#contracts';
import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { allRoutes } from '../src/health/operations.ts';
import { type ApiClient, type ApiFixture, nextEvent, startApi } from './api-fixture.ts';
import { DEMO_PIN, enrolDemoTablet, type TabletClient } from './tablet-client.ts';

let api: ApiFixture;
let desk: ApiClient;
let tablet: TabletClient;
let unitId: string;
let incidentId: string;
let assignmentId: string;

beforeAll(async () => {
  api = await startApi();
  desk = await api.signIn('dispatcher');
  const enrolled = await enrolDemoTablet(api, 0);
  ({ tablet, unitId } = enrolled);
  expect((await tablet.signOn(unitId, enrolled.userId, DEMO_PIN)).status).toBe(200);
  const location = { lon: -56.18, lat: -34.9, addressText: 'Canary Birdsong 3' };
  const incident = await desk.command('/api/v1/incidents', { location, category: 'fall', priority: 2 });
  incidentId = incident.body.id;
  const sent = await desk.command(`/api/v1/incidents/${incidentId}/assignments`, { unitId });
  assignmentId = sent.body.id;
}, 120_000);

afterAll(async () => {
  await api.close();
});

const exampleOf = (path: string): string =>
  path.replace(':z/:x/:y(^\\d+).mvt', '12/1410/2471.mvt').replace(/:\w+(Id|Name)/g, () => uuidv7());
const ROUTES = Object.values<HttpRoute>(allRoutes).map(
  (route) => [`${route.method} ${route.path}`, route] as const,
);
const OF_TABLETS = ROUTES.filter(([, { access }]) => access === 'tablet');
const OF_USERS = ROUTES.filter(([, { access }]) => Array.isArray(access) || access === 'signedIn');

describe('access', () => {
  it.each(OF_TABLETS)("%s is for tablets: no user's token opens it", async (_name, route) => {
    const users = await usersOfEveryRole();
    expect(users.length).toBeGreaterThanOrEqual(7);
    for (const user of users) {
      const answer = await user.request(route.method, exampleOf(route.path), route.body ? {} : undefined);
      expect(answer).toMatchObject({ status: 401, body: { reason: 'sessionEnded' } });
    }
  });

  it.each(OF_USERS)("%s is for users: no tablet's token opens it", async (_name, route) => {
    const answer = await tablet.request(route.method, exampleOf(route.path), route.body ? {} : undefined);
    expect(answer).toMatchObject({ status: 401, body: { reason: 'sessionEnded' } });
  });

  it('ends at the region: nothing of another one is ever shown', async () => {
    const owner = new pg.Client(api.database.ownerUrl);
    await owner.connect();
    const [otherUnit, otherCrew, otherIncident] = await addOtherRegion(owner);
    await owner.end();
    const paths = ['/tablet/v1/state', '/tablet/v1/sign-on-choices', '/tablet/v1/facilities'];
    const seen = (await Promise.all(paths.map((path) => tablet.get(path)))).map(({ body }) =>
      JSON.stringify(body),
    );
    expect(seen[1]).toContain(unitId);
    for (const text of seen) {
      for (const strange of [otherUnit, otherCrew, otherIncident, 'Elsewhere', 'eastern words']) {
        expect(text).not.toContain(strange);
      }
    }
    const there = {
      signOnId: uuidv7(),
      unitId: otherUnit,
      endsAt: new Date(Date.now() + 3_600_000).toISOString(),
    };
    const answer = await tablet.post('/tablet/v1/sign-on', {
      ...there,
      members: [{ userId: otherCrew, pin: DEMO_PIN }],
    });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
  });
});

let everyRole: ApiClient[] | undefined;
async function usersOfEveryRole(): Promise<ApiClient[]> {
  const roles = [...new Set(api.demo[0]!.logins.map(({ role }) => role))];
  everyRole ??= [
    ...(await Promise.all(roles.map((role) => api.signIn(role)))),
    (await api.signInCrew(4)).client,
  ];
  return everyRole;
}

/** A region with a unit at work for an incident and words to it. */
async function addOtherRegion(owner: pg.Client): Promise<readonly [string, string, string]> {
  const [unit, crew, incident] = [uuidv7(), uuidv7(), uuidv7()];
  await owner.query(
    `insert into region (id, name, map_id, time_zone, currency, languages)
     select 'elsewhere', 'Elsewhere', map_id, time_zone, currency, languages from region where id = 'montevideo'`,
  );
  await owner.query(
    "insert into user_account (id, email, display_name, password_hash) values ($1, 'e@elsewhere.demo', 'E. Elsewhere', '')",
    [crew],
  );
  await owner.query("insert into user_role (user_id, region_id, role) values ($1, 'elsewhere', 'crew')", [
    crew,
  ]);
  await owner.query(
    "insert into unit (id, region_id, call_sign, capabilities) values ($1, 'elsewhere', 'E1', '{}')",
    [unit],
  );
  await owner.query(
    `insert into incident (id, region_id, number, category, priority, created_at, created_by, is_training, version)
     values ($1, 'elsewhere', 1, 'fall', 2, now(), $2, false, 1)`,
    [incident, crew],
  );
  const messageId = uuidv7();
  await owner.query(
    `insert into unit_message (id, region_id, unit_id, is_from_unit, incident_id, at)
     values ($1, 'elsewhere', $2, false, $3, now())`,
    [messageId, unit, incident],
  );
  await owner.query("insert into unit_message_text (message_id, text) values ($1, 'eastern words')", [
    messageId,
  ]);
  return [unit, crew, incident];
}

/** Sends the bytes as they are; `fetch` would repair them. */
const sendRaw = (
  method: string,
  path: string,
  body?: Buffer,
): Promise<{ status: number; type: string; text: string }> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(api.url);
    const headers = {
      authorization: `Bearer ${tablet.token!}`,
      ...(body && { 'content-type': 'application/json', 'content-length': body.length }),
    };
    const asked = httpRequest({ hostname, port, method, path, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          type: answer.headers['content-type'] ?? '',
          text: Buffer.concat(chunks).toString(),
        }),
      );
      // A body that is too large is refused before all of it has been sent.
      answer.on('error', reject);
    });
    asked.on('error', reject);
    asked.end(body);
  });

/** Bytes that nobody's app would send. */
const BODIES: readonly (readonly [what: string, body: () => Buffer])[] = [
  ['nothing', () => Buffer.alloc(0)],
  ['half an object', () => Buffer.from('{"events":[')],
  ['a word', () => Buffer.from('"outbox"')],
  ['null', () => Buffer.from('null')],
  ['a list', () => Buffer.from('[]')],
  ['a number too large for a number', () => Buffer.from('1e999')],
  ['NaN', () => Buffer.from('{"deviceSeq":NaN}')],
  ['a prototype', () => Buffer.from('{"__proto__":{"roles":["admin"]},"events":[]}')],
  ['a constructor', () => Buffer.from('{"constructor":{"prototype":{"uploadOnly":false}}}')],
  ['bytes that are no text', () => Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d])],
  ['lone surrogates', () => Buffer.from('{"\\ud800":"\\udfff","signOnId":"\\ud83d"}')],
  ['lists in lists', () => Buffer.from(`${'['.repeat(50_000)}${']'.repeat(50_000)}`)],
  ['10 MB', () => Buffer.from(`{"events":"${'x'.repeat(10_000_000)}"}`)],
];
const POSTS = OF_TABLETS.filter(([, { method }]) => method === 'POST');

/** The queue goes on with the next number. */
async function goesOn(): Promise<void> {
  const answer = await tablet.send([tablet.tap('speakRequest', { isWithdrawn: true })]);
  expect(answer.body).toMatchObject({
    receipts: [{ deviceSeq: tablet.deviceSeq }],
    storedSeq: tablet.deviceSeq,
  });
}

const expectRefused = (answer: { status: number; type: string; text: string }): void => {
  expect([answer.status >= 400 && answer.status < 500 ? '4xx' : answer.status, answer.type]).toEqual([
    '4xx',
    'application/problem+json; charset=utf-8',
  ]);
  expect(answer.text).not.toMatch(/at \w+ \(|node_modules|select |invalid byte/);
};

describe('bytes that no app sends', () => {
  it.each(POSTS.flatMap(([name, route]) => BODIES.map(([what, body]) => [name, what, route, body] as const)))(
    '%s refuses %s, and the queue goes on',
    async (_name, _what, { method, path }, body) => {
      const answer = await sendRaw(method, path, body()).catch((error: Error) => error);
      // The connection may be closed while the rest of 10 MB is on its way.
      if (answer instanceof Error) expect(answer.message).toMatch(/EPIPE|ECONNRESET|socket hang up/);
      else expectRefused(answer);
      await goesOn();
    },
  );

  it.each([
    '/tablet/v1/maps/%00',
    '/tablet/v1/maps/..%2f..%2fetc',
    `/tablet/v1/maps/${'x'.repeat(2000)}`,
    '/tablet/v1/maps/montevideo/files/NaN',
    '/tablet/v1/maps/montevideo/files/%00',
    `/tablet/v1/maps/montevideo/files/${uuidv7()}`,
    '/tablet/v1/route',
    '/tablet/v1/route?to=NaN,NaN&language=en',
    '/tablet/v1/route?to=1e999,0&language=en',
    '/tablet/v1/route?to[]=1&to=2&language=__proto__',
    '/tablet/v1/run?language=__proto__',
  ])('GET %s is refused', async (path) => {
    expectRefused(await sendRaw('GET', path));
  });
});

const envelope = (change: Record<string, unknown>): object => ({
  outboxEpoch: tablet.outboxEpoch,
  sentAt: new Date().toISOString(),
  events: [
    {
      deviceSeq: tablet.deviceSeq + 1,
      at: new Date().toISOString(),
      signOnId: tablet.signOnId,
      kind: 'speakRequest',
      body: {},
      ...change,
    },
  ],
});
const nested = (levels: number): object => {
  let inner: object = {};
  for (let level = 0; level < levels; level += 1) inner = { a: inner };
  return inner;
};

describe('envelopes that are wrong', () => {
  it.each<[string, Record<string, unknown>]>([
    ['no number', { deviceSeq: null }],
    ['0', { deviceSeq: 0 }],
    ['half a number', { deviceSeq: 1.5 }],
    ['a number in words', { deviceSeq: '1' }],
    ['a number beyond what is exact', { deviceSeq: 2 ** 60 }],
    ['1e308', { deviceSeq: 1e308 }],
    ['no time', { at: 'yesterday' }],
    ['the year 275760', { at: '+275760-09-13T00:00:00.000Z' }],
    ['a sign-on that is no id', { signOnId: "' or true --" }],
    ['no kind', { kind: '' }],
    ['a kind without end', { kind: 'x'.repeat(100_000) }],
    ['a body that is a list', { body: [] }],
    ['a body that is words', { body: 'speak' }],
    ['a body of 20,000 levels', { body: nested(20_000) }],
  ])('%s is refused as a whole, and the queue goes on', async (_what, change) => {
    // Deep ones cannot be written by JSON.stringify.
    const body = JSON.stringify(envelope({ ...change, ...('body' in change && { body: '@' }) })).replace(
      '"@"',
      () => writeDeep(change['body']),
    );
    expectRefused(await sendRaw('POST', '/tablet/v1/outbox', Buffer.from(body)));
    await goesOn();
  });

  it('of a far number are left for later: there is a gap before it', async () => {
    const far = { deviceSeq: Number.MAX_SAFE_INTEGER };
    expect((await tablet.post('/tablet/v1/outbox', envelope(far))).body).toMatchObject({
      receipts: [],
      storedSeq: tablet.deviceSeq,
    });
    await goesOn();
  });
});

function writeDeep(value: unknown): string {
  let levels = 0;
  for (let inner = value; inner !== null && typeof inner === 'object' && 'a' in inner; inner = inner.a)
    levels += 1;
  return levels < 1000 ? JSON.stringify(value) : `${'{"a":'.repeat(levels)}{}${'}'.repeat(levels)}`;
}

/** Values for every field of every body: each is of the wrong type for most of them. */
const VALUES: readonly unknown[] = [
  null,
  true,
  -1,
  1e308,
  '',
  'a\u0000b',
  'a\ud800b',
  '\u202eright to left',
  'x'.repeat(10_000),
  [],
  [[null]],
  {},
  nested(50),
  uuidv7(),
];
const FIELDS = [
  'assignmentId',
  'status',
  'destinationFacilityId',
  'reason',
  'words',
  'state',
  'isUrgent',
  'isWithdrawn',
  'lon',
  'lat',
  'messageId',
  'text',
  'incidentId',
  'items',
  'km',
  'recordId',
  'version',
  'document',
];

describe('bodies that are wrong', () => {
  it.each([...TABLET_EVENT_KINDS, '__proto__', 'constructor', 'toString', 'a\u0000b', '\ud800'])(
    'of kind %j are stored and confirmed, each with its number',
    async (kind) => {
      const good = { assignmentId, messageId: uuidv7(), text: 'words', status: 'acknowledged', km: 1 };
      const taps = VALUES.map((value, index) =>
        tablet.tap(kind as TabletEventKind, {
          ...good,
          [FIELDS[index % FIELDS.length]!]: value,
          more: value,
        }),
      );
      taps.push(...FIELDS.map((field) => tablet.tap(kind as TabletEventKind, { [field]: VALUES[7] })));
      const answer = await tablet.send(taps);
      expect(answer.status).toBe(200);
      expect(answer.body.storedSeq).toBe(tablet.deviceSeq);
      expect(answer.body.receipts.map(({ deviceSeq }: { deviceSeq: number }) => deviceSeq)).toEqual(
        taps.map(({ deviceSeq }) => deviceSeq),
      );
      await goesOn();
    },
  );

  it('carries what crews write in any script and direction to the desk, whole', async () => {
    const text = '\u202eשלום\u2069 مرحبا \u200f👩🏽‍🚒 Ærø "<script>" ${x} {callSign} \\u0000';
    const tap = tablet.tap('message', { messageId: uuidv7(), text });
    expect((await tablet.send([tap])).body.receipts).toMatchObject([{ result: 'applied' }]);
    const { messages } = (await desk.get(`/api/v1/unit-messages?unitId=${unitId}`)).body;
    expect(messages[0].text).toBe(text);
  });
});

describe('positions that are wrong', () => {
  it('are refused, and those behind them are stored', async () => {
    const post = (fixes: unknown, more: object = {}) => {
      const sentAt = new Date().toISOString();
      return tablet.post('/tablet/v1/positions', { outboxEpoch: tablet.outboxEpoch, sentAt, fixes, ...more });
    };
    const fix = { fixSeq: 1, at: new Date().toISOString(), lon: -56.18, lat: -34.9 };
    for (const wrong of [
      { lon: 181 },
      { lat: null },
      { lon: '1' },
      { fixSeq: 0 },
      { fixSeq: 1e308 },
      { at: '1e999' },
      { speedKmh: -1 },
      { headingDegrees: 361 },
      { accuracyMeters: 1e308 },
    ]) {
      expect((await post([{ ...fix, ...wrong }])).status).toBe(400);
    }
    expect((await post(Array(601).fill(fix))).status).toBe(400);
    expect((await post([fix], { outboxEpoch: '__proto__' })).status).toBe(400);
    for (const at of ['1970-01-01T00:00:00.000Z', '2199-12-31T23:59:59.000Z']) {
      expect((await post([fix], { sentAt: at, outboxEpoch: uuidv7() })).body).toMatchObject({ storedSeq: 1 });
    }
    expect((await post([fix])).body).toMatchObject({ storedSeq: 1 });
  });
});

describe('the socket', () => {
  it('refuses what is no token, and the process lives on', async () => {
    const socket = tablet.socket();
    await nextEvent(socket as never, 'changed');
    const emit = socket.emit.bind(socket) as (event: string, ...values: unknown[]) => void;
    for (const body of [
      undefined,
      null,
      7,
      [],
      { token: 7 },
      { token: desk.token },
      { token: 'x'.repeat(1e5) },
    ]) {
      const answer = await new Promise((resolve) => emit('renew', body, resolve));
      expect(answer).toMatchObject({ ok: false });
    }
    emit('renew');
    emit('renew', 'no answer wanted');
    emit('nonsense', Buffer.alloc(1000));
    socket.close();
    expect((await desk.get('/health/live')).status).toBe(200);
    await goesOn();
  });
});
