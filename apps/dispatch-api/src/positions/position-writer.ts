import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { ensurePositionPartitions, type Pool, savePositions } from '#persistence';
import type { UnitFix } from '#use-cases';
import type { Logger } from 'pino';
import { LOGGER, POOL } from '../tokens.ts';
import { PositionMetrics } from './position-metrics.ts';

/** Batches of 500 rows went in at 132 to 177 thousand rows a second, single inserts at 5.4 thousand. */
const BATCH_ROWS = 500;
const BATCH_MILLISECONDS = 250;
const RETRY_MILLISECONDS = 1000;
/** About 40 MB: a quarter of an hour of 500 vehicles that drive and many that stand. */
const MAX_WAITING = 200_000;
const DAYS_AHEAD = 3;
const PARTITION_MISSING = '23514';
// Data that PostgreSQL will never take (classes 22 and 23): trying again would block all that come after.
const NEVER_TAKEN = /^2[23]/;

/** Writes fixes in batches; while the database is away they wait, and beyond a bound the oldest are given up. */
@Injectable()
export class PositionWriter implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private waiting: UnitFix[] = [];
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> | undefined;
  private isAway = false;
  private droppedSinceAway = 0;

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(PositionMetrics) private readonly metrics: PositionMetrics,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await ensurePositionPartitions(this.pool, DAYS_AHEAD).catch((error: unknown) =>
      this.logger.warn({ err: error }, 'position partitions could not be made yet'),
    );
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearTimeout(this.timer);
    await this.writing;
    while (this.waiting.length > 0 && (await this.writeBatch()));
    clearTimeout(this.timer);
    if (this.waiting.length > 0) this.logger.error({ fixes: this.waiting.length }, 'fixes lost at shutdown');
  }

  add(fixes: readonly UnitFix[]): void {
    this.waiting.push(...fixes);
    const excess = this.waiting.length - MAX_WAITING;
    if (excess > 0) this.giveUp(excess);
    this.metrics.waiting.set(this.waiting.length);
    if (this.writing || this.isAway) return;
    if (this.waiting.length >= BATCH_ROWS) this.startWriting();
    else this.timer ??= setTimeout(() => this.startWriting(), BATCH_MILLISECONDS);
  }

  private startWriting(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.writing ??= this.writeAll().finally(() => {
      this.writing = undefined;
      const delay = this.isAway ? RETRY_MILLISECONDS : BATCH_MILLISECONDS;
      if (this.waiting.length > 0) this.timer ??= setTimeout(() => this.startWriting(), delay);
    });
  }

  private async writeAll(): Promise<void> {
    do {
      if (!(await this.writeBatch())) return;
    } while (this.waiting.length >= BATCH_ROWS);
  }

  /** False when the database is away; the batch waits on, at the front. */
  private async writeBatch(): Promise<boolean> {
    const batch = this.waiting.splice(0, BATCH_ROWS);
    try {
      await this.save(batch);
      this.metrics.stored.inc(batch.length);
      this.noteBack();
      return true;
    } catch (error) {
      if (NEVER_TAKEN.test((error as { code?: string }).code ?? '')) {
        this.metrics.dropped.inc(batch.length);
        this.logger.error(
          { err: error, fixes: batch.length },
          'the database refuses a batch of fixes; it was given up',
        );
        return true;
      }
      this.waiting = batch.concat(this.waiting);
      this.noteAway(error);
      return false;
    } finally {
      this.metrics.waiting.set(this.waiting.length);
    }
  }

  private async save(batch: readonly UnitFix[]): Promise<void> {
    try {
      await savePositions(this.pool, batch);
    } catch (error) {
      if ((error as { code?: string }).code !== PARTITION_MISSING) throw error;
      await ensurePositionPartitions(this.pool, DAYS_AHEAD);
      await savePositions(this.pool, batch);
    }
  }

  private giveUp(count: number): void {
    this.waiting.splice(0, count);
    this.metrics.dropped.inc(count);
    if (this.droppedSinceAway === 0) {
      this.logger.error(
        { bound: MAX_WAITING },
        'too many fixes wait for the database; the oldest are given up',
      );
    }
    this.droppedSinceAway += count;
  }

  private noteAway(error: unknown): void {
    if (!this.isAway) this.logger.warn({ err: error }, 'fixes wait for the database');
    this.isAway = true;
  }

  private noteBack(): void {
    if (this.isAway)
      this.logger.info(
        { waiting: this.waiting.length, givenUp: this.droppedSinceAway },
        'fixes are written again',
      );
    this.isAway = false;
    this.droppedSinceAway = 0;
  }
}
