import { setMaxListeners } from 'node:events';
import { ConfigError, readConfig } from '#config';
import { pino } from 'pino';
import { ApiRefusal } from './api/api-client.ts';
import { readDemoRegion } from './demo-file.ts';
import { OptionsError, readOptions, USAGE } from './options.ts';
import { Simulation, type WatchedConnection } from './world/simulation.ts';

/** Drives units and callers of a demo region through the public api, as a client like any other. */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const config = readConfig('simulator');
  const path = options.demoFile ?? config.AKUT_DEMO_FILE;
  if (path === undefined) throw new OptionsError(`--demo-file is missing\n${USAGE}`);
  const logger = pino({ level: config.AKUT_LOG_LEVEL, base: { part: 'simulator' } });
  const region = readDemoRegion(path, options.regionId);
  const demo = { ...region, url: options.url ?? region.url, crews: region.crews.slice(0, options.units) };
  const stop = new AbortController();
  // Every request that is under way listens.
  setMaxListeners(0, stop.signal);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort());
  const end = options.durationSeconds;
  const timer = end === undefined ? undefined : setTimeout(() => stop.abort(), end * 1000);
  const connection = createConnection(
    (message) => logger.warn({ message }, 'the api is away'),
    () => logger.info('the api is back'),
  );
  // The city goes on when one of its many small stories fails; the log says which.
  process.on('unhandledRejection', (error) => logger.error({ err: error }, 'something failed'));
  await new Simulation(demo, options, connection, stop.signal, logger).run();
  clearTimeout(timer);
}

function createConnection(sayAway: (message: string) => void, sayBack: () => void): WatchedConnection {
  let isAway = false;
  return {
    noteAway: (message) => {
      if (!isAway) sayAway(message);
      isAway = true;
    },
    noteBack: () => {
      if (isAway) sayBack();
      isAway = false;
    },
  };
}

main().catch((error: unknown) => {
  const isExpected =
    error instanceof OptionsError || error instanceof ConfigError || error instanceof ApiRefusal;
  process.stderr.write(`${isExpected ? error.message : (error as Error).stack}\n`);
  process.exitCode = 1;
  process.exit();
});
