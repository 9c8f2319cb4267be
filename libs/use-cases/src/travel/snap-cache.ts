import type { LonLat } from '#domain';
import type { RoadNetworkPort, RoadPoint, TravelSetting } from './travel-ports.ts';

const MAX_ENTRIES = 20_000;

/**
 * Remembers where places were taken to the road: units stand still between two recommendations far more often than
 * they move, and finding the nearest road costs more than looking it up. Forgotten when closures change.
 */
export class SnapCache {
  private readonly network: RoadNetworkPort;
  private readonly byKind = new Map<string, Map<number, { lon: number; lat: number; point?: RoadPoint }>>();
  private conditionsVersion = -1;

  constructor(network: RoadNetworkPort) {
    this.network = network;
  }

  snap(place: LonLat, setting: TravelSetting, maxMeters: number): RoadPoint | undefined {
    return this.find(setting.profile, place, () => this.network.snap(place, setting, maxMeters));
  }

  /** Where a vehicle stands; see the network's `snapVehicle`. */
  snapVehicle(place: LonLat, setting: TravelSetting, maxMeters: number): RoadPoint | undefined {
    return this.find(`${setting.profile} vehicle`, place, () =>
      this.network.snapVehicle(place, setting, maxMeters),
    );
  }

  private find(kind: string, [lon, lat]: LonLat, look: () => RoadPoint | undefined): RoadPoint | undefined {
    if (this.conditionsVersion !== this.network.conditionsVersion) {
      this.byKind.clear();
      this.conditionsVersion = this.network.conditionsVersion;
    }
    let entries = this.byKind.get(kind);
    if (!entries) this.byKind.set(kind, (entries = new Map()));
    // Not unique, so the entry holds its place too.
    const key = lon * 1000 + lat;
    const known = entries.get(key);
    if (known?.lon === lon && known.lat === lat) return known.point;
    const point = look();
    if (entries.size >= MAX_ENTRIES) entries.clear();
    entries.set(key, { lon, lat, point });
    return point;
  }
}
