import { type DynamicModule, Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import type { Config } from '#config';
import {
  createAccountStore,
  createDispatchStore,
  createOwnAccountStore,
  createPool,
  type Pool,
} from '#persistence';
import type { Logger } from 'pino';
import { Metrics } from './health/metrics.ts';
import { ACCOUNTS, CONFIG, DISPATCH_STORE, LOGGER, OWN_ACCOUNTS, POOL } from './tokens.ts';

export type ApiConfig = Config<'api'>;

/** Enough for 8 dispatchers who race while 2,000 units report; PostgreSQL's default allows 100 in all. */
const POOL_CONNECTIONS = 20;

/** Settings, log and database: what every other module stands on. */
@Global()
@Module({})
export class CoreModule implements OnApplicationShutdown {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  static with(config: ApiConfig, logger: Logger): DynamicModule {
    const pool = createPool(config.DATABASE_URL, { max: POOL_CONNECTIONS });
    const values = [
      { provide: CONFIG, useValue: config },
      { provide: LOGGER, useValue: logger },
      { provide: POOL, useValue: pool },
      { provide: ACCOUNTS, useFactory: () => createAccountStore(pool, { isDemo: config.AKUT_DEMO }) },
      { provide: OWN_ACCOUNTS, useFactory: () => createOwnAccountStore(pool) },
      { provide: DISPATCH_STORE, useFactory: () => createDispatchStore(pool) },
    ];
    return {
      module: CoreModule,
      providers: [...values, Metrics],
      exports: [...values.map(({ provide }) => provide), Metrics],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }
}
