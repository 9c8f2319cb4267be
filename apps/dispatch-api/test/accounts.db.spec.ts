import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { stepAt, totpCode } from '../src/auth/totp.ts';
import { ApiClient, type ApiFixture, nextEvent, startApi } from './api-fixture.ts';

let api: ApiFixture;
let owner: pg.Client;
let admin: ApiClient;

beforeAll(async () => {
  api = await startApi();
  owner = new pg.Client({ connectionString: api.database.ownerUrl });
  await owner.connect();
  admin = await api.signIn('admin');
}, 120_000);

afterAll(async () => {
  await owner.end();
  await api.close();
});

const INITIAL = 'plum-anchor-violet-9';
const OWN = 'a much longer sentence of mine';
let made = 0;

const put = (client: ApiClient, path: string, body: object) =>
  client.request('PUT', path, { commandId: uuidv7(), ...body });
const login = (email: string, password: string, code?: string) =>
  new ApiClient(api.url).post('/api/v1/auth/login', {
    email,
    password,
    client: 'native',
    ...(code !== undefined && { code }),
  });

/** Lets the time since the last failure stand still, as long as a test lasts; there must be that many. */
async function holdLastFailure(key: string, failures: number): Promise<void> {
  const held = await owner.query(
    `update login_failure set last_at = now() + interval '1 minute' where key_hash = sha256($1::text::bytea) and failures = $2`,
    [key, failures],
  );
  expect(held.rowCount).toBe(1);
}

/** A user as an administrator adds one. */
async function addUser(roles: string[]): Promise<{ id: string; email: string; version: number }> {
  made += 1;
  const email = `user${made}@example.org`;
  const body = { email, displayName: `User ${made}`, roles, initialPassword: INITIAL };
  const created = await admin.command('/api/v1/admin/users', body);
  expect(created.status).toBe(201);
  expect(JSON.stringify(created.body)).not.toContain(INITIAL);
  return { id: created.body.id, email, version: created.body.version };
}

/** The same once the user has chosen a password and signed in with it. */
async function addReadyUser(roles: string[]) {
  const user = await addUser(roles);
  const first = new ApiClient(api.url, (await login(user.email, INITIAL)).body.accessToken);
  await first.post('/api/v1/me/password', { currentPassword: INITIAL, newPassword: OWN });
  const answer = await login(user.email, OWN);
  expect(answer.status).toBe(200);
  return { ...user, client: new ApiClient(api.url, answer.body.accessToken) };
}

const versionOf = async (userId: string): Promise<number> => {
  const { body } = await admin.get('/api/v1/admin/users');
  return body.records.find((one: { id: string }) => one.id === userId).version;
};

describe('an initial password', () => {
  it('opens nothing but its own change, and is in no table and no journal row', async () => {
    const { email } = await addUser(['dispatcher']);
    const first = await login(email, INITIAL);
    expect(first.body.user.nextSteps).toEqual(['changePassword']);
    const client = new ApiClient(api.url, first.body.accessToken);
    expect(await client.get('/api/v1/units')).toMatchObject({ status: 403 });
    const change = (currentPassword: string, newPassword: string) =>
      client.post('/api/v1/me/password', { currentPassword, newPassword });
    expect(await change('not this one at all', OWN)).toMatchObject({ body: { reason: 'wrongPassword' } });
    expect(await change(INITIAL, 'short')).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'newPassword', message: 'too short; give at least 12 characters' }] },
    });
    expect(await change(INITIAL, INITIAL)).toMatchObject({ body: { reason: 'samePassword' } });
    expect(await change(INITIAL, OWN)).toMatchObject({ status: 200 });
    const second = await login(email, OWN);
    expect(second.body.user.nextSteps).toEqual([]);
    const ready = new ApiClient(api.url, second.body.accessToken);
    expect((await ready.get('/api/v1/units')).status).toBe(200);
    for (const table of ['command_log', 'journal']) {
      const { rows } = await owner.query(
        `select count(*)::int as count from ${table} t where t::text like '%${INITIAL}%' or t::text like '%${email}%'`,
      );
      expect([table, rows[0].count]).toEqual([table, 0]);
    }
  });

  it('is refused field by field, as a person would say it', async () => {
    const body = { email: 'nobody', displayName: '', roles: ['dispatcher'], initialPassword: INITIAL };
    const answer = await admin.request('POST', '/api/v1/admin/users', { commandId: uuidv7(), ...body });
    expect(answer.body.errors).toEqual([
      { path: 'email', message: 'this is no e-mail address; write it like name@example.org' },
      { path: 'displayName', message: 'fill this in' },
    ]);
  });

  it('works for three days', async () => {
    const { id, email } = await addUser(['dispatcher']);
    await owner.query(
      "update user_account set initial_password_until = now() - interval '1 s' where id = $1",
      [id],
    );
    expect(await login(email, INITIAL)).toMatchObject({
      status: 401,
      body: { reason: 'initialPasswordExpired' },
    });
    const again = { expectedVersion: await versionOf(id), initialPassword: 'another-one-entirely' };
    expect(await admin.command(`/api/v1/admin/users/${id}/initial-password`, again)).toMatchObject({
      status: 200,
    });
    expect((await login(email, 'another-one-entirely')).status).toBe(200);
  });
});

