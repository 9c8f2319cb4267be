import { lazyPart } from './lazy-part.tsx';
import type { NavigationPanelProps } from './navigation/navigation-panel.tsx';

/** Parts with files of their own, which follow the first load: map, search, navigation. */

/** The way to drive, above the map. */
export const NavigationPart = lazyPart<NavigationPanelProps>(
  async () => (await import('./navigation/navigation-panel.tsx')).NavigationPanel,
);

/** Which voice speaks, on the settings' page. */
export const VoiceSettingsPart = lazyPart(
  async () => (await import('./navigation/voice-settings.tsx')).VoiceSettings,
);

/** The region's map with the run on it. */
export const RegionMapView = lazyPart(async () => (await import('./screens/region-map-view.tsx')).default);

/** Search of addresses and hospitals. */
export const PlaceSearchView = lazyPart(
  async () => (await import('./screens/place-search-view.tsx')).default,
);

/** Keeps the region's map on this tablet. */
export const MapKeeper = lazyPart(async () => (await import('./screens/map-keeper.tsx')).default);
