import { createHash } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { readConfig } from '#config';
import type { Role } from '#domain';
import type { TestDatabase, RegionFixture } from '#testing';
import { hash } from '@node-rs/argon2';
import { pino } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { createApp } from '../../apps/dispatch-api/src/create-app.ts';

const keyFolder = mkdtempSync(join(tmpdir(), 'akut-test-'));

/** Nobody listens there: Redis is away. */
export const NO_REDIS = 'redis://127.0.0.1:1';

/** Starts a whole api process's worth of application, on a free port unless one is named. */
export async function startApi(
  database: TestDatabase,
  redisUrl: string,
  port = 0,
  settings: Readonly<Record<string, string>> = {},
): Promise<{ app: NestFastifyApplication; url: string }> {
  const config = readConfig('api', {
    ...settings,
    AKUT_DEMO: '1',
    DATABASE_URL: database.appUrl,
    REDIS_URL: redisUrl,
    AKUT_LOG_LEVEL: 'silent',
    AKUT_WEB_ROOT: 'no-pages',
    // One key for all processes of a system, or each refuses the others' tokens.
    AKUT_TOKEN_KEY_FILE: join(keyFolder, 'token.pem'),
  });
  const app = await createApp(config, pino({ level: 'silent' }));
  await app.listen(port, '127.0.0.1');
  return { app, url: (await app.getUrl()).replace('[::1]', '127.0.0.1') };
}

/** A user who can sign in; answers the access token. */
export async function signInAs(
  region: RegionFixture,
  url: string,
  role: Role,
  unitId?: string,
): Promise<{ userId: string; token: string }> {
  const user = await region.addUser(role, role);
  const email = `${user.id}@example.org`;
  const passwordHash = await hash('correct horse');
  await region.query('update user_account set password_hash = $2 where id = $1', [user.id, passwordHash]);
  if (unitId !== undefined) await region.bindCrew(unitId, user.id);
  const answer = await postJson(`${url}/api/v1/auth/login`, {
    email,
    password: 'correct horse',
    client: 'native',
  });
  return { userId: user.id, token: (answer.body as { accessToken: string }).accessToken };
}

/** A tracker with the secret `key` in a vehicle that the unit has now. */
export async function addTracker(
  region: RegionFixture,
  unitId: string | undefined,
  externalId: string,
  key: string,
  protocol = 'osmand',
) {
  const vehicleId = uuidv7();
  const deviceId = uuidv7();
  await region.query('insert into vehicle (id, region_id, plate) values ($1, $2, $3)', [
    vehicleId,
    region.regionId,
    `P-${externalId}`,
  ]);
  await region.query(
    `insert into device (id, region_id, vehicle_id, protocol, external_id, secret_hash) values ($1, $2, $3, $6, $4, $5)`,
    [deviceId, region.regionId, vehicleId, externalId, createHash('sha256').update(key).digest(), protocol],
  );
  if (unitId !== undefined) {
    await region.query(
      `insert into unit_vehicle_binding values ($1, $2, tstzrange(now() - interval '1 hour', null))`,
      [unitId, vehicleId],
    );
  }
  return { deviceId, vehicleId };
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export async function ask(url: string, init?: RequestInit): Promise<Answer> {
  const response = await fetch(url, init);
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
}

export const postJson = (url: string, body: unknown, token?: string): Promise<Answer> =>
  ask(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  });

/** Waits until `check` answers something other than undefined. */
export async function eventually<T>(
  check: () => Promise<T | undefined> | T | undefined,
  seconds = 8,
): Promise<T> {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    const found = await check();
    if (found !== undefined) return found;
    if (performance.now() > end) throw new Error(`not so after ${seconds} s: ${check.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
