import { computed, signal, useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { Tablet } from '../core/tablet.ts';
import { t } from '../i18n/text.ts';
import { type Facility, listFacilities } from '../live/facility-list.ts';
import { MapPackStore } from '../map/packs/map-pack-store.ts';
import type { MapScene } from '../map/scene.ts';
import TabletMap from '../map/tablet-map.tsx';
import type { ShownAssignment } from '../model/present.ts';
import type { FoundPlace } from '../search/list-facilities.ts';
import { PlaceSearch } from '../search/place-search.tsx';
import { useTablet } from '../ui/tablet-context.ts';
import type { MapPartProps } from './run-map.tsx';

/** One for the whole app: it goes on fetching whatever is on the screen. */
const stores = new Map<string, MapPackStore>();

function storeOf(tablet: Tablet, mapName: string): MapPackStore {
  const known = stores.get(mapName);
  if (known) return known;
  const tokens = { getToken: () => tablet.device.getToken(), dropToken: () => tablet.device.dropToken() };
  const made = new MapPackStore({ mapName, tokens });
  stores.set(mapName, made);
  made.start();
  return made;
}

const chosen = signal<FoundPlace | undefined>(undefined);

const sceneOf = (run: ShownAssignment | undefined, tablet: Tablet): MapScene => {
  const at = run?.incident.coordinates;
  const to = run?.destination;
  const place = chosen.value;
  return {
    route: tablet.runLine.value && { coordinates: tablet.runLine.value.coordinates },
    incident: at && run ? { lon: at[0], lat: at[1], priority: run.incident.priority } : undefined,
    destination: to ? { lon: to.coordinates[0], lat: to.coordinates[1], name: to.name } : undefined,
    chosen: place && { lon: place.coordinates[0], lat: place.coordinates[1], label: place.label },
  };
};

function useMapInputs(run: ShownAssignment | undefined) {
  const tablet = useTablet();
  const shownRun = useSignal(run);
  shownRun.value = run;
  return useMemo(
    () => ({
      position: computed(() => tablet.positions.fix.value),
      scene: computed(() => sceneOf(shownRun.value, tablet)),
      // Fixes bear the device's time.
      now: computed(() => {
        void tablet.clock.second.value;
        return Date.now();
      }),
    }),
    [tablet],
  );
}

/** The map of the region, and over it the search of places when it is asked for. */
export default function MapPart({ run, hasSearch }: MapPartProps) {
  const tablet = useTablet();
  const isSearching = useSignal(false);
  const inputs = useMapInputs(run);
  const region = tablet.states.state.value?.region;
  if (!region) return null;
  const packs = storeOf(tablet, region.mapName);
  if (isSearching.value && hasSearch) {
    return <Search packs={packs} run={run} onBack={() => (isSearching.value = false)} />;
  }
  return (
    <>
      <TabletMap region={region} packs={packs} {...inputs} />
      {hasSearch && (
        <button
          type="button"
          class="key map-search"
          data-testid="place-search"
          onClick={() => (isSearching.value = true)}
        >
          {t('map.search')}
        </button>
      )}
    </>
  );
}

interface SearchProps {
  readonly packs: MapPackStore;
  readonly run: ShownAssignment | undefined;
  readonly onBack: () => void;
}

function Search({ packs, run, onBack }: SearchProps) {
  const tablet = useTablet();
  const facilities = useSignal<readonly Facility[]>([]);
  useEffect(() => {
    void listFacilities(tablet).then((list) => (facilities.value = list ?? []));
  }, []);
  const near = useMemo(
    () =>
      computed(() => {
        const fix = tablet.positions.fix.value;
        return fix ? ([fix.lon, fix.lat] as const) : (run?.incident.coordinates ?? undefined);
      }),
    [tablet, run?.id],
  );
  const show = (place: FoundPlace): void => {
    chosen.value = place;
    onBack();
  };
  return (
    <div class="map-search-page">
      <PlaceSearch
        packs={packs}
        near={near}
        facilities={facilities}
        onShow={show}
        onDrive={(place) => {
          tablet.target.value = { coordinates: place.coordinates, name: place.label };
          show(place);
        }}
        onBack={onBack}
      />
    </div>
  );
}
