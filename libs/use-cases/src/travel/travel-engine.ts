import { hourOfWeek } from './hour-of-week.ts';
import { SnapCache } from './snap-cache.ts';
import type {
  ClosureInForce,
  RoadNetworkPort,
  TravelPorts,
  TravelProfileName,
  TravelSetting,
} from './travel-ports.ts';

/** One map's roads as they are now. */
export interface MapRoads {
  readonly version: number;
  readonly network: RoadNetworkPort;
  readonly snapCache: SnapCache;
  readonly timeZone: string;
  /** What is closed, as text, to tell whether it changed. */
  closuresInForce: string;
  /** Which closures and slow stretches these are. */
  closureIds: readonly string[];
}

/**
 * Holds the road network of each map in memory. Loads a map at its first question; keeps answering from the old roads
 * while a new import is loaded. The application calls `refresh` about once a second (imports, closures that begin or end
 * by the clock) and `refreshClosures` right after a closure was saved.
 */
export class TravelEngine {
  private readonly ports: TravelPorts<unknown>;
  private readonly maps = new Map<number, MapRoads>();
  private readonly loading = new Map<number, Promise<MapRoads | undefined>>();

  /** Use `createTravelEngine`, which checks that store and network speak of the same roads. */
  constructor(ports: TravelPorts<unknown>) {
    this.ports = ports;
  }

  /** The roads of a map; undefined when the map holds none. */
  async findMapRoads(mapId: number): Promise<MapRoads | undefined> {
    return this.maps.get(mapId) ?? (await this.load(mapId));
  }

  settingOf(map: MapRoads, profile: TravelProfileName): TravelSetting {
    return { profile, hourOfWeek: hourOfWeek(this.ports.now(), map.timeZone) };
  }

  /** Loads maps ahead of their first question and makes both profiles ready. */
  async preload(mapIds: readonly number[]): Promise<void> {
    for (const mapId of mapIds) {
      const map = await this.findMapRoads(mapId);
      if (!map) continue;
      const [west, south, east, north] = map.network.graph.bounds;
      for (const profile of ['emergency', 'normal'] as const) {
        map.network.snap([(west + east) / 2, (south + north) / 2], this.settingOf(map, profile), 0);
      }
    }
  }

  /** Looks for new imports and for closures that began, ended or were changed elsewhere. */
  async refresh(): Promise<void> {
    for (const [mapId, map] of this.maps) {
      const version = await this.ports.findMapVersion(mapId);
      if (version === undefined) this.maps.delete(mapId);
      else if (version !== map.version) await this.load(mapId);
      else await this.refreshClosures(mapId);
    }
  }

  /** Puts the closures of a map in force as they are stored now. */
  async refreshClosures(mapId: number): Promise<void> {
    const map = this.maps.get(mapId);
    if (map) applyClosures(map, await this.ports.listClosures(mapId, this.ports.now()));
  }

  private load(mapId: number): Promise<MapRoads | undefined> {
    let loading = this.loading.get(mapId);
    if (!loading) {
      loading = this.readMap(mapId).finally(() => this.loading.delete(mapId));
      this.loading.set(mapId, loading);
    }
    return loading;
  }

  private async readMap(mapId: number): Promise<MapRoads | undefined> {
    const found = await this.ports.findRoads(mapId);
    if (!found) {
      this.maps.delete(mapId);
      return undefined;
    }
    const timeZone = (await this.ports.findTimeZone(mapId)) ?? 'UTC';
    const network = this.ports.createRoadNetwork(found.roads);
    const snapCache = new SnapCache(network);
    const map: MapRoads = {
      version: found.version,
      network,
      snapCache,
      timeZone,
      closuresInForce: '[]',
      closureIds: [],
    };
    applyClosures(map, await this.ports.listClosures(mapId, this.ports.now()));
    this.maps.set(mapId, map);
    return map;
  }
}

function applyClosures(map: MapRoads, closures: readonly ClosureInForce[]): void {
  const text = JSON.stringify(closures);
  if (text === map.closuresInForce) return;
  map.network.setConditions(closures);
  map.closuresInForce = text;
  map.closureIds = closures.map(({ id }) => id);
}

export function createTravelEngine<Roads>(ports: TravelPorts<Roads>): TravelEngine {
  return new TravelEngine(ports as TravelPorts<unknown>);
}
