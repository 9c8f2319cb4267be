import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Pool } from '#persistence';
import { type ConnectionOptions, type Job, Queue, Worker } from 'bullmq';
import type { Logger } from 'pino';
import { getMaintenanceJob, MAINTENANCE_JOBS, type MaintenanceSettings } from './jobs.ts';
import { LOGGER, MAINTENANCE_SETTINGS, POOL, REDIS_CONNECTION } from './tokens.ts';

const QUEUE = 'maintenance';
/** A killed worker's job ran again after 60 s with the defaults, and after 6.3 s with these. */
const LOCK_MILLISECONDS = 5000;
const STALLED_MILLISECONDS = 3000;
/** FLUSHALL silently stops schedulers, so they are put back this often. */
const RESCHEDULE_MILLISECONDS = 60_000;
const CLOSE_MILLISECONDS = 5000;

/**
 * Runs what comes round by itself. Jobs carry a name only and can run twice without harm; everything they need to know
 * is in PostgreSQL. Redis may come late or go away: the work is done once at the start in any case.
 */
@Injectable()
export class Maintenance implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly queue: Queue;
  private readonly worker: Worker;
  private timer: NodeJS.Timeout | undefined;
  private isQueueAway = false;

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(REDIS_CONNECTION) connection: ConnectionOptions,
    @Inject(MAINTENANCE_SETTINGS) private readonly settings: MaintenanceSettings,
  ) {
    this.queue = new Queue(QUEUE, { connection });
    this.worker = new Worker(QUEUE, (job: Job) => this.run(job.name), {
      connection,
      lockDuration: LOCK_MILLISECONDS,
      stalledInterval: STALLED_MILLISECONDS,
      autorun: false,
    });
    this.queue.on('error', (error) => this.noteAway(error));
    this.worker.on('error', (error) => this.noteAway(error));
    this.worker.on('ready', () => this.noteBack());
    this.worker.on('failed', (job, error) => this.logger.error({ job: job?.name, err: error }, 'job failed'));
  }

  async onApplicationBootstrap(): Promise<void> {
    for (const { name } of MAINTENANCE_JOBS) {
      await this.run(name).catch((error: unknown) =>
        this.logger.error({ job: name, err: error }, 'job failed'),
      );
    }
    void this.worker.run().catch((error: unknown) => this.logger.error({ err: error }, 'worker stopped'));
    void this.schedule();
    this.timer = setInterval(() => void this.schedule(), RESCHEDULE_MILLISECONDS);
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    const closing = Promise.allSettled([this.worker.close(), this.queue.close()]);
    // Closing waits for Redis, which may be away; a job that is cut off runs again elsewhere.
    await Promise.race([closing, new Promise((resolve) => setTimeout(resolve, CLOSE_MILLISECONDS))]);
  }

  /** One line for each time that Redis goes, not one for each attempt to reach it. */
  private noteAway(error: Error): void {
    if (!this.isQueueAway) this.logger.warn({ reason: error.message }, 'the queue is away');
    this.isQueueAway = true;
  }

  private noteBack(): void {
    if (this.isQueueAway) this.logger.info('the queue is back');
    this.isQueueAway = false;
  }

  private async run(name: string): Promise<Readonly<Record<string, number>>> {
    const done = await getMaintenanceJob(name).run(this.pool, this.settings);
    this.logger.info({ job: name, ...done }, 'job done');
    return done;
  }

  private async schedule(): Promise<void> {
    try {
      for (const { name, pattern } of MAINTENANCE_JOBS) {
        const kept = { removeOnComplete: 20, removeOnFail: 100 };
        await this.queue.upsertJobScheduler(name, { pattern, tz: 'UTC' }, { name, opts: kept });
      }
    } catch (error) {
      this.logger.warn(
        { reason: (error as Error).message },
        'schedulers could not be set; trying again in a minute',
      );
    }
  }
}
