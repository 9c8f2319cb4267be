import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

/** One numbered file of `libs/persistence/migrations`. */
export interface Migration {
  /** File name without `.sql`, like `0001_maps`. */
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the file, hexadecimal. */
  readonly checksum: string;
}

export interface MigrateResult {
  readonly applied: readonly string[];
  readonly alreadyThere: number;
  /** Applied by a newer version of the program; this one leaves them alone. */
  readonly unknown: readonly string[];
}

/** A migration that can't run; nothing of it is saved, the message says what to do. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

// Any fixed number serves; it only has to be nobody else's in this database.
const LOCK_KEY = 4_155_684_116;

/**
 * Reads the numbered files in order.
 * @throws MigrationError when a name is not `NNNN_words.sql` or a number is used twice
 */
export function readMigrations(folder: string = findMigrationsFolder()): Migration[] {
  const seen = new Map<string, string>();
  const migrations: Migration[] = [];
  const files = readdirSync(folder).filter((name) => name.endsWith('.sql'));
  for (const file of files.sort()) {
    const number = /^(\d{4})_[a-z0-9_]+\.sql$/.exec(file)?.[1];
    if (number === undefined)
      throw new MigrationError(`${file}: rename it to NNNN_words.sql, like 0007_alarms.sql`);
    const earlier = seen.get(number);
    if (earlier)
      throw new MigrationError(`${earlier} and ${file} have the same number: give one the next free number`);
    seen.set(number, file);
    const sql = readFileSync(join(folder, file), 'utf8');
    migrations.push({
      name: file.slice(0, -4),
      sql,
      checksum: createHash('sha256').update(sql).digest('hex'),
    });
  }
  return migrations;
}

// This module runs from its source (libs/persistence/src) and from the bundle (dist).
function findMigrationsFolder(): string {
  for (const relative of ['../migrations', '../libs/persistence/migrations']) {
    const folder = fileURLToPath(new URL(relative, import.meta.url));
    if (existsSync(folder)) return folder;
  }
  throw new MigrationError('the folder libs/persistence/migrations is missing beside this program');
}

/**
 * Brings a database to the newest schema: each file in a transaction of its own, in order, forward only. Of two
 * migrators at once the second waits for the first and then finds nothing to do.
 * @throws MigrationError when a file fails or an applied file has changed since
 */
export async function migrate(options: {
  ownerUrl: string;
  migrations?: readonly Migration[];
  /** Becomes the password of the role akut_app. */
  appPassword?: string | undefined;
  report?: (line: string) => void;
}): Promise<MigrateResult> {
  const migrations = options.migrations ?? readMigrations();
  const client = new pg.Client({ connectionString: options.ownerUrl, application_name: 'akut-migrate' });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK_KEY]);
    const done = await readApplied(client);
    const applied: string[] = [];
    for (const migration of migrations) {
      const checksum = done.get(migration.name);
      if (checksum === undefined) {
        await apply(client, migration);
        applied.push(migration.name);
        options.report?.(`applied ${migration.name}`);
      } else if (checksum !== migration.checksum) {
        throw new MigrationError(
          `${migration.name}.sql was changed after this database applied it: put the old text back and add the ` +
            'change as a new numbered file (a development database may be dropped instead)',
        );
      }
    }
    if (options.appPassword) await setAppPassword(client, options.appPassword);
    const known = new Set(migrations.map((migration) => migration.name));
    const unknown = [...done.keys()].filter((name) => !known.has(name));
    return { applied, alreadyThere: migrations.length - applied.length, unknown };
  } finally {
    await client.end();
  }
}

async function readApplied(client: pg.Client): Promise<Map<string, string>> {
  await client.query(`create table if not exists schema_migration (
    name text primary key,
    checksum text not null,
    applied_at timestamptz not null default now()
  )`);
  const { rows } = await client.query<{ name: string; checksum: string }>(
    'select name, checksum from schema_migration order by name',
  );
  return new Map(rows.map((row) => [row.name, row.checksum]));
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  try {
    await client.query('begin');
    await client.query(migration.sql);
    await client.query('insert into schema_migration (name, checksum) values ($1, $2)', [
      migration.name,
      migration.checksum,
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new MigrationError(describeFailure(migration, error as pg.DatabaseError), { cause: error });
  }
}

function describeFailure(migration: Migration, error: pg.DatabaseError): string {
  const position = Number(error.position ?? 0);
  const line = position > 0 ? `:${migration.sql.slice(0, position).split('\n').length}` : '';
  const hint = error.hint ? ` (${error.hint})` : '';
  const advice = error.code === '42501' ? `\n${ADVICE_ON_RIGHTS}` : '';
  return `${migration.name}.sql${line}: ${error.message}${hint}; nothing of this file was saved${advice}`;
}

const ADVICE_ON_RIGHTS = `A superuser of this database can prepare it once, then run this again:
  create extension if not exists postgis; create extension if not exists pg_trgm;
  create extension if not exists unaccent; create extension if not exists btree_gist;
  create role akut_app login; alter role <owner> createrole; grant akut_app to <owner> with admin option;`;

// The verifier is computed here, so that the password never stands in a statement, which the server might log.
async function setAppPassword(client: pg.Client, password: string): Promise<void> {
  const verifier = scramVerifier(password, randomBytes(16));
  await client.query(`alter role akut_app password ${client.escapeLiteral(verifier)}`);
}

/** SCRAM-SHA-256 verifier as PostgreSQL stores it (RFC 5803); the password must be ASCII, as no SASLprep is done. */
export function scramVerifier(password: string, salt: Buffer, iterations = 4096): string {
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  const hmac = (text: string) => createHmac('sha256', salted).update(text).digest();
  const storedKey = createHash('sha256').update(hmac('Client Key')).digest('base64');
  const serverKey = hmac('Server Key').toString('base64');
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${storedKey}:${serverKey}`;
}
