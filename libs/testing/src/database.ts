import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { readConfig } from '#config';
import { migrate } from '#persistence';

/** `empty`: migrated; `montevideo`: migrated, with the demo region imported. */
export type TemplateName = 'empty' | 'montevideo';

export interface TestDatabase {
  readonly name: string;
  /** Superuser. */
  readonly ownerUrl: string;
  /** Role akut_app, as api and worker connect. */
  readonly appUrl: string;
  /** Ends all connections to it and removes it. */
  drop(): Promise<void>;
}

const WHAT_TO_TYPE =
  'Type `npm test -- --only database PATH`, which provides the databases; or set AKUT_TEST_DATABASE_URL to a ' +
  'superuser of a cluster of your own and type `node tools/dev-templates.mjs` once to make the templates there.';

/**
 * Clones a template database (about 0.1 s for `empty`), so that each test file has a database of its own.
 * @throws Error that says what to type when the cluster or the template is missing
 */
export async function createTestDatabase(template: TemplateName): Promise<TestDatabase> {
  const clusterUrl = getClusterUrl();
  const name = `akut_test_${process.pid}_${randomBytes(4).toString('hex')}`;
  await withCluster(clusterUrl, (client) => cloneDatabase(client, template, name));
  const ownerUrl = new URL(clusterUrl);
  ownerUrl.pathname = `/${name}`;
  // A template made yesterday lacks the newest files; one made now lacks none, and this takes a few milliseconds.
  await migrate({ ownerUrl: ownerUrl.href });
  const appUrl = new URL(ownerUrl);
  // Template clusters give akut_app the superuser's password (none where logins are trusted).
  appUrl.username = 'akut_app';
  return {
    name,
    ownerUrl: ownerUrl.href,
    appUrl: appUrl.href,
    drop: () =>
      withCluster(clusterUrl, async (client) => {
        await client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`);
      }),
  };
}

function getClusterUrl(): string {
  try {
    return readConfig('testing').AKUT_TEST_DATABASE_URL;
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${WHAT_TO_TYPE}`, { cause: error });
  }
}

async function withCluster<T>(clusterUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const url = new URL(clusterUrl);
  url.pathname = '/postgres';
  const client = new pg.Client({ connectionString: url.href });
  try {
    await client.connect();
  } catch (error) {
    throw new Error(`No connection to AKUT_TEST_DATABASE_URL: ${(error as Error).message}\n${WHAT_TO_TYPE}`, {
      cause: error,
    });
  }
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const TEMPLATE_MISSING = '3D000';
const TEMPLATE_BUSY = '55006';
const RETRY_MILLISECONDS = 100;

async function cloneDatabase(client: pg.Client, template: TemplateName, name: string): Promise<void> {
  const source = `akut_tpl_${template}`;
  const statement =
    `create database ${client.escapeIdentifier(name)} ` +
    `template ${client.escapeIdentifier(source)} strategy file_copy`;
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client.query(statement);
      return;
    } catch (error) {
      const { code, message } = error as pg.DatabaseError;
      if (code === TEMPLATE_MISSING) {
        throw new Error(`${message}\n${WHAT_TO_TYPE}`, { cause: error });
      }
      // Somebody looks into the template, or another clone of it starts, this moment.
      if (code !== TEMPLATE_BUSY || attempt === 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, RETRY_MILLISECONDS));
    }
  }
}
