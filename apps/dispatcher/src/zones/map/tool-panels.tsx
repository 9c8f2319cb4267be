import { formatDistance, formatTravel, locale, StatusMark, statusWord, unitKind } from '#ui';
import { useDesk } from '../../desk/desk.ts';
import { t } from '../../i18n/text.ts';

function CloseButton({ label, onClose }: { label: string; onClose: () => void }) {
  return (
    <button
      type="button"
      class="button is-plain is-small"
      aria-label={label}
      title={t('map.keyHint', { text: label, key: 'Esc' })}
      onClick={onClose}
    >
      ×
    </button>
  );
}

function NearestRows() {
  const desk = useDesk();
  const { units, state, failure } = desk.mapTools.nearest;
  if (state.value === 'loading') return <p class="dim">{t('map.nearest.loading')}</p>;
  if (state.value === 'failed') return <p class="attention">{failure.value}</p>;
  if (units.value.length === 0) return <p class="dim">{t('map.nearest.none')}</p>;
  return (
    <ol class="nearest-rows">
      {units.value.map(({ unitId, travelSeconds, distanceMeters }) => {
        const unit = desk.store.findUnit(unitId);
        if (!unit) return null;
        return (
          <li key={unitId}>
            <button
              type="button"
              class="nearest-row"
              data-testid="near-unit"
              onClick={() => desk.selectUnit(unitId)}
              onMouseEnter={() => (desk.hoveredUnitId.value = unitId)}
              onMouseLeave={() => (desk.hoveredUnitId.value = undefined)}
            >
              <b class="mono">{unit.callSign}</b>
              <span class="dim cut">{unitKind(unit.capabilities)}</span>
              <span class="cut">
                <StatusMark status={unit.boardStatus} /> {statusWord(unit.boardStatus)}
              </span>
              <b class="mono">{formatTravel(travelSeconds)}</b>
              <span class="mono dim">{formatDistance(distanceMeters, locale.value)}</span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}

/** Who is nearest to a place by road. */
export function NearestPanel() {
  const { nearest } = useDesk().mapTools;
  if (!nearest.place.value) return null;
  return (
    <section class="map-panel nearest-panel" aria-label={t('map.nearest')} data-testid="nearest-panel">
      <header>
        <h3>{t('map.nearest')}</h3>
        <CloseButton label={t('map.closePanel')} onClose={() => nearest.clear()} />
      </header>
      <NearestRows />
      <p class="dim">{t('map.nearest.hint')}</p>
    </section>
  );
}

function ReachText() {
  const { direction, state, failure, rings } = useDesk().mapTools.isochrone;
  if (state.value === 'loading') return <>{t('map.reach.loading')}</>;
  if (state.value === 'failed') return <span class="attention">{failure.value}</span>;
  const hasArea = rings.value.some(({ geometry }) => geometry.coordinates.length > 0);
  return <>{t(hasArea ? `map.reach.${direction.value}` : 'map.reach.none')}</>;
}

/** What the rings on the map mean, to turn them round or to clear them. */
export function ReachChip() {
  const { isochrone } = useDesk().mapTools;
  if (!isochrone.center.value) return null;
  return (
    <p class="map-chip" role="status" data-testid="reach" data-state={isochrone.state.value}>
      <ReachText />
      <button type="button" class="button is-small" data-testid="reach-turn" onClick={() => isochrone.turn()}>
        {t('map.reach.turn')}
      </button>
      <button
        type="button"
        class="button is-small"
        data-testid="reach-clear"
        title={t('map.keyHint', { text: t('map.reach.clear'), key: 'Alt I' })}
        onClick={() => isochrone.clear()}
      >
        {t('map.reach.clear')}
      </button>
    </p>
  );
}

/** The unit the map stays on, or the offer to stay on the selected one. */
export function FollowChip() {
  const desk = useDesk();
  const { followedUnitId } = desk.mapTools;
  const unit = desk.store.findUnit(followedUnitId.value ?? desk.selectedUnitId.value);
  if (!unit) return null;
  const isFollowing = followedUnitId.value !== undefined;
  const { callSign } = unit;
  const text = t(isFollowing ? 'map.stopFollowing' : 'map.follow', { callSign });
  return (
    <button
      type="button"
      class="map-chip is-button"
      aria-pressed={isFollowing}
      title={t('map.keyHint', { text, key: 'Alt G' })}
      data-testid="follow"
      data-following={isFollowing}
      onClick={() => (followedUnitId.value = isFollowing ? undefined : unit.id)}
    >
      {t(isFollowing ? 'map.following' : 'map.follow', { callSign })}
      {isFollowing && <span aria-hidden="true">×</span>}
    </button>
  );
}
