import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { type JournalRow, listClosureViews, listRegionsOfMap, type Pool } from '#persistence';
import type { TravelEngine } from '#use-cases';
import type { Logger } from 'pino';
import { JournalTail } from '../live/journal-tail.ts';
import { LiveGateway } from '../live/live.gateway.ts';
import { LOGGER, POOL, TRAVEL_ENGINE } from '../tokens.ts';

/** `setTimeout` takes 24 days at most. */
const LONGEST_MILLISECONDS = 86_400_000;
const SAFETY_NET_MILLISECONDS = 1000;

/**
 * Keeps this process level with the closures: those saved elsewhere (by the journal), those that begin and end by the
 * clock (to the millisecond, with nobody's help), and the screens of every region that shares the map.
 */
@Injectable()
export class ClosureWatch implements OnApplicationBootstrap, OnModuleDestroy {
  private nextChange: NodeJS.Timeout | undefined;
  private safetyNet: NodeJS.Timeout | undefined;
  private isStopped = false;
  private readonly toAnnounce = new Set<number>();
  private announcing: Promise<void> | undefined;

  constructor(
    @Inject(TRAVEL_ENGINE) private readonly engine: TravelEngine,
    @Inject(JournalTail) private readonly tail: JournalTail,
    @Inject(LiveGateway) private readonly gateway: LiveGateway,
    @Inject(POOL) private readonly pool: Pool,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.tail.on('rows', (_regionId, rows) => this.follow(rows));
    this.engine.onConditionsChanged((mapId) => this.announce(mapId));
    this.safetyNet = setInterval(() => this.waitForNextChange(), SAFETY_NET_MILLISECONDS);
  }

  onModuleDestroy(): void {
    this.isStopped = true;
    clearTimeout(this.nextChange);
    clearInterval(this.safetyNet);
  }

  /** Puts what is stored in force here, now. A failure is repaired by the loader within a second. */
  async putInForce(mapId: number): Promise<void> {
    try {
      await this.engine.refreshClosures(mapId);
      this.waitForNextChange();
    } catch (error) {
      this.logger.warn({ err: error, mapId }, 'closures could not be read; the next second tries again');
    }
  }

  private follow(rows: readonly JournalRow[]): void {
    const mapIds = rows.flatMap(({ subjectType, payload }) =>
      subjectType === 'closure' ? [(JSON.parse(payload) as { mapId: number }).mapId] : [],
    );
    for (const mapId of new Set(mapIds)) void this.putInForce(mapId).then(() => this.announce(mapId));
  }

  private waitForNextChange(): void {
    clearTimeout(this.nextChange);
    const at = this.engine.nextChangeAt();
    if (!at || this.isStopped) return;
    const milliseconds = Math.min(LONGEST_MILLISECONDS, Math.max(0, at.getTime() - Date.now()));
    this.nextChange = setTimeout(() => {
      this.engine.applyConditions();
      this.waitForNextChange();
    }, milliseconds);
  }

  /** Tells all regions of a map what is closed and planned there; several changes at once are told once. */
  private announce(mapId: number): void {
    this.toAnnounce.add(mapId);
    this.announcing ??= this.announceAll().finally(() => {
      this.announcing = undefined;
      for (const late of this.toAnnounce) this.announce(late);
    });
  }

  private async announceAll(): Promise<void> {
    // Changes of the same moment (one command's, or several that end on the hour) come together.
    await new Promise((resolve) => setImmediate(resolve));
    for (const mapId of this.toAnnounce) {
      this.toAnnounce.delete(mapId);
      if (this.isStopped) return;
      try {
        const closures = await listClosureViews(this.pool, { mapId, state: 'current' }, new Date());
        for (const regionId of await listRegionsOfMap(this.pool, mapId)) {
          this.gateway.emitClosures(regionId, closures);
        }
      } catch (error) {
        this.logger.warn({ err: error, mapId }, 'screens could not be told of closures');
      }
    }
  }
}
