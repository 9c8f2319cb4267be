import { useSignal, useSignalEffect } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useDesk, type Desk } from '../desk/desk.ts';
import { handleMapKey, listenToMapKeys, MAP_ID } from '../desk/map/map-keys.ts';
import { t } from '../i18n/text.ts';
import type { DeskMap } from '../map/desk-map.ts';
import { isMapSettled } from './later.tsx';

type MapState = 'loading' | 'ready' | 'failed';
const RETRY_MILLISECONDS = 2000;

/** The map with what lies over it; both come after the boards. */
interface LoadedMap {
  readonly map: DeskMap;
  readonly Overlays: ComponentType<{ map: DeskMap }>;
}

async function loadMap(holder: HTMLElement, desk: Desk): Promise<LoadedMap> {
  const [{ createDeskMap }, { MapOverlays }] = await Promise.all([
    import('../map/desk-map.ts'),
    import('./map/map-overlays.tsx'),
  ]);
  return { map: createDeskMap(holder, desk), Overlays: MapOverlays };
}

/** Loads the map after the boards, and again by itself when the server was away. */
function useDeskMap(holder: { readonly current: HTMLDivElement | null }) {
  const desk = useDesk();
  const state = useSignal<MapState>('loading');
  const loaded = useSignal<LoadedMap | undefined>(undefined);
  const attempt = useSignal(0);
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
    loadMap(holder.current!, desk)
      .then((made) => {
        if (isGone) return made.map.destroy();
        loaded.value = made;
        state.value = 'ready';
        isMapSettled.value = true;
      })
      .catch(() => {
        state.value = 'failed';
        isMapSettled.value = true;
      });
    return () => {
      isGone = true;
      loaded.peek()?.map.destroy();
      loaded.value = undefined;
    };
  }, [desk, attempt.value]);
  useEffect(() => listenToMapKeys(desk, () => loaded.peek()?.map), [desk]);
  return { state, loaded };
}

/** The map, loaded after the boards: they work without it. */
export function MapZone() {
  const desk = useDesk();
  const holder = useRef<HTMLDivElement>(null);
  const { state, loaded } = useDeskMap(holder);
  const isDrawing = desk.closures.isDrawing.value;
  const isPinning = isDrawing || desk.draft.isOpen.value || desk.placeEdit.value !== undefined;
  const { isAiming } = desk.mapTools;
  const ready = loaded.value;
  return (
    <section class={`zone map-zone ${isPinning ? 'is-pinning' : ''}`} aria-label={t('map.title')}>
      <div
        id={MAP_ID}
        class="map"
        ref={holder}
        data-testid="map"
        data-state={state.value}
        role="application"
        tabIndex={0}
        aria-label={t('map.label')}
        onFocus={(event) => (isAiming.value = event.currentTarget.matches(':focus-visible'))}
        onBlur={() => (isAiming.value = false)}
        onKeyDown={(event) => ready && handleMapKey(desk, ready.map, event)}
      />
      {state.value !== 'ready' && (
        <p class="map-note" role="status">
          {t(state.value === 'failed' ? 'map.failed' : 'map.loading')}
        </p>
      )}
      {isPinning && (
        <p class="map-note">
          {t(isDrawing ? `closure.hint.${desk.closures.type.value}` : 'map.pinHint')}
          {isAiming.value && <span class="dim"> · {t('map.aimHint')}</span>}
        </p>
      )}
      {isAiming.value && <i class="map-aim" aria-hidden="true" />}
      {ready && <ready.Overlays map={ready.map} />}
    </section>
  );
}
