import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type DestinationAdvice, type HttpRoute, type InboundView, type LiveRow, routes } from '#contracts';
import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { type ApiClient, type ApiFixture, nextEvent, startApi } from './api-fixture.ts';

const CANARY = 'Canary Birdsong';
const PLACE = { lon: -56.18, lat: -34.9 };

let api: ApiFixture;
let owner: pg.Client;
let desk: ApiClient;
let supervisor: ApiClient;
let hospital: ApiClient;
let ownId: string;
let otherId: string;

beforeAll(async () => {
  api = await startApi();
  owner = new pg.Client({ connectionString: api.database.ownerUrl });
  await owner.connect();
  desk = await api.signIn('dispatcher');
  supervisor = await api.signIn('supervisor');
  hospital = await api.signIn('facility');
  ownId = (await hospital.get('/api/v1/facilities')).body.facilities[0].id;
  const { body } = await desk.get('/api/v1/facilities');
  otherId = body.facilities.find((one: { name: string }) => one.name === 'Hospital Maciel').id;
}, 120_000);

afterAll(async () => {
  await owner.end();
  await api.close();
});

const put = (client: ApiClient, path: string, body: object) =>
  client.request('PUT', path, { commandId: uuidv7(), ...body });
const statusPath = (facilityId: string): string => `/api/v1/facilities/${facilityId}/status`;

async function openIncident(more: object = {}): Promise<string> {
  const location = { ...PLACE, addressText: `${CANARY}, 3rd door` };
  const body = { location, category: 'stroke', priority: 1, notes: CANARY, ...more };
  const created = await desk.command('/api/v1/incidents', body);
  expect(created.status).toBe(201);
  return created.body.id;
}

async function send(
  incidentId: string,
  crewIndex: number,
): Promise<{ assignmentId: string; crew: ApiClient }> {
  const { client: crew, unitId } = await api.signInCrew(crewIndex);
  const assigned = await desk.command(`/api/v1/incidents/${incidentId}/assignments`, { unitId });
  expect(assigned.status).toBe(201);
  return { assignmentId: assigned.body.id, crew };
}

const report = (client: ApiClient, assignmentId: string, status: string, more: object = {}) =>
  client.command(`/api/v1/assignments/${assignmentId}/status`, {
    status,
    at: new Date().toISOString(),
    ...more,
  });

