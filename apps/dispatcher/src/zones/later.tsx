import { locale } from '#ui';
import { effect, signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { loadReasons } from '../i18n/reasons.ts';
import { loadPanelTexts } from '../i18n/text.ts';
import { SectorGate } from '../supervisor/supervisor-gate.tsx';
import { lazyPart } from './lazy-part.tsx';
import type * as laterPanels from './later-panels.ts';

type Panels = typeof laterPanels;
type PropsOf<Panel> = Panel extends () => unknown
  ? object
  : Panel extends (props: infer Props extends object) => unknown
    ? Props
    : never;

/** The boards and the map have the network to themselves until the map stands, and no longer than this. */
const WAIT_MILLISECONDS = 10_000;
const IDLE_TIMEOUT_MILLISECONDS = 4000;
const RETRY_MILLISECONDS = 5000;

const later = <Name extends keyof Panels>(name: Name) =>
  lazyPart<PropsOf<Panels[Name]>>(async () => {
    const [panels] = await Promise.all([import('./later-panels.ts'), loadPanelTexts()]);
    return panels[name] as ComponentType<PropsOf<Panels[Name]>>;
  });

export const HelpPanel = later('HelpPanel');
export const CallsPanel = later('CallsPanel');
export const CrewCalls = later('CrewCalls');
export const MessagesPanel = later('MessagesPanel');
export const ClosuresPanel = later('ClosuresPanel');
export const DestinationPicker = later('DestinationPicker');
export const HandOverForm = later('HandOverForm');
export const CallersSection = later('CallersSection');
export const FieldEditor = later('FieldEditor');
export const HazardsSection = later('HazardsSection');
export const PatientsSection = later('PatientsSection');
export const ContextMenu = later('ContextMenu');
export const FacilityPopover = later('FacilityPopover');
export const LayersPanel = later('LayersPanel');
export const PlaceEditor = later('PlaceEditor');
const ALL = [
  SectorGate,
  HelpPanel,
  CallsPanel,
  CrewCalls,
  MessagesPanel,
  ClosuresPanel,
  DestinationPicker,
  HandOverForm,
  CallersSection,
  FieldEditor,
  HazardsSection,
  PatientsSection,
  ContextMenu,
  FacilityPopover,
  LayersPanel,
  PlaceEditor,
];

/** True when the map stands, or cannot. */
export const isMapSettled = signal(false);

async function fetchAll(): Promise<boolean> {
  const arrived = await Promise.all([loadReasons(), ...ALL.map((part) => part.fetch())]);
  return !arrived.includes(false);
}

/**
 * Fetches what a desk can begin its work without, when its map stands and it has nothing else to do: from then on it is drawn
 * at once, with a server or without. Returns how to give up.
 */
export function fetchLaterPanels(): () => void {
  const ending = new AbortController();
  const { signal: end } = ending;
  const attempt = async (): Promise<void> => {
    if (end.aborted || (await fetchAll())) return;
    setTimeout(() => void attempt(), RETRY_MILLISECONDS);
  };
  const begin = (): void => {
    if (end.aborted) return;
    requestIdleCallback(() => void attempt(), { timeout: IDLE_TIMEOUT_MILLISECONDS });
    const stop = effect(() => {
      if (locale.value) void loadReasons();
    });
    end.addEventListener('abort', stop);
  };
  void waitForMap(end).then(begin);
  return () => ending.abort();
}

/** Until the map is settled, or long enough. */
function waitForMap(end: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, WAIT_MILLISECONDS);
    const stop = effect(() => {
      if (isMapSettled.value) resolve();
    });
    end.addEventListener('abort', stop);
  });
}
