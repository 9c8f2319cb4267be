import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { UserRecordView } from '#contracts';
import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { type ApiClient, type ApiFixture, startApi } from './api-fixture.ts';

const PATH = '/api/v1/admin/users';

let api: ApiFixture;
let owner: pg.Client;
let admin: ApiClient;
let hospital: ApiClient;
/** The facility that the demo's login speaks for, another one of the region, and one of a neighbour. */
let ownId: string;
let otherId: string;
let foreignId: string;

beforeAll(async () => {
  api = await startApi();
  owner = new pg.Client({ connectionString: api.database.ownerUrl });
  await owner.connect();
  admin = await api.signIn('admin');
  hospital = await api.signIn('facility');
  [ownId] = (await namesOf()).ids as [string];
  const { rows } = await owner.query(
    `select id from facility where region_id = 'montevideo' and removed_at is null and id <> $1 limit 1`,
    [ownId],
  );
  otherId = rows[0].id;
  await owner.query(
    `insert into region (id, name, map_id, time_zone, currency, languages)
     select 'east', 'East', map_id, time_zone, currency, languages from region where id = 'montevideo'`,
  );
  foreignId = uuidv7();
  await owner.query(
    `insert into facility (id, region_id, name, kind, geom)
     select $1, 'east', 'Abroad', 'hospital', geom from facility where id = $2`,
    [foreignId, ownId],
  );
}, 120_000);

afterAll(async () => {
  await owner.end();
  await api.close();
});

/** What the hospital's login sees as its own. */
async function namesOf(): Promise<{ ids: string[] }> {
  const { facilities } = (await hospital.get('/api/v1/facilities')).body;
  return { ids: facilities.map(({ id }: { id: string }) => id) };
}
const listed = async (): Promise<UserRecordView[]> => (await admin.get(PATH)).body.records;
const login = async (): Promise<UserRecordView> =>
  (await listed()).find(({ displayName }) => displayName === 'R. Castro')!;

async function change(more: { facilityIds?: string[]; roles?: string[] }) {
  const { id, email, displayName, language, roles, facilityIds, version } = await login();
  const fields = { email, displayName, language, roles, facilityIds };
  const body = { commandId: uuidv7(), ...fields, expectedVersion: version, ...more };
  return admin.request('PUT', `${PATH}/${id}`, body);
}

describe('the administrator of a region', () => {
  it('gives a login to a facility and takes it away, from the next request on', async () => {
    expect(await login()).toMatchObject({ roles: ['facility'], facilityIds: [ownId] });
    expect((await change({ facilityIds: [ownId, otherId] })).status).toBe(200);
    expect((await namesOf()).ids.sort()).toEqual([ownId, otherId].sort());
    expect((await change({ facilityIds: [otherId] })).status).toBe(200);
    expect(await namesOf()).toEqual({ ids: [otherId] });
    const status = { commandId: uuidv7(), loadPercent: 50 };
    expect((await hospital.request('PUT', `/api/v1/facilities/${ownId}/status`, status)).status).toBe(404);
    expect((await change({ facilityIds: [] })).status).toBe(200);
    expect(await namesOf()).toEqual({ ids: [] });
  });

  it('makes a new login that speaks for a facility', async () => {
    const body = {
      email: 'door@example.org',
      displayName: 'Front door',
      initialPassword: 'Birch-4711-Canoe',
    };
    const fields = { ...body, roles: ['facility'], facilityIds: [otherId] };
    expect((await admin.command(PATH, fields)).status).toBe(201);
    const made = (await listed()).find(({ displayName }) => displayName === 'Front door');
    expect(made).toMatchObject({ roles: ['facility'], facilityIds: [otherId] });
  });

  it('is refused a facility of another region or none at all, and nothing changes', async () => {
    expect((await change({ facilityIds: [ownId] })).status).toBe(200);
    for (const facilityId of [foreignId, uuidv7()]) {
      const refused = await change({ facilityIds: [ownId, facilityId] });
      expect(refused).toMatchObject({ status: 404, body: { reason: 'facilityNotFound' } });
    }
    const body = { email: 'x@example.org', displayName: 'Nobody', initialPassword: 'Birch-4711-Canoe' };
    const fields = { ...body, roles: ['facility'], facilityIds: [foreignId] };
    expect(await admin.command(PATH, fields)).toMatchObject({ body: { reason: 'facilityNotFound' } });
    expect((await listed()).some(({ displayName }) => displayName === 'Nobody')).toBe(false);
    expect(await namesOf()).toEqual({ ids: [ownId] });
  });

  it('ends what a login speaks for with its role', async () => {
    expect((await change({ roles: ['analyst'] })).status).toBe(200);
    expect(await login()).toMatchObject({ roles: ['analyst'], facilityIds: [] });
    const { rows } = await owner.query('select 1 from facility_member where facility_id = $1', [ownId]);
    expect(rows).toEqual([]);
    expect((await hospital.get('/api/v1/facilities')).status).toBe(401);
  });
});
