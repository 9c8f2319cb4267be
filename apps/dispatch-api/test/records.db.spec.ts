import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { type ApiClient, type ApiFixture, startApi } from './api-fixture.ts';

let api: ApiFixture;
let owner: pg.Client;
let admin: ApiClient;
let supervisor: ApiClient;
let desk: ApiClient;

beforeAll(async () => {
  api = await startApi();
  owner = new pg.Client({ connectionString: api.database.ownerUrl });
  await owner.connect();
  admin = await api.signIn('admin');
  supervisor = await api.signIn('supervisor');
  desk = await api.signIn('dispatcher');
}, 120_000);

afterAll(async () => {
  await owner.end();
  await api.close();
});

interface Kept {
  readonly id: string;
  readonly version: number;
  readonly [field: string]: unknown;
}

const put = (client: ApiClient, path: string, body: object) =>
  client.request('PUT', path, { commandId: uuidv7(), ...body });
const list = async (what: string): Promise<Kept[]> =>
  (await admin.get(what === 'posts' ? '/api/v1/posts' : `/api/v1/admin/${what}`)).body.records;
const find = async (what: string, field: string, value: unknown): Promise<Kept> =>
  (await list(what)).find((one) => one[field] === value)!;
const hours = (count: number): string => new Date(Date.now() + count * 3_600_000).toISOString();

const UNIT = { capabilities: ['bls', 'transport'], stationId: null, vehiclePlate: 'NEW 1' };

describe('units', () => {
  it('come onto the board and leave it, with their vehicle, and nobody edits over another', async () => {
    const created = await admin.command('/api/v1/admin/units', { ...UNIT, callSign: 'N1' });
    expect(created.status).toBe(201);
    const { id } = created.body;
    const onBoard = async (): Promise<{ vehicle: { plate: string } } | undefined> =>
      (await desk.get('/api/v1/units')).body.units.find((one: { id: string }) => one.id === id);
    expect((await onBoard())?.vehicle.plate).toBe('NEW 1');
    expect(await admin.command('/api/v1/admin/units', { ...UNIT, callSign: 'N1' })).toMatchObject({
      status: 409,
      body: { reason: 'callSignTaken' },
    });
    expect(await admin.command('/api/v1/admin/units', { ...UNIT, callSign: 'N2' })).toMatchObject({
      status: 409,
      body: { reason: 'vehicleTaken', details: { callSign: 'N1' } },
    });
    const path = `/api/v1/admin/units/${id}`;
    const edits = await Promise.all(
      ['N1a', 'N1b'].map((callSign) => put(admin, path, { ...UNIT, callSign, expectedVersion: 1 })),
    );
    expect(edits.map(({ status }) => status).sort()).toEqual([200, 409]);
    const retired = { ...UNIT, callSign: 'N1', isRetired: true, expectedVersion: 2 };
    expect((await put(admin, path, retired)).status).toBe(200);
    expect(await onBoard()).toBeUndefined();
    const duty = { state: 'onDuty' };
    expect((await desk.command(`/api/v1/units/${id}/duty`, duty)).status).toBe(404);
    const location = { lon: -56.18, lat: -34.9 };
    const incident = await desk.command('/api/v1/incidents', { location, category: 'fall', priority: 3 });
    expect(
      (await desk.command(`/api/v1/incidents/${incident.body.id}/assignments`, { unitId: id })).status,
    ).toBeGreaterThanOrEqual(404);
    expect((await put(admin, path, { ...retired, isRetired: false, expectedVersion: 3 })).status).toBe(200);
    expect(await onBoard()).toBeDefined();
  });

  it('at work are not retired', async () => {
    const unit = await find('units', 'callSign', 'M05');
    const location = { lon: -56.18, lat: -34.9 };
    const incident = await desk.command('/api/v1/incidents', { location, category: 'fall', priority: 3 });
    await desk.command(`/api/v1/incidents/${incident.body.id}/assignments`, { unitId: unit.id });
    const { callSign, capabilities, stationId, vehiclePlate } = unit;
    const body = { callSign, capabilities, stationId, vehiclePlate, isRetired: true };
    expect(await put(admin, `/api/v1/admin/units/${unit.id}`, { ...body, expectedVersion: 1 })).toMatchObject(
      {
        status: 409,
        body: { reason: 'unitHasAssignment' },
      },
    );
  });

  it('are an administrator’s matter, and of the own region', async () => {
    expect((await supervisor.command('/api/v1/admin/units', { ...UNIT, callSign: 'X' })).status).toBe(403);
    expect((await desk.get('/api/v1/admin/units')).status).toBe(403);
    const elsewhere = { ...UNIT, callSign: 'X', regionId: 'atlantis' };
    expect((await admin.command('/api/v1/admin/units', elsewhere)).status).toBe(404);
    expect(
      (await put(admin, `/api/v1/admin/units/${uuidv7()}`, { ...UNIT, callSign: 'X', expectedVersion: 1 }))
        .status,
    ).toBe(404);
  });
});

