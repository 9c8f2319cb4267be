import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { ConfigError, readConfig } from '#config';
import { pino } from 'pino';
import { WorkerModule } from './worker.module.ts';

async function main(): Promise<void> {
  const config = readConfig('worker');
  const logger = pino({ level: config.AKUT_LOG_LEVEL, base: { part: 'worker' } });
  const app = await NestFactory.createApplicationContext(WorkerModule.with(config, logger), {
    logger: ['error', 'warn'],
    abortOnError: false,
  });
  app.enableShutdownHooks(['SIGTERM', 'SIGINT']);
  logger.info('worker runs');
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof ConfigError ? error.message : (error as Error).stack}\n`);
  process.exit(1);
});
