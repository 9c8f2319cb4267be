import type { ComponentType, FunctionComponent } from 'preact';
import type { ShownAssignment } from './model/present.ts';
import type { NavigationPanelProps } from './navigation/navigation-panel.tsx';
import { lazyPart } from './lazy-part.tsx';

/**
 * Where the parts of others are mounted. A part whose file is not in this build is simply absent, and the screens say so
 * where it would stand: map (`map/tablet-map.tsx`), place search (`search/place-search.tsx`) and navigation
 * (`navigation/navigation-panel.tsx`), each with a default export.
 */
type Loader = () => Promise<unknown>;

const FOUND: Readonly<Record<string, Loader>> = import.meta.glob([
  './navigation/navigation-panel.tsx',
]);

/** The part of a file, under the name it exports. */
export function optionalPart<Props extends object>(
  path: string,
  name: string,
): FunctionComponent<Props> | undefined {
  const load = FOUND[path];
  if (!load) return undefined;
  return lazyPart<Props>(async () => {
    const module = (await load()) as Readonly<Record<string, ComponentType<Props>>>;
    const part = module[name] ?? module['default'];
    if (!part) throw new Error(`${path} exports no ${name}`);
    return part;
  });
}

/** The way to drive, above the map. */
export const NavigationPart = optionalPart<NavigationPanelProps>(
  './navigation/navigation-panel.tsx',
  'NavigationPanel',
);

/** Which voice speaks, on the settings' page. */
export const VoiceSettingsPart = optionalPart('./navigation/voice-settings.tsx', 'VoiceSettings');

/** The patient record of a run. */
export const PatientView = lazyPart<{ readonly run: ShownAssignment; readonly onBack: () => void }>(
  async () => (await import('./screens/patient-run.tsx')).PatientRun,
);

/** The region's map with the run on it. */
export const RegionMapView = lazyPart(async () => (await import('./screens/region-map-view.tsx')).default);

/** Search of addresses and hospitals. */
export const PlaceSearchView = lazyPart(
  async () => (await import('./screens/place-search-view.tsx')).default,
);

/** Keeps the region's map on this tablet. */
export const MapKeeper = lazyPart(async () => (await import('./screens/map-keeper.tsx')).default);
