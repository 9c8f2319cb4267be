import { z } from 'zod';

/** Passwords that stand in examples everywhere; production refuses to start with one of them. */
const WELL_KNOWN_SECRETS = new Set([
  '',
  'admin',
  'akut',
  'akut_app',
  'change-me',
  'changeme',
  'demo',
  'password',
  'postgres',
  'secret',
]);

const flag = z
  .enum(['1', '0', 'true', 'false', ''], { error: 'must be 1 or 0' })
  .transform((text) => text === '1' || text === 'true');

const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `must be a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((value) => value >= min && value <= max, `must be a whole number from ${min} to ${max}`);

const urlOf = (protocols: readonly string[], example: string) =>
  z.string().refine(
    (text) => {
      const url = URL.canParse(text) ? new URL(text) : undefined;
      return url !== undefined && protocols.includes(url.protocol);
    },
    { error: `must look like ${example}` },
  );

const postgresUrl = urlOf(['postgres:', 'postgresql:'], 'postgres://user:password@host:5432/database');
const redisUrl = urlOf(['redis:', 'rediss:'], 'redis://:password@host:6379');
const webUrl = urlOf(['http:', 'https:'], 'https://akut.example.org');
const path = z.string().min(1, 'must be a path');

/** Every variable that any part of Akut reads from its environment, with its meaning. */
export const environmentSchema = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('development'),
  /** Owner of the tables: migrations and map imports. */
  DATABASE_OWNER_URL: postgresUrl.optional(),
  /** Role akut_app: api and worker. */
  DATABASE_URL: postgresUrl.optional(),
  REDIS_URL: redisUrl.optional(),
  /** Password that the migration gives to akut_app; left as it is when absent. */
  AKUT_APP_PASSWORD: z.string().min(1).optional(),
  AKUT_HOST: z.string().min(1, 'must be a host name or address').default('127.0.0.1'),
  AKUT_PORT: wholeNumber(1, 65_535).default(8080),
  /** Where browsers reach the system, when a proxy stands before it; the allowed Origin of sockets. */
  AKUT_PUBLIC_URL: webUrl.optional(),
  /** Demo users and demo data exist only with this. */
  AKUT_DEMO: flag.default(false),
  AKUT_DEMO_FILE: path.optional(),
  AKUT_HOME: path.default('.akut'),
  AKUT_WEB_ROOT: path.default('dist/web'),
  AKUT_TLS_CERT: path.optional(),
  AKUT_TLS_KEY: path.optional(),
  /** EdDSA key that signs access tokens (PEM, PKCS#8); made at the first start when the file is absent. */
  AKUT_TOKEN_KEY_FILE: path.optional(),
  /** So long the decision log keeps recommendations and proposals that nobody was sent by. */
  AKUT_KEEP_DECISIONS_DAYS: wholeNumber(7, 36_500).default(90),
  /** TCP port of Teltonika's trackers (codec 8 and 8 Extended); closed when absent. */
  AKUT_TELTONIKA_PORT: wholeNumber(0, 65_535).optional(),
  AKUT_TELTONIKA_HOST: z.string().min(1, 'must be a host name or address').default('127.0.0.1'),
  /** Networks that trackers may come from, like 10.20.0.0/16 of a private access point; their protocol has no secret. */
  AKUT_TELTONIKA_NETWORKS: z
    .string()
    .regex(/^[\d.:a-f/,\s]+$/i, 'must be networks like 10.20.0.0/16, fd00:1::/64')
    .default('127.0.0.0/8, ::1'),
  AKUT_LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug', 'trace']).default('info'),
  /** Where presets without an own source get their extract: `{base}/{path}`. */
  AKUT_MAP_DOWNLOAD_URL: webUrl.default('https://download.geofabrik.de'),
  /** Tests: superuser URL of a cluster that holds the templates. */
  AKUT_TEST_DATABASE_URL: postgresUrl.optional(),
  /** Tests: the browser's program; one of the usual places when absent. */
  AKUT_CHROMIUM: path.optional(),
  /** Tests: also run the long ones. */
  AKUT_TEST_FULL: flag.default(false),
});

export type Environment = z.output<typeof environmentSchema>;
type EnvironmentName = keyof Environment;

/** What each process can't run without. */
export const REQUIRED_BY = {
  api: ['DATABASE_URL', 'REDIS_URL'],
  worker: ['DATABASE_URL', 'REDIS_URL'],
  simulator: [],
  migrate: ['DATABASE_OWNER_URL'],
  region: ['DATABASE_OWNER_URL'],
  seedDemo: ['DATABASE_OWNER_URL', 'AKUT_DEMO_FILE'],
  testing: ['AKUT_TEST_DATABASE_URL'],
} as const satisfies Record<string, readonly EnvironmentName[]>;

export type Part = keyof typeof REQUIRED_BY;

const WHAT_IT_IS: Partial<Record<EnvironmentName, string>> = {
  DATABASE_URL: 'the database as role akut_app, like postgres://akut_app:password@host:5432/akut',
  DATABASE_OWNER_URL:
    'the database as the owner of its tables, like postgres://owner:password@host:5432/akut',
  REDIS_URL: 'the Redis server, like redis://:password@host:6379',
  AKUT_DEMO_FILE: 'the file with the demo logins, like .akut/demo.json',
  AKUT_TEST_DATABASE_URL: 'a superuser on a test cluster; `npm test` provides it',
};

/** Variables that hold a secret, and what of them is the secret. */
const SECRETS: readonly [EnvironmentName, (value: string) => string][] = [
  ['DATABASE_URL', (value) => decodeURIComponent(new URL(value).password)],
  ['DATABASE_OWNER_URL', (value) => decodeURIComponent(new URL(value).password)],
  ['AKUT_APP_PASSWORD', (value) => value],
];

/** Faults that one variable alone does not show: what the part needs, pairs, and default secrets. */
export function listCrossFaults(part: Part, env: Environment): string[] {
  const faults: string[] = [];
  for (const name of REQUIRED_BY[part]) {
    if (env[name] === undefined) faults.push(`${name} is missing: ${WHAT_IT_IS[name] ?? 'it is needed'}`);
  }
  if ((env.AKUT_TLS_CERT === undefined) !== (env.AKUT_TLS_KEY === undefined)) {
    faults.push('AKUT_TLS_CERT and AKUT_TLS_KEY go together: set both or none');
  }
  if (env.AKUT_TELTONIKA_PORT !== undefined && /\/0(?!\d)/.test(env.AKUT_TELTONIKA_NETWORKS)) {
    faults.push('AKUT_TELTONIKA_NETWORKS lets everybody in: name the networks that the trackers come from');
  }
  if (env.NODE_ENV === 'production') faults.push(...listDefaultSecrets(part, env));
  return faults;
}

function listDefaultSecrets(part: Part, env: Environment): string[] {
  const faults: string[] = [];
  for (const [name, secretOf] of SECRETS) {
    const value = env[name];
    if (typeof value !== 'string') continue;
    const secret = secretOf(value);
    // No password at all means another kind of login (peer, certificate, password file).
    if (secret !== '' && WELL_KNOWN_SECRETS.has(secret.toLowerCase())) {
      faults.push(`${name} holds a password that everybody knows: choose a long random one`);
    }
  }
  if (part === 'api' && env.AKUT_TOKEN_KEY_FILE === undefined) {
    faults.push('AKUT_TOKEN_KEY_FILE is missing: a file of your own for the key that signs access tokens');
  }
  return faults;
}
