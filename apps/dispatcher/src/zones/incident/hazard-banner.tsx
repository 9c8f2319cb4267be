import type { HazardHere } from '#contracts';
import { formatDistance, locale } from '#ui';
import { t } from '../../i18n/text.ts';

/** Those that are read at a glance; the rest is counted. */
const MOST_SHOWN = 3;

/** Warnings for the place, above everything else of the incident. */
export function HazardBanner({ hazards }: { hazards: readonly HazardHere[] }) {
  if (hazards.length === 0) return null;
  return (
    <ul class="hazard-banner" role="alert" aria-label={t('hazard.title')} data-testid="hazard-banner">
      {hazards.slice(0, MOST_SHOWN).map((hazard) => (
        <li key={hazard.id}>
          <b>{t(`hazard.${hazard.kind}`)}</b> <span class="said">{hazard.text}</span>
          <span class="dim"> {whereText(hazard)}</span>
        </li>
      ))}
      {hazards.length > MOST_SHOWN && (
        <li class="dim">{t('hazard.more', { count: hazards.length - MOST_SHOWN })}</li>
      )}
    </ul>
  );
}

/** Where the warning is, unless it is right there. */
function whereText({ distanceMeters, addressText }: HazardHere): string {
  const isHere = distanceMeters !== null && distanceMeters < 10;
  const away =
    distanceMeters === null || isHere
      ? ''
      : t('hazard.away', { distance: formatDistance(distanceMeters, locale.value) });
  return [isHere ? '' : addressText, away].filter((part) => part !== '').join(', ');
}
