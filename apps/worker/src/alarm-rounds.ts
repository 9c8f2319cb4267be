import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { inCommandTransaction, notifyJournalReaders, type Pool } from '#persistence';
import { type AlarmPorts, repeatRounds, runAlarmRound } from '#use-cases';
import type { Logger } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { LOGGER, POOL } from './tokens.ts';

/**
 * Raises and clears alarms. A plain poll of PostgreSQL, once a second: no queue that Redis could forget. The api processes
 * do the same, so a worker that was killed costs at most their next round.
 */
@Injectable()
export class AlarmRounds implements OnApplicationBootstrap, OnModuleDestroy {
  private stop: (() => Promise<void>) | undefined;

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    const ports: AlarmPorts = {
      clock: { now: () => new Date() },
      ids: { newId: uuidv7 },
      inTransaction: (work) => inCommandTransaction(this.pool, work),
      // A lost wake-up costs the screens at most one poll.
      committed: (regionIds) => void notifyJournalReaders(this.pool, regionIds).catch(() => undefined),
    };
    this.stop = repeatRounds(() => runAlarmRound(ports), {
      failed: (error) => this.logger.warn({ err: error }, 'alarms could not be decided; trying each second'),
      recovered: () => this.logger.info('alarms are decided again'),
    });
  }

  async onModuleDestroy(): Promise<void> {
    await this.stop?.();
  }
}
