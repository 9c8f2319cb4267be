import { computed, effect, signal } from '@preact/signals';
import type { Tablet } from '../core/tablet.ts';
import { listFacilities } from '../live/facility-list.ts';
import { MapPackStore } from '../map/packs/map-pack-store.ts';
import type { MapScene } from '../map/scene.ts';
import type { SearchFacility } from '../search/list-facilities.ts';

type LonLat = readonly [lon: number, lat: number];

/** The region's map on this tablet: what is kept of it, and what is shown on it of the run and of what was searched for. */
export class RegionMap {
  readonly packs: MapPackStore;
  readonly chosen = signal<MapScene['chosen']>(undefined);
  readonly facilities = signal<readonly SearchFacility[]>([]);
  readonly now = signal(Date.now());
  readonly position;
  readonly closures;
  readonly near;
  readonly scene;

  constructor(
    private readonly tablet: Tablet,
    mapName: string,
  ) {
    const tokens = {
      getToken: () => tablet.device.getToken(),
      dropToken: () => tablet.device.dropToken(),
    };
    this.packs = new MapPackStore({ mapName, tokens });
    this.position = computed(() => {
      const { fix, state, isDriving } = tablet.positions;
      const isStanding = state.value === 'on' && !isDriving.value;
      // A device that stands reports nothing new: its last place still holds.
      return fix.value && isStanding ? { ...fix.value, atMs: Number.MAX_SAFE_INTEGER } : fix.value;
    });
    const minute = computed(() => Math.floor(this.now.value / 60_000));
    // Kept without a network, a closure may have ended meanwhile.
    this.closures = computed(() => {
      void minute.value;
      const nowMs = tablet.clock.now();
      return tablet.closures.value.filter(({ endsAt }) => endsAt === null || Date.parse(endsAt) > nowMs);
    });
    this.near = computed((): LonLat | undefined => {
      const fix = this.position.value;
      return fix ? [fix.lon, fix.lat] : (tablet.current.value?.incident.coordinates ?? undefined);
    });
    this.scene = computed((): MapScene => {
      const run = tablet.current.value;
      const [target, at] = [run?.destination, run?.incident.coordinates];
      return {
        route: this.tablet.runLine.value && { coordinates: this.tablet.runLine.value.coordinates },
        closures: this.closures.value,
        chosen: this.chosen.value,
        incident: run && at ? { lon: at[0], lat: at[1], priority: run.incident.priority } : undefined,
        destination: target
          ? { lon: target.coordinates[0], lat: target.coordinates[1], name: target.name }
          : undefined,
      };
    });
    this.packs.start();
    setInterval(() => (this.now.value = Date.now()), 1000);
    // What was chosen or aimed at belonged to the run before.
    effect(() => {
      void tablet.current.value?.id;
      this.chosen.value = undefined;
      this.tablet.target.value = undefined;
    });
    void this.readFacilities();
  }

  async readFacilities(): Promise<void> {
    this.facilities.value = (await listFacilities(this.tablet)) ?? this.facilities.peek();
  }
}

const maps = new WeakMap<Tablet, { readonly mapName: string; readonly map: RegionMap }>();

/** The map of the tablet's region, made when it is asked for first; undefined before the region is known. */
export function regionMapOf(tablet: Tablet): RegionMap | undefined {
  const mapName = tablet.states.state.value?.region.mapName;
  if (mapName === undefined) return undefined;
  const known = maps.get(tablet);
  if (known?.mapName === mapName) return known.map;
  known?.map.packs.stop();
  const map = new RegionMap(tablet, mapName);
  maps.set(tablet, { mapName, map });
  return map;
}
