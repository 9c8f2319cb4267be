import { useLayoutEffect, useRef } from 'preact/hooks';
import { useDesk } from '../../desk/desk.ts';
import { MAP_LAYERS } from '../../desk/map/map-layers.ts';
import { t } from '../../i18n/text.ts';
import { CoverageLegend } from './coverage-legend.tsx';

/** Which layers are shown. A digit switches the layer of that number while the panel has the focus. */
export function LayersPanel() {
  const { mapTools } = useDesk();
  const panel = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => panel.current?.querySelector('input')?.focus({ preventScroll: true }), []);
  return (
    <div
      ref={panel}
      class="map-panel layers-panel"
      role="group"
      aria-label={t('map.layers')}
      data-testid="layers-panel"
      onKeyDown={(event) => {
        const layer = MAP_LAYERS[Number(event.key) - 1];
        if (event.key === 'Escape') mapTools.areLayersShown.value = false;
        else if (layer && !event.altKey && !event.ctrlKey) mapTools.layers.toggle(layer);
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      {MAP_LAYERS.map((layer, index) => (
        <div key={layer}>
          <label class="layer-row">
            <input
              type="checkbox"
              checked={mapTools.layers.has(layer)}
              data-testid={`layer-${layer}`}
              onChange={() => mapTools.layers.toggle(layer)}
            />
            <span>{t(`map.layer.${layer}`)}</span>
            <kbd>{index + 1}</kbd>
          </label>
          {layer === 'coverage' && <CoverageLegend />}
        </div>
      ))}
      <p class="dim">{t('map.layersHint')}</p>
    </div>
  );
}
