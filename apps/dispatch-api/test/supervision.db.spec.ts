import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FigureGroup, LiveRow, SectorView, SupervisionFigures, SupervisionLive } from '#contracts';
import { nearestRank, RESPONSE_INTERVALS, TIME_SOURCES } from '#domain';
import { createPool, type Pool } from '#persistence';
import { v7 as uuidv7 } from 'uuid';
import { type ApiClient, type ApiFixture, nextEvent, startApi } from './api-fixture.ts';

const INCIDENTS = 240;
const FROM = new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000 - 30 * 3_600_000);
const PERIOD = `period=range&from=${FROM.toISOString()}&to=${new Date(FROM.getTime() + 24 * 3_600_000).toISOString()}`;

let api: ApiFixture;
let owner: Pool;
let dispatcher: ApiClient;
let second: ApiClient;
let supervisor: ApiClient;
let analyst: ApiClient;
let sectors: SectorView[];

/** Numbers that look random and are the same each time. */
function* numbers(): Generator<number, never> {
  for (let state = 42; ;) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    yield state / 2_147_483_648;
  }
}

const STEPS = ['notified', 'acknowledged', 'enRoute', 'onScene', 'leftScene', 'atDestination', 'available'];

/** A day of incidents as rows: every tenth an exercise, others duplicates, cancelled, or without some of their times. */
async function insertDay(): Promise<void> {
  const random = numbers();
  const next = (): number => random.next().value;
  const { rows: users } = await owner.query<{ id: string }>('select id from user_account limit 1');
  const { rows: units } = await owner.query<{ id: string }>(
    `select id from unit where region_id = 'montevideo' order by call_sign`,
  );
  for (let index = 0; index < INCIDENTS; index += 1) {
    const incidentId = uuidv7();
    const createdAt = new Date(FROM.getTime() + (index / INCIDENTS) * 24 * 3_600_000);
    const outcome = index % 10 === 1 ? 'duplicate' : index % 10 === 2 ? 'cancelledByCaller' : 'transported';
    const place = index % 7 === 0 ? null : [-56.25 + next() * 0.16, -34.92 + next() * 0.08];
    await owner.query(
      `insert into incident (id, region_id, number, category, priority, state, version, geom, created_at, created_by,
         closed_at, outcome, is_training)
       values ($1, 'montevideo', $2, 'fall', $3, 'closed', 1,
         case when $4::float8 is null then null else st_setsrid(st_makepoint($4, $5), 4326) end,
         $6, $7, $6::timestamptz + interval '2 hours', $8, $9)`,
      [
        ...[incidentId, 900_000 + index, 1 + (index % 4), place?.[0] ?? null, place?.[1] ?? null],
        ...[createdAt, users[0]!.id, outcome, index % 10 === 0],
      ],
    );
    if (index % 3 === 0) {
      await owner.query(
        `insert into call (id, region_id, incident_id, received_at, taken_by) values ($1, 'montevideo', $2, $3, $4)`,
        [uuidv7(), incidentId, new Date(createdAt.getTime() - 20_000 * next()), users[0]!.id],
      );
    }
    const isCancelled = index % 10 === 2;
    for (let sent = 0; sent <= index % 3; sent += 1) {
      const assignmentId = uuidv7();
      const status = isCancelled ? 'cancelled' : 'available';
      const ended = [createdAt, users[0]!.id, new Date(createdAt.getTime() + 5_400_000)];
      await owner.query(
        `insert into assignment (id, region_id, incident_id, unit_id, status, created_at, created_by, status_since_at,
           ended_at)
         values ($1, 'montevideo', $2, $3, $4, $5, $6, $7, $7)`,
        [assignmentId, incidentId, units[(index + sent) % units.length]!.id, status, ...ended],
      );
      let time = createdAt.getTime() + sent * 30_000;
      for (const step of isCancelled ? STEPS.slice(0, 3) : STEPS) {
        time += Math.round(10_000 + next() * 500_000);
        const isMissing = step !== 'notified' && next() < 0.1;
        const isFenced = ['enRoute', 'onScene', 'leftScene', 'atDestination'].includes(step) && next() < 0.9;
        if (isMissing && !isFenced) continue;
        await owner.query(
          `insert into assignment_step (assignment_id, status, pressed_at, geofenced_at, recorded_at)
           values ($1, $2, $3, $4, $5)`,
          [
            assignmentId,
            step,
            isMissing ? null : new Date(time),
            isFenced ? new Date(time - 4321) : null,
            new Date(time),
          ],
        );
      }
    }
  }
}