describe('the login of a facility', () => {
  const ALLOWED = [
    'listFacilities',
    'getFacility',
    'setFacilityStatus',
    'listPublicHolidays',
    'listInbound',
    'searchPlaces',
    // What they open is decided record by record.
    'getPatientRecord',
    'getPatientRecordFhir',
    'openHandOver',
  ];
  const closed = Object.values<HttpRoute>(routes).filter(({ access }) => Array.isArray(access));

  it.each(closed.map((route) => [`${route.method} ${route.path}`, route] as const))(
    '%s',
    async (_name, route) => {
      const path = route.path.replace(/:\w+Id/g, uuidv7()).replace(/:\w+/g, 'x');
      const answer = await hospital.request(route.method, path, route.body ? {} : undefined);
      expect([route.name, answer.body?.reason === 'forbidden']).toEqual([
        route.name,
        !ALLOWED.includes(route.name),
      ]);
      if (!ALLOWED.includes(route.name)) expect(answer.status).toBe(403);
    },
  );

  it('follows no board', async () => {
    const socket = hospital.live();
    await nextEvent(socket, 'connect');
    const answer = await new Promise((resolve) =>
      socket.emit('subscribe', { regionId: 'montevideo' }, resolve),
    );
    expect(answer).toEqual({ ok: false, reason: 'forbidden' });
    socket.disconnect();
  });

  it('sees itself and no other facility', async () => {
    const { body } = await hospital.get('/api/v1/facilities');
    expect(body.facilities.map((one: { name: string }) => one.name)).toEqual([
      expect.stringMatching(/^Hospital de Clínicas/),
    ]);
    expect(await hospital.get(`/api/v1/facilities/${ownId}`)).toMatchObject({
      status: 200,
      body: { id: ownId },
    });
    expect(await hospital.get(`/api/v1/facilities/${otherId}`)).toMatchObject({
      status: 404,
      body: { reason: 'notFound' },
    });
    expect((await hospital.get('/api/v1/facilities?regionId=atlantis')).status).toBe(404);
    expect((await desk.get(`/api/v1/facilities/${otherId}`)).body.profileVersion).toBe(1);
  });

  it('speaks for itself and for no other', async () => {
    expect(await put(hospital, statusPath(ownId), { loadPercent: 70 })).toMatchObject({ status: 200 });
    expect(await put(hospital, statusPath(otherId), { loadPercent: 70 })).toMatchObject({ status: 404 });
    const profile = { level: 'clinic', services: [] };
    expect(await put(hospital, `/api/v1/facilities/${ownId}/profile`, profile)).toMatchObject({
      status: 403,
    });
    const { body } = await desk.get(`/api/v1/facilities/${otherId}`);
    expect(body.status).toBeNull();
  });

  it('sees what is coming, with nothing of who or where from, and nothing of what goes elsewhere', async () => {
    const incidentId = await openIncident({ needs: ['intensiveCare'] });
    const { assignmentId, crew } = await send(incidentId, 5);
    const elsewhere = await send(await openIncident(), 6);
    expect(
      await report(elsewhere.crew, elsewhere.assignmentId, 'enRoute', { destinationFacilityId: otherId }),
    ).toMatchObject({ status: 200 });
    const inbound = async (): Promise<InboundView[]> => {
      const answer = await hospital.get('/api/v1/facility/inbound');
      expect(answer.status).toBe(200);
      expect(JSON.stringify(answer.body)).not.toMatch(/Canary|34\.9|addressText|notes|incidentId/);
      return answer.body.inbound;
    };
    expect(await inbound()).toEqual([]);
    await report(crew, assignmentId, 'enRoute', { destinationFacilityId: ownId });
    const { callSign, unitId } = api.demo[0]!.crews[5]!;
    expect(await inbound()).toEqual([
      {
        assignmentId,
        facilityId: ownId,
        callSign,
        status: 'enRoute',
        category: 'stroke',
        priority: 1,
        needs: ['intensiveCare'],
        travelSeconds: null,
        expectedAt: null,
        positionAt: null,
        notices: [],
      },
    ]);
    const fix = { unitId, at: new Date().toISOString(), ...PLACE };
    expect((await crew.post('/api/v1/positions', { fixes: [fix] })).status).toBe(202);
    await report(crew, assignmentId, 'onScene');
    const [withPatient] = await inbound();
    expect(withPatient).toMatchObject({
      travelSeconds: expect.any(Number),
      expectedAt: null,
      positionAt: fix.at,
    });
    await report(crew, assignmentId, 'leftScene');
    const [coming] = await inbound();
    const { coordinates } = (await desk.get(`/api/v1/facilities/${ownId}`)).body;
    const asked = await desk.post('/api/v1/travel-times', { sources: [PLACE], target: coordinates });
    expect(coming!.travelSeconds).toBe(Math.round(asked.body.legs[0].travelSeconds));
    expect(
      Math.abs(Date.parse(coming!.expectedAt!) - Date.now() - coming!.travelSeconds! * 1000),
    ).toBeLessThan(2000);
    await report(crew, assignmentId, 'atDestination');
    expect(await inbound()).toMatchObject([
      { status: 'atDestination', travelSeconds: null, expectedAt: null },
    ]);
    await report(crew, assignmentId, 'available');
    expect(await inbound()).toEqual([]);
  });

  it('loses everything with its membership', async () => {
    const user = `select id from user_account where email = 'facility@montevideo.demo'`;
    const { rows } = await owner.query(`delete from facility_member where user_id = (${user}) returning *`);
    expect((await hospital.get('/api/v1/facilities')).body.facilities).toEqual([]);
    expect((await put(hospital, statusPath(ownId), {})).status).toBe(404);
    expect((await hospital.get(`/api/v1/facilities/${ownId}`)).status).toBe(404);
    for (const row of rows) {
      await owner.query('insert into facility_member values ($1, $2)', [row.user_id, row.facility_id]);
    }
    expect((await hospital.get(`/api/v1/facilities/${ownId}`)).status).toBe(200);
  });
});

