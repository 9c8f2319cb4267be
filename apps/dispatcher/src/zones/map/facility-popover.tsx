import type { FacilityView } from '#contracts';
import { formatAge, formatClock } from '#ui';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { useDesk } from '../../desk/desk.ts';
import { loadOf, statusInForce } from '../../desk/map/facility-load.ts';
import { MAP_ID } from '../../desk/map/map-keys.ts';
import { panelTexts, t } from '../../i18n/text.ts';

type Status = NonNullable<FacilityView['status']>;

function Diversions({ status, timeZone }: { status: Status; timeZone: string }) {
  const words = panelTexts().destinations;
  const shown = status.diversions.filter(({ state }) => state !== 'open');
  return (
    <>
      {shown.map(({ service, state, reason, until }) => (
        <li key={service ?? 'all'} class="attention">
          {service === null ? t('facility.whole') : words.services[service]}: {words.states[state]}
          {reason !== '' && ` · ${reason}`} ·{' '}
          {t('closure.until', { time: formatClock(until, timeZone).slice(0, 5) })}
        </li>
      ))}
    </>
  );
}

function Said({ status }: { status: Status }) {
  const { clock, region } = useDesk();
  const waits = Object.entries(status.waitMinutes) as [string, number][];
  const age = formatAge((clock.second.value - Date.parse(status.at)) / 1000);
  return (
    <>
      <ul class="facility-facts">
        <Diversions status={status} timeZone={region.timeZone} />
        {status.loadPercent !== null && <li>{t('facility.load', { percent: status.loadPercent })}</li>}
        {status.freeBeds !== null && <li>{t('facility.beds', { count: status.freeBeds })}</li>}
        {waits.map(([priority, minutes]) => (
          <li key={priority}>{t('facility.wait', { priority, minutes })}</li>
        ))}
      </ul>
      <p class="dim" data-testid="facility-age">
        {t('facility.said', {
          age,
          name: status.setBy,
          time: formatClock(status.until, region.timeZone).slice(0, 5),
        })}
      </p>
    </>
  );
}

/** What a hospital last said of itself, and how old that is. */
export function FacilityPopover() {
  const { mapTools, clock, region } = useDesk();
  const closer = useRef<HTMLButtonElement>(null);
  const id = mapTools.shownFacilityId.value;
  const facility = mapTools.facilities.value.find((one) => one.id === id);
  useLayoutEffect(() => closer.current?.focus({ preventScroll: true }), [id]);
  if (!facility) return null;
  const now = clock.second.value;
  const status = statusInForce(facility, now);
  const load = loadOf(facility, now);
  return (
    <section class="map-panel facility-popover" aria-label={facility.name} data-testid="facility-popover">
      <header>
        <h3>{facility.name}</h3>
        <button
          ref={closer}
          type="button"
          class="button is-plain is-small"
          aria-label={t('map.closePanel')}
          title={t('map.keyHint', { text: t('map.closePanel'), key: 'Esc' })}
          onClick={() => {
            mapTools.shownFacilityId.value = undefined;
            document.getElementById(MAP_ID)?.focus({ preventScroll: true });
          }}
        >
          ×
        </button>
      </header>
      <p>
        <span class="dim">
          {facility.regionId !== region.id && `${facility.regionName} · `}
          {panelTexts().destinations.levels[facility.level]} ·{' '}
        </span>
        <b class={load === 'usual' ? '' : 'attention'} data-load={load}>
          {t(`facility.${load}`)}
        </b>
        {!facility.isOpen && <span class="attention"> · {t('facility.shut')}</span>}
      </p>
      {status ? <Said status={status} /> : <p class="dim">{t('facility.silent')}</p>}
    </section>
  );
}
