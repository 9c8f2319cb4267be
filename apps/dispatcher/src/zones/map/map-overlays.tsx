import { useDesk } from '../../desk/desk.ts';
import { t } from '../../i18n/text.ts';
import type { DeskMap } from '../../map/desk-map.ts';
import { ContextMenu, FacilityPopover, LayersPanel } from '../later.tsx';
import { CoverageLegend } from './coverage-legend.tsx';
import { InViewList } from './in-view-list.tsx';
import { FollowChip, NearestPanel, ReachChip } from './tool-panels.tsx';

interface ControlProps {
  readonly label: string;
  readonly hotkey: string;
  readonly path: string;
  readonly onClick: () => void;
  readonly isPressed?: boolean;
  readonly testId?: string;
  readonly count?: number;
}

function Control({ label, hotkey, path, onClick, isPressed, testId, count = 0 }: ControlProps) {
  return (
    <button
      type="button"
      class="button is-square"
      aria-pressed={isPressed}
      aria-label={label}
      title={t('map.keyHint', { text: label, key: hotkey })}
      data-testid={testId}
      onClick={onClick}
    >
      <svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
        <path d={path} fill="none" stroke="currentColor" stroke-width="1.5" />
      </svg>
      {count > 0 && <span class="button-count mono">{count}</span>}
    </button>
  );
}

function Controls({ map }: { map: DeskMap }) {
  return (
    <div class="map-controls">
      <Control label={t('map.zoomIn')} hotkey="+" path="M7 1.5v11M1.5 7h11" onClick={() => map.zoomBy(1)} />
      <Control label={t('map.zoomOut')} hotkey="−" path="M1.5 7h11" onClick={() => map.zoomBy(-1)} />
      <Control
        label={t('map.wholeRegion')}
        hotkey="Home"
        path="M1 5V1h4M9 1h4v4M13 9v4H9M5 13H1V9"
        onClick={() => map.showRegion()}
      />
    </div>
  );
}

/** What the map shows besides, and what is closed. */
function LayerControls({ map }: { map: DeskMap }) {
  const desk = useDesk();
  const { coverage, closures, mapTools } = desk;
  const count = desk.store.lists.value.closures.size;
  const isShown = mapTools.areLayersShown.value;
  return (
    <div class="map-controls is-second">
      <Control
        label={t('map.layers')}
        hotkey="Alt L"
        path="M7 1l6 3-6 3-6-3zM1 7l6 3 6-3M1 10l6 3 6-3"
        isPressed={isShown}
        testId="show-layers"
        onClick={() => (mapTools.areLayersShown.value = !isShown)}
      />
      <Control
        label={t('map.coverage')}
        hotkey="Alt C"
        path="M1.75 1.75h4v4h-4zM8.25 1.75h4v4h-4zM1.75 8.25h4v4h-4zM8.25 8.25h4v4h-4zM3 3.75h1.5M9.5 3.75H11M3 10.25h1.5"
        isPressed={coverage.isShown.value}
        testId="show-coverage"
        onClick={() => mapTools.layers.toggle('coverage')}
      />
      <Control
        label={t('map.closures', { count })}
        hotkey="Alt X"
        path="M1 3h12v5H1zM3 8v5M11 8v5M4 8l3-5M8 8l3-5"
        isPressed={closures.isShown.value}
        testId="show-closures"
        count={count}
        onClick={() => (closures.isShown.value = !closures.isShown.value)}
      />
      <Control
        label={t('map.print')}
        hotkey="Alt P"
        path="M4 5V1.5h6V5M4 10H1.5V5h11v5H10M4 8h6v4.5H4z"
        testId="print-map"
        onClick={() => void import('../../map/print-map.ts').then(({ printMap }) => printMap(desk, map))}
      />
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

/** What lies over the map while it is asked something. */
export function MapOverlays({ map }: { map: DeskMap }) {
  const desk = useDesk();
  const { mapTools } = desk;
  const menuAt = mapTools.menuAt.value;
  return (
    <>
      <Controls map={map} />
      <LayerControls map={map} />
      <InViewList map={map} />
      <div class="map-panels">
        {mapTools.areLayersShown.value && <LayersPanel />}
        {mapTools.shownFacilityId.value !== undefined && <FacilityPopover />}
        <NearestPanel />
      </div>
      <div class="map-foot">
        <FollowChip />
        <ReachChip />
        {desk.coverage.isShown.value && !mapTools.areLayersShown.value && (
          <div class="map-chip">
            <CoverageLegend />
          </div>
        )}
      </div>
      <Legend map={map} attribution={desk.region.attribution} />
      {menuAt && <ContextMenu at={menuAt} />}
      <Tip map={map} />
    </>
  );
}

function Tip({ map }: { map: DeskMap }) {
  const hovered = map.hovered.value;
  if (!hovered) return null;
  return (
    <p
      class="map-tip"
      data-testid="map-tip"
      ref={(tip) => {
        if (tip) tip.style.transform = `translate(${hovered.x + 14}px, ${hovered.y - 10}px)`;
      }}
    >
      {hovered.text}
    </p>
  );
}