describe('advice on destinations', () => {
  const advise = async (incidentId: string, query = ''): Promise<DestinationAdvice> => {
    const answer = await desk.get(`/api/v1/incidents/${incidentId}/destinations${query}`);
    expect(answer.status).toBe(200);
    return answer.body;
  };

  it('ranks stroke units by road and says why, each facility once', async () => {
    const advice = await advise(await openIncident());
    const { facilities } = (await desk.get('/api/v1/facilities')).body;
    expect(advice.advised.length + advice.rejected.length).toBe(facilities.length);
    expect(advice).toMatchObject({ from: 'scene', profile: 'emergency', need: { rules: ['stroke'] } });
    expect(advice.advised[0]!.services).toContain('stroke');
    expect(advice.because.values['name']).toBe(advice.advised[0]!.name);
    const totals = advice.advised.map((one) => one.totalSeconds);
    expect(totals).toEqual([...totals].sort((a, b) => a - b));
    const [first] = advice.advised;
    const legs = await desk.post('/api/v1/routes', { from: PLACE, to: first!.coordinates });
    expect(Math.abs(legs.body.travelSeconds - first!.travelSeconds)).toBeLessThan(0.1);
  });

  it('leaves out a hospital from the moment it diverts, until the status is taken back', async () => {
    const incidentId = await openIncident();
    const before = (await advise(incidentId)).advised[0]!;
    const diversions = [{ service: null, state: 'divertAmbulances', reason: 'flood' }];
    expect(await put(desk, statusPath(before.facilityId), { diversions })).toMatchObject({ status: 200 });
    const after = await advise(incidentId);
    expect(after.advised[0]!.facilityId).not.toBe(before.facilityId);
    expect(after.rejected.find((one) => one.facilityId === before.facilityId)).toMatchObject({
      reason: 'diverting',
    });
    await put(desk, statusPath(before.facilityId), {});
    expect((await advise(incidentId)).advised[0]!.facilityId).toBe(before.facilityId);
  });

  it('takes a scratch to no hospital, a child to the children’s, ST elevation to a catheter', async () => {
    const { body } = await desk.get('/api/v1/facilities');
    const clinic = body.facilities.find((one: { kind: string }) => one.kind === 'clinic');
    const profile = {
      level: 'urgentCare',
      services: [{ service: 'minorInjuries' }],
      hours: { text: '24/7' },
    };
    await put(supervisor, `/api/v1/facilities/${clinic.id}/profile`, profile);
    const location = { lon: clinic.coordinates[0], lat: clinic.coordinates[1] };
    const [scratch, child] = [
      await advise(await openIncident({ category: 'fall', priority: 4, location })),
      await advise(await openIncident({ category: 'breathing', priority: 1, needs: ['child'] })),
    ];
    expect(scratch.profile).toBe('normal');
    expect(scratch.advised[0]).toMatchObject({ facilityId: clinic.id, level: 'urgentCare' });
    expect(child.advised[0]!.name).toMatch(/Pereira Rossell/);
    const heart = await advise(await openIncident({ category: 'chestPain' }), '?finding=stElevation');
    expect(heart.advised[0]!.services).toContain('cathLab');
    expect(heart.need.rules).toEqual(['stElevation']);
  });

  it('starts from where the unit is, for its crew too', async () => {
    const incidentId = await openIncident();
    const { assignmentId, crew } = await send(incidentId, 8);
    const fix = {
      unitId: api.demo[0]!.crews[8]!.unitId,
      at: new Date().toISOString(),
      lon: -56.06,
      lat: -34.88,
    };
    await crew.post('/api/v1/positions', { fixes: [fix] });
    const answer = await crew.get(
      `/api/v1/incidents/${incidentId}/destinations?assignmentId=${assignmentId}`,
    );
    expect(answer).toMatchObject({ status: 200, body: { from: 'unit' } });
    const fromScene = await advise(incidentId);
    expect(answer.body.advised[0].travelSeconds).not.toBe(fromScene.advised[0]!.travelSeconds);
    const { client: stranger } = await api.signInCrew(9);
    expect((await stranger.get(`/api/v1/incidents/${incidentId}/destinations`)).status).toBe(403);
    await desk.command(`/api/v1/assignments/${assignmentId}/cancel`, { reason: 'not needed' });
    expect((await crew.get(`/api/v1/incidents/${incidentId}/destinations`)).status).toBe(403);
    expect(
      await desk.get(`/api/v1/incidents/${incidentId}/destinations?assignmentId=${assignmentId}`),
    ).toMatchObject({ status: 409, body: { reason: 'assignmentEnded' } });
  });

  it('has a clear answer to what it cannot advise on', async () => {
    const ask = (path: string) => desk.get(`/api/v1/incidents/${path}`);
    expect(await ask(`${uuidv7()}/destinations`)).toMatchObject({ status: 404 });
    expect(await ask('17/destinations')).toMatchObject({ status: 400 });
    const placeless = await openIncident({ location: { addressText: 'somewhere' } });
    expect(await ask(`${placeless}/destinations`)).toMatchObject({
      status: 422,
      body: { reason: 'locationMissing' },
    });
    const abroad = await openIncident({ location: { lon: 18.06, lat: 59.33 } });
    expect(await ask(`${abroad}/destinations`)).toMatchObject({ status: 422, body: { reason: 'offMap' } });
    const incidentId = await openIncident();
    expect(await ask(`${incidentId}/destinations?finding=hunch`)).toMatchObject({ status: 400 });
    expect(await ask(`${incidentId}/destinations?assignmentId=${uuidv7()}`)).toMatchObject({ status: 409 });
    await desk.command(`/api/v1/incidents/${incidentId}/close`, { outcome: 'other' });
    expect(await ask(`${incidentId}/destinations`)).toMatchObject({
      status: 409,
      body: { reason: 'incidentClosed' },
    });
  });
});

