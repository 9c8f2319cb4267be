import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { HttpRoute } from '#contracts';
import { v7 as uuidv7 } from 'uuid';
import { allRoutes } from '../src/health/operations.ts';
import { ApiClient, type ApiFixture, startApi } from './api-fixture.ts';

let api: ApiFixture;
let anybody: ApiClient;
let dispatcher: ApiClient;

beforeAll(async () => {
  api = await startApi();
  anybody = new ApiClient(api.url);
  dispatcher = await api.signIn('dispatcher');
}, 120_000);

afterAll(async () => {
  await api.close();
});

const exampleOf = (path: string): string =>
  path.replace(':z/:x/:y(^\\d+).mvt', '12/1410/2471.mvt').replace(/:\w+Id/g, uuidv7());

describe('every route of the contract', () => {
  it.each(
    Object.values<HttpRoute>(allRoutes).map((route) => [`${route.method} ${route.path}`, route] as const),
  )('%s is served, and only to whom it may be', async (_name, route) => {
    const answer = await anybody.request(route.method, exampleOf(route.path), route.body ? {} : undefined);
    expect(answer.body?.reason).not.toBe('routeNotFound');
    const isOpen = route.access === 'public' || route.access === 'device';
    expect(answer.status === 401 && answer.body.reason === 'signInNeeded').toBe(
      !isOpen || route.name === 'refresh',
    );
  });

  it('is described in OpenAPI 3.1', async () => {
    const { body } = await anybody.get('/api/openapi.json');
    expect(body.openapi).toBe('3.1.0');
    const described = Object.values<object>(body.paths).reduce(
      (sum, path) => sum + Object.keys(path).length,
      0,
    );
    expect(described).toBe(Object.keys(allRoutes).length);
    expect(
      body.paths['/api/v1/incidents'].post.requestBody.content['application/json'].schema.required,
    ).toEqual(expect.arrayContaining(['commandId', 'location', 'category', 'priority']));
  });
});

