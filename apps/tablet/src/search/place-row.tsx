import { formatDistance, locale } from '#ui';
import type { FoundPlace } from './list-facilities.ts';
import { st } from './text.ts';

interface PlaceRowProps {
  readonly place: FoundPlace;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
  readonly onShow: () => void;
  readonly onDrive: () => void;
}

/** One answer; pressed, it offers what can be done with it. */
export function PlaceRow({ place, isChosen, onChoose, onShow, onDrive }: PlaceRowProps) {
  const { label, context, distanceMeters, facility } = place;
  return (
    <li class={isChosen ? 'place-row is-chosen' : 'place-row'}>
      <button type="button" class="place-name" aria-expanded={isChosen} onClick={onChoose}>
        <span class="place-label">{label}</span>
        <span class="place-context">
          {facility?.isOnDiversion && <b class="place-warning">{st('search.diversion')}</b>}
          {facility?.hasEmergency && <span>{st('search.emergency')}</span>}
          {context !== '' && <span>{context}</span>}
        </span>
        {distanceMeters !== undefined && (
          <span class="place-distance">{formatDistance(distanceMeters, locale.value)}</span>
        )}
      </button>
      {isChosen && (
        <div class="place-keys">
          <button type="button" class="search-key" onClick={onShow}>
            {st('search.onMap')}
          </button>
          <button type="button" class="search-key is-next" onClick={onDrive}>
            {st('search.drive')}
          </button>
        </div>
      )}
    </li>
  );
}
