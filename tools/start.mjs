// `npm start`: sets up all that is missing and runs the system with the demo region until Ctrl-C.
// Until the npm packages are there, this file uses Node's own modules alone.
import { existsSync, readFileSync } from 'node:fs';
import { isIPv6 } from 'node:net';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describeUsage } from './provision/arguments.mjs';
import { API_NODE_FLAGS, listStale, requireBundle, SERVER_BUNDLES } from './provision/builds.mjs';
import { openHome } from './provision/home.mjs';
import { runProgram, SetupError } from './provision/lifetime.mjs';
import { takeLock } from './provision/lock.mjs';
import { tryPort } from './provision/ports.mjs';
import { formatSeconds, Progress } from './provision/progress.mjs';
import { isLoopback, readStartArguments, SHAPE } from './provision/start-arguments.mjs';
import { SupervisedProcess, waitForReady } from './provision/supervise.mjs';
import * as system from './provision/system.mjs';
import { checkGivenCertificate, listOwnNames, provideCertificate } from './provision/tls.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const DEFAULT_PORT = 8080;

async function main(lifetime) {
  const options = readStartArguments(process.argv.slice(2));
  if (options.help) {
    console.log(describeUsage(SHAPE));
    return 0;
  }
  const startedAt = Date.now();
  const home = openHome(ROOT);
  const progress = new Progress({ timingsFile: home.timingsFile });
  const context = { root: ROOT, home, progress, lifetime, signal: lifetime.signal };
  const state = { doing: 'setting up', url: undefined };
  const lock = await takeLock(home.folder, 'system', () => state);
  if (!lock.held) return sayWhoRuns(lock.holder, home);
  lifetime.onEnd(lock.release);
  const tls = provideTls(options, home);
  await system.stopLeftovers(context);
  const port = await choosePort(options, progress);
  const url = describeLocalUrl(options.host, port, tls);
  const bundleNames = SERVER_BUNDLES.filter((name) => options.simulator || name !== 'simulator');
  const servers = await provideAll(context, { region: options.region, url, bundleNames });
  await startProcesses(context, { options, servers, tls, port, url, state });
  printSummary(context, { options, servers, tls, port, startedAt });
  // From here on the end is what the person wishes: no failure.
  await lifetime.untilStopped().catch((reason) => progress.say(`\n${reason.message}: ending everything`));
  await lifetime.end();
  progress.say('Ended.');
  return 0;
}

function sayWhoRuns({ pid, url, doing }, home) {
  const where = url ? `at ${url}` : `(${doing})`;
  console.error(
    `Akut already runs from ${home.folder}: process ${pid} ${where}. End it with Ctrl-C there, or: kill ${pid}`,
  );
  return 1;
}

function provideTls(options, home) {
  if (options.certFile) return checkGivenCertificate(options.certFile, options.keyFile);
  if (isLoopback(options.host)) return undefined;
  return provideCertificate(join(home.folder, 'tls'), listOwnNames(options.host));
}

/** Everything up to a migrated database with the map and the demo data; what can run side by side does. */
async function provideAll(outer, { region, url, bundleNames }) {
  const { scoped: context, abandon } = system.openScope(outer);
  const needs = [
    ...(system.databaseIsGiven() ? [] : ['postgres']),
    ...(system.redisIsGiven() ? [] : ['redis']),
    ...['osm2pgsql', 'osmium'],
  ];
  const dependencies = system.provideDependencies(context);
  const packages = system.providePackages(context, needs);
  const redis = packages.then(() => system.provideRedis(context));
  const database = (system.databaseIsGiven() ? Promise.all([packages, dependencies]) : packages).then(() =>
    system.provideDatabase(context),
  );
  const builds = dependencies.then(() => listStale(ROOT));
  const bundles = builds.then(async (stale) => {
    if (stale.includes('servers')) await system.provideBuild(context, 'servers');
    for (const name of bundleNames) requireBundle(ROOT, name);
  });
  const web = Promise.all([builds, bundles]).then(async ([stale]) => {
    for (const name of stale.filter((each) => each !== 'servers')) await system.provideBuild(context, name);
  });
  const data = Promise.all([database, bundles]).then(([found]) =>
    provideData(context, { database: found, region, url }),
  );
  const results = await system.settleAll(
    [database, redis, dependencies, packages, bundles, web, data],
    abandon,
  );
  return { database: results[0], redis: results[1] };
}

async function provideData(context, { database, region, url }) {
  await system.migrateDatabase(context, database);
  if (!(await system.hasRegion(database.ownerUrl, region))) {
    await system.runBundle(context, 'region', {
      title: `Map of ${region}`,
      expected: 45,
      args: [region, '--report', join(context.home.folder, 'import-report.json')],
      env: { DATABASE_OWNER_URL: database.ownerUrl },
    });
  }
  await system.provideDemo(context, { database, region, url });
}

async function choosePort({ host, port }, progress) {
  if (port) {
    if (await tryPort(port, host)) return port;
    throw new SetupError(
      `--port ${port}: another program has it already, or this user may not open it on ${host}`,
    );
  }
  if (await tryPort(DEFAULT_PORT, host)) return DEFAULT_PORT;
  const free = await tryPort(0, host);
  if (!free) throw new SetupError(`--host ${host}: no port can be opened there`);
  progress.say(`  Port ${DEFAULT_PORT} is taken by another program: using ${free} (--port chooses)`);
  return free;
}

