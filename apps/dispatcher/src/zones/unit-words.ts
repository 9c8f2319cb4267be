import type { UnitView } from '#contracts';
import { greatCircleMeters } from '#domain';
import { formatClock, formatDistance, formatDuration, formatTravel, locale } from '#ui';
import type { Eta } from '../desk/eta.ts';
import type { LiveStore } from '../live/live-store.ts';
import type { Whereabouts } from '../live/fixes.ts';
import { t } from '../i18n/text.ts';
import { placeText } from './incident-words.ts';

/** Where a unit is or goes, in the fewest words that are true. */
export function whereText(unit: UnitView, at: Whereabouts, store: LiveStore): string {
  const { assignment } = unit;
  if (assignment) {
    const { destinationName, incidentNumber, incidentId } = assignment;
    if (unit.boardStatus === 'transporting' && destinationName)
      return `${incidentNumber} → ${destinationName}`;
    if (unit.boardStatus === 'atDestination') return destinationName ?? String(incidentNumber);
    // The sign before it names the region.
    if (assignment.elsewhere) return `→ ${incidentNumber}`;
    const incident = store.findIncident(incidentId);
    const place = incident ? ` · ${placeText(incident)}` : '';
    return unit.boardStatus === 'onScene' ? `${incidentNumber}${place}` : `→ ${incidentNumber}${place}`;
  }
  return stationText(unit, at);
}

/** Where a unit stands or drives, against its station. */
function stationText({ station }: UnitView, at: Whereabouts): string {
  if (!station) return '';
  if (at.isAtStation || !at.place) return station.name;
  const distance = formatDistance(greatCircleMeters(at.place, station.coordinates), locale.value);
  return t('units.nearStation', { distance, station: station.name });
}

/** Where a unit is, on a board that says its destination apart. */
export function placeOfUnit(unit: UnitView, at: Whereabouts): string {
  if (unit.boardStatus === 'atDestination' && unit.assignment?.destinationName)
    return unit.assignment.destinationName;
  return stationText(unit, at);
}

/** What a unit works on, and where that leads. */
export function destinationText({ assignment, boardStatus }: UnitView, store: LiveStore): string {
  if (!assignment) return '';
  const { incidentNumber, incidentId, destinationName, elsewhere } = assignment;
  if (elsewhere) return `${incidentNumber} · ${elsewhere.regionName}`;
  if (destinationName && (boardStatus === 'transporting' || boardStatus === 'atDestination'))
    return `${incidentNumber} → ${destinationName}`;
  const incident = store.findIncident(incidentId);
  return incident ? `${incidentNumber} · ${placeText(incident)}` : String(incidentNumber);
}

/** Time until it arrives; empty while it drives nowhere. */
export function etaText(eta: Eta | undefined): string {
  if (!eta) return '';
  return eta.lateSeconds > 0 ? `+${formatDuration(eta.lateSeconds)}` : formatDuration(eta.secondsLeft);
}

/** The expected end of what the crew's duty is now: the shift, or a break. */
export function untilText({ duty }: UnitView, timeZone: string): string {
  return duty.expectedEndAt === null ? '' : formatClock(duty.expectedEndAt, timeZone).slice(0, 5);
}

/** The age of the last fix, or the word for what is shown instead. */
export function fixText(at: Whereabouts): string {
  if (at.trust === 'assumed') return t('trust.assumed');
  if (at.ageSeconds === undefined) return '–';
  if (at.ageSeconds < 60) return `${Math.floor(at.ageSeconds)} s`;
  return at.ageSeconds < 36_000 ? formatTravel(at.ageSeconds) : '> 10 h';
}
