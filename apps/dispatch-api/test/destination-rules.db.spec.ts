import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DestinationAdvice, DestinationRulesView } from '#contracts';
import { DESTINATION_RULES } from '#domain';
import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { type ApiClient, type ApiFixture, startApi } from './api-fixture.ts';

const PATH = '/api/v1/destination-rules';

let api: ApiFixture;
let supervisor: ApiClient;
let dispatcher: ApiClient;

beforeAll(async () => {
  api = await startApi();
  supervisor = await api.signIn('supervisor');
  dispatcher = await api.signIn('dispatcher');
}, 120_000);

afterAll(async () => {
  await api.close();
});

const put = (client: ApiClient, body: object) =>
  client.request('PUT', PATH, { commandId: uuidv7(), expectedVersion: 0, ...body });
const get = async (version = ''): Promise<DestinationRulesView> =>
  (await dispatcher.get(`${PATH}${version}`)).body;
const { rules } = DESTINATION_RULES;
/** Everybody to a dentist: nowhere, that is, as long as no facility says that it has one. */
const DENTISTS = {
  ...DESTINATION_RULES,
  rules: rules.map((rule) => ({ ...rule, acceptable: ['dental'], preferred: [] })),
};

describe('the rules of destinations', () => {
  it('are the preset until some are saved, and act on the very next advice', async () => {
    expect(await get()).toMatchObject({ version: 0, createdByName: null, rules: DESTINATION_RULES });
    const location = { lon: -56.18, lat: -34.9 };
    const body = { location, category: 'stroke', priority: 1 };
    const { id } = (await dispatcher.command('/api/v1/incidents', body)).body;
    const advise = async (): Promise<DestinationAdvice> =>
      (await dispatcher.get(`/api/v1/incidents/${id}/destinations`)).body;
    expect((await advise()).advised.length).toBeGreaterThan(0);

    const saved = await put(supervisor, { note: 'dentists', rules: DENTISTS });
    expect(saved).toMatchObject({ status: 200, body: { version: 1, createdByName: 'K. Lindqvist' } });
    const after = await advise();
    expect(after.need.acceptable).toEqual(['dental']);
    expect(after.advised).toEqual([]);

    const back = await put(supervisor, { expectedVersion: 1, rules: DESTINATION_RULES });
    expect(back).toMatchObject({ status: 200, body: { version: 2 } });
    expect((await advise()).advised.length).toBeGreaterThan(0);
  });

  it('keep every version, and stand in the journal by their number alone', async () => {
    const { versions } = (await dispatcher.get(`${PATH}/versions`)).body;
    expect(versions.map((one: { version: number }) => one.version)).toEqual([2, 1, 0]);
    expect((await get('/versions/1')).rules).toEqual(DENTISTS);
    expect((await get('/versions/0')).rules).toEqual(DESTINATION_RULES);
    expect((await dispatcher.get(`${PATH}/versions/9`)).status).toBe(404);
    const owner = new pg.Client({ connectionString: api.database.ownerUrl });
    await owner.connect();
    const { rows } = await owner.query(
      `select payload from journal where kind = 'destinationRulesChanged' order by seq`,
    );
    await owner.end();
    expect(rows.map(({ payload }) => JSON.parse(payload))).toEqual([{ version: 1 }, { version: 2 }]);
  });

  it('are refused to dispatchers, and from an outdated version, and nothing changes', async () => {
    expect(await put(dispatcher, { rules: DENTISTS })).toMatchObject({ status: 403 });
    expect(await put(supervisor, { rules: DENTISTS })).toMatchObject({
      status: 409,
      body: { reason: 'versionOutdated', details: { version: 2 } },
    });
    expect(await get()).toMatchObject({ version: 2 });
  });

  it('are refused with everything that is wrong, also when only checked', async () => {
    const [first, ...others] = rules;
    const wrong = {
      ...DESTINATION_RULES,
      rules: [{ ...first, acceptable: ['magic'], travelLimitSeconds: 0 }, ...others],
    };
    const refused = await put(supervisor, { expectedVersion: 2, rules: wrong });
    const paths = refused.body.errors.map((one: { path: string }) => one.path);
    expect(paths).toEqual(['rules.rules.0.acceptable.0', 'rules.rules.0.travelLimitSeconds']);
    const checked = await supervisor.post(`${PATH}/check`, { rules: wrong });
    expect(checked.body.errors).toEqual(refused.body.errors);
    expect(await supervisor.post(`${PATH}/check`, { rules: DENTISTS })).toMatchObject({
      status: 200,
      body: { isValid: true },
    });
    const gaps = { ...DESTINATION_RULES, rules: [] };
    expect((await supervisor.post(`${PATH}/check`, { rules: gaps })).body.errors.length).toBeGreaterThan(0);
    expect(await get()).toMatchObject({ version: 2 });
  });
});
