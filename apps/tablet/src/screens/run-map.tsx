import { t } from '../i18n/text.ts';
import type { ShownAssignment } from '../model/present.ts';
import { RegionMapView } from '../parts.tsx';
import { RunNavigation } from './run-navigation.tsx';

interface RunMapProps {
  readonly run: ShownAssignment | undefined;
  /** Not while driving. */
  readonly onSearch?: () => void;
}

/** Map and navigation; with a run they are about it. */
export function RunMap({ run, onSearch }: RunMapProps) {
  return (
    <section class="run-map">
      <RegionMapView />
      <RunNavigation run={run} />
      {onSearch && (
        <button type="button" class="key map-search" data-testid="place-search" onClick={onSearch}>
          {t('menu.search')}
        </button>
      )}
    </section>
  );
}
