import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '#testing';
import { createPool, getRow, inTransaction, type Pool } from '../src/pool.ts';

let database: TestDatabase;
let pool: Pool;
let other: Pool;

beforeAll(async () => {
  database = await createTestDatabase('empty');
  pool = createPool(database.ownerUrl, { max: 2 });
  other = createPool(database.ownerUrl, { max: 1 });
}, 60_000);

afterAll(async () => {
  await pool.end();
  await other.end();
  await database.drop();
});

describe('a connection that ends in the middle of a transaction', () => {
  it('fails that transaction only; the process and the pool live on', async () => {
    const uncaught: unknown[] = [];
    const note = (error: unknown): void => void uncaught.push(error);
    process.on('uncaughtException', note);
    const work = inTransaction(pool, async (client) => {
      const { pid } = await getRow<{ pid: number }>(client, 'select pg_backend_pid() as pid', []);
      await other.query('select pg_terminate_backend($1::int)', [pid]);
      await new Promise((resolve) => setTimeout(resolve, 200));
      await client.query('select 1');
    });
    await expect(work).rejects.toThrow(/not queryable|terminat/);
    process.off('uncaughtException', note);
    expect(uncaught).toEqual([]);
    expect(await getRow(pool, 'select 1 as one', [])).toEqual({ one: 1 });
  });
});
