import { useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { useDesk } from '../desk/desk.ts';
import { t } from '../i18n/text.ts';
import type { DeskMap } from '../map/desk-map.ts';

type MapState = 'loading' | 'ready' | 'failed';
const RETRY_MILLISECONDS = 2000;

function Controls({ map }: { map: DeskMap }) {
  return (
    <div class="map-controls">
      <button
        type="button"
        class="button is-square"
        aria-label={t('map.zoomIn')}
        title={t('map.zoomIn')}
        onClick={() => map.zoomBy(1)}
      >
        +
      </button>
      <button
        type="button"
        class="button is-square"
        aria-label={t('map.zoomOut')}
        title={t('map.zoomOut')}
        onClick={() => map.zoomBy(-1)}
      >
        −
      </button>
      <button
        type="button"
        class="button is-square"
        aria-label={t('map.wholeRegion')}
        title={t('map.wholeRegion')}
        onClick={() => map.showRegion()}
      >
        <svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
          <path d="M1 5V1h4M9 1h4v4M13 9v4H9M5 13H1V9" fill="none" stroke="currentColor" stroke-width="1.5" />
        </svg>
      </button>
    </div>
  );
}

/** What the map shows besides: coverage, and what is closed. */
function LayerControls() {
  const desk = useDesk();
  const { coverage, closures } = desk;
  const count = desk.store.lists.value.closures.size;
  return (
    <div class="map-controls is-second">
      <button
        type="button"
        class="button is-square"
        aria-pressed={coverage.isShown.value}
        aria-label={t('map.coverage')}
        title={t('map.coverage')}
        data-testid="show-coverage"
        onClick={() => (coverage.isShown.value = !coverage.isShown.value)}
      >
        <svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
          <path d="M1 1h5v5H1zM8 1h5v5H8zM1 8h5v5H1z" fill="currentColor" />
          <path d="M8.75 8.75h3.5v3.5h-3.5z" fill="none" stroke="currentColor" stroke-width="1.5" />
        </svg>
      </button>
      <button
        type="button"
        class="button is-square"
        aria-pressed={closures.isShown.value}
        aria-label={t('map.closures', { count })}
        title={t('map.closures', { count })}
        data-testid="show-closures"
        onClick={() => (closures.isShown.value = !closures.isShown.value)}
      >
        <svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
          <path
            d="M1 3h12v5H1zM3 8v5M11 8v5M4 8l3-5M8 8l3-5"
            fill="none"
            stroke="currentColor"
            stroke-width="1.5"
          />
        </svg>
        {count > 0 && <span class="button-count mono">{count}</span>}
      </button>
    </div>
  );
}

function Legend({ map, attribution }: { map: DeskMap; attribution: string }) {
  const { label, pixels } = map.scale.value;
  return (
    <div class="map-legend">
      <span class="mono">{label}</span>
      <svg width={pixels} height="5" aria-hidden="true">
        <path d={`M.5 0v4.5h${pixels - 1}V0`} fill="none" stroke="currentColor" />
      </svg>
      <a href="https://www.openstreetmap.org/copyright" target="_blank" rel="noreferrer noopener">
        {attribution}
      </a>
    </div>
  );
}

/** The map, loaded after the boards: they work without it. */
export function MapZone() {
  const desk = useDesk();
  const holder = useRef<HTMLDivElement>(null);
  const state = useSignal<MapState>('loading');
  const map = useSignal<DeskMap | undefined>(undefined);
  const attempt = useSignal(0);
  // A map that could not be loaded while the server was away comes by itself when it is back.
  useSignalEffect(() => {
    if (state.value !== 'failed' || desk.connection.state.value !== 'live') return undefined;
    const timer = setTimeout(() => {
      state.value = 'loading';
      attempt.value += 1;
    }, RETRY_MILLISECONDS);
    return () => clearTimeout(timer);
  });
  useEffect(() => {
    let isGone = false;
    import('../map/desk-map.ts')
      .then(({ createDeskMap }) => createDeskMap(holder.current!, desk))
      .then((made) => {
        if (isGone) return made.destroy();
        map.value = made;
        state.value = 'ready';
      })
      .catch(() => {
        state.value = 'failed';
      });
    return () => {
      isGone = true;
      map.value?.destroy();
    };
  }, [desk, attempt.value]);
  const isDrawing = desk.closures.isDrawing.value;
  const isPinning = isDrawing || desk.draft.isOpen.value || desk.placeEdit.value !== undefined;
  const hovered = map.value?.hovered.value;
  return (
    <section class={`zone map-zone ${isPinning ? 'is-pinning' : ''}`} aria-label={t('map.title')}>
      <div
        class="map"
        ref={holder}
        data-testid="map"
        data-state={state.value}
        role="application"
        aria-label={t('map.title')}
      />
      {state.value !== 'ready' && (
        <p class="map-note" role="status">
          {t(state.value === 'failed' ? 'map.failed' : 'map.loading')}
        </p>
      )}
      {isPinning && (
        <p class="map-note">{t(isDrawing ? `closure.hint.${desk.closures.type.value}` : 'map.pinHint')}</p>
      )}
      {map.value && <Controls map={map.value} />}
      {map.value && <LayerControls />}
      {map.value && <Legend map={map.value} attribution={desk.region.attribution} />}
      {hovered && (
        <p
          class="map-tip"
          ref={(tip) => {
            if (tip) tip.style.transform = `translate(${hovered.x + 14}px, ${hovered.y - 10}px)`;
          }}
        >
          {hovered.text}
        </p>
      )}
    </section>
  );
}
