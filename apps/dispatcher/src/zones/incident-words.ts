import type { IncidentView } from '#contracts';
import { stepWord } from '#ui';
import { activeAssignments } from '../desk/incident-order.ts';
import { t } from '../i18n/text.ts';

/** The address as typed, or what is known instead. */
export function placeText(incident: IncidentView): string {
  const text = incident.detail.addressText.trim();
  if (text !== '') return text;
  return t(incident.coordinates ? 'incident.noAddress' : 'incident.noPosition');
}

/** Who is on it and how far: the unit that is furthest on speaks for all. */
export function progressText(incident: IncidentView): string {
  const active = activeAssignments(incident);
  const [first] = active;
  if (!first)
    return t(
      incident.assignments.some((one) => one.status === 'available')
        ? 'incident.allDone'
        : 'incident.noneSent',
    );
  const who =
    active.length === 1
      ? first.callSign
      : t('incident.moreUnits', { callSign: first.callSign, count: active.length - 1 });
  return `${who} · ${stepWord(first.status)}`;
}
