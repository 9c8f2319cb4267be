import type { UnitView } from '#contracts';
import { greatCircleMeters } from '#domain';
import { formatDistance, formatTravel, locale } from '#ui';
import type { LiveStore } from '../live/live-store.ts';
import type { Whereabouts } from '../live/fixes.ts';
import { t } from '../i18n/text.ts';
import { placeText } from './incident-words.ts';

/** Where a unit is or goes, in the fewest words that are true. */
export function whereText(unit: UnitView, at: Whereabouts, store: LiveStore): string {
  const { assignment, station } = unit;
  if (assignment) {
    const { destinationName, incidentNumber, incidentId } = assignment;
    if (unit.boardStatus === 'transporting' && destinationName)
      return `${incidentNumber} → ${destinationName}`;
    if (unit.boardStatus === 'atDestination') return destinationName ?? String(incidentNumber);
    const incident = store.findIncident(incidentId);
    const place = incident ? ` · ${placeText(incident)}` : '';
    return unit.boardStatus === 'onScene' ? `${incidentNumber}${place}` : `→ ${incidentNumber}${place}`;
  }
  if (!station) return '';
  if (at.isAtStation || !at.place) return station.name;
  const distance = formatDistance(greatCircleMeters(at.place, station.coordinates), locale.value);
  return t('units.nearStation', { distance, station: station.name });
}

/** The age of the last fix, or the word for what is shown instead. */
export function fixText(at: Whereabouts): string {
  if (at.trust === 'assumed') return t('trust.assumed');
  if (at.ageSeconds === undefined) return '–';
  if (at.ageSeconds < 60) return `${Math.floor(at.ageSeconds)} s`;
  return at.ageSeconds < 36_000 ? formatTravel(at.ageSeconds) : '> 10 h';
}
