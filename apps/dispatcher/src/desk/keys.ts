import { isHazardListShown } from '../hazards/hazards-route.ts';
import type { Desk, PastView } from './desk.ts';
import { isSectorListShown, toggleSupervisor } from '../supervisor/supervisor-route.ts';
import { printDesk, togglePast } from './past.ts';

export const COMMAND_LINE_ID = 'command-line';
export const UNIT_FILTER_ID = 'unit-filter';

const TYPING = 'input:not([type=range]), textarea, select, [contenteditable]';

function focusById(id: string): void {
  document.getElementById(id)?.focus();
}

/** Selects the incident before or after the selected one in the stack. */
export function stepIncident(desk: Desk, step: 1 | -1): void {
  const incidents = desk.openIncidents.value;
  if (incidents.length === 0) return;
  const at = incidents.findIndex((incident) => incident.id === desk.selectedIncidentId.value);
  const next = at === -1 ? (step === 1 ? 0 : incidents.length - 1) : at + step;
  const incident = incidents[Math.min(incidents.length - 1, Math.max(0, next))];
  desk.selectIncident(incident?.id);
}

/** Closes what lies on top: help, the form, a marked unit, the selected incident. */
export function closeTop(desk: Desk): void {
  if (desk.isHelpShown.value) desk.isHelpShown.value = false;
  else if (isHazardListShown.value) isHazardListShown.value = false;
  else if (desk.mapTools.closePopup()) return;
  else if (desk.closures.isDrawing.value) desk.closures.cancel();
  else if (desk.closureEdit.closureId.value !== undefined) desk.closureEdit.stop();
  else if (desk.closures.isShown.value) desk.closures.isShown.value = false;
  else if (desk.draft.isOpen.value) desk.drafts.setAside();
  else if (desk.mapTools.closeTool()) return;
  else if (desk.selectedUnitId.value !== undefined) desk.selectUnit(undefined);
  else desk.selectIncident(undefined);
}

type KeyAction = (desk: Desk) => void;

const mayWatch = ({ user, region }: Desk): boolean =>
  user.roles.some(
    ({ regionId, role }) => regionId === region.id && (role === 'supervisor' || role === 'admin'),
  );

const ACTIONS: Readonly<Record<string, KeyAction>> = {
  '/': () => focusById(UNIT_FILTER_ID),
  '?': (desk) => (desk.isHelpShown.value = !desk.isHelpShown.value),
  x: (desk) => (desk.isRejectedShown.value = !desk.isRejectedShown.value),
  F8: (desk) => void togglePast(desk),
  F9: (desk) => (desk.isTimelineShown.value = !desk.isTimelineShown.value),
  Escape: closeTop,
  ArrowUp: (desk) => stepIncident(desk, -1),
  ArrowDown: (desk) => stepIncident(desk, 1),
};

/** Keys that mean the same wherever the hand is, also while something is being typed. */
const EVERYWHERE: Readonly<Record<string, KeyAction>> = {
  F1: (desk) => (desk.isHelpShown.value = !desk.isHelpShown.value),
  F2: (desk) => desk.drafts.begin(),
  F4: (desk) => desk.drafts.next(),
  F6: () => focusById(COMMAND_LINE_ID),
  F7: () => (isSectorListShown.value = !isSectorListShown.value),
  F10: (desk) => mayWatch(desk) && toggleSupervisor(),
  PageUp: (desk) => stepIncident(desk, -1),
  PageDown: (desk) => stepIncident(desk, 1),
};

/** Keys of the whole desk for the help, with the key of their text. */
export const DESK_KEYS = [
  ['a … z', 'help.focusLine'],
  ['F6', 'help.focusLineAlways'],
  ['F3', 'help.zones'],
  ['Alt W', 'help.window'],
  ['1 … 9', 'help.candidate'],
  ['0', 'help.proposed'],
  ['x', 'help.rejected'],
  ['F2', 'help.newCall'],
  ['F4', 'help.nextDraft'],
  ['Ctrl Enter', 'help.save'],
  ['Ctrl Z', 'help.undo'],
  ['↑ ↓', 'help.upDown'],
  ['PgUp PgDn', 'help.pageUpDown'],
  ['Tab', 'help.complete'],
  ['/', 'help.filter'],
  ['F7', 'help.sectors'],
  ['F8', 'help.history'],
  ['F9', 'help.timeline'],
  ['F10', 'help.supervisor'],
  ['? F1', 'help.help'],
  ['Esc', 'help.escape'],
] as const;

const isUndoKey = (event: KeyboardEvent): boolean =>
  event.ctrlKey && !event.shiftKey && !event.altKey && (event.code === 'KeyZ' || event.key === 'z');

/** In a field with text Ctrl+Z takes back what was typed there. */
const hasTypedText = ({ target }: KeyboardEvent): boolean =>
  (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) && target.value !== '';

const PAST_KEYS: readonly string[] = ['F9', 'ArrowUp', 'ArrowDown'];

/** In the past nothing is commanded: keys move in time, select and close. */
function onPastKey(desk: Desk, past: PastView, event: KeyboardEvent): void {
  const isButton = event.target instanceof Element && event.target.closest('button') !== null;
  if (isButton && event.key === ' ') return;
  if (event.key === 'Escape' && desk.isHelpShown.peek()) desk.isHelpShown.value = false;
  else if (event.key === '?' || event.key === '/') ACTIONS[event.key]!(desk);
  else if (PAST_KEYS.includes(event.key)) ACTIONS[event.key]!(past.desk);
  else if (!past.onKey(event)) return;
  event.preventDefault();
}

function onKey(desk: Desk, event: KeyboardEvent): void {
  if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'p') {
    event.preventDefault();
    void printDesk(desk.past.peek()?.desk ?? desk);
    return;
  }
  if (event.defaultPrevented) return;
  if (isUndoKey(event) && !hasTypedText(event) && desk.undo.current()) {
    event.preventDefault();
    return void desk.undo.take();
  }
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const always = EVERYWHERE[event.key];
  if (always && (!desk.past.peek() || event.key === 'F1')) {
    event.preventDefault();
    return always(desk);
  }
  const isTyping = event.target instanceof Element && event.target.closest(TYPING) !== null;
  if (isTyping) return;
  const past = desk.past.peek();
  if (past) return onPastKey(desk, past, event);
  const action = ACTIONS[event.key];
  if (action) {
    event.preventDefault();
    action(desk);
    return;
  }
  // Any other letter or digit begins a command: the line takes the focus and the key is typed there.
  if (/^[\p{L}\p{N}]$/u.test(event.key)) focusById(COMMAND_LINE_ID);
}

/** Keys of the whole desk, for when nothing is being typed. Returns how to stop. */
export function listenToKeys(desk: Desk): () => void {
  const listener = (event: KeyboardEvent): void => onKey(desk, event);
  window.addEventListener('keydown', listener);
  return () => window.removeEventListener('keydown', listener);
}
