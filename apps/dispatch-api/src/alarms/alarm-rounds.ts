import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { type CommandPorts, repeatRounds, runAlarmRound } from '#use-cases';
import type { Logger } from 'pino';
import { COMMAND_PORTS, LOGGER } from '../tokens.ts';

/** Raises and clears alarms, as the worker does: PostgreSQL decides who raises, so each process may try. */
@Injectable()
export class AlarmRounds implements OnApplicationBootstrap, OnModuleDestroy {
  private stop: (() => Promise<void>) | undefined;

  constructor(
    @Inject(COMMAND_PORTS) private readonly ports: CommandPorts,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.stop = repeatRounds(() => runAlarmRound(this.ports), {
      failed: (error) => this.logger.warn({ err: error }, 'alarms could not be decided; trying each second'),
      recovered: () => this.logger.info('alarms are decided again'),
    });
  }

  async onModuleDestroy(): Promise<void> {
    await this.stop?.();
  }
}
