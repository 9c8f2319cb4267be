import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { type ApiClient, type ApiFixture, nextEvent, startApi } from './api-fixture.ts';

let api: ApiFixture;
let desk: ApiClient;
let unitId: string;
let incidentId: string;
let assignmentId: string;

beforeAll(async () => {
  api = await startApi();
  desk = await api.signIn('dispatcher');
  unitId = api.demo[0]!.crews[0]!.unitId;
  const location = { lon: -56.18, lat: -34.9 };
  incidentId = (await desk.command('/api/v1/incidents', { location, category: 'fall', priority: 3 })).body.id;
  assignmentId = (await desk.command(`/api/v1/incidents/${incidentId}/assignments`, { unitId })).body.id;
}, 120_000);

afterAll(async () => {
  await api.close();
});

/** Sends the bytes as they are; `fetch` would repair them. */
const sendRaw = (
  method: string,
  path: string,
  body?: Buffer,
): Promise<{ status: number; type: string; text: string }> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(api.url);
    const headers = {
      authorization: `Bearer ${desk.token!}`,
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
    });
    asked.on('error', reject);
    asked.end(body);
  });

const command = (more: object): Buffer => Buffer.from(JSON.stringify({ commandId: uuidv7(), ...more }));
const incident = (more: object): Buffer =>
  command({ location: { lon: -56.18, lat: -34.9 }, category: 'fall', priority: 3, ...more });
const status = (more: object): Buffer =>
  command({ status: 'acknowledged', at: new Date().toISOString(), ...more });
const text = (value: string): Buffer => Buffer.from(value);

const facilityPath = (part: string) => () => `/api/v1/facilities/${uuidv7()}/${part}`;

type Case = readonly [what: string, method: string, path: () => string, body?: () => Buffer];