async function enrol(client: ApiClient): Promise<{ secret: string; recoveryCodes: string[] }> {
  const begun = await client.post('/api/v1/me/totp/begin', { password: OWN });
  expect(begun.body.uri).toContain('otpauth://totp/Akut');
  const { secret } = begun.body as { secret: string };
  const confirmed = await client.post('/api/v1/me/totp/confirm', {
    code: totpCode(secret, stepAt(new Date())),
  });
  expect(confirmed.status).toBe(200);
  return { secret, recoveryCodes: confirmed.body.recoveryCodes };
}

/** Codes of the step after the present one are taken too, and the present one was used to enrol. */
const nextCode = (secret: string): string => totpCode(secret, stepAt(new Date()) + 1);

describe('the second step', () => {
  it('is asked for, takes each code once, and keeps its secret from the database', async () => {
    const { id, email, client } = await addReadyUser(['dispatcher']);
    expect(await client.post('/api/v1/me/totp/begin', { password: 'wrong, all wrong' })).toMatchObject({
      status: 422,
    });
    const { secret } = await enrol(client);
    expect(await client.post('/api/v1/me/totp/begin', { password: OWN })).toMatchObject({
      status: 409,
      body: { reason: 'totpAlreadyEnrolled' },
    });
    expect(await login(email, OWN)).toMatchObject({ status: 401, body: { reason: 'secondStepNeeded' } });
    expect(await login(email, OWN, totpCode(secret, stepAt(new Date())))).toMatchObject({
      status: 422,
      body: { reason: 'wrongCode' },
    });
    const code = nextCode(secret);
    const both = await Promise.all([login(email, OWN, code), login(email, OWN, code)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 422]);
    expect(await login(email, OWN, code)).toMatchObject({ status: 422 });
    const { rows } = await owner.query('select secret from user_totp where user_id = $1', [id]);
    expect(rows[0].secret.toString('utf8')).not.toContain(secret);
    expect((await client.get('/api/v1/me/totp')).body).toMatchObject({
      isEnrolled: true,
      recoveryCodesLeft: 10,
    });
  });

  it('slows down who guesses codes, from wherever, though the password is right', async () => {
    const { id, email, client } = await addReadyUser(['dispatcher']);
    const { secret } = await enrol(client);
    const answers: number[] = [];
    for (const guess of ['000000', '000001', '000002', '000003']) {
      // The first wait is of one second, which a busy machine lets pass between two guesses: the fourth comes in no time.
      if (answers.length === 3) await holdLastFailure(`code:${id}`, 3);
      answers.push((await login(email, OWN, guess)).status);
      await login(email, OWN);
    }
    expect(answers).toEqual([422, 422, 422, 429]);
    expect(await login(email, OWN, nextCode(secret))).toMatchObject({
      status: 429,
      body: { reason: 'tooManyFailures' },
    });
  });

  it('lets a recovery code in once, and an administrator take the step away', async () => {
    const { id, email, client } = await addReadyUser(['dispatcher']);
    const { recoveryCodes } = await enrol(client);
    const spoken = recoveryCodes[0]!.toUpperCase().replace('-', ' ');
    expect((await login(email, OWN, spoken)).status).toBe(200);
    expect((await login(email, OWN, spoken)).status).toBe(422);
    const reset = { expectedVersion: await versionOf(id) };
    expect((await admin.command(`/api/v1/admin/users/${id}/reset-totp`, reset)).status).toBe(200);
    expect((await client.get('/api/v1/me')).status).toBe(401);
    expect((await login(email, OWN)).status).toBe(200);
  });

  it('is required of roles that the region names', async () => {
    const { email } = await addReadyUser(['analyst']);
    const settings = async () => (await admin.get('/api/v1/admin/region')).body;
    const { name, languages, policyCountry, version } = await settings();
    const body = { name, languages, policyCountry, totpRoles: ['analyst'], expectedVersion: version };
    expect((await put(admin, '/api/v1/admin/region', body)).status).toBe(200);
    expect(await put(admin, '/api/v1/admin/region', body)).toMatchObject({
      status: 409,
      body: { reason: 'versionOutdated' },
    });
    const answer = await login(email, OWN);
    expect(answer.body.user.nextSteps).toEqual(['enrolTotp']);
    const client = new ApiClient(api.url, answer.body.accessToken);
    expect((await client.get('/api/v1/units')).status).toBe(403);
    await enrol(client);
    const renewed = await client.post('/api/v1/auth/refresh', { refreshToken: answer.body.refreshToken });
    const ready = new ApiClient(api.url, renewed.body.accessToken);
    expect((await ready.get('/api/v1/units')).status).toBe(200);
    await put(admin, '/api/v1/admin/region', {
      ...body,
      totpRoles: [],
      expectedVersion: (await settings()).version,
    });
  });
});

