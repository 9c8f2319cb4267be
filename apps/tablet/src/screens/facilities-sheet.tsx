import { formatDistance, locale } from '#ui';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../i18n/text.ts';
import { listFacilities, type Facility } from '../live/facility-list.ts';
import type { ShownAssignment } from '../model/present.ts';
import { Sheet } from '../ui/sheet.tsx';
import { useTablet } from '../ui/tablet-context.ts';

const EARTH_METERS_PER_DEGREE = 111_195;

function metersBetween(a: readonly [number, number], b: readonly [number, number]): number {
  const east = (b[0] - a[0]) * Math.cos((a[1] * Math.PI) / 180);
  return Math.hypot(east, b[1] - a[1]) * EARTH_METERS_PER_DEGREE;
}

interface FacilitiesProps {
  readonly run: ShownAssignment;
  /** Chosen on leaving the scene: the step is reported with it. */
  readonly isLeaving: boolean;
  readonly onBack: () => void;
}

/** Where the patient is taken, nearest first; kept on the tablet for when there is no network. */
export function FacilitiesSheet({ run, isLeaving, onBack }: FacilitiesProps) {
  const tablet = useTablet();
  const [facilities, setFacilities] = useState<readonly Facility[]>();
  const [hasFailed, setFailed] = useState(false);
  useEffect(() => {
    void listFacilities(tablet).then((list) => (list ? setFacilities(list) : setFailed(true)));
  }, []);
  const fix = tablet.positions.fix.peek();
  const from: readonly [number, number] | null = fix ? [fix.lon, fix.lat] : run.incident.coordinates;
  const distanceOf = (one: Facility): number => (from ? metersBetween(from, one.coordinates) : 0);
  const choose = (destinationFacilityId: string | undefined): void => {
    const status = isLeaving ? 'leftScene' : run.status;
    if (isLeaving || destinationFacilityId !== undefined)
      void tablet.tap('status', {
        assignmentId: run.id,
        status,
        ...(destinationFacilityId === undefined ? {} : { destinationFacilityId }),
      });
    onBack();
  };
  const sorted = [...(facilities ?? [])].sort((a, b) => distanceOf(a) - distanceOf(b));
  return (
    <Sheet title={t(isLeaving ? 'facility.titleLeft' : 'facility.title')} onBack={onBack} testId="facilities">
      {isLeaving && (
        <button
          type="button"
          class="key is-primary is-wide"
          data-testid="no-destination"
          onClick={() => choose(undefined)}
        >
          {t('facility.none')}
        </button>
      )}
      {!facilities && (
        <p class={hasFailed ? 'attention' : 'dim'}>
          {t(hasFailed ? 'facility.unavailable' : 'facility.loading')}
        </p>
      )}
      <div class="tiles">
        {sorted.map((one) => (
          <button
            key={one.id}
            type="button"
            class={`key tile ${run.destination?.facilityId === one.id ? 'is-chosen' : ''}`}
            data-testid="facility"
            data-name={one.name}
            onClick={() => choose(one.id)}
          >
            <strong>{one.name}</strong>
            <span class="dim">
              {[
                from && t('facility.km', { distance: formatDistance(distanceOf(one), locale.value) }),
                one.hasEmergency && t('facility.emergency'),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
            {one.isOnDiversion && <span class="attention">{t('facility.diversion')}</span>}
          </button>
        ))}
      </div>
    </Sheet>
  );
}
