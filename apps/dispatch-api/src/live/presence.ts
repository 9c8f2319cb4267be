import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { PRESENCE_FIELDS, PRESENCE_REPEAT_MS, type PresenceView } from '#contracts';
import { getDatabaseName, listDisplayNames, type Pool } from '#persistence';
import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { z } from 'zod';
import { createRedis } from '../positions/redis.ts';
import { CONFIG, LOGGER, POOL } from '../tokens.ts';
import { type OpenIncident, PresenceBoard } from './presence-board.ts';

const SWEEP_MILLISECONDS = 500;
/** Several changes at once are one message. */
const TELL_MILLISECONDS = 50;

/** Ids and nothing else: no personal data goes through Redis. */
const message = z.object({
  from: z.uuid(),
  open: z.array(
    z.object({
      socketId: z.string(),
      userId: z.uuid(),
      regionId: z.string(),
      incidentId: z.uuid(),
      field: z.enum(PRESENCE_FIELDS).nullable(),
    }),
  ),
});

/**
 * Who has which incident open, over all api processes: each keeps its own in memory and tells the others by Redis pub/sub,
 * at each change and every few seconds. While Redis is away each desk sees those of its own process.
 */
@Injectable()
export class Presence
  extends EventEmitter<{ changed: [regionId: string, people: readonly PresenceView[]] }>
  implements OnModuleInit, OnModuleDestroy
{
  private readonly self = randomUUID();
  private readonly board = new PresenceBoard();
  private readonly names = new Map<string, string>();
  private readonly publisher: Redis;
  private readonly subscriber: Redis;
  private readonly changed = new Set<string>();
  private channel: string | undefined;
  private tellTimer: NodeJS.Timeout | undefined;
  private sweepTimer: NodeJS.Timeout | undefined;
  private repeatTimer: NodeJS.Timeout | undefined;

  constructor(
    @Inject(CONFIG) { REDIS_URL }: { readonly REDIS_URL: string },
    @Inject(POOL) private readonly pool: Pool,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    super();
    this.publisher = createRedis(REDIS_URL, 'presence', logger);
    this.subscriber = createRedis(REDIS_URL, 'presence-subscriber', logger);
  }

  onModuleInit(): void {
    this.subscriber.on('ready', () => void this.subscribe());
    this.subscriber.on('message', (_channel: string, text: string) => this.takeMessage(text));
    if (this.subscriber.status === 'ready') void this.subscribe();
    this.sweepTimer = setInterval(
      () => this.note(this.board.sweep(performance.now()), { isOwn: true }),
      SWEEP_MILLISECONDS,
    ).unref();
    this.repeatTimer = setInterval(() => this.publish(), PRESENCE_REPEAT_MS).unref();
  }

  onModuleDestroy(): void {
    for (const timer of [this.tellTimer, this.sweepTimer, this.repeatTimer]) clearInterval(timer);
    this.subscriber.disconnect();
    this.publisher.disconnect();
  }

  say(open: OpenIncident, name: string): void {
    this.names.set(open.userId, name);
    this.note(this.board.say(open, performance.now()), { isOwn: true });
  }

  forget(socketId: string): void {
    this.note(this.board.forget(socketId), { isOwn: true });
  }

  /** Everybody of a region who has an incident open. */
  async listPeople(regionId: string): Promise<PresenceView[]> {
    const people = this.board.listPeople(regionId);
    const unnamed = people.filter(({ userId }) => !this.names.has(userId)).map(({ userId }) => userId);
    if (unnamed.length > 0)
      for (const { id, displayName } of await listDisplayNames(this.pool, unnamed))
        this.names.set(id, displayName);
    return people.map((person) => ({ ...person, name: this.names.get(person.userId) ?? '' }));
  }

  private note(regionIds: readonly string[], { isOwn }: { isOwn: boolean }): void {
    if (regionIds.length === 0) return;
    for (const regionId of regionIds) this.changed.add(regionId);
    if (isOwn) this.publish();
    this.tellTimer ??= setTimeout(() => this.tell(), TELL_MILLISECONDS);
  }

  private tell(): void {
    this.tellTimer = undefined;
    for (const regionId of this.changed)
      this.listPeople(regionId).then(
        (people) => this.emit('changed', regionId, people),
        // The next change, or the next desk that opens something, says it again.
        (error: unknown) => this.logger.debug({ err: error }, 'presence could not be told'),
      );
    this.changed.clear();
  }

  private publish(): void {
    if (this.channel === undefined || this.publisher.status !== 'ready') return;
    const text = JSON.stringify({ from: this.self, open: this.board.listOwn() });
    this.publisher.publish(this.channel, text).catch(() => undefined);
  }

  private async subscribe(): Promise<void> {
    try {
      // One Redis may serve several systems; each keeps to its own database's channel.
      this.channel ??= `akut:${await getDatabaseName(this.pool)}:presence`;
      await this.subscriber.subscribe(this.channel);
    } catch (error) {
      this.logger.debug({ err: error }, 'presence of other processes is not heard yet');
    }
  }

  private takeMessage(text: string): void {
    const parsed = message.safeParse(parse(text));
    if (!parsed.success || parsed.data.from === this.self) return;
    const { from, open } = parsed.data;
    this.note(this.board.takeOthers(from, open, performance.now()), { isOwn: false });
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
