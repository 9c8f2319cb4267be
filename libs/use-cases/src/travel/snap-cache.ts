import type { LonLat } from '#domain';
import type { RoadNetworkPort, RoadPoint, TravelSetting } from './travel-ports.ts';

const MAX_ENTRIES = 20_000;

/**
 * Remembers where places were taken to the road: units stand still between two recommendations far more often than
 * they move, and finding the nearest road costs more than looking it up. Forgotten when closures change.
 */
export class SnapCache {
  private readonly network: RoadNetworkPort;
  private readonly byProfile = new Map<
    string,
    Map<number, { lon: number; lat: number; point?: RoadPoint }>
  >();
  private conditionsVersion = -1;

  constructor(network: RoadNetworkPort) {
    this.network = network;
  }

  snap([lon, lat]: LonLat, setting: TravelSetting, maxMeters: number): RoadPoint | undefined {
    if (this.conditionsVersion !== this.network.conditionsVersion) {
      this.byProfile.clear();
      this.conditionsVersion = this.network.conditionsVersion;
    }
    let entries = this.byProfile.get(setting.profile);
    if (!entries) this.byProfile.set(setting.profile, (entries = new Map()));
    // Not unique, so the entry holds its place too.
    const key = lon * 1000 + lat;
    const known = entries.get(key);
    if (known?.lon === lon && known.lat === lat) return known.point;
    const point = this.network.snap([lon, lat], setting, maxMeters);
    if (entries.size >= MAX_ENTRIES) entries.clear();
    entries.set(key, { lon, lat, point });
    return point;
  }
}
