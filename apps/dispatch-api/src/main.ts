import 'reflect-metadata';
import { ConfigError, readConfig } from '#config';
import { pino } from 'pino';
import { createApp } from './create-app.ts';

/** A database or a client that hangs must not keep a process that was told to stop. */
const LONGEST_STOP_MILLISECONDS = 9000;

async function main(): Promise<void> {
  const config = readConfig('api');
  const logger = pino({
    level: config.AKUT_LOG_LEVEL,
    base: { part: 'api' },
    // Where PostgreSQL quotes the row at fault, which may hold what a caller said.
    redact: ['err.detail', 'err.where', 'err.internalQuery'],
  });
  const app = await createApp(config, logger);
  const stopSoon = (): void => void setTimeout(() => process.exit(1), LONGEST_STOP_MILLISECONDS).unref();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, stopSoon);
  await app.listen(config.AKUT_PORT, config.AKUT_HOST);
  logger.info({ host: config.AKUT_HOST, port: config.AKUT_PORT, tls: config.tls !== undefined }, 'listening');
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof ConfigError ? error.message : (error as Error).stack}\n`);
  process.exitCode = 1;
  process.exit();
});