const CASES: readonly Case[] = [
  ['NUL in a search', 'GET', () => '/api/v1/places?q=%00'],
  ['a search given twice', 'GET', () => '/api/v1/places?q=a&q=b'],
  ['a search as an object', 'GET', () => '/api/v1/places?q[a]=b'],
  ['a search near nowhere', 'GET', () => '/api/v1/places?q=italia&near=999.9,99.9'],
  ['a search of 10 kB', 'GET', () => `/api/v1/places?q=${'x'.repeat(10_000)}`],
  ['a limit of NaN', 'GET', () => '/api/v1/incidents?limit=NaN'],
  ['a limit of nothing', 'GET', () => '/api/v1/incidents?limit='],
  ['a trail of no unit', 'GET', () => '/api/v1/units/x/trail'],
  ['a trail of NaN minutes', 'GET', () => `/api/v1/units/${unitId}/trail?minutes=NaN`],
  ['a limit of 1e9', 'GET', () => '/api/v1/incidents?limit=1e9'],
  ['two limits', 'GET', () => '/api/v1/incidents?limit=1&limit=2'],
  ['alarms of a region of NUL', 'GET', () => '/api/v1/alarms?regionId=%00'],
  ['proposals of two regions', 'GET', () => '/api/v1/duplicate-proposals?regionId=a1&regionId=b1'],
  ['an alarm that is no id', 'POST', () => '/api/v1/alarms/17/acknowledge', () => command({})],
  [
    'an incident joined to a word',
    'POST',
    () => `/api/v1/incidents/${incidentId}/join`,
    () => command({ intoIncidentId: 'main' }),
  ],
  [
    'words with a NUL',
    'POST',
    () => '/api/v1/duplicates',
    () => command({ location: { lon: 1, lat: 1 }, words: 'a\u0000b' }),
  ],
  ['a place of NaN', 'POST', () => '/api/v1/duplicates', () => text('{"location":{"lon":NaN,"lat":1}}')],
  [
    'a call linked to an object',
    'POST',
    () => `/api/v1/calls/${incidentId}/link`,
    () => command({ incidentId: {} }),
  ],
  ['a region of NUL', 'GET', () => '/api/v1/units?regionId=%00'],
  ['a region named __proto__', 'GET', () => '/api/v1/units?regionId=__proto__'],
  ['a map of NUL', 'GET', () => '/tiles/12/1409/2471.mvt?map=%00'],
  ['a map of half a letter', 'GET', () => '/tiles/12/1409/2471.mvt?map=%ed%a0%80'],
  ['a tile number of 400 digits', 'GET', () => `/tiles/12/1409/${'9'.repeat(400)}.mvt`],
  ['a path that is no percent code', 'GET', () => '/api/v1/incidents/%zz'],
  ['a path of NUL', 'GET', () => '/api/v1/incidents/%00'],
  ['a path of 8 kB', 'GET', () => `/api/v1/incidents/${'a'.repeat(8000)}`],
  ['a path that climbs', 'GET', () => '/desk/..%2f..%2f..%2fetc%2fpasswd'],
  ['an unknown method', 'PUT', () => '/api/v1/incidents'],
  [
    'an e-mail with NUL',
    'POST',
    () => '/api/v1/auth/login',
    () => text('{"email":"a\\u0000b@c","password":"x"}'),
  ],
  [
    'an e-mail of half a letter',
    'POST',
    () => '/api/v1/auth/login',
    () => text('{"email":"a\\ud800b@c","password":"x"}'),
  ],
  [
    'an e-mail that is a list',
    'POST',
    () => '/api/v1/auth/login',
    () => text('{"email":["a"],"password":"x"}'),
  ],
  ['a refresh token of NUL', 'POST', () => '/api/v1/auth/refresh', () => text('{"refreshToken":"\\u0000"}')],
  ['null as body', 'POST', () => '/api/v1/incidents', () => text('null')],
  ['a list as body', 'POST', () => '/api/v1/incidents', () => text('[]')],
  ['a number as body', 'POST', () => '/api/v1/incidents', () => text('1e400')],
  ['NaN in JSON', 'POST', () => '/api/v1/incidents', () => text('{"priority":NaN}')],
  ['broken UTF-8 as body', 'POST', () => '/api/v1/incidents', () => Buffer.from([0x22, 0xff, 0xfe, 0x22])],
  ['a prototype key', 'POST', () => '/api/v1/incidents', () => text('{"__proto__":{"isAdmin":true}}')],
  [
    'a constructor key',
    'POST',
    () => '/api/v1/incidents',
    () => text('{"constructor":{"prototype":{"a":1}}}'),
  ],
  ['200 kB of brackets', 'POST', () => '/api/v1/incidents', () => text('['.repeat(200_000))],
  [
    'a longitude of 1e308',
    'POST',
    () => '/api/v1/incidents',
    () => incident({ location: { lon: 1e308, lat: 0 } }),
  ],
  ['a priority of 2.5', 'POST', () => '/api/v1/incidents', () => incident({ priority: 2.5 })],
  [
    'an id of the year 10889',
    'POST',
    () => '/api/v1/incidents',
    () => incident({ commandId: 'ffffffff-ffff-7fff-bfff-ffffffffffff' }),
  ],
  [
    'an id of the year 1970',
    'POST',
    () => '/api/v1/incidents',
    () => incident({ commandId: '00000000-0000-7000-8000-000000000000' }),
  ],
  ['a call without a caller', 'POST', () => '/api/v1/calls', () => command({ caller: null })],
  [
    'a version of 1e300',
    'PATCH',
    () => `/api/v1/incidents/${incidentId}`,
    () => command({ notes: 'x', expectedVersion: 1e300 }),
  ],
  ['a change of nothing', 'PATCH', () => `/api/v1/incidents/${incidentId}`, () => command({})],
  [
    'a step at the year 0',
    'POST',
    () => `/api/v1/assignments/${assignmentId}/status`,
    () => status({ at: '0000-01-01T00:00:00Z' }),
  ],
  [
    'a step after the year 9999',
    'POST',
    () => `/api/v1/assignments/${assignmentId}/status`,
    () => status({ at: '9999-12-31T23:59:59-23:59' }),
  ],
  [
    'a step on 30 February',
    'POST',
    () => `/api/v1/assignments/${assignmentId}/status`,
    () => status({ at: '2026-02-30T00:00:00Z' }),
  ],
  [
    'a sequence beyond bigint',
    'POST',
    () => `/api/v1/assignments/${assignmentId}/status`,
    () => status({ deviceSeq: 1e30, outboxEpoch: uuidv7() }),
  ],
  [
    'an end of duty in the year 0',
    'POST',
    () => `/api/v1/units/${unitId}/duty`,
    () => command({ state: 'onDuty', expectedEndAt: '0000-01-01T00:00:00Z' }),
  ],
  [
    '11,000 sources',
    'POST',
    () => '/api/v1/travel-times',
    () =>
      text(JSON.stringify({ sources: Array(11_000).fill({ lon: 1, lat: 1 }), target: { lon: 1, lat: 1 } })),
  ],
  [
    'an isochrone of 1e9 s',
    'POST',
    () => '/api/v1/isochrones',
    () => text('{"center":{"lon":-56.18,"lat":-34.9},"limitsSeconds":[1000000000]}'),
  ],
  ['a load of 1e400', 'PUT', facilityPath('status'), () => text('{"loadPercent":1e400}')],
  [
    'a diversion until the year 10000',
    'PUT',
    facilityPath('status'),
    () => command({ diversions: [{ service: null, state: 'closed', until: '9999-12-31T23:59:59-23:59' }] }),
  ],
  ['a status of a facility of NUL', 'PUT', () => '/api/v1/facilities/%00/status', () => command({})],
  ['services that are an object', 'PUT', facilityPath('profile'), () => command({ services: { length: 3 } })],
  [
    'opening hours of 10 kB',
    'PUT',
    facilityPath('profile'),
    () => command({ level: 'clinic', services: [], hours: { text: 'Mo,'.repeat(3500) } }),
  ],
  [
    'a holiday on 30 February',
    'PUT',
    () => '/api/v1/public-holidays',
    () => command({ year: 2026, dates: ['2026-02-30'] }),
  ],
  [
    'two findings',
    'GET',
    () => `/api/v1/incidents/${incidentId}/destinations?finding=dialysis&finding=infectious`,
  ],
  [
    'a closure along a single point',
    'POST',
    () => '/api/v1/closures',
    () => command({ shape: { type: 'line', coordinates: [[-56.18, -34.9]] } }),
  ],
  [
    'a closure of 10,000 corners',
    'POST',
    () => '/api/v1/closures/preview',
    () =>
      text(JSON.stringify({ shape: { type: 'polygon', coordinates: Array(10_000).fill([-56.18, -34.9]) } })),
  ],
  [
    'a closure at NaN',
    'POST',
    () => '/api/v1/closures/preview',
    () => text('{"shape":{"type":"point","coordinates":[null,1e400]}}'),
  ],
  [
    'a closure whose reason holds NUL',
    'POST',
    () => '/api/v1/closures',
    () => command({ shape: { type: 'point', coordinates: [-56.18, -34.9] }, reason: 'a\u0000b' }),
  ],
  ['a list of closures in no state', 'GET', () => '/api/v1/closures?state=open'],
  ['fixes that are no list', 'POST', () => '/api/v1/positions', () => text('{"fixes":{"length":5}}')],
  [
    '1,001 fixes',
    'POST',
    () => '/api/v1/positions',
    () => text(JSON.stringify({ fixes: Array(1001).fill({}) })),
  ],
  ['a tracker at NaN', 'GET', () => '/avl/osmand?id=a&lat=NaN&lon=Infinity&timestamp=1e400'],
  ['a tracker given twice', 'GET', () => '/avl/osmand?id=a&id=b&lat=1&lat=2&lon=3'],
  ['a tracker of NUL', 'GET', () => '/avl/osmand?id=%00&key=%00&lat=1&lon=1'],
  [
    'a tracker in the year 300000',
    'GET',
    () => '/avl/osmand?id=a&key=b&lat=1&lon=1&timestamp=9400000000000000',
  ],
];