async function startProcesses(context, { options, servers, tls, port, url, state }) {
  const { home, progress, lifetime, signal } = context;
  const { database, redis } = servers;
  const env = {
    NODE_ENV: 'production',
    DATABASE_URL: database.appUrl,
    DATABASE_OWNER_URL: undefined,
    REDIS_URL: redis.url,
    AKUT_HOME: home.folder,
    AKUT_DEMO: '1',
    AKUT_DEMO_FILE: home.demoFile,
  };
  const launch = (name, bundle, more = {}, args = [], flags = []) => {
    const child = new SupervisedProcess({
      name,
      args: [...flags, requireBundle(ROOT, bundle), ...args],
      env: { ...env, ...more },
      cwd: ROOT,
      logFile: home.logFile(name),
      runFolder: home.runFolder,
      say: (line) => progress.say(line),
    });
    lifetime.onEnd(() => child.stop({ hurried: lifetime.hurried }));
    return child.start();
  };
  const apiEnv = {
    AKUT_HOST: options.host,
    AKUT_PORT: String(port),
    AKUT_WEB_ROOT: join(ROOT, 'dist', 'web'),
    AKUT_TOKEN_KEY_FILE: home.tokenKeyFile,
    AKUT_TLS_CERT: tls?.certFile,
    AKUT_TLS_KEY: tls?.keyFile,
  };
  const api = launch('api', 'dispatch-api', apiEnv, [], API_NODE_FLAGS);
  launch('worker', 'worker');
  await progress.step({ key: 'api', title: 'Dispatch api', expected: 4 }, () =>
    waitForReady(url, api, { signal }),
  );
  Object.assign(state, { doing: 'running', url });
  const removeFile = system.writeSystemFile(home, { url, ownerUrl: database.ownerUrl, redisUrl: redis.url });
  lifetime.onEnd(removeFile);
  if (!options.simulator) return;
  const trust = tls?.authorityFile
    ? { NODE_EXTRA_CA_CERTS: tls.authorityFile }
    : // A given certificate names a public host, while the simulator stays on this machine.
      { NODE_TLS_REJECT_UNAUTHORIZED: tls ? '0' : undefined };
  const { speed, seed } = options;
  launch('simulator', 'simulator', trust, ['--url', url, '--speed', String(speed), '--seed', String(seed)]);
}

/** How programs on this machine reach the api. */
function describeLocalUrl(host, port, tls) {
  const reached = { '0.0.0.0': '127.0.0.1', '::': '::1' }[host] ?? host;
  return `${tls ? 'https' : 'http'}://${bracket(reached)}:${port}`;
}

const bracket = (host) => (isIPv6(host) ? `[${host}]` : host);

function printSummary({ home, progress }, { options, servers, tls, port, startedAt }) {
  const scheme = tls ? 'https' : 'http';
  const everywhere = options.host === '0.0.0.0' || options.host === '::';
  const hosts = everywhere ? listOwnNames().filter((name) => !isIPv6(name)) : [options.host];
  const [first] = hosts;
  const urls = hosts.map((host) => `${scheme}://${bracket(host)}:${port}/`);
  const lines = [
    '',
    `Akut runs (ready after ${formatSeconds((Date.now() - startedAt) / 1000)}).`,
    '',
    `  Dispatcher's desk  ${urls.join('  ')}`,
    `  API description    ${scheme}://${bracket(first)}:${port}/api/openapi.json`,
    `  Database           ${servers.database.says}`,
    `  Redis              ${servers.redis.says}`,
    `  Simulator          ${options.simulator ? `at ${options.speed} times real speed` : 'off'}`,
    `  Logs               ${relative(process.cwd(), home.logFolder) || home.logFolder}`,
    ...describeTls(tls),
    ...describeLogins(home),
    '',
    'Map data © OpenStreetMap contributors (ODbL). Ctrl-C ends everything that was started here.',
  ];
  progress.say(lines.join('\n'));
}

function describeTls(tls) {
  if (!tls) return [];
  const lines = [`  Certificate        SHA-256 ${tls.fingerprint}`];
  if (tls.authorityFile)
    lines.push(`                     browsers trust it after importing ${tls.authorityFile}`);
  return lines;
}

function describeLogins({ demoFile }) {
  if (!existsSync(demoFile)) return [];
  const { regions = [] } = JSON.parse(readFileSync(demoFile, 'utf8'));
  const rows = regions
    .filter((region) => !region.isTraining)
    .flatMap(({ logins }) => logins.map(({ email, password, role }) => [email, password, role]));
  const widths = [0, 1].map((column) => Math.max(0, ...rows.map((row) => String(row[column]).length)));
  return [
    '',
    `  Demo logins (these and the crews' in ${relative(process.cwd(), demoFile)}):`,
    ...rows.map(
      ([email, password, role]) => `    ${email.padEnd(widths[0])}  ${password.padEnd(widths[1])}  ${role}`,
    ),
    ...regions
      .filter(({ isTraining, tablet }) => !isTraining && tablet)
      .map(
        ({ regionId, tablet: { code, callSign, pin } }) =>
          `    Tablet of ${callSign} (${regionId}): enrol at /tablet/ with code ${code}, sign on with PIN ${pin}`,
      ),
  ];
}

await runProgram(main);
