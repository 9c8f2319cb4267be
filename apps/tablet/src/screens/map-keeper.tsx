import { useEffect } from 'preact/hooks';
import { useTablet } from '../ui/tablet-context.ts';
import { regionMapOf } from './region-map.ts';

/** Has the region's map fetched while a crew is signed on, whether anybody looks at it or not. */
export default function MapKeeper() {
  const tablet = useTablet();
  const mapName = tablet.states.state.value?.region.mapName;
  useEffect(() => void regionMapOf(tablet), [mapName]);
  return null;
}