describe('hostile input', () => {
  it.each(CASES)('%s is answered 4xx, clearly', async (...[, method, path, body]: Case) => {
    const answer = await sendRaw(method, path(), body?.());
    const { status: code, type } = answer;
    expect([code >= 400 && code < 500 ? '4xx' : code, type, answer.text.slice(0, 300)]).toEqual([
      '4xx',
      'application/problem+json; charset=utf-8',
      expect.any(String),
    ]);
    expect(answer.text).not.toMatch(/at \w+ \(|node_modules|select |invalid byte/);
  });

  it('over the socket is refused, and the process lives on', async () => {
    const socket = desk.live();
    await nextEvent(socket, 'connect');
    const emit = socket.emit.bind(socket) as (event: string, ...values: unknown[]) => void;
    const ask = (event: string, body: unknown): Promise<unknown> =>
      new Promise((resolve) => emit(event, body, resolve));
    for (const body of [
      undefined,
      null,
      7,
      [],
      { regionId: '\u0000' },
      { regionId: 'montevideo', lastSeq: 1e300 },
    ]) {
      expect(await ask('subscribe', body)).toMatchObject({ ok: false });
      expect(await ask('renew', body)).toMatchObject({ ok: false });
    }
    emit('subscribe');
    emit('renew', 'no answer wanted');
    emit('nonsense', Buffer.alloc(1000));
    socket.close();
    expect((await desk.get('/health/live')).status).toBe(200);
  });
});
