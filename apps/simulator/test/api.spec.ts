import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { routes } from '#contracts';
import { pino } from 'pino';
import { ApiAway, ApiClient, ApiRefusal } from '../src/api/api-client.ts';
import { Outbox } from '../src/api/outbox.ts';
import { PositionSender } from '../src/api/position-sender.ts';
import { OptionsError, readOptions } from '../src/options.ts';

/** A scripted server: answers each request as the test says and keeps what it got. */
interface Got {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: Record<string, unknown>;
}
type Reply = { readonly status: number; readonly body?: unknown } | 'hangUp';

let server: Server;
let got: Got[];
let reply: (request: Got) => Reply;
let client: ApiClient;
let stop: AbortController;
let away: string[];
const connection = { noteAway: (message: string) => void away.push(message) };

const tokens = (name: string): Reply => ({
  status: 200,
  body: { accessToken: name, refreshToken: `${name}-refresh` },
});
const bodyOf = async (request: IncomingMessage): Promise<Record<string, unknown>> => {
  let text = '';
  for await (const part of request) text += String(part);
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
};
const commandsAt = (path: string): Got[] => got.filter((one) => one.path === path);
const until = async (check: () => boolean): Promise<void> => {
  const end = performance.now() + 5000;
  while (!check()) {
    if (performance.now() > end) throw new Error(`not so in time: ${check.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};

beforeEach(async () => {
  got = [];
  away = [];
  stop = new AbortController();
  server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const one = { path: request.url ?? '', authorization: request.headers.authorization, body };
      got.push(one);
      const answer = one.path === routes.login.path ? tokens('first') : reply(one);
      if (answer === 'hangUp') return request.socket.destroy();
      response
        .writeHead(answer.status, { 'content-type': 'application/json' })
        .end(JSON.stringify(answer.body ?? {}));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  client = new ApiClient(url, { email: 'crew@example.org', password: 'secret' }, stop.signal);
});

afterEach(async () => {
  stop.abort();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

describe('ApiClient', () => {
  it('signs in once, fills in the path and sends its token', async () => {
    reply = () => ({ status: 200, body: { units: [], seq: 0 } });
    await Promise.all([
      client.ask(routes.listUnits, { query: { regionId: 'south' } }),
      client.ask(routes.listUnits),
    ]);
    expect(got.map(({ path }) => path).sort()).toEqual([
      '/api/v1/auth/login',
      '/api/v1/units',
      '/api/v1/units?regionId=south',
    ]);
    expect(commandsAt('/api/v1/units')[0]!.authorization).toBe('Bearer first');
    expect(commandsAt('/api/v1/auth/login')[0]!.body).toEqual({
      email: 'crew@example.org',
      password: 'secret',
      client: 'native',
    });
  });

  it('signs in again when its session is gone', async () => {
    let refused = 0;
    reply = () =>
      refused++ === 0 ? { status: 401, body: { reason: 'sessionEnded' } } : { status: 200, body: {} };
    await client.ask(routes.getMe);
    expect(commandsAt(routes.login.path)).toHaveLength(2);
  });

  it('tells an api that is away from one that refuses', async () => {
    reply = () => ({ status: 503, body: { reason: 'databaseUnavailable' } });
    await expect(client.ask(routes.getMe)).rejects.toBeInstanceOf(ApiAway);
    reply = () => 'hangUp';
    await expect(client.ask(routes.getMe)).rejects.toBeInstanceOf(ApiAway);
    reply = () => ({ status: 409, body: { reason: 'unitTaken' } });
    await expect(client.ask(routes.getMe)).rejects.toMatchObject({ status: 409, reason: 'unitTaken' });
    reply = () => ({ status: 409, body: { reason: 'unitTaken' } });
    await expect(client.ask(routes.getMe)).rejects.toBeInstanceOf(ApiRefusal);
  });
});

describe('Outbox', () => {
  const path = '/api/v1/assignments/a1/status';
  const outbox = () => new Outbox(client, connection, stop.signal, pino({ level: 'silent' }));
  const done: Reply = { status: 200, body: { result: 'applied', reason: null } };

  it('sends taps in order, repeats one with the same command id, and lets none overtake', async () => {
    let lost = 2;
    reply = () => (lost-- > 0 ? (lost === 1 ? 'hangUp' : { status: 503 }) : done);
    const box = outbox();
    for (const status of ['acknowledged', 'enRoute', 'onScene'] as const)
      box.add({ assignmentId: 'a1', status });
    await until(() => box.isEmpty);
    const sent = commandsAt(path).map(({ body }) => body);
    expect(sent.map(({ status }) => status)).toEqual([
      'acknowledged',
      'acknowledged',
      'acknowledged',
      'enRoute',
      'onScene',
    ]);
    expect(new Set(sent.slice(0, 3).map(({ commandId }) => commandId)).size).toBe(1);
    expect(new Set(sent.slice(0, 3).map((body) => JSON.stringify(body))).size).toBe(1);
    expect(sent.map(({ deviceSeq }) => deviceSeq)).toEqual([1, 1, 1, 2, 3]);
    expect(new Set(sent.map(({ outboxEpoch }) => outboxEpoch)).size).toBe(1);
    expect(away.length).toBeGreaterThan(0);
  });

  it('goes on behind a tap that is refused for good', async () => {
    reply = ({ body }) =>
      body['status'] === 'enRoute' ? { status: 404, body: { reason: 'notFound' } } : done;
    const box = outbox();
    box.add({ assignmentId: 'a1', status: 'enRoute' });
    box.add({ assignmentId: 'a1', status: 'onScene' });
    await until(() => box.isEmpty);
    expect(commandsAt(path).map(({ body }) => body['status'])).toEqual(['enRoute', 'onScene']);
  });
});

describe('PositionSender', () => {
  const fix = (second: number) => ({
    unitId: 'u1',
    at: `2026-03-01T12:00:0${second}Z`,
    lon: 1,
    lat: 2,
    speedKmh: null,
    headingDegrees: null,
    accuracyMeters: null,
  });

  it('keeps fixes while the api is away and sends them together later', async () => {
    reply = () => ({ status: 503 });
    const sender = new PositionSender(client, connection);
    sender.add(fix(1));
    await until(() => away.length === 1);
    sender.add(fix(2));
    await until(() => away.length === 2);
    reply = () => ({ status: 202, body: { accepted: 3, rejected: [] } });
    sender.add(fix(3));
    await until(() => commandsAt(routes.postPositions.path).length === 3);
    const fixes = commandsAt(routes.postPositions.path).at(-1)!.body['fixes'] as { at: string }[];
    expect(fixes.map(({ at }) => at)).toEqual([1, 2, 3].map((second) => fix(second).at));
  });
});

describe('readOptions', () => {
  it('has defaults and reads what is given', () => {
    expect(readOptions([])).toEqual({
      url: undefined,
      demoFile: undefined,
      regionId: 'montevideo',
      speed: 10,
      seed: 1,
      callsPerHour: 20,
      units: undefined,
      durationSeconds: undefined,
      dispatches: true,
    });
    expect(
      readOptions(['--url', 'http://x:1/', '--speed', '2.5', '--no-dispatch', '--units', '8']),
    ).toMatchObject({
      url: 'http://x:1',
      speed: 2.5,
      units: 8,
      dispatches: false,
    });
  });
  it.each([
    ['--speed', 'fast'],
    ['--speed', '0'],
    ['--units', '-1'],
    ['--calls-per-hour', ''],
    ['--what', '1'],
  ])('refuses %s %s and says what to type', (...args) => {
    expect(() => readOptions(args)).toThrow(OptionsError);
    expect(() => readOptions(args)).toThrow('--calls-per-hour');
  });
});
