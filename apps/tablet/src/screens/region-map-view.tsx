import { TabletMap } from '../map/tablet-map.tsx';
import { useTablet } from '../ui/tablet-context.ts';
import { regionMapOf } from './region-map.ts';

/** The navigation lies over the map's upper edge. */
const coveredPixels = (): number =>
  document.querySelector<HTMLElement>('.run-map .navigation-panel')?.offsetHeight ?? 0;

/** The region's map with the run on it. */
export default function RegionMapView() {
  const tablet = useTablet();
  const map = regionMapOf(tablet);
  const region = tablet.states.state.value?.region;
  if (!map || !region) return null;
  return (
    <TabletMap
      region={region}
      packs={map.packs}
      position={map.position}
      scene={map.scene}
      now={map.now}
      coveredPixels={coveredPixels}
    />
  );
}
