import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
  type OnModuleInit,
} from '@nestjs/common';
import type { createRoadStore } from '#persistence';
import type { TravelEngine } from '#use-cases';
import type { Logger } from 'pino';
import { DatabaseWakeups } from '../live/database-wakeups.ts';
import { LOGGER, ROAD_STORE, TRAVEL_ENGINE } from '../tokens.ts';

const REFRESH_MILLISECONDS = 1000;

/** Keeps the road networks in memory level with the database: new imports, and closures that begin, end or change. */
@Injectable()
export class MapRoadsLoader implements OnModuleInit, OnApplicationBootstrap, OnModuleDestroy {
  private loaded: readonly string[] = [];
  private lostKeys = '';
  private timer: NodeJS.Timeout | undefined;
  private isRefreshing = false;

  constructor(
    @Inject(TRAVEL_ENGINE) private readonly engine: TravelEngine,
    @Inject(ROAD_STORE) private readonly store: ReturnType<typeof createRoadStore>,
    @Inject(DatabaseWakeups) private readonly wakeups: DatabaseWakeups,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  get loadedMaps(): readonly string[] {
    return this.loaded;
  }

  onModuleInit(): void {
    this.wakeups.listenTo('map_changed', () => void this.refresh());
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.refresh();
    this.timer = setInterval(() => void this.refresh(), REFRESH_MILLISECONDS);
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** A new import may have removed or split a road that is closed: its closure is drawn anew by people. */
  private warnOfLostRoads(mapIds: readonly number[]): void {
    const lost = mapIds.flatMap(
      (mapId) => this.engine.findLoadedMap(mapId)?.conditions.unknownEdgeKeys ?? [],
    );
    const text = lost.join();
    if (text !== this.lostKeys && text !== '') {
      this.logger.warn(
        { edgeKeys: lost.slice(0, 20), count: lost.length },
        'closed roads are not on the map',
      );
    }
    this.lostKeys = text;
  }

  private async refresh(): Promise<void> {
    if (this.isRefreshing) return;
    this.isRefreshing = true;
    try {
      await this.engine.refresh();
      const maps = await this.store.listMapVersions();
      await this.engine.preload(maps.map(({ mapId }) => mapId));
      this.warnOfLostRoads(maps.map(({ mapId }) => mapId));
      this.loaded = maps.map(({ mapId, version }) => `${mapId}v${version}`);
    } catch (error) {
      // The roads in memory go on answering; the next second tries again.
      this.logger.warn({ err: error }, 'roads could not be refreshed');
    } finally {
      this.isRefreshing = false;
    }
  }
}