describe("the control room's telephone", () => {
  it('is what an administrator says, when it is one', async () => {
    const settings = async () => (await admin.get('/api/v1/admin/region')).body;
    const save = async (controlRoomPhone: unknown) => {
      const { name, languages, policyCountry, totpRoles, version } = await settings();
      const body = { name, languages, policyCountry, totpRoles, expectedVersion: version, controlRoomPhone };
      return put(admin, '/api/v1/admin/region', body);
    };
    for (const wrong of ['call us', '12', '+', '++46 8', '8'.repeat(16), '112\u202e', 112, { a: 1 }, '']) {
      expect(await save(wrong)).toMatchObject({ status: 400, body: { reason: 'invalidInput' } });
    }
    for (const right of ['112', '(02) 915-55', null, '+46 8 465 004 12']) {
      expect((await save(right)).status).toBe(200);
      expect((await settings()).controlRoomPhone).toBe(right);
    }
  });
});

describe('own sessions', () => {
  it('are listed with their device; one that is ended is refused and its sockets close', async () => {
    const { email, client } = await addReadyUser(['dispatcher']);
    const other = await login(email, OWN);
    const otherClient = new ApiClient(api.url, other.body.accessToken);
    const socket = otherClient.live();
    await nextEvent(socket, 'connect');
    const { sessions } = (await client.get('/api/v1/me/sessions')).body;
    expect(sessions).toHaveLength(3);
    expect(sessions.filter((one: { isCurrent: boolean }) => one.isCurrent)).toHaveLength(1);
    expect(sessions[0].userAgent).toMatch(/node|undici/i);
    const own = (await otherClient.get('/api/v1/me/sessions')).body.sessions;
    const otherId = own.find((one: { isCurrent: boolean }) => one.isCurrent).id;
    const closed = nextEvent(socket, 'signedOut');
    expect((await client.post(`/api/v1/me/sessions/${otherId}/end`, {})).status).toBe(200);
    expect(await closed).toEqual(['sessionEnded']);
    expect((await otherClient.get('/api/v1/me')).status).toBe(401);
    expect((await client.post(`/api/v1/me/sessions/${otherId}/end`, {})).status).toBe(404);
    expect((await client.post('/api/v1/me/sessions/end-others', {})).body).toEqual({ ended: 1 });
    expect((await client.get('/api/v1/me/sessions')).body.sessions).toHaveLength(1);
  });

  it('of others are nobody else’s to end', async () => {
    const { client } = await addReadyUser(['dispatcher']);
    const theirs = (await admin.get('/api/v1/me/sessions')).body.sessions[0].id;
    expect((await client.post(`/api/v1/me/sessions/${theirs}/end`, {})).status).toBe(404);
    expect((await admin.get('/api/v1/me')).status).toBe(200);
  });
});

describe('preferences', () => {
  it('stay with the account', async () => {
    const { email, client } = await addReadyUser(['dispatcher']);
    await client.patch('/api/v1/me/preferences', { language: 'cs', theme: 'light', loudnessPercent: 40 });
    await client.patch('/api/v1/me/preferences', { warningsSound: false });
    const { user } = (await login(email, OWN)).body;
    expect(user).toMatchObject({
      language: 'cs',
      preferences: { theme: 'light', loudnessPercent: 40, warningsSound: false },
    });
    expect((await client.patch('/api/v1/me/preferences', { theme: 'plaid' })).status).toBe(400);
  });
});

