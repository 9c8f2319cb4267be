import type { Signal } from '@preact/signals';
import type { Desk } from '../desk.ts';
import { createDraftSignals, shareDrafts, type DraftSignals } from './share-drafts.ts';
import { SharedValues } from './shared-values.ts';
import { WindowGroup, type WindowMessage, type WindowPort } from './window-group.ts';
import { ZONES, zoneOfHash, type Zone } from './zones.ts';

const DESK_KEY = 'akut.desk';
const AWAY_KEY = 'akut.zonesAway';

/** Kept for this window and those it opens, so that two desks on one machine do not follow each other. */
function deskIdOfWindow(): string {
  const known = sessionStorage.getItem(DESK_KEY);
  if (known !== null) return known;
  const made = Math.random().toString(36).slice(2);
  sessionStorage.setItem(DESK_KEY, made);
  return made;
}

function channelPort(name: string): WindowPort {
  const channel = new BroadcastChannel(name);
  return {
    post: (message) => channel.postMessage(message),
    listen: (listener) => {
      channel.onmessage = (event: MessageEvent<WindowMessage>) => listener(event.data);
    },
    close: () => channel.close(),
  };
}

function openWindow(name: string, url: string): boolean {
  const { availWidth, availHeight } = window.screen;
  const size = `popup,width=${Math.round(availWidth * 0.7)},height=${Math.round(availHeight * 0.8)}`;
  const opened = window.open(url, name, size);
  opened?.focus();
  return opened !== null;
}

/** The windows of one desk. */
export function createWindowGroup(regionId: string): WindowGroup {
  const deskId = deskIdOfWindow();
  const ownZone = zoneOfHash(location.hash);
  const away = ownZone ? '' : (sessionStorage.getItem(AWAY_KEY) ?? '');
  return new WindowGroup({
    port: channelPort(`akut.desk.${deskId}`),
    ownZone,
    regionId,
    remembered: ZONES.filter((zone) => away.split(',').includes(zone)),
    remember: (zones: readonly Zone[]) => sessionStorage.setItem(AWAY_KEY, zones.join()),
    open: (zone, url) => openWindow(`akut-${deskId}-${zone}`, url),
    closeSelf: () => window.close(),
    reload: () => location.reload(),
  });
}

/**
 * What one person sees in several windows. Each window has its own live connection, so each knows for itself how old its
 * picture is, and none goes dark with another; only what the dispatcher does is passed on.
 */
function sharedSignals(desk: Desk, draft: DraftSignals): Readonly<Record<string, Signal<unknown>>> {
  const { board, closures, coverage, recommendations } = desk;
  return {
    incident: desk.selectedIncidentId,
    unit: desk.selectedUnitId,
    hovered: desk.hoveredUnitId,
    pointed: recommendations.pointedUnitId,
    rejected: desk.isRejectedShown,
    status: desk.statusFilter,
    text: desk.textFilter,
    marks: board.marks,
    wish: desk.mapWish,
    place: desk.placeEdit,
    coverage: coverage.isShown,
    closures: closures.isShown,
    drawing: closures.isDrawing,
    shape: closures.type,
    points: closures.points,
    draftShown: draft.shown,
    draftAct: draft.act,
  } as Readonly<Record<string, Signal<unknown>>>;
}

/** Keeps the desk in step with its other windows. Answers how to end that. */
export function shareDesk(desk: Desk, group: WindowGroup): () => void {
  const draft = createDraftSignals();
  const values = new SharedValues({
    signals: sharedSignals(desk, draft),
    onTaken: (names) => {
      // What was open of the incident before belongs to that one.
      if (names.includes('incident')) desk.leaveIncident();
    },
    windowId: Math.random().toString(36).slice(2),
    post: (changed) => group.post(changed),
    now: () => Date.now(),
  });
  group.onValues = (changed) => values.take(changed);
  group.onNewcomer = () => group.post(values.all());
  values.start();
  group.start();
  const stopDrafts = shareDrafts(desk, group, draft);
  const leave = (): void => group.leave();
  window.addEventListener('pagehide', leave);
  return () => {
    window.removeEventListener('pagehide', leave);
    stopDrafts();
    values.stop();
    group.stop();
  };
}