describe('signing in', () => {
  it('tells neither whether the e-mail or the password was wrong, and slows down guessing', async () => {
    const guess = () => anybody.post('/api/v1/auth/login', { email: 'ghost@example.org', password: 'guess' });
    for (let attempt = 0; attempt < 3; attempt += 1) {
      expect(await guess()).toMatchObject({ status: 401, body: { reason: 'wrongCredentials' } });
    }
    const slowed = await guess();
    expect(slowed).toMatchObject({ status: 429, body: { reason: 'tooManyFailures' } });
    expect(Number(slowed.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('rotates refresh tokens, and a stolen one ends the session', async () => {
    const login = api.demo[0]!.logins.find((one) => one.role === 'analyst')!;
    const { email, password } = login;
    const first = await anybody.post('/api/v1/auth/login', { email, password, client: 'native' });
    const second = await anybody.post('/api/v1/auth/refresh', { refreshToken: first.body.refreshToken });
    expect(second.status).toBe(200);
    expect(second.body.refreshToken).not.toBe(first.body.refreshToken);
    const stolen = await anybody.post('/api/v1/auth/refresh', { refreshToken: first.body.refreshToken });
    expect(stolen).toMatchObject({ status: 401, body: { reason: 'sessionEnded' } });
    const rightful = await anybody.post('/api/v1/auth/refresh', { refreshToken: second.body.refreshToken });
    expect(rightful.status).toBe(401);
    const withToken = new ApiClient(api.url, second.body.accessToken);
    expect((await withToken.get('/api/v1/me')).status).toBe(401);
  });

  it('hands browsers the refresh token as a cookie that no script can read', async () => {
    const { email, password } = api.demo[0]!.logins[0]!;
    const answer = await anybody.post('/api/v1/auth/login', { email, password });
    expect(answer.body.refreshToken).toBeNull();
    const cookie = answer.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^__Host-akut-refresh=[\w-]{40,}; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
    const renewed = await anybody.post('/api/v1/auth/refresh', {}, { cookie: cookie.split(';')[0]! });
    expect(renewed.status).toBe(200);
  });

  it('refuses a forged token', async () => {
    const parts = dispatcher.token!.split('.');
    const claims = JSON.parse(Buffer.from(parts[1]!, 'base64url').toString());
    const forged = Buffer.from(JSON.stringify({ ...claims, roles: ['montevideo:admin'] })).toString(
      'base64url',
    );
    const intruder = new ApiClient(api.url, [parts[0], forged, parts[2]].join('.'));
    expect(await intruder.get('/api/v1/units')).toMatchObject({
      status: 401,
      body: { reason: 'sessionEnded' },
    });
  });
});

describe('roles', () => {
  it('keep analysts and crews from commands of the control room', async () => {
    const analyst = await api.signIn('analyst');
    const { client: crew } = await api.signInCrew(3);
    const body = { location: { lon: -56.18, lat: -34.9 }, category: 'fall', priority: 3 };
    for (const client of [analyst, crew]) {
      expect(await client.command('/api/v1/incidents', body)).toMatchObject({
        status: 403,
        body: { reason: 'forbidden' },
      });
    }
  });

  it('show analysts incidents without what people said', async () => {
    const location = { lon: -56.18, lat: -34.9, addressText: 'Canary Birdsong, 3rd door' };
    const created = await dispatcher.command('/api/v1/incidents', {
      location,
      category: 'fall',
      priority: 3,
    });
    const analyst = await api.signIn('analyst');
    const listed = await analyst.get('/api/v1/incidents');
    const seen = listed.body.incidents.find((one: { id: string }) => one.id === created.body.id);
    expect(seen.detail).toMatchObject({ addressText: '', notes: '' });
    expect((await analyst.get(`/api/v1/incidents/${created.body.id}`)).status).toBe(403);
  });
});

describe('bad input', () => {
  it('names each field at fault, in the language asked for', async () => {
    const body = { commandId: uuidv7(), location: { lon: 181, lat: 1 }, category: 'gossip', priority: 9 };
    const answer = await dispatcher.post('/api/v1/incidents', body, { 'accept-language': 'cs-CZ,cs;q=0.9' });
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(answer.body.title).toBe('Některá pole nejsou správně; podívejte se na seznam a opravte je.');
    const paths = answer.body.errors.map((one: { path: string }) => one.path);
    expect(paths).toEqual(expect.arrayContaining(['location.lon', 'category', 'priority']));
    expect(answer.body.errors.map((one: { message: string }) => one.message).join()).not.toMatch(
      /expected|Invalid/,
    );
  });

  it.each([
    ['half a position', { location: { lon: 1 } }],
    ['no place at all', { location: { addressText: '   ' } }],
    ['a NUL', { location: { addressText: 'a\u0000b' } }],
    ['a lone surrogate', { location: { addressText: 'a\ud800b' } }],
    ['notes of a megabyte', { notes: 'x'.repeat(100_000) }],
    ['text for a number', { priority: '1' }],
    ['an id that is no UUIDv7', { commandId: '00000000-0000-4000-8000-000000000000' }],
  ])('refuses %s and saves nothing', async (_what, change) => {
    const before = await dispatcher.get('/api/v1/incidents?state=all&limit=500');
    const whole = {
      commandId: uuidv7(),
      location: { lon: -56.18, lat: -34.9 },
      category: 'fall',
      priority: 2,
    };
    const answer = await dispatcher.post('/api/v1/incidents', { ...whole, ...change });
    expect(answer).toMatchObject({ status: 400, body: { reason: 'invalidInput' } });
    const after = await dispatcher.get('/api/v1/incidents?state=all&limit=500');
    expect(after.body.incidents).toHaveLength(before.body.incidents.length);
  });

  it.each([
    ['broken JSON', '{"a":', 'application/json', 400],
    ['nothing', '', 'application/json', 400],
    ['a form', 'a=1', 'application/x-www-form-urlencoded', 400],
    ['xml', '<a/>', 'application/xml', 415],
    ['more than 256 kB', `"${'x'.repeat(300_000)}"`, 'application/json', 413],
  ])('answers %s clearly', async (_what, raw, type, status) => {
    const answer = await dispatcher.post('/api/v1/incidents', raw, { 'content-type': type });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(JSON.stringify(answer.body)).not.toMatch(/at \w+ \(|node_modules/);
  });

  it('says what is wrong with a place far from any road, outside the map, or missing', async () => {
    const open = async (location: object) => {
      const created = await dispatcher.command('/api/v1/incidents', {
        location,
        category: 'fall',
        priority: 2,
      });
      return dispatcher.get(`/api/v1/incidents/${created.body.id}/recommendation`);
    };
    expect(await open({ lon: 18.06, lat: 59.33 })).toMatchObject({ status: 422, body: { reason: 'offMap' } });
    expect(await open({ addressText: 'somewhere' })).toMatchObject({
      status: 422,
      body: { reason: 'locationMissing' },
    });
  });

  it('knows nothing of unknown ids', async () => {
    const send = { unitId: uuidv7() };
    expect(await dispatcher.command(`/api/v1/incidents/${uuidv7()}/assignments`, send)).toMatchObject({
      status: 404,
    });
    expect(await dispatcher.get(`/api/v1/incidents/${uuidv7()}`)).toMatchObject({ status: 404 });
    expect(await dispatcher.get('/api/v1/incidents/17')).toMatchObject({ status: 400 });
    expect(await dispatcher.get('/api/v1/units?regionId=atlantis')).toMatchObject({ status: 404 });
  });
});

describe('the map', () => {
  it('finds addresses by type-ahead', async () => {
    const { body } = await dispatcher.get('/api/v1/places?q=avenida%20italia%2029');
    expect(body.places.length).toBeGreaterThan(0);
    expect(body.places[0].label).toMatch(/Italia/);
  });

  it('serves tiles once and then only says that they are the same', async () => {
    const tile = await anybody.get('/tiles/12/1409/2471.mvt?map=montevideo');
    expect(tile.status).toBe(200);
    const etag = tile.headers.get('etag')!;
    const again = await anybody.get('/tiles/12/1409/2471.mvt?map=montevideo', { 'if-none-match': etag });
    expect(again.status).toBe(304);
    expect((await anybody.get('/tiles/12/9999/2471.mvt')).status).toBe(400);
    expect((await anybody.get('/tiles/12/1409/2471.mvt?map=atlantis')).status).toBe(404);
  });
});

describe('travel questions', () => {
  it('take places as objects or as [lon, lat], and answer the same', async () => {
    const sources = [{ lon: -56.18, lat: -34.9 }];
    const asked = await dispatcher.post('/api/v1/travel-times', {
      sources,
      target: { lon: -56.16, lat: -34.89 },
    });
    expect(asked.status).toBe(200);
    expect(asked.body.legs[0].travelSeconds).toBeGreaterThan(30);
    const again = await dispatcher.post('/api/v1/travel-times', {
      sources: [[-56.18, -34.9]],
      target: [-56.16, -34.89],
    });
    expect(again.body).toEqual(asked.body);
    const half = await dispatcher.post('/api/v1/travel-times', {
      sources: [[-56.18]],
      target: [-56.16, -34.89],
    });
    expect(half).toMatchObject({ status: 400, body: { reason: 'invalidInput' } });
  });
});