describe('users of a region', () => {
  it('lose their session with a role', async () => {
    const { id, email, client } = await addReadyUser(['dispatcher', 'supervisor']);
    const change = (roles: string[], expectedVersion: number) =>
      put(admin, `/api/v1/admin/users/${id}`, { email, displayName: 'Renamed', roles, expectedVersion });
    const version = await versionOf(id);
    expect((await change(['dispatcher', 'supervisor', 'analyst'], version)).status).toBe(200);
    expect((await client.get('/api/v1/me')).status).toBe(200);
    expect(await change(['dispatcher'], version)).toMatchObject({ body: { reason: 'versionOutdated' } });
    expect((await change(['dispatcher'], version + 1)).status).toBe(200);
    expect((await client.get('/api/v1/me')).status).toBe(401);
  });

  it('keep an administrator: neither the last one nor oneself is disabled, and two cannot remove each other', async () => {
    const { records } = (await admin.get('/api/v1/admin/users')).body;
    const me = records.find((one: { roles: string[] }) => one.roles.includes('admin'));
    const fields = ({ email, displayName, language, roles, facilityIds }: typeof me) => ({
      email,
      displayName,
      language,
      roles,
      facilityIds,
    });
    const mine = { ...fields(me), expectedVersion: me.version };
    const path = `/api/v1/admin/users/${me.id}`;
    expect(await put(admin, path, { ...mine, isDisabled: true })).toMatchObject({
      body: { reason: 'ownAccount' },
    });
    expect(await put(admin, path, { ...mine, roles: ['dispatcher'] })).toMatchObject({
      body: { reason: 'lastAdmin' },
    });
    const second = await addReadyUser(['admin']);
    const hers = {
      email: second.email,
      displayName: 'Second',
      roles: ['dispatcher'],
      expectedVersion: await versionOf(second.id),
    };
    const answers = await Promise.all([
      put(admin, `/api/v1/admin/users/${second.id}`, hers),
      put(second.client, path, { ...mine, roles: ['dispatcher'] }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, expect.any(Number)]);
    const { rows } = await owner.query(
      "select count(*)::int as count from user_role where region_id = 'montevideo' and role = 'admin'",
    );
    expect(rows[0].count).toBe(1);
  });

  it('who work elsewhere too are not another region’s administrator’s to take over', async () => {
    await owner.query(
      "insert into region (id, name, map_id, time_zone, currency, languages) select 'faraway', 'Faraway', map_id, time_zone, currency, languages from region where id = 'montevideo'",
    );
    admin = await api.signIn('admin');
    const stillAdmin = (await admin.get('/api/v1/admin/users')).status === 200;
    // The race above may have been won by the other one.
    if (!stillAdmin) {
      await owner.query(
        "insert into user_role select id, 'montevideo', 'admin' from user_account where email like '%admin%' on conflict do nothing",
      );
      admin = await api.signIn('admin');
    }
    const { id, email } = await addUser(['dispatcher']);
    await owner.query("insert into user_role values ($1, 'faraway', 'admin')", [id]);
    const expectedVersion = await versionOf(id);
    for (const [path, body] of [
      ['initial-password', { initialPassword: 'taken over by a neighbour' }],
      ['reset-totp', {}],
      ['end-sessions', {}],
    ] as const) {
      const answer = await admin.command(`/api/v1/admin/users/${id}/${path}`, { ...body, expectedVersion });
      expect(answer).toMatchObject({ status: 403, body: { reason: 'userKeptElsewhere' } });
    }
    const roles = ['dispatcher', 'analyst'];
    const change = { email, displayName: 'Taken', roles, expectedVersion };
    expect(await put(admin, `/api/v1/admin/users/${id}`, change)).toMatchObject({ status: 403 });
    const { displayName } = (await admin.get('/api/v1/admin/users')).body.records.find(
      (one: { id: string }) => one.id === id,
    );
    expect(await put(admin, `/api/v1/admin/users/${id}`, { ...change, displayName })).toMatchObject({
      status: 200,
    });
    expect(await admin.get('/api/v1/admin/users?regionId=faraway')).toMatchObject({ status: 404 });
    expect(
      await admin.command('/api/v1/admin/users', {
        regionId: 'faraway',
        email: 'x@example.org',
        displayName: 'X',
        roles: ['admin'],
        initialPassword: INITIAL,
      }),
    ).toMatchObject({ status: 404 });
  });
});
