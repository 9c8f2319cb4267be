import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { RunsUpdate, RunView } from '#contracts';
import { type JournalRow, listDrivingUnits, type Pool } from '#persistence';
import { type GuidedRun, RunRoutes, type TravelEngine } from '#use-cases';
import type { Logger } from 'pino';
import { JournalTail } from '../live/journal-tail.ts';
import { LiveGateway } from '../live/live.gateway.ts';
import { LOGGER, POOL, POSITION_BOARD, TRAVEL_ENGINE } from '../tokens.ts';

const FOLLOW_MILLISECONDS = 1000;
const RELOAD_MILLISECONDS = 5000;
/** Routes are made in slices of this length with everything else in between: a recommendation waits for one at most. */
const SLICE_MILLISECONDS = 5;

type Positions = ConstructorParameters<typeof RunRoutes>[0]['findPosition'];

/** Told of units, by id, whose tablets should ask for their run again. */
export type RoutesListener = (unitIds: readonly string[]) => void;

/** Keeps the routes of driving units and tells screens what changed. */
@Injectable()
export class RunTracker implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly runs: RunRoutes;
  private readonly listeners: RoutesListener[] = [];
  private timers: NodeJS.Timeout[] = [];
  private isStopped = false;
  private isStepping = false;
  private isFollowing = false;
  private reloading: Promise<void> | undefined;
  private isReloadWanted = false;

  constructor(
    @Inject(TRAVEL_ENGINE) private readonly engine: TravelEngine,
    @Inject(POSITION_BOARD) positions: { find: Positions },
    @Inject(JournalTail) private readonly tail: JournalTail,
    @Inject(LiveGateway) private readonly gateway: LiveGateway,
    @Inject(POOL) private readonly pool: Pool,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.runs = new RunRoutes({ engine, findPosition: (unitId) => positions.find(unitId) });
  }

  async onApplicationBootstrap(): Promise<void> {
    this.tail.on('rows', (_regionId, rows) => this.noteRows(rows));
    this.engine.onConditionsChanged((mapId, mayBeFaster) => {
      this.runs.noteConditionsChanged(mapId, mayBeFaster);
      void this.work();
    });
    this.timers = [
      setInterval(() => void this.followAll(), FOLLOW_MILLISECONDS),
      setInterval(() => void this.reload(), RELOAD_MILLISECONDS),
    ];
    await this.reload();
  }

  onModuleDestroy(): void {
    this.isStopped = true;
    for (const timer of this.timers) clearInterval(timer);
  }

  /** Routes of a region, or of some units in whatever region. */
  list(of: Parameters<RunRoutes['list']>[0]): RunView[] {
    return this.runs.list(of);
  }

  /** The run of one unit, with the whole way it is guided along. */
  findGuided(unitId: string): GuidedRun | undefined {
    return this.runs.findGuided(unitId);
  }

  /** Calls with the units that have another route, or none any more, or a first one. */
  onRoutesChanged(listener: RoutesListener): void {
    this.listeners.push(listener);
  }

  private tell(regionId: string, update: RunsUpdate): void {
    this.gateway.emitRuns(regionId, update);
    const unitIds = update.changed.flatMap(({ unitId, coordinates }) => (coordinates ? [unitId] : []));
    if (unitIds.length > 0) for (const listener of this.listeners) listener(unitIds);
  }

  private noteRows(rows: readonly JournalRow[]): void {
    if (rows.some(({ subjectType }) => subjectType === 'assignment' || subjectType === 'incident')) {
      void this.reload();
    }
  }

  /** Who drives now; asked for again while a read runs, it is read once more. */
  private reload(): Promise<void> {
    this.isReloadWanted = true;
    this.reloading ??= this.readDriving().finally(() => {
      this.reloading = undefined;
    });
    return this.reloading;
  }

  private async readDriving(): Promise<void> {
    while (this.isReloadWanted && !this.isStopped) {
      this.isReloadWanted = false;
      try {
        this.runs.setDriving(await listDrivingUnits(this.pool));
      } catch (error) {
        this.logger.warn({ err: error }, 'driving units could not be read; the next seconds try again');
      }
    }
    void this.work();
  }

  private async followAll(): Promise<void> {
    if (this.isFollowing) return;
    this.isFollowing = true;
    try {
      let endsAt = performance.now() + SLICE_MILLISECONDS;
      for (const _moved of this.runs.follow(new Date())) {
        if (performance.now() < endsAt) continue;
        await new Promise((resolve) => setImmediate(resolve));
        if (this.isStopped) return;
        endsAt = performance.now() + SLICE_MILLISECONDS;
      }
    } catch (error) {
      this.logger.error({ err: error }, 'driving units could not be followed');
    } finally {
      this.isFollowing = false;
    }
    await this.work();
  }

  /** Makes the routes that are wanted, a slice at a time, and tells screens after each. */
  private async work(): Promise<void> {
    if (this.isStepping) return;
    this.isStepping = true;
    try {
      for (let left = 1; left > 0 && !this.isStopped;) {
        const endsAt = performance.now() + SLICE_MILLISECONDS;
        left = this.runs.step(new Date(), () => performance.now() >= endsAt);
        for (const [regionId, update] of this.runs.takeUpdates()) this.tell(regionId, update);
        if (left > 0) await new Promise((resolve) => setImmediate(resolve));
      }
    } catch (error) {
      this.logger.error({ err: error }, 'routes of driving units could not be made');
    } finally {
      this.isStepping = false;
    }
  }
}
