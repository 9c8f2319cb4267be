import { useEffect } from 'preact/hooks';
import type { FoundPlace } from '../search/list-facilities.ts';
import { PlaceSearch } from '../search/place-search.tsx';
import { useTablet } from '../ui/tablet-context.ts';
import { regionMapOf } from './region-map.ts';
import type { ViewProps } from './views.ts';

/** Finds a place; it is shown on the map of the run, or on the region's map when there is no run. */
export default function PlaceSearchView({ onView }: ViewProps) {
  const tablet = useTablet();
  const map = regionMapOf(tablet);
  useEffect(() => void map?.readFacilities(), [map]);
  if (!map) return null;
  const show = ({ label, coordinates: [lon, lat] }: FoundPlace): void => {
    map.chosen.value = { lon, lat, label };
    onView(tablet.current.peek() ? 'run' : 'map');
  };
  const drive = (place: FoundPlace): void => {
    tablet.target.value = { coordinates: place.coordinates, name: place.label };
    show(place);
  };
  return (
    <PlaceSearch
      packs={map.packs}
      near={map.near}
      facilities={map.facilities}
      onShow={show}
      onDrive={drive}
      onBack={() => onView(tablet.current.peek() ? 'run' : 'menu')}
    />
  );
}
