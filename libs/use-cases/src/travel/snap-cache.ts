import type { LonLat } from '#domain';
import type { RoadNetworkPort, RoadPoint, TravelSetting } from './travel-ports.ts';

/** Of each of two generations: fewer than this many places are forgotten at once, and never one in use. */
const MAX_ENTRIES = 10_000;

interface Entry {
  readonly lon: number;
  readonly lat: number;
  readonly point: RoadPoint | undefined;
}

interface VehicleEntry {
  readonly conditionsVersion: number;
  readonly profile: TravelSetting['profile'];
  readonly point: RoadPoint | undefined;
}

/** Forgetting all at once would make one question in a hundred look for every unit's road again. */
class Generations {
  private young = new Map<number, Entry>();
  private old = new Map<number, Entry>();

  get(key: number): Entry | undefined {
    const entry = this.young.get(key);
    if (entry) return entry;
    const older = this.old.get(key);
    if (older) this.set(key, older);
    return older;
  }

  set(key: number, entry: Entry): void {
    if (this.young.size >= MAX_ENTRIES) {
      this.old = this.young;
      this.young = new Map();
    }
    this.young.set(key, entry);
  }
}

/**
 * Remembers where places were taken to the road: units stand still between two recommendations far more often than
 * they move, and finding the nearest road costs more than looking it up. Forgotten when closures change.
 */
export class SnapCache {
  private readonly network: RoadNetworkPort;
  private readonly byKind = new Map<string, Generations>();
  private conditionsVersion = -1;
  /** By the very pair of numbers, which a position that is still the last one hands out each time: ten times as fast as by value. */
  private lastOfVehicles = new WeakMap<LonLat, VehicleEntry>();

  constructor(network: RoadNetworkPort) {
    this.network = network;
  }

  snap(place: LonLat, setting: TravelSetting, maxMeters: number): RoadPoint | undefined {
    return this.find(setting.profile, place, () => this.network.snap(place, setting, maxMeters));
  }

  /** Where a vehicle stands; see the network's `snapVehicle`. */
  snapVehicle(place: LonLat, setting: TravelSetting, maxMeters: number): RoadPoint | undefined {
    const { conditionsVersion } = this.network;
    const last = this.lastOfVehicles.get(place);
    if (last?.conditionsVersion === conditionsVersion && last.profile === setting.profile) return last.point;
    const look = (): RoadPoint | undefined => this.network.snapVehicle(place, setting, maxMeters);
    const point = this.find(`${setting.profile} vehicle`, place, look);
    this.lastOfVehicles.set(place, { conditionsVersion, profile: setting.profile, point });
    return point;
  }

  /**
   * The same for a position that has just come. Known by its pair of numbers alone and forgotten with it: a thousand vehicles
   * that report each second would fill the generations with places nobody asks for again, and what is alive when young
   * garbage is collected is what its pause costs.
   */
  snapFix(place: LonLat, setting: TravelSetting, maxMeters: number): void {
    const { conditionsVersion } = this.network;
    const { profile } = setting;
    const last = this.lastOfVehicles.get(place);
    if (last?.conditionsVersion === conditionsVersion && last.profile === profile) return;
    const point = this.network.snapVehicle(place, setting, maxMeters);
    this.lastOfVehicles.set(place, { conditionsVersion, profile, point });
  }

  private find(kind: string, [lon, lat]: LonLat, look: () => RoadPoint | undefined): RoadPoint | undefined {
    if (this.conditionsVersion !== this.network.conditionsVersion) {
      this.byKind.clear();
      this.conditionsVersion = this.network.conditionsVersion;
    }
    let entries = this.byKind.get(kind);
    if (!entries) this.byKind.set(kind, (entries = new Generations()));
    // Not unique, so the entry holds its place too.
    const key = lon * 1000 + lat;
    const known = entries.get(key);
    if (known?.lon === lon && known.lat === lat) return known.point;
    const point = look();
    entries.set(key, { lon, lat, point });
    return point;
  }
}
