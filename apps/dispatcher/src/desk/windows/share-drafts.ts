import { batch, computed, effect, signal, untracked } from '@preact/signals';
import { saveIncident } from '../actions.ts';
import type { Desk } from '../desk.ts';
import type { DraftPosition } from '../draft.ts';
import type { WindowGroup } from './window-group.ts';

/** The call being taken down as other windows show it: whether there is one, and where it is on the map. */
interface ShownDraft {
  readonly isOpen: boolean;
  readonly position: DraftPosition | undefined;
}

/** What is done to the form from a window that does not show it. */
interface DraftAct {
  readonly kind: 'begin' | 'setAside' | 'pin';
  readonly addressText: string;
  readonly position: DraftPosition | undefined;
  readonly at: number;
}

const NOTHING: ShownDraft = { isOpen: false, position: undefined };
/** A window that comes later hears of what was done before, and must not do it again. */
const ACT_HOLDS_MS = 3000;

export const createDraftSignals = () => ({
  shown: signal<ShownDraft>(NOTHING),
  act: signal<DraftAct | undefined>(undefined),
});
export type DraftSignals = ReturnType<typeof createDraftSignals>;

/** Does here what was asked for in another window. */
function carryOut(desk: Desk, { kind, addressText, position }: DraftAct): void {
  if (kind === 'setAside') return desk.drafts.setAside();
  if (kind === 'begin' || !desk.draft.isOpen.peek()) desk.drafts.begin(addressText);
  if (position) desk.draft.pin(position.lon, position.lat);
}

/** In the window with the form: tells the others, and does what they ask for. */
function hold(desk: Desk, { shown, act }: DraftSignals): () => void {
  desk.draft.close();
  desk.drafts.start(() => void saveIncident(desk));
  const stops = [
    effect(() => {
      shown.value = { isOpen: desk.draft.isOpen.value, position: desk.draft.position.value };
    }),
    effect(() => {
      const asked = act.value;
      if (asked && Date.now() - asked.at < ACT_HOLDS_MS) untracked(() => carryOut(desk, asked));
    }),
  ];
  return () => {
    for (const stop of stops) stop();
    desk.drafts.stop();
    batch(() => {
      desk.drafts.list.value = [];
      desk.drafts.activeId.value = undefined;
      desk.draft.close();
    });
  };
}

/** In the others: shows what the form has, and passes on what is done to it here; nothing is kept here. */
function follow(desk: Desk, { shown, act }: DraftSignals): () => void {
  const { draft } = desk;
  const ask = (kind: DraftAct['kind']): void => {
    act.value = {
      kind,
      addressText: draft.addressText.peek(),
      position: draft.position.peek(),
      at: Date.now(),
    };
  };
  const stops = [
    effect(() => {
      const { isOpen, position } = shown.value;
      batch(() => {
        draft.isOpen.value = isOpen;
        draft.position.value = position;
      });
    }),
    effect(() => {
      const isOpen = draft.isOpen.value;
      const position = draft.position.value;
      const there = shown.peek();
      if (isOpen !== there.isOpen) ask(isOpen ? 'begin' : 'setAside');
      else if (isOpen && position?.source === 'pin' && position !== there.position) ask('pin');
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/**
 * Calls being taken down belong to the window that shows their form; it alone keeps them. When the form moves to another
 * window, that one takes them up from where they are kept.
 */
export function shareDrafts(desk: Desk, group: WindowGroup, signals: DraftSignals): () => void {
  const holds = computed(() => group.shown.value.includes('board'));
  let stop: () => void = () => undefined;
  const stopEffect = effect(() => {
    const isHolder = holds.value;
    untracked(() => {
      stop();
      stop = isHolder ? hold(desk, signals) : follow(desk, signals);
    });
  });
  return () => {
    stopEffect();
    stop();
  };
}