describe('places', () => {
  it('are added, moved and removed; a station in use stays', async () => {
    const coordinates = [-56.18, -34.9];
    const name = '=cmd|calc';
    const station = await admin.command('/api/v1/admin/stations', { name, coordinates });
    expect(station.status).toBe(201);
    const unit = await admin.command('/api/v1/admin/units', {
      ...UNIT,
      vehiclePlate: null,
      callSign: 'S1',
      stationId: station.body.id,
    });
    const remove = `/api/v1/admin/stations/${station.body.id}/remove`;
    expect(await admin.command(remove, { expectedVersion: 1 })).toMatchObject({
      body: { reason: 'stationInUse' },
    });
    const { body: exported } = await admin.get('/api/v1/admin/exports/stations');
    expect(exported.text).toContain(`\r\n'=cmd|calc,-56.18,-34.9\r\n`);
    const again = await admin.post('/api/v1/admin/imports/stations/preview', { text: exported.text });
    expect(again.body.faults).toEqual([]);
    expect(new Set(again.body.rows.map((row: { action: string }) => row.action))).toEqual(new Set(['same']));
    await put(admin, `/api/v1/admin/units/${unit.body.id}`, {
      ...UNIT,
      vehiclePlate: null,
      callSign: 'S1',
      expectedVersion: 1,
    });
    expect((await admin.command(remove, { expectedVersion: 1 })).status).toBe(200);
  });

  it('of standby have their own list, and a removed name is free again', async () => {
    const body = { name: 'Plaza', coordinates: [-56.19, -34.9], places: 2 };
    const first = await admin.command('/api/v1/admin/posts', body);
    expect(await admin.command('/api/v1/admin/posts', body)).toMatchObject({ body: { reason: 'nameTaken' } });
    expect((await desk.get('/api/v1/posts')).body.records).toMatchObject([{ name: 'Plaza', places: 2 }]);
    await admin.command(`/api/v1/admin/posts/${first.body.id}/remove`, { expectedVersion: 1 });
    expect((await admin.command('/api/v1/admin/posts', body)).status).toBe(201);
  });

  it('facilities: by hand they are ours, from the map they are the map’s', async () => {
    const body = { name: 'Night clinic', kind: 'clinic', hasEmergency: false, coordinates: [-56.17, -34.9] };
    const made = await admin.command('/api/v1/admin/facilities', body);
    expect(made.status).toBe(201);
    expect((await desk.get(`/api/v1/facilities/${made.body.id}`)).status).toBe(200);
    const remove = `/api/v1/admin/facilities/${made.body.id}/remove`;
    expect((await admin.command(remove, { expectedVersion: 1 })).status).toBe(200);
    expect((await desk.get(`/api/v1/facilities/${made.body.id}`)).status).toBe(404);
    const mapped = await find('facilities', 'isFromMap', true);
    const path = `/api/v1/admin/facilities/${mapped.id}`;
    expect(await put(admin, path, { ...body, expectedVersion: 1 })).toMatchObject({
      body: { reason: 'facilityFromMap' },
    });
  });
});