describe('a change of status', () => {
  it('reaches the desks with the facility as it is now', async () => {
    const socket = desk.live();
    await nextEvent(socket, 'connect');
    await new Promise((resolve) => socket.emit('subscribe', { regionId: 'montevideo' }, resolve));
    const arrived = new Promise<LiveRow>((resolve) => {
      socket.on('journal', (rows) => {
        const row = rows.find((one) => one.kind === 'facilityStatusChanged');
        if (row) resolve(row);
      });
    });
    await put(hospital, statusPath(ownId), { loadPercent: 95, waitMinutes: { 2: 30 }, freeBeds: 1 });
    const row = await arrived;
    expect(row).toMatchObject({
      subjectType: 'facility',
      subjectId: ownId,
      facility: {
        id: ownId,
        status: { loadPercent: 95, waitMinutes: { 2: 30 }, freeBeds: 1, setBy: 'R. Castro' },
      },
    });
    socket.disconnect();
  });

  it.each([
    ['a load of 101', { loadPercent: 101 }, 'loadPercent'],
    ['half a bed', { freeBeds: 0.5 }, 'freeBeds'],
    ['a wait of a week', { waitMinutes: { 1: 10_080 } }, 'waitMinutes.1'],
    ['an unknown service', { diversions: [{ service: 'magic', state: 'closed' }] }, 'diversions[0].service'],
    [
      'a service twice',
      {
        diversions: [
          { service: null, state: 'busy' },
          { service: null, state: 'closed' },
        ],
      },
      'diversions',
    ],
    ['an end in the year 10000', { until: '+010000-01-01T00:00:00Z' }, 'until'],
    [
      'a reason of NUL',
      { diversions: [{ service: null, state: 'busy', reason: '\u0000' }] },
      'diversions[0].reason',
    ],
  ])('with %s is refused at its field', async (_what, body, path) => {
    const answer = await put(hospital, statusPath(ownId), body);
    expect(answer).toMatchObject({ status: 400, body: { reason: 'invalidInput' } });
    expect(answer.body.errors.map((one: { path: string }) => one.path).join()).toContain(
      path.split(/[.[]/)[0],
    );
  });

  it('is refused in the user’s language, with what to do', async () => {
    const body = { commandId: uuidv7(), diversions: [{ service: 'dental', state: 'closed' }] };
    const answer = await hospital.request('PUT', statusPath(ownId), body, { 'accept-language': 'cs' });
    expect(answer).toMatchObject({ status: 422, body: { reason: 'serviceNotOffered' } });
    expect(answer.body.title).toMatch(/zvolte jinou/);
  });

  it('of hours and services acts on the next advice', async () => {
    const incidentId = await openIncident({ category: 'birth', priority: 2 });
    const ask = async () => (await desk.get(`/api/v1/incidents/${incidentId}/destinations`)).body.advised[0];
    expect((await ask()).name).toMatch(/Pereira Rossell/);
    const services = [{ service: 'emergency24h' }, { service: 'maternity' }];
    const profile = { level: 'hospital', services, hours: { text: 'Mo-Fr 08:00-18:00' } };
    const { body } = await desk.get('/api/v1/facilities');
    const near = body.facilities.find((one: { name: string }) => one.name === 'Hospital Maciel');
    const place = { lon: near.coordinates[0], lat: near.coordinates[1] };
    const close = await openIncident({ category: 'birth', priority: 2, location: place });
    expect((await put(supervisor, `/api/v1/facilities/${otherId}/profile`, profile)).status).toBe(200);
    const advice = await desk.get(`/api/v1/incidents/${close}/destinations`);
    expect(advice.body.advised[0].facilityId).toBe(otherId);
  });
});
