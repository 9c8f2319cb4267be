import { createHash } from 'node:crypto';
import type { Role } from '#domain';
import { createPool, inCommandTransaction, type Pool } from '#persistence';
import { createTestDatabase, RegionFixture, type TestDatabase, type TestUser } from '#testing';
import type { Actor, CommandPorts } from '#use-cases';
import { v7 as uuidv7 } from 'uuid';

/** A database of its own with one region, and the ports that commands run on, as the api makes them. */
export interface CommandFixture {
  readonly database: TestDatabase;
  readonly region: RegionFixture;
  readonly pool: Pool;
  readonly ports: CommandPorts;
  readonly wokenRegions: string[];
  actor(user: TestUser, ...roles: readonly Role[]): Actor;
  close(): Promise<void>;
}

export async function createCommandFixture(regionId = 'testland'): Promise<CommandFixture> {
  const database = await createTestDatabase('empty');
  const region = await RegionFixture.create(database.ownerUrl, regionId);
  const pool = createPool(database.appUrl, { max: 12 });
  const wokenRegions: string[] = [];
  const ports: CommandPorts = {
    clock: { now: () => new Date() },
    ids: { newId: uuidv7 },
    inTransaction: (work) => inCommandTransaction(pool, work),
    hashBody: (body) => createHash('sha256').update(JSON.stringify(body)).digest('hex'),
    committed: (regionIds) => void wokenRegions.push(...regionIds),
  };
  return {
    database,
    region,
    pool,
    ports,
    wokenRegions,
    actor: (user, ...roles) => ({
      kind: 'user',
      id: user.id,
      displayName: user.displayName,
      roles: roles.map((role) => ({ regionId, role })),
    }),
    close: async () => {
      await pool.end();
      await region.close();
      await database.drop();
    },
  };
}

export const newCommandId = (): string => uuidv7();