beforeAll(async () => {
  api = await startApi();
  owner = createPool(api.database.ownerUrl, { max: 2 });
  [dispatcher, supervisor, analyst] = (await Promise.all(
    ['dispatcher', 'supervisor', 'analyst'].map((role) => api.signIn(role)),
  )) as [ApiClient, ApiClient, ApiClient];
  second = await signInSecond();
  await insertDay();
  sectors = (await supervisor.get('/api/v1/sectors')).body.sectors;
}, 180_000);

afterAll(async () => {
  await owner.end();
  await api.close();
});

async function signInSecond(): Promise<ApiClient> {
  const login = api.demo[0]!.logins.find(({ email }) => email.startsWith('dispatcher2@'))!;
  const { email, password } = login;
  const client = await api.signIn('dispatcher');
  client.token = (
    await client.post('/api/v1/auth/login', { email, password, client: 'native' })
  ).body.accessToken;
  return client;
}

const idOf = async (client: ApiClient): Promise<string> => (await client.get('/api/v1/me')).body.id;
const figuresOf = async (client = supervisor): Promise<SupervisionFigures> =>
  (await client.get(`/api/v1/supervision/figures?${PERIOD}`)).body;

/** Reads RFC 4180 the plain way, apart from the code that wrote it. */
function parseCsv(text: string): Record<string, string>[] {
  const [head, ...lines] = text.trimEnd().split('\r\n');
  const names = head!.split(',');
  return lines.map((line) => {
    const cells = [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell]) =>
      cell!.startsWith('"') ? cell!.slice(1, -1).replaceAll('""', '"') : cell!,
    );
    return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']));
  });
}
const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

