import { EventEmitter } from 'node:events';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import {
  type JournalRow,
  listJournalHeads,
  listJournalRows,
  notifyJournalReaders,
  type Pool,
} from '#persistence';
import type { Logger } from 'pino';
import { LOGGER, POOL } from '../tokens.ts';

const POLL_MILLISECONDS = 1000;
/** NOTIFY in each transaction cut commits from 21,251 to 5,113 a second; one wake-up per this time is plenty. */
const NOTIFY_MILLISECONDS = 50;
const BATCH_ROWS = 500;

/**
 * Follows the journal of every region by `seq`, in order and without gaps, and hands new rows to this process's own
 * sockets. A NOTIFY (or a command of this process) only wakes it up; the poll each second is the safety net.
 */
@Injectable()
export class JournalTail
  extends EventEmitter<{ rows: [regionId: string, rows: readonly JournalRow[]] }>
  implements OnApplicationBootstrap, OnModuleDestroy
{
  private readonly heads = new Map<string, number>();
  private readonly reading = new Set<string>();
  private readonly again = new Set<string>();
  private readonly toNotify = new Set<string>();
  private pollTimer: NodeJS.Timeout | undefined;
  private notifyTimer: NodeJS.Timeout | undefined;
  private isStopped = false;

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    super();
  }

  async onApplicationBootstrap(): Promise<void> {
    for (const [regionId, seq] of await listJournalHeads(this.pool)) this.heads.set(regionId, seq);
    this.pollTimer = setInterval(() => void this.pollAll(), POLL_MILLISECONDS);
  }

  onModuleDestroy(): void {
    this.isStopped = true;
    clearInterval(this.pollTimer);
    clearTimeout(this.notifyTimer);
  }

  /** Last row that was handed out. */
  headOf(regionId: string): number {
    return this.heads.get(regionId) ?? 0;
  }

  /** A command of this process has committed: read at once, and wake the other processes soon. */
  committed(regionIds: readonly string[]): void {
    for (const regionId of regionIds) {
      this.toNotify.add(regionId);
      this.wake(regionId);
    }
    this.notifyTimer ??= setTimeout(() => void this.notifyOthers(), NOTIFY_MILLISECONDS);
  }

  /** Reads what is new; wakes that come while a read runs lead to one more read. */
  wake(regionId: string): void {
    if (this.reading.has(regionId)) this.again.add(regionId);
    else void this.readNew(regionId);
  }

  private async readNew(regionId: string): Promise<void> {
    this.reading.add(regionId);
    try {
      let rows: JournalRow[];
      do {
        this.again.delete(regionId);
        rows = await listJournalRows(this.pool, regionId, this.headOf(regionId), BATCH_ROWS);
        const last = rows.at(-1);
        if (last && !this.isStopped) {
          this.heads.set(regionId, last.seq);
          this.emit('rows', regionId, rows);
        }
      } while (rows.length === BATCH_ROWS || this.again.has(regionId));
    } catch (error) {
      this.logger.warn({ err: error, regionId }, 'journal could not be read; the next poll tries again');
    } finally {
      this.reading.delete(regionId);
    }
  }

  private async pollAll(): Promise<void> {
    const heads = await listJournalHeads(this.pool).catch(() => undefined);
    for (const [regionId, seq] of heads ?? []) {
      if (!this.heads.has(regionId)) this.heads.set(regionId, 0);
      if (seq > this.headOf(regionId)) this.wake(regionId);
    }
  }

  private async notifyOthers(): Promise<void> {
    this.notifyTimer = undefined;
    const regionIds = [...this.toNotify];
    this.toNotify.clear();
    // A lost wake-up costs the others at most one poll.
    await notifyJournalReaders(this.pool, regionIds).catch(() => undefined);
  }
}
