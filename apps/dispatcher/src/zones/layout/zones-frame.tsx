import { useEffect, useMemo, useRef } from 'preact/hooks';
import { COMMAND_LINE_ID } from '../../desk/keys.ts';
import { useDesk, type Desk } from '../../desk/desk.ts';
import { Layout } from '../../desk/layout.ts';
import type { Zone } from '../../desk/windows/zones.ts';
import { t } from '../../i18n/text.ts';
import { IncidentStack } from '../incident-stack.tsx';
import { MapZone } from '../map-zone.tsx';
import { MiddleZone, useHasWork } from '../middle-zone.tsx';
import { Border } from './border.tsx';
import { listenToZoneKeys, ZONE_KEY } from './zone-keys.ts';
import { useWindows, WindowButton } from './window-button.tsx';

const ALL: readonly Zone[] = ['stack', 'board', 'map'];

/** First of all to the Tab key: straight to a zone or to the command line. */
export function SkipLinks({ hasLine }: { hasLine: boolean }) {
  const windows = useWindows();
  const go = (id: string) => (event: Event) => {
    event.preventDefault();
    document.getElementById(id)?.focus();
  };
  return (
    <nav class="skip-links" aria-label={t('skip.label')}>
      {(windows?.shown.value ?? ALL).map((zone) => (
        <a key={zone} href={`#zone-${zone}`} onClick={go(`zone-${zone}`)}>
          {t(`zone.${zone}`)}
        </a>
      ))}
      {hasLine && (
        <a href={`#${COMMAND_LINE_ID}`} onClick={go(COMMAND_LINE_ID)}>
          {t('line.label')}
        </a>
      )}
    </nav>
  );
}

const TABS = ['stack', 'work', 'units', 'map'] as const;
type Tab = (typeof TABS)[number];

const zoneOfTab = (tab: Tab): Zone => (tab === 'work' || tab === 'units' ? 'board' : tab);

function Tabs({ layout, desk, tabs }: { layout: Layout; desk: Desk; tabs: readonly Tab[] }) {
  const count = (tab: Tab): number | undefined => {
    if (tab === 'stack') return desk.openIncidents.value.length;
    return tab === 'units' ? desk.counts.value.available : undefined;
  };
  return (
    <div class="zone-tabs" role="group" aria-label={t('zone.choose')}>
      {tabs.map((tab) => (
        <button
          key={tab}
          type="button"
          class="zone-tab"
          aria-pressed={layout.tab.value === tab}
          title={`${t(`zone.${tab}`)} (${ZONE_KEY})`}
          data-testid={`tab-${tab}`}
          onClick={() => (layout.tab.value = tab)}
        >
          {t(`zone.${tab}`)} <span class="mono dim">{count(tab)}</span>
        </button>
      ))}
    </div>
  );
}

/** While one zone is shown at a time, what somebody begins to work on comes to the front, and what is gone leaves it. */
function useFollowedTab(layout: Layout, desk: Desk, hasWork: boolean): void {
  const subject = `${desk.selectedIncidentId.value} ${desk.draft.isOpen.value} ${desk.closures.isShown.value}`;
  useEffect(() => {
    if (hasWork) layout.tab.value = 'work';
    else if (layout.tab.peek() === 'work') layout.tab.value = 'stack';
  }, [layout, hasWork, subject]);
}

const widthOf = (element: Element | null | undefined): number => element?.getBoundingClientRect().width ?? 0;

/** The zones that stand in this window, side by side, or one at a time where there is no room. */
export function ZonesFrame() {
  const desk = useDesk();
  const windows = useWindows();
  const layout = useMemo(() => new Layout(), []);
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => layout.start(), [layout]);
  useEffect(() => listenToZoneKeys(desk, windows, layout), [desk, windows, layout]);
  const hasWork = useHasWork();
  useFollowedTab(layout, desk, hasWork);
  const shown = windows?.shown.value ?? ALL;
  const isNarrow = layout.isNarrow.value;
  const tabs = TABS.filter((tab) => shown.includes(zoneOfTab(tab)) && (tab !== 'work' || hasWork));
  const tab = tabs.includes(layout.tab.value) ? layout.tab.value : tabs[0];
  const isHidden = (zone: Zone): boolean => isNarrow && tab !== undefined && zoneOfTab(tab) !== zone;
  const { stack, board, panel } = layout.shares.value;
  const measure = (zone: Zone) => () => {
    const whole = widthOf(frame.current);
    return whole === 0 ? undefined : { part: widthOf(document.getElementById(`zone-${zone}`)), whole };
  };
  return (
    <div class="zones-frame">
      {isNarrow && tabs.length > 1 && <Tabs layout={layout} desk={desk} tabs={tabs} />}
      <div
        class="zones"
        ref={frame}
        data-zones={shown.join(' ')}
        data-tab={isNarrow ? tab : undefined}
        style={{
          '--stack-share': stack === undefined ? undefined : `${stack}%`,
          '--board-share': board === undefined ? undefined : `${board}%`,
          '--panel-share': panel === undefined ? undefined : `${panel}%`,
        }}
      >
        {shown.includes('stack') && (
          <div class="zone-slot slot-stack" id="zone-stack" tabIndex={-1} hidden={isHidden('stack')}>
            <IncidentStack />
          </div>
        )}
        {!isNarrow && shown.includes('stack') && shown.length > 1 && (
          <Border layout={layout} name="stack" measure={measure('stack')} />
        )}
        {shown.includes('board') && (
          <div class="zone-slot slot-board" id="zone-board" tabIndex={-1} hidden={isHidden('board')}>
            <MiddleZone layout={layout} />
          </div>
        )}
        {!isNarrow && shown.includes('board') && shown.includes('map') && (
          <Border layout={layout} name="board" measure={measure('board')} />
        )}
        {shown.includes('map') && (
          <div class="zone-slot slot-map" id="zone-map" tabIndex={-1} hidden={isHidden('map')}>
            <MapZone />
            <div class="map-window-button">
              <WindowButton zone="map" />
            </div>
          </div>
        )}
      </div>
    </div>
  );
}
