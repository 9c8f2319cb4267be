import type { ShownAssignment } from '../model/present.ts';
import { RegionMapView } from '../parts.tsx';

/** Map and navigation of the run. */
export function RunMap({ run: _run }: { run: ShownAssignment }) {
  return (
    <section class="run-map">
      <RegionMapView />
    </section>
  );
}
