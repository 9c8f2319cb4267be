import type { TextKey } from '../../i18n/en.ts';
import type { Desk } from '../desk.ts';
import type { DeskMap } from '../../map/desk-map.ts';

export const MAP_ID = 'desk-map';

/** Keys of the map for the help; `Alt` with a letter works while typing too. */
export const MAP_KEYS: readonly (readonly [string, TextKey])[] = [
  ['Alt M', 'help.mapFocus'],
  ['+ − Home', 'help.mapZoom'],
  ['Alt G', 'help.mapFollow'],
  ['Alt I', 'help.mapReach'],
  ['Alt N', 'help.mapNearest'],
  ['Alt L', 'help.mapLayers'],
  ['Alt C', 'help.mapCoverage'],
  ['Alt X', 'help.mapClosures'],
  ['Alt P', 'help.mapPrint'],
];

/** Where a question about a place is asked: at the selected incident, else in the middle of the map. */
function askedPlace(desk: Desk): readonly [number, number] {
  const place = desk.selectedIncident.peek()?.coordinates;
  return place ?? desk.mapCenter.peek();
}

export function toggleReach(desk: Desk): void {
  const { isochrone } = desk.mapTools;
  if (isochrone.center.peek()) isochrone.clear();
  else isochrone.show(askedPlace(desk));
}

type KeyAction = (desk: Desk, map: DeskMap | undefined) => void;

/** By the key's place on the keyboard: a Cyrillic layout has the same keys. */
const ALT_ACTIONS: Readonly<Record<string, KeyAction>> = {
  KeyM: () => document.getElementById(MAP_ID)?.focus(),
  KeyG: (desk) => desk.mapTools.toggleFollow(),
  KeyI: (desk) => toggleReach(desk),
  KeyN: (desk) => {
    const { nearest } = desk.mapTools;
    if (nearest.place.peek()) nearest.clear();
    else void nearest.show(askedPlace(desk));
  },
  KeyL: ({ mapTools }) => (mapTools.areLayersShown.value = !mapTools.areLayersShown.peek()),
  KeyC: ({ mapTools }) => mapTools.layers.toggle('coverage'),
  KeyX: ({ closures }) => (closures.isShown.value = !closures.isShown.peek()),
  KeyP: (desk, map) => void import('../../map/print-map.ts').then(({ printMap }) => printMap(desk, map)),
};

/** Only while nothing is being typed. */
const PLAIN_ACTIONS: Readonly<Record<string, KeyAction>> = {
  '+': (_desk, map) => map?.zoomBy(1),
  '-': (_desk, map) => map?.zoomBy(-1),
  Home: (_desk, map) => map?.showRegion(),
};

const TYPING = 'input, textarea, select, [contenteditable]';

/** Keys of the map for the whole desk. Returns how to stop. */
export function listenToMapKeys(desk: Desk, findMap: () => DeskMap | undefined): () => void {
  const listener = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey) return;
    const isTyping = event.target instanceof Element && event.target.closest(TYPING) !== null;
    const action = event.altKey ? ALT_ACTIONS[event.code] : isTyping ? undefined : PLAIN_ACTIONS[event.key];
    if (!action) return;
    event.preventDefault();
    action(desk, findMap());
  };
  window.addEventListener('keydown', listener);
  return () => window.removeEventListener('keydown', listener);
}

const STEP = 90;
const FAR_STEP = 300;

/** Arrows, Enter and the menu key while the map itself has the focus: its middle is what is meant. */
export function handleMapKey(desk: Desk, map: DeskMap, event: KeyboardEvent): void {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const step = event.shiftKey ? FAR_STEP : STEP;
  const actions: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => map.panBy(-step, 0),
    ArrowRight: () => map.panBy(step, 0),
    ArrowUp: () => map.panBy(0, -step),
    ArrowDown: () => map.panBy(0, step),
    Enter: () => {
      const middle = map.middle();
      if (!desk.pin(middle.lon, middle.lat)) desk.mapTools.menuAt.value = middle;
    },
    ContextMenu: () => (desk.mapTools.menuAt.value = map.middle()),
    Backspace: () => {
      if (desk.closures.isDrawing.peek()) desk.closures.removeLastPoint();
    },
  };
  const action = event.shiftKey && event.key === 'F10' ? actions['ContextMenu'] : actions[event.key];
  if (!action) return;
  event.preventDefault();
  action();
}
