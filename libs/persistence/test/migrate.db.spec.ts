import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createTestDatabase } from '#testing';
import type { TestDatabase } from '#testing';
import { migrate, MigrationError, readMigrations, scramVerifier } from '../src/migrate.ts';
import type { Migration } from '../src/migrate.ts';

let database: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase('empty');
  client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
});

afterAll(async () => {
  await client?.end();
  await database?.drop();
});

const shipped = readMigrations();
const extra = (name: string, sql: string): Migration => ({ name, sql, checksum: `of ${sql}` });
const run = (...more: Migration[]) =>
  migrate({ ownerUrl: database.ownerUrl, migrations: [...shipped, ...more] });

async function findTable(name: string): Promise<string | null> {
  const { rows } = await client.query<{ found: string | null }>('select to_regclass($1)::text as found', [
    name,
  ]);
  return rows[0]!.found;
}

describe('migrate', () => {
  it('finds the template migrated already', async () => {
    expect(await run()).toEqual({ applied: [], alreadyThere: shipped.length, unknown: [] });
  });

  it('applies one file once when two migrators start together', async () => {
    const slow = extra('9001_together', 'select pg_sleep(0.3); create table together (n int)');
    const results = await Promise.all([run(slow), run(slow), run(slow)]);
    expect(results.map((result) => result.applied.length).sort()).toEqual([0, 0, 1]);
  });

  it('saves nothing of a file that fails, names the line, and succeeds once mended', async () => {
    const together = extra('9001_together', 'select pg_sleep(0.3); create table together (n int)');
    const broken = extra('9002_broken', 'create table half (n int);\n\nselect nonsense;');
    await expect(run(together, broken)).rejects.toThrow(
      /9002_broken\.sql:3: column "nonsense" does not exist/,
    );
    expect(await findTable('half')).toBeNull();
    await run(together, extra('9002_broken', 'create table half (n int)'));
    expect(await findTable('half')).toBe('half');
  });

  it('refuses a file that changed after it was applied', async () => {
    const changed = extra('9001_together', 'create table something_else (n int)');
    await expect(run(changed)).rejects.toThrow(MigrationError);
    expect(await findTable('something_else')).toBeNull();
  });

  it('leaves alone what a newer version applied', async () => {
    expect((await run()).unknown).toEqual(['9001_together', '9002_broken']);
  });

  it('computes the same SCRAM verifier as the server', async () => {
    // A role of its own, as akut_app belongs to the whole cluster.
    const role = `scram_${process.pid}`;
    await client.query(`create role ${role} password 'correct horse'`);
    try {
      const { rows } = await client.query<{ verifier: string }>(
        'select rolpassword as verifier from pg_authid where rolname = $1',
        [role],
      );
      const { verifier } = rows[0]!;
      const salt = Buffer.from(/^SCRAM-SHA-256\$4096:([^$]+)\$/.exec(verifier)![1]!, 'base64');
      expect(scramVerifier('correct horse', salt)).toBe(verifier);
      expect(scramVerifier('wrong horse', salt)).not.toBe(verifier);
    } finally {
      await client.query(`drop role ${role}`);
    }
  });
});

describe('readMigrations', () => {
  it('refuses bad names and numbers used twice', () => {
    const folder = mkdtempSync(join(tmpdir(), 'akut-migrations-'));
    try {
      writeFileSync(join(folder, '0001_first.sql'), 'select 1');
      writeFileSync(join(folder, '0001_again.sql'), 'select 1');
      expect(() => readMigrations(folder)).toThrow(/0001_again.sql and 0001_first.sql have the same number/);
      writeFileSync(join(folder, '1_short.sql'), 'select 1');
      expect(() => readMigrations(folder)).toThrow(/rename it to NNNN_words.sql|same number/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
