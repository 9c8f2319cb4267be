import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import {
  beginMapPack,
  failMapPack,
  findWantedMapPack,
  finishMapPack,
  noteMapPackProgress,
  type Pool,
  type WantedMapPack,
  withMapPackLock,
} from '#persistence';
import type { Logger } from 'pino';
import { LOGGER, POOL } from '../tokens.ts';
import { makeMapPack } from './make-map-pack.ts';

/** How long the first tablet of a new map waits before its pack is begun. */
const LOOK_MILLISECONDS = 3000;
const PROGRESS_MILLISECONDS = 1000;
/** Waiting as long as the database worked leaves dispatch at least half of one of its cores. */
const REST_SHARE = 1;

class Stopped extends Error {}

/**
 * Makes the packs that tablets asked for: one at a time in this process, and of one map in one process only. A plain poll
 * of PostgreSQL: no queue that Redis could forget. A pack whose worker was killed is begun anew by the next one that looks.
 */
@Injectable()
export class MapPackRounds implements OnApplicationBootstrap, OnModuleDestroy {
  private isStopped = false;
  private isAway = false;
  private running: Promise<void> = Promise.resolve();
  private wake = (): void => undefined;

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.running = this.runRounds();
  }

  async onModuleDestroy(): Promise<void> {
    this.isStopped = true;
    this.wake();
    await this.running;
  }

  private async runRounds(): Promise<void> {
    while (!this.isStopped) {
      try {
        await this.makeWanted();
        this.isAway = false;
      } catch (error) {
        if (!this.isAway && !this.isStopped)
          this.logger.warn({ err: error }, 'map packs could not be looked for');
        this.isAway = true;
      }
      await this.pause(LOOK_MILLISECONDS);
    }
  }

  /** Everything that is wanted and that nobody else makes. */
  async makeWanted(): Promise<void> {
    const madeElsewhere: string[] = [];
    while (!this.isStopped) {
      const pack = await findWantedMapPack(this.pool, madeElsewhere);
      if (!pack) return;
      const isOurs = await withMapPackLock(this.pool, pack.mapId, () => this.make(pack));
      if (!isOurs) madeElsewhere.push(pack.id);
    }
  }

  private async make(pack: WantedMapPack): Promise<void> {
    // Another process may have made it between our look and our lock.
    if (!(await beginMapPack(this.pool, pack.id))) return;
    const { id: packId, mapName, mapVersion, kind } = pack;
    const begun = performance.now();
    try {
      const bytes = await makeMapPack(pack, {
        db: this.pool,
        progress: this.createProgress(packId),
        rest: (worked) => this.pause(worked * REST_SHARE),
      });
      const isWhole = await finishMapPack(this.pool, packId, bytes);
      const seconds = Math.round((performance.now() - begun) / 100) / 10;
      if (isWhole) this.logger.info({ mapName, mapVersion, kind, bytes, seconds }, 'map pack made');
      else this.logger.info({ mapName, mapVersion, kind }, 'a newer import came while its map pack was made');
    } catch (error) {
      if (error instanceof Stopped) return;
      this.logger.error({ err: error, mapName, mapVersion, kind }, 'map pack could not be made');
      await failMapPack(this.pool, packId);
    }
  }

  private createProgress(packId: string): (share: number) => Promise<void> {
    let notedAt = -Infinity;
    return async (share) => {
      if (this.isStopped) throw new Stopped();
      if (performance.now() - notedAt < PROGRESS_MILLISECONDS) return;
      notedAt = performance.now();
      await noteMapPackProgress(this.pool, packId, share);
    };
  }

  private pause(milliseconds: number): Promise<void> {
    if (this.isStopped || milliseconds < 1) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
