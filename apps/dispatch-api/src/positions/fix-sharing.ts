import { randomUUID } from 'node:crypto';
import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { getDatabaseName, listUnitPositions, type Pool } from '#persistence';
import type { LastFix, PositionBoard } from '#use-cases';
import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { CONFIG, LOGGER, POOL, POSITION_BOARD, REDIS } from '../tokens.ts';
import { FixFollowers } from './fix-followers.ts';
import { createRedis } from './redis.ts';
import { readMessage, writeMessage } from './shared-fix.ts';

const PUBLISH_MILLISECONDS = 100;
const POLL_MILLISECONDS = 1000;
/** With Redis there: finds what a process wrote that could not reach Redis itself. */
const CALM_POLLS = 5;

/**
 * Keeps the boards of several api processes alike, so that none ranks with half the fleet: by Redis pub/sub, a channel
 * per region, and by reading `unit_position` each second while Redis is away.
 */
@Injectable()
export class FixSharing implements OnModuleInit, OnApplicationShutdown {
  private readonly self = randomUUID();
  private readonly unsent = new Map<string, Map<string, LastFix>>();
  private readonly subscriber: Redis;
  private prefix: string | undefined;
  private isSubscribed = false;
  private pollsSkipped = 0;
  private isPolling = false;
  private publishTimer: NodeJS.Timeout | undefined;
  private pollTimer: NodeJS.Timeout | undefined;

  constructor(
    @Inject(CONFIG) { REDIS_URL }: { readonly REDIS_URL: string },
    @Inject(POOL) private readonly pool: Pool,
    @Inject(REDIS) private readonly publisher: Redis,
    @Inject(POSITION_BOARD) private readonly board: PositionBoard,
    @Inject(FixFollowers) private readonly followers: FixFollowers,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.subscriber = createRedis(REDIS_URL, 'subscriber', logger);
  }

  async onModuleInit(): Promise<void> {
    await this.readDatabase();
    this.subscriber.on('ready', () => void this.subscribe());
    this.subscriber.on('close', () => {
      this.isSubscribed = false;
    });
    this.subscriber.on('pmessage', (_pattern: string, _channel: string, text: string) => {
      for (const fix of readMessage(text, this.self) ?? []) {
        if (this.board.apply(fix)) this.followers.tell({ ...fix, accuracyMeters: null });
      }
    });
    if (this.subscriber.status === 'ready') await this.subscribe();
    this.publishTimer = setInterval(() => this.publish(), PUBLISH_MILLISECONDS).unref();
    this.pollTimer = setInterval(() => void this.poll(), POLL_MILLISECONDS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.publishTimer);
    clearInterval(this.pollTimer);
    this.subscriber.disconnect();
    this.publisher.disconnect();
  }

  /** Tells the others soon; of several fixes of one unit the last suffices. */
  add(regionId: string, fix: LastFix): void {
    const fixes = this.unsent.get(regionId) ?? new Map<string, LastFix>();
    this.unsent.set(regionId, fixes.set(fix.unitId, fix));
  }

  private publish(): void {
    for (const [regionId, fixes] of this.unsent) {
      if (this.prefix === undefined || this.publisher.status !== 'ready') continue;
      const message = writeMessage(this.self, [...fixes.values()]);
      // A lost message costs the others at most one poll of the database.
      this.publisher.publish(this.prefix + regionId, message).catch(() => undefined);
    }
    this.unsent.clear();
  }

  private async subscribe(): Promise<void> {
    try {
      // One Redis may serve several systems; each keeps to its own database's channels.
      this.prefix ??= `akut:${await getDatabaseName(this.pool)}:positions:`;
      await this.subscriber.psubscribe(`${this.prefix}*`);
      this.isSubscribed = true;
      // What was said while nobody listened here.
      await this.readDatabase();
    } catch (error) {
      this.logger.debug({ err: error }, 'not subscribed yet');
    }
  }

  private async poll(): Promise<void> {
    if (this.subscriber.status === 'ready' && !this.isSubscribed) await this.subscribe();
    this.pollsSkipped += 1;
    if (this.isSubscribed && this.pollsSkipped < CALM_POLLS) return;
    this.pollsSkipped = 0;
    await this.readDatabase();
  }

  private async readDatabase(): Promise<void> {
    if (this.isPolling) return;
    this.isPolling = true;
    try {
      for (const fix of await listUnitPositions(this.pool)) this.board.apply(fix);
    } catch (error) {
      this.logger.debug({ err: error }, 'last positions could not be read; the next poll tries again');
    } finally {
      this.isPolling = false;
    }
  }
}
