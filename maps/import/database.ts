import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { ImportError } from './import-error.ts';

export type Client = pg.Client;

/** Schema that one import works in; dropped at its end and, after a kill, at the start of the next. */
export const STAGING = 'akut_import';

/** How the connections of osm2pgsql are known in the database. */
export const LOADER_NAME = 'akut-osm2pgsql';

/** @throws ImportError when the database can't be reached or refuses */
export async function connect(ownerUrl: string): Promise<Client> {
  const client = new pg.Client({
    connectionString: ownerUrl,
    application_name: 'akut-region',
    keepAlive: true,
  });
  // Losing the server is told by the statement that runs.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    throw new ImportError(`the database can't be used (${(error as Error).message}): see DATABASE_OWNER_URL`);
  }
  return client;
}

const quoteConninfo = (value: string): string => `'${value.replace(/[\\']/g, '\\$&')}'`;
const escapePassfile = (value: string): string => value.replace(/[\\:]/g, '\\$&');

/**
 * Runs `work` with a libpq connection string for programs. The password goes through a private file, because a
 * command line can be read by everybody on the machine.
 */
export async function withConninfo<T>(client: Client, work: (conninfo: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'akut-region-'));
  try {
    const parts = [
      `host=${quoteConninfo(client.host)}`,
      `port=${client.port}`,
      `user=${quoteConninfo(client.user ?? '')}`,
      `dbname=${quoteConninfo(client.database ?? '')}`,
      `application_name=${LOADER_NAME}`,
    ];
    if (client.password) {
      const passfile = join(folder, 'pgpass');
      await writeFile(passfile, `*:*:*:*:${escapePassfile(client.password)}\n`, { mode: 0o600 });
      parts.push(`passfile=${quoteConninfo(passfile)}`);
    }
    return await work(parts.join(' '));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Rows that a statement changed. */
export async function run(client: Client, sql: string, values: unknown[] = []): Promise<number> {
  return (await client.query(sql, values)).rowCount ?? 0;
}
