import { EventEmitter } from 'node:events';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import pg from 'pg';
import type { Logger } from 'pino';
import { CONFIG, LOGGER } from '../tokens.ts';

const RETRY_MILLISECONDS = 1000;

/**
 * One connection that listens for NOTIFY. Messages are only hints: every reader also polls, so losing this
 * connection costs delay and never data. It comes back by itself.
 */
@Injectable()
export class DatabaseWakeups
  extends EventEmitter<{ wakeup: [channel: string, payload: string] }>
  implements OnApplicationBootstrap, OnModuleDestroy
{
  private client: pg.Client | undefined;
  private retry: NodeJS.Timeout | undefined;
  private isStopped = false;
  private readonly channels = new Set<string>();

  constructor(
    @Inject(CONFIG) private readonly config: { readonly DATABASE_URL: string },
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    super();
  }

  /** Registers interest; call it before the application has started. */
  listenTo(channel: string, react: (payload: string) => void): void {
    this.channels.add(channel);
    this.on('wakeup', (from, payload) => {
      if (from === channel) react(payload);
    });
  }

  onApplicationBootstrap(): Promise<void> {
    return this.connect();
  }

  async onModuleDestroy(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.retry);
    await this.client?.end().catch(() => undefined);
  }

  private async connect(): Promise<void> {
    const client = new pg.Client({ connectionString: this.config.DATABASE_URL, keepAlive: true });
    this.client = client;
    client.on('notification', ({ channel, payload }) => this.emit('wakeup', channel, payload ?? ''));
    client.on('error', (error) => this.logger.warn({ err: error }, 'listening connection lost'));
    client.on('end', () => this.connectLater());
    try {
      await client.connect();
      for (const channel of this.channels) await client.query(`listen ${pg.escapeIdentifier(channel)}`);
    } catch {
      await client.end().catch(() => undefined);
      this.connectLater();
    }
  }

  private connectLater(): void {
    if (this.isStopped) return;
    clearTimeout(this.retry);
    this.retry = setTimeout(() => void this.connect(), RETRY_MILLISECONDS);
  }
}
