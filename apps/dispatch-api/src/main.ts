import 'reflect-metadata';
import { ConfigError, readConfig } from '#config';
import { pino } from 'pino';
import { createApp } from './create-app.ts';

async function main(): Promise<void> {
  const config = readConfig('api');
  const logger = pino({ level: config.AKUT_LOG_LEVEL, base: { part: 'api' } });
  const app = await createApp(config, logger);
  await app.listen(config.AKUT_PORT, config.AKUT_HOST);
  logger.info({ host: config.AKUT_HOST, port: config.AKUT_PORT, tls: config.tls !== undefined }, 'listening');
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof ConfigError ? error.message : (error as Error).stack}\n`);
  process.exitCode = 1;
  process.exit();
});
