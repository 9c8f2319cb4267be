// Servers that the person gives (DATABASE_URL as owner, REDIS_URL): checked before anything is done with them.
// Needs the npm packages.
import { SetupError } from './lifetime.mjs';
import { MINIMUM_POSTGRES } from './postgres.mjs';
import { askRedis } from './redis.mjs';

const MINIMUM_POSTGIS = [3, 3];
const EXTENSIONS = ['postgis', 'pg_trgm', 'unaccent', 'btree_gist'];

/** @throws SetupError listing all that this database lacks */
export async function checkGivenDatabase(ownerUrl) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
  } catch (error) {
    await client.end().catch(() => {});
    throw new SetupError(
      `No connection to DATABASE_URL (${hidePassword(ownerUrl)}): ${error.message || error.code}`,
    );
  }
  try {
    const faults = listDatabaseFaults(await describeDatabase(client));
    if (faults.length > 0) {
      const list = faults.map((fault) => `  - ${fault}`).join('\n');
      throw new SetupError(
        `The database of DATABASE_URL (${hidePassword(ownerUrl)}) can't be used yet:\n${list}`,
      );
    }
  } finally {
    await client.end();
  }
}

async function describeDatabase(client) {
  const { rows } = await client.query(
    `select current_setting('server_version_num')::int as version,
       current_user as who,
       current_database() as database,
       (select rolsuper from pg_roles where rolname = current_user) as is_superuser,
       (select rolcreaterole from pg_roles where rolname = current_user) as may_create_roles,
       has_database_privilege(current_database(), 'create') as may_create,
       exists (select from pg_roles where rolname = 'akut_app') as has_app_role,
       (select jsonb_object_agg(name, jsonb_build_object('default', default_version, 'installed', installed_version))
        from pg_available_extensions where name = any ($1)) as extensions`,
    [EXTENSIONS],
  );
  return rows[0];
}

/**
 * @param {{ version: number, who: string, database: string, is_superuser: boolean, may_create_roles: boolean,
 *   may_create: boolean, extensions: Record<string, { default: string, installed: string | null }> | null }} found
 */
export function listDatabaseFaults(found) {
  const faults = [];
  const major = Math.floor(found.version / 10_000);
  if (major < MINIMUM_POSTGRES)
    faults.push(`PostgreSQL ${major} is too old: ${MINIMUM_POSTGRES} or newer is needed`);
  for (const name of EXTENSIONS) {
    const extension = found.extensions?.[name];
    if (!extension) {
      const debian = name === 'postgis' ? `postgresql-${major}-postgis-3` : `postgresql-contrib`;
      faults.push(`the extension ${name} is not installed on the server (Debian: ${debian})`);
    } else if (name === 'postgis') {
      const version = extension.installed ?? extension.default;
      if (!isAtLeast(version, MINIMUM_POSTGIS)) {
        faults.push(`PostGIS ${version} is too old: ${MINIMUM_POSTGIS.join('.')} or newer is needed`);
      } else if (!extension.installed && !found.is_superuser) {
        faults.push(`only a superuser can do this once in "${found.database}": create extension postgis;`);
      }
    }
  }
  if (!found.may_create)
    faults.push(`${found.who} may not create in "${found.database}": it has to be the owner`);
  if (!found.is_superuser && !found.may_create_roles) {
    faults.push(
      `${found.who} sets up the role akut_app, so a superuser has to do once: alter role ${found.who} createrole;`,
    );
  }
  return faults;
}

function isAtLeast(version, [major, minor]) {
  const [a, b] = version.split('.').map((part) => parseInt(part, 10));
  return a > major || (a === major && b >= minor);
}

export function hidePassword(url) {
  const parsed = new URL(url);
  if (parsed.password) parsed.password = '...';
  return parsed.href;
}

/** @returns {Promise<string | undefined>} a warning @throws SetupError when nothing answers */
export async function checkGivenRedis(url) {
  const { protocol, hostname, port, username, password } = new URL(url);
  // TLS needs a client of its own; the api's readiness says whether it works.
  if (protocol === 'rediss:') return undefined;
  const server = {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port || 6379),
    user: decodeURIComponent(username) || undefined,
    password: decodeURIComponent(password) || undefined,
  };
  const answer = await askRedis(server, ['CONFIG', 'GET', 'maxmemory-policy']).catch((error) => {
    throw new SetupError(`No answer from REDIS_URL (${hidePassword(url)}): ${error.message || error.code}`);
  });
  if (/NOAUTH|WRONGPASS/.test(answer))
    throw new SetupError(`REDIS_URL (${hidePassword(url)}): wrong or missing password`);
  const policy = /maxmemory-policy\r\n\$\d+\r\n([a-z-]+)/.exec(answer)?.[1];
  return policy && policy !== 'noeviction'
    ? `REDIS_URL: its maxmemory-policy is ${policy}, which may drop queued jobs; set it to noeviction`
    : undefined;
}
