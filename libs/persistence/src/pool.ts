import { createHash } from 'node:crypto';
import pg from 'pg';

/** Anything that runs SQL: the pool, or one client inside a transaction. */
export interface Queryable {
  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<pg.QueryResult<Row>>;
}
export type Pool = pg.Pool;

// bigint (journal sequence numbers) fits a double for 285 million years of 1,000 rows a second.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/**
 * A pool for the running system. A client that hangs or half-opens while it holds a lock would freeze its region, so
 * the server ends idle transactions after 2 s and waits for locks at most 1 s.
 */
export function createPool(connectionString: string, { max = 10 }: { readonly max?: number } = {}): Pool {
  const pool = new pg.Pool({
    connectionString,
    max,
    connectionTimeoutMillis: 2000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 2000,
    statement_timeout: 5000,
    lock_timeout: 1000,
    idle_in_transaction_session_timeout: 2000,
    // Compiling a statement, or starting workers for it, takes longer than any of these statements runs (a tile: 140 -> 40 ms).
    options:
      '-c jit=off -c max_parallel_workers_per_gather=0 ' +
      // One letter missing in a short street name leaves 0.5 of it alike.
      '-c pg_trgm.word_similarity_threshold=0.45 ' +
      '-c timezone=UTC -c tcp_keepalives_idle=2 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=2',
  });
  // An idle client that loses its server must not end the process; the next query reports it.
  pool.on('error', () => undefined);
  // Nor one that loses it between two statements of a transaction, where the pool itself does not listen: the next
  // statement fails and says so.
  pool.on('connect', (client) => void client.on('error', () => undefined));
  return pool;
}

/** Runs `work` in one transaction; an exception undoes it. */
export async function inTransaction<T>(pool: Pool, work: (client: Queryable) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken = false;
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => {
      broken = true;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

const statementNames = new Map<string, string>();

/** A name for each text, short enough for PostgreSQL (63 bytes). */
function nameOf(text: string): string {
  const name = statementNames.get(text) ?? createHash('sha256').update(text).digest('base64url').slice(0, 32);
  statementNames.set(text, name);
  return name;
}

/**
 * The client with every statement prepared once for its connection: planning a command's statements took two to ten
 * times as long as running them. For statements without literals of their own only, or they pile up.
 */
export function prepared(client: Queryable): Queryable {
  const named = client as unknown as {
    query(statement: { name: string; text: string; values: unknown[] }): unknown;
  };
  return {
    query: <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) =>
      values === undefined
        ? client.query<Row>(text)
        : (named.query({ name: nameOf(text), text, values }) as Promise<pg.QueryResult<Row>>),
  };
}

const METERS_PER_DEGREE = 111_195;

/** West, east, south and north of a box that holds every place within the reach. */
export function boxAround([lon, lat]: readonly [number, number], reachMeters: number): number[] {
  const north = reachMeters / METERS_PER_DEGREE;
  const east = north / Math.max(0.01, Math.cos((lat * Math.PI) / 180));
  return [lon - east, lon + east, lat - north, lat + north];
}

/** First row or undefined. */
export async function findRow<Row extends pg.QueryResultRow>(
  db: Queryable,
  sql: string,
  values: unknown[],
): Promise<Row | undefined> {
  return (await db.query<Row>(sql, values)).rows[0];
}

/** First row; throws when there is none. */
export async function getRow<Row extends pg.QueryResultRow>(
  db: Queryable,
  sql: string,
  values: unknown[],
): Promise<Row> {
  const row = await findRow<Row>(db, sql, values);
  if (!row) throw new Error(`expected a row from: ${sql.slice(0, 80)}`);
  return row;
}