describe('shifts', () => {
  it('never overlap for a unit or a person, and two supervisors at once get one of them', async () => {
    const unit = await admin.command('/api/v1/admin/units', { ...UNIT, vehiclePlate: null, callSign: 'D1' });
    const { crew } = (await supervisor.get('/api/v1/admin/shifts')).body;
    const before = (await list('shifts')).find(({ memberIds }) =>
      (memberIds as string[]).includes(crew[0].id),
    )!;
    // The demo's crews are on for years: this one ends within the hour.
    const { startsAt, memberIds, unitId } = before;
    const ended = { startsAt, memberIds, unitId, endsAt: hours(0.5), expectedVersion: 1 };
    expect((await put(supervisor, `/api/v1/admin/shifts/${before.id}`, ended)).status).toBe(200);
    const day = { startsAt: hours(1), endsAt: hours(13), memberIds: [crew[0].id], unitId: unit.body.id };
    const races = await Promise.all([
      supervisor.command('/api/v1/admin/shifts', day),
      admin.command('/api/v1/admin/shifts', { ...day, startsAt: hours(2) }),
    ]);
    expect(races.map(({ status }) => status).sort()).toEqual([201, 409]);
    const lost = races.find(({ status }) => status === 409)!;
    expect(lost.body).toMatchObject({ reason: 'unitOnOtherShift', details: { callSign: 'D1' } });
    const elsewhere = { ...day, unitId: null, startsAt: hours(12), endsAt: hours(20) };
    expect(await supervisor.command('/api/v1/admin/shifts', elsewhere)).toMatchObject({
      body: { reason: 'memberOnOtherShift', details: { memberId: crew[0].id } },
    });
    expect(
      await supervisor.command('/api/v1/admin/shifts', {
        ...elsewhere,
        startsAt: hours(40),
        endsAt: hours(39),
      }),
    ).toMatchObject({
      body: { reason: 'shiftTimesWrong' },
    });
    const nobody = { ...elsewhere, startsAt: hours(40), endsAt: hours(50), memberIds: [uuidv7()] };
    expect(await supervisor.command('/api/v1/admin/shifts', nobody)).toMatchObject({
      body: { reason: 'memberNotCrew' },
    });
    const won = races.find(({ status }) => status === 201)!.body;
    expect(
      (await supervisor.command(`/api/v1/admin/shifts/${won.id}/remove`, { expectedVersion: 1 })).status,
    ).toBe(200);
    expect(
      await supervisor.command(`/api/v1/admin/shifts/${before.id}/remove`, { expectedVersion: 2 }),
    ).toMatchObject({ body: { reason: 'shiftBegun' } });
  });

  it('keep which unit a crew had until it changed', async () => {
    const shift = (await list('shifts')).find(({ callSign }) => callSign === 'M07')!;
    const unit = await admin.command('/api/v1/admin/units', { ...UNIT, vehiclePlate: null, callSign: 'H1' });
    const { startsAt, endsAt, memberIds } = shift;
    const body = { startsAt, endsAt, memberIds, unitId: unit.body.id, expectedVersion: 1 };
    expect((await put(supervisor, `/api/v1/admin/shifts/${shift.id}`, body)).status).toBe(200);
    const { rows } = await owner.query(
      'select u.call_sign, upper(b.bound) <= now() as over from unit_crew_binding b join unit u on u.id = b.unit_id where b.crew_shift_id = $1 order by lower(b.bound)',
      [shift.id],
    );
    expect(rows).toEqual([
      { call_sign: 'M07', over: true },
      { call_sign: 'H1', over: false },
    ]);
  });
});

const preview = (client: ApiClient, kind: string, text: string, language = 'en') =>
  client.post(`/api/v1/admin/imports/${kind}/preview`, { text }, { 'accept-language': language });

