import type { TypedPosition } from '#domain';
import { useDesk } from '../desk/desk.ts';
import { t } from '../i18n/text.ts';

type Asked = Exclude<TypedPosition, { kind: 'position' }>;

/** A typed position that can mean two places, or cannot be read: said with what to do instead. */
export function PositionAsked({ asked }: { asked: Asked }) {
  const { draft, region } = useDesk();
  if (asked.kind === 'refused') {
    return (
      <p
        class="position-line attention"
        role="alert"
        data-testid="position-refused"
        data-reason={asked.reason}
      >
        {t(`form.refused.${asked.reason}`, { region: region.name })}
      </p>
    );
  }
  return (
    <p class="position-line position-asked" role="alert" data-testid="position-asked">
      <span class="attention">{t('form.whichPosition')}</span>
      {asked.positions.map(([lon, lat]) => (
        <button
          key={`${lon} ${lat}`}
          type="button"
          class="button is-small"
          data-testid="choose-position"
          onClick={() => draft.chooseCoordinates(lon, lat)}
        >
          <span class="mono">{t('form.latLon', { lat: lat.toFixed(5), lon: lon.toFixed(5) })}</span>
        </button>
      ))}
    </p>
  );
}