describe('figures of a day', () => {
  it('count every incident once, and say which were left out', async () => {
    const { groups, points, step } = await figuresOf();
    const all = groups.find(({ priority, area }) => priority === null && area.kind === 'all')!;
    expect(all.excluded).toEqual({ training: 24, duplicate: 24, cancelled: 24 });
    expect(all.incidents).toBe(INCIDENTS - 72);
    expect(step).toBe('hour');
    expect(points).toHaveLength(24);
    expect(points.reduce((sum, { incidents }) => sum + incidents, 0)).toBe(all.incidents);
    expect(groups).toHaveLength(5 * (sectors.length + 2));
    const inSectors = groups.filter(({ priority, area }) => priority === null && area.kind === 'sector');
    expect(inSectors.filter(({ incidents }) => incidents > 0).length).toBeGreaterThan(1);
    for (const { response, turnout, travel } of groups.map(({ intervals }) => intervals)) {
      for (const { pressed } of [response, turnout, travel]) {
        expect(pressed.p50Seconds ?? 0).toBeGreaterThanOrEqual(0);
        expect(pressed.p50Seconds === null).toBe(pressed.measured === 0);
      }
    }
    expect(all.intervals.travel.pressed.unmeasured).toBeGreaterThan(0);
  });

  it('can be made again from the CSV, each of them', async () => {
    const [{ groups }, csv] = await Promise.all([
      figuresOf(),
      supervisor.get(`/api/v1/supervision/responses.csv?${PERIOD}`),
    ]);
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(csv.headers.get('content-disposition')).toMatch(
      /^attachment; filename="responses-montevideo-.*\.csv"$/,
    );
    const rows = parseCsv(csv.body).filter(({ excluded }) => excluded === '');
    const belongs = (row: Record<string, string>, { priority, area }: FigureGroup): boolean =>
      (priority === null || row['priority'] === String(priority)) &&
      (area.kind === 'all' || row['area_id'] === (area.kind === 'sector' ? area.sectorId : ''));
    let compared = 0;
    for (const group of groups) {
      const own = rows.filter((row) => belongs(row, group));
      expect(new Set(own.map((row) => row['incident_id'])).size).toBe(group.incidents);
      for (const interval of RESPONSE_INTERVALS)
        for (const source of TIME_SOURCES) {
          const cells = own.map((row) => row[`${snake(interval)}_${source}_seconds`]!);
          const seconds = cells
            .filter((cell) => cell !== '')
            .map(Number)
            .sort((a, b) => a - b);
          const shown = group.intervals[interval][source];
          expect([shown.measured, shown.p50Seconds, shown.p90Seconds]).toEqual([
            seconds.length,
            nearestRank(seconds, 0.5) ?? null,
            nearestRank(seconds, 0.9) ?? null,
          ]);
          compared += seconds.length;
        }
    }
    expect(compared).toBeGreaterThan(10_000);
    const excluded = parseCsv(csv.body).filter((row) => row['excluded'] !== '');
    expect(new Set(excluded.map((row) => row['incident_id'])).size).toBe(72);
  });

  it('evaluate the standards in force, and name what they leave out', async () => {
    const { standards, standardsVersion } = await figuresOf();
    expect(standardsVersion).toBe(0);
    expect(standards.length).toBeGreaterThan(0);
    for (const { pressed, geofenced, statistic, limitSeconds, requiredShare } of standards) {
      for (const one of [pressed, geofenced]) {
        expect(one.measured).toBeGreaterThan(0);
        const isKept = statistic === 'share' ? one.value! >= requiredShare! : one.value! <= limitSeconds;
        expect(one.isMet).toBe(isKept);
        expect(one.withinLimit).toBeLessThanOrEqual(one.measured);
      }
    }
    expect(Math.max(...standards.map(({ pressed }) => pressed.excluded.training ?? 0))).toBeGreaterThan(0);
  });

  it('come with a byte order mark on request only, and never a caller’s words', async () => {
    const url = `${api.url}/api/v1/supervision/responses.csv?${PERIOD}`;
    const bytes = async (more: string): Promise<Buffer> => {
      const answer = await fetch(url + more, { headers: { authorization: `Bearer ${supervisor.token!}` } });
      return Buffer.from(await answer.arrayBuffer());
    };
    expect((await bytes('')).subarray(0, 11).toString()).toBe('incident_id');
    expect((await bytes('&bom=true')).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  });

  it('refuse ranges that are too long, turned round or without an end', async () => {
    const ask = (query: string) => supervisor.get(`/api/v1/supervision/figures?period=range&${query}`);
    for (const query of [
      'from=2026-01-01T00:00:00Z',
      'from=2026-01-01T00:00:00Z&to=2026-02-02T00:00:00Z',
      'from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z',
    ]) {
      expect(await ask(query)).toMatchObject({ status: 400, body: { reason: 'invalidInput' } });
    }
    expect((await ask('from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z')).status).toBe(200);
  });
});

describe('what is going on', () => {
  it('shows who waits against the standard, utilisation, silent units and sectors without a holder', async () => {
    const location = { lon: -56.18, lat: -34.9 };
    const body = { location, category: 'cardiacArrest', priority: 1 };
    const created = (await dispatcher.command('/api/v1/incidents', body)).body;
    const live: SupervisionLive = (await supervisor.get('/api/v1/supervision/live')).body;
    const waiting = live.waiting.find(({ incidentId }) => incidentId === created.id)!;
    expect(waiting.limitSeconds).toBeGreaterThan(0);
    expect(waiting.sectorId).toBe(created.sectorId);
    expect(sectors.map(({ id }) => id)).toContain(created.sectorId);
    expect(live.utilisation.units).toHaveLength(40);
    expect(live.utilisation.dutySeconds).toBeGreaterThan(0);
    expect(live.unitsByStatus).toContainEqual({ status: 'available', units: 40 });
    expect(live.sectors).toHaveLength(sectors.length);
    expect(live.sectors.every(({ holder }) => holder === null)).toBe(true);
    const { units } = (await dispatcher.get('/api/v1/units')).body;
    expect(units.every((unit: { sectorId: string | null }) => unit.sectorId !== null)).toBe(true);
  });
});

describe('who may look', () => {
  it('is a supervisor, an administrator or an analyst of the region', async () => {
    const paths = ['figures', 'live', 'responses.csv'].map((part) => `/api/v1/supervision/${part}`);
    const { client: crew } = await api.signInCrew(1);
    for (const path of paths) {
      expect((await analyst.get(path)).status).toBe(200);
      for (const client of [dispatcher, crew]) expect((await client.get(path)).status).toBe(403);
      expect((await supervisor.get(`${path}?regionId=elsewhere`)).status).toBe(404);
    }
    expect((await crew.get('/api/v1/sectors')).status).toBe(403);
  });
});

describe('sectors', () => {
  const hold = (
    client: ApiClient,
    sectorId: string,
    holderId: string | null,
    expectedHolderId: string | null,
  ) => client.command(`/api/v1/sectors/${sectorId}/holder`, { holderId, expectedHolderId });

  it('of two who take one at once go to one, and the other is told to whom', async () => {
    const [one, two] = await Promise.all([idOf(dispatcher), idOf(second)]);
    for (const { id } of sectors.slice(0, 3)) {
      const answers = await Promise.all([hold(dispatcher, id, one, null), hold(second, id, two, null)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      const winner = answers.find(({ status }) => status === 200)!.body as SectorView;
      const loser = answers.find(({ status }) => status === 409)!.body;
      expect(loser).toMatchObject({ reason: 'sectorTaken' });
      expect(JSON.stringify(loser)).toContain(winner.holder!.displayName);
    }
  });

  it('are taken over, handed over by their holder only, and every desk is told', async () => {
    const [me, other] = await Promise.all([idOf(dispatcher), idOf(second)]);
    const sectorId = sectors[3]!.id;
    const desk = second.live();
    await new Promise((resolve) => desk.emit('subscribe', { regionId: 'montevideo' }, resolve));
    const news = nextEvent(desk, 'journal');
    expect((await hold(dispatcher, sectorId, me, null)).body.holder).toMatchObject({
      userId: me,
      isSignedIn: true,
    });
    const [rows] = (await news) as [LiveRow[]];
    expect(rows.find(({ kind }) => kind === 'sectorHolderChanged')?.sector).toMatchObject({
      id: sectorId,
      holder: { userId: me },
    });
    desk.close();
    expect(await hold(second, sectorId, null, me)).toMatchObject({
      status: 403,
      body: { reason: 'sectorNotYours' },
    });
    expect((await hold(second, sectorId, other, me)).status).toBe(200);
    expect((await hold(second, sectorId, me, other)).status).toBe(200);
    expect((await hold(supervisor, sectorId, null, me)).body.holder).toBeNull();
    const crewId = await idOf((await api.signInCrew(2)).client);
    expect(await hold(supervisor, sectorId, crewId, null)).toMatchObject({
      body: { reason: 'holderNotStaff' },
    });
  });

  it('are drawn, renamed and removed by supervisors, and what lies in them follows', async () => {
    const outline = [
      [-56.3, -35],
      [-56.1, -35],
      [-56.1, -34.8],
      [-56.3, -34.8],
    ];
    expect((await dispatcher.command('/api/v1/sectors', { name: 'West', outline })).status).toBe(403);
    const crossed = [outline[0], outline[2], outline[1], outline[3]];
    expect(await supervisor.command('/api/v1/sectors', { name: 'West', outline: crossed })).toMatchObject({
      status: 422,
      body: { reason: 'sectorShapeInvalid' },
    });
    expect(await supervisor.command('/api/v1/sectors/default', {})).toMatchObject({
      status: 409,
      body: { reason: 'sectorsExist' },
    });
    for (const { id, version } of (await supervisor.get('/api/v1/sectors')).body.sectors) {
      const gone = await supervisor.command(`/api/v1/sectors/${id}/remove`, { expectedVersion: version });
      expect(gone.body).toMatchObject({ isRemoved: true, holder: null });
    }
    const drawn = await supervisor.command('/api/v1/sectors', { name: ' West ', outline });
    expect(drawn).toMatchObject({ status: 201, body: { name: 'West', outlines: [outline] } });
    const patched = await supervisor.patch(`/api/v1/sectors/${drawn.body.id}`, {
      commandId: uuidv7(),
      expectedVersion: 1,
      name: 'Oeste',
    });
    expect(patched.body).toMatchObject({ name: 'Oeste', version: 2, outlines: [outline] });
    const { incidents } = (await dispatcher.get('/api/v1/incidents')).body;
    expect(incidents[0].sectorId).toBe(drawn.body.id);
    await supervisor.command(`/api/v1/sectors/${drawn.body.id}/remove`, { expectedVersion: 2 });
    const again = await supervisor.command('/api/v1/sectors/default', {});
    expect(again.body.sectors).toHaveLength(sectors.length);
    expect(again.body.sectors.map(({ name }: SectorView) => name)).toEqual(sectors.map(({ name }) => name));
    const { rows } = await owner.query<{ overlaps: number; valid: boolean }>(
      `select bool_and(st_isvalid(s.geom)) as valid,
         (select count(*)::int from sector a join sector b on a.id < b.id and a.region_id = b.region_id
          where a.removed_at is null and b.removed_at is null and st_area(st_intersection(a.geom, b.geom)) > 1e-9) as overlaps
       from sector s where s.removed_at is null`,
    );
    expect(rows[0]).toEqual({ valid: true, overlaps: 0 });
  });
});
