import { lazyPart } from '../lazy-part.tsx';
import type { ShownAssignment } from '../model/present.ts';
import { RegionMapView } from '../parts.tsx';

export interface MapPartProps {
  readonly run: ShownAssignment | undefined;
  /** Without search while driving. */
  readonly hasSearch: boolean;
}

const MapPart = lazyPart<MapPartProps>(async () => (await import('./map-part.tsx')).default);

/** Map, navigation and the search of places; with a run they are about it. */
export function RunMap({ run, hasSearch }: MapPartProps) {
  return (
    <section class="run-map">
      <MapPart run={run} hasSearch={hasSearch} />
      <RunNavigation run={run} />
    </section>
  );
}
