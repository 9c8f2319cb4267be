import { hourOfWeek } from './hour-of-week.ts';
import { SnapCache } from './snap-cache.ts';
import type {
  RoadNetworkPort,
  StoredClosure,
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
  readonly conditions: MapConditions;
}

/** What is closed or slow on a map, now and later. */
export interface MapConditions {
  /** In force and planned, as last read. */
  stored: readonly StoredClosure[];
  inForce: readonly StoredClosure[];
  /** What is in force as texts, to tell whether it changed. */
  textsInForce: readonly string[];
  /** Keys in force that name no edge of the map: a new import may have split or removed the road. */
  unknownEdgeKeys: readonly string[];
}

/** Called when what is closed or slow on a map changed; `mayBeFaster` unless everything before still holds. */
export type ConditionsListener = (mapId: number, mayBeFaster: boolean) => void;

/**
 * Holds the road network of each map in memory. Loads a map at its first question; keeps answering from the old roads
 * while a new import is loaded. The application calls `refresh` about once a second (imports, closures saved elsewhere),
 * `refreshClosures` right after a closure was saved, and `applyConditions` at `nextChangeAt`, when one begins or ends.
 */
export class TravelEngine {
  private readonly ports: TravelPorts<unknown>;
  private readonly maps = new Map<number, MapRoads>();
  private readonly loading = new Map<number, Promise<MapRoads | undefined>>();
  private readonly listeners: ConditionsListener[] = [];
  private reads = 0;
  private readonly lastApplied = new Map<number, number>();

  /** Use `createTravelEngine`, which checks that store and network speak of the same roads. */
  constructor(ports: TravelPorts<unknown>) {
    this.ports = ports;
  }

  /** The roads of a map; undefined when the map holds none. */
  async findMapRoads(mapId: number): Promise<MapRoads | undefined> {
    return this.maps.get(mapId) ?? (await this.load(mapId));
  }

  /** The same without loading: undefined for a map nobody has asked about yet. */
  findLoadedMap(mapId: number): MapRoads | undefined {
    return this.maps.get(mapId);
  }

  /** Closures and slow stretches in force on a map as its answers take them into account. */
  listConditionsInForce(mapId: number): readonly StoredClosure[] {
    return this.maps.get(mapId)?.conditions.inForce ?? [];
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

  onConditionsChanged(listener: ConditionsListener): void {
    this.listeners.push(listener);
  }

  /** Looks for new imports and for closures that were saved elsewhere. */
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
    if (!map) return;
    const read = ++this.reads;
    const stored = await this.ports.listClosures(mapId, this.ports.now());
    // Of two reads that overlap the later one has seen more, whichever answers first.
    if (read < (this.lastApplied.get(mapId) ?? 0)) return;
    this.lastApplied.set(mapId, read);
    map.conditions.stored = stored;
    this.applyTo(mapId, map);
  }

  /** Begins and ends by the clock what was read before. */
  applyConditions(): void {
    for (const [mapId, map] of this.maps) this.applyTo(mapId, map);
  }

  /** When the next closure begins or ends; undefined when none will. */
  nextChangeAt(): Date | undefined {
    const now = this.ports.now();
    const instants = [...this.maps.values()]
      .flatMap(({ conditions }) => conditions.stored)
      .flatMap(({ startsAt, endsAt }) => (endsAt ? [startsAt, endsAt] : [startsAt]))
      .filter((instant) => instant > now)
      .map((instant) => instant.getTime());
    return instants.length === 0 ? undefined : new Date(instants.reduce((a, b) => Math.min(a, b)));
  }

  private applyTo(mapId: number, map: MapRoads): void {
    const change = putInForce(map, this.ports.now());
    if (change) for (const listener of this.listeners) listener(mapId, change.mayBeFaster);
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
    const stored = await this.ports.listClosures(mapId, this.ports.now());
    const conditions = { stored, inForce: [], textsInForce: [], unknownEdgeKeys: [] };
    const map: MapRoads = { version: found.version, network, snapCache, timeZone, conditions };
    putInForce(map, this.ports.now());
    this.maps.set(mapId, map);
    // What was saved while the list was under way went to the roads before.
    await this.refreshClosures(mapId);
    return map;
  }
}

/** Sets what is in force at an instant; undefined when that is what was. */
function putInForce({ network, conditions }: MapRoads, now: Date): { mayBeFaster: boolean } | undefined {
  const inForce = conditions.stored.filter(
    ({ startsAt, endsAt }) => startsAt <= now && (endsAt === null || endsAt > now),
  );
  const texts = inForce.map(({ id, edgeKeys, emergencyMayPass, timeFactor }) =>
    JSON.stringify([id, edgeKeys, emergencyMayPass, timeFactor]),
  );
  const before = conditions.textsInForce;
  if (texts.length === before.length && texts.every((text, i) => text === before[i])) return undefined;
  const closed = inForce.filter(({ timeFactor }) => timeFactor === null);
  const slow = inForce.flatMap(({ edgeKeys, emergencyMayPass, timeFactor }) =>
    timeFactor === null ? [] : [{ edgeKeys, emergencyMayPass, timeFactor }],
  );
  conditions.unknownEdgeKeys = network.setConditions(closed, slow);
  conditions.inForce = inForce;
  conditions.textsInForce = texts;
  const held = new Set(texts);
  const isFast = inForce.some(({ timeFactor }) => timeFactor !== null && timeFactor < 1);
  return { mayBeFaster: isFast || before.some((text) => !held.has(text)) };
}

export function createTravelEngine<Roads>(ports: TravelPorts<Roads>): TravelEngine {
  return new TravelEngine(ports as TravelPorts<unknown>);
}