describe('files', () => {
  const GOOD = 'callSign;capabilities;station;plate\nC1;als transport;;CSV 1\nC2;bls;;\n';

  it('say row by row what is wrong, in the user’s language, and save nothing of it', async () => {
    const text = [
      'callSign,capabilities,station,retired',
      'C1,als flying,,no',
      ',bls,Nowhere,perhaps',
      `${'x'.repeat(30)},bls,,`,
      'C4,bls,,',
      'C4,als,,',
    ].join('\n');
    const { body } = await preview(admin, 'units', text, 'cs');
    const at = (row: number, column: string | null) =>
      body.faults.find(
        (one: { row: number; column: string | null }) => one.row === row && one.column === column,
      )?.message;
    expect(at(2, 'capabilities')).toMatch(/^„flying“ tu není známo; možné je: bls/);
    expect(at(3, 'callSign')).toBe('tady nic není; doplňte to');
    expect(at(3, 'station')).toMatch(/stanice „Nowhere“ není/);
    expect(at(3, 'retired')).toMatch(/není ano ani ne/);
    expect(at(4, 'callSign')).toMatch(/20/);
    expect(at(6, null)).toMatch(/totéž jako řádek 5/);
    const before = await list('units');
    const saved = await admin.command('/api/v1/admin/imports/units', { text });
    expect(saved).toMatchObject({ status: 422, body: { reason: 'importFaulty' } });
    expect(await list('units')).toEqual(before);
  });

  it.each([
    ['', /nothing below|columns in row 1/],
    ['callSign', /capabilities/],
    ['callSign,capabilities,colour\nA,bls,red', /colour/],
    ['callSign,callSign,capabilities\nA,B,bls', /twice/],
    [`callSign,capabilities\n${'A,bls\n'.repeat(501)}`, /500/],
  ])('with a wrong head or size are refused: %#', async (text, message) => {
    const { body } = await preview(admin, 'units', text);
    expect(body.rows).toEqual([]);
    expect(body.faults.map((one: { message: string }) => one.message).join()).toMatch(message);
  });

  it('are saved whole, once, with a journal row for each record', async () => {
    const shown = await preview(admin, 'units', GOOD);
    expect(shown.body).toEqual({
      faults: [],
      rows: [
        { row: 2, action: 'create', label: 'C1' },
        { row: 3, action: 'create', label: 'C2' },
      ],
    });
    expect(await find('units', 'callSign', 'C1')).toBeUndefined();
    const command = { commandId: uuidv7(), text: GOOD };
    const first = await admin.post('/api/v1/admin/imports/units', command);
    expect(first.body).toEqual({ created: 2, changed: 0, same: 0 });
    expect((await admin.post('/api/v1/admin/imports/units', command)).body).toEqual(first.body);
    const changed = GOOD.replace('C2;bls', 'C2;bls aed');
    expect((await admin.command('/api/v1/admin/imports/units', { text: changed })).body).toEqual({
      created: 0,
      changed: 1,
      same: 1,
    });
    const { rows } = await owner.query(
      "select kind, count(*)::int from journal where payload::jsonb ->> 'callSign' in ('C1', 'C2') group by kind order by kind",
    );
    expect(rows).toEqual([
      { kind: 'unitChanged', count: 1 },
      { kind: 'unitCreated', count: 2 },
    ]);
  });

  it('add users with passwords that the file of the answer never shows', async () => {
    const text = 'email,displayName,roles\nnew@example.org,New,dispatcher|analyst\n';
    const password = 'made-by-the-screen';
    const saved = await admin.command('/api/v1/admin/imports/users', {
      text,
      initialPasswords: { 2: password },
    });
    expect(saved.body).toEqual({ created: 1, changed: 0, same: 0 });
    const login = await desk.post('/api/v1/auth/login', {
      email: 'new@example.org',
      password,
      client: 'native',
    });
    expect(login.body.user.nextSteps).toEqual(['changePassword']);
    const { rows } = await owner.query("select 1 from command_log c where c::text like '%made-by-the%'");
    expect(rows).toEqual([]);
  });

  it('of shifts are a supervisor’s, by the clock of the region; other lists are not', async () => {
    expect((await preview(supervisor, 'units', GOOD)).status).toBe(403);
    expect((await supervisor.get('/api/v1/admin/exports/users')).status).toBe(403);
    const text = 'unit,starts,ends,members\nC1,2031-05-31 07:00,2031-05-31 19:00,nobody@example.org\n';
    const wrong = await preview(supervisor, 'shifts', text);
    expect(wrong.body.faults).toMatchObject([{ row: 2, column: 'members' }]);
    const right = text.replace('nobody@example.org', '');
    expect((await supervisor.command('/api/v1/admin/imports/shifts', { text: right })).body.created).toBe(1);
    expect(await find('shifts', 'callSign', 'C1')).toMatchObject({ startsAt: '2031-05-31T10:00:00.000Z' });
    const overlap = right.replace('07:00', '09:00');
    const clash = await preview(supervisor, 'shifts', overlap);
    expect(clash.body.faults[0].message).toMatch(/^C1: The unit has another crew/);
    const exported = (await supervisor.get('/api/v1/admin/exports/shifts')).body.text;
    expect(exported).toContain('C1,2031-05-31 07:00,2031-05-31 19:00,');
  });
});
