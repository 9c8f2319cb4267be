import { type DynamicModule, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import type { Config } from '#config';
import { createPool, type Pool } from '#persistence';
import type { ConnectionOptions } from 'bullmq';
import type { Logger } from 'pino';
import { AlarmRounds } from './alarm-rounds.ts';
import { Maintenance } from './maintenance.ts';
import { MapPackRounds } from './map-packs/map-pack-rounds.ts';
import { LOGGER, MAINTENANCE_SETTINGS, POOL, REDIS_CONNECTION } from './tokens.ts';

const LONGEST_RETRY_MILLISECONDS = 2000;

/** BullMQ's worker waits for Redis as long as it takes, hence no limit of retries. */
function redisConnection(url: string): ConnectionOptions {
  const retryStrategy = (attempt: number): number => Math.min(100 * attempt, LONGEST_RETRY_MILLISECONDS);
  return { url, maxRetriesPerRequest: null, retryStrategy };
}

@Module({})
export class WorkerModule implements OnApplicationShutdown {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  static with(config: Config<'worker'>, logger: Logger): DynamicModule {
    return {
      module: WorkerModule,
      providers: [
        AlarmRounds,
        Maintenance,
        MapPackRounds,
        { provide: LOGGER, useValue: logger },
        { provide: POOL, useFactory: () => createPool(config.DATABASE_URL, { max: 6 }) },
        {
          provide: MAINTENANCE_SETTINGS,
          useValue: { keepDecisionsDays: config.AKUT_KEEP_DECISIONS_DAYS },
        },
        { provide: REDIS_CONNECTION, useFactory: () => redisConnection(config.REDIS_URL) },
      ],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }
}
