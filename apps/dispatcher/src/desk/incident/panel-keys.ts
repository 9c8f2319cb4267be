import type { IncidentField } from '#contracts';
import type { TextKey } from '../../i18n/en.ts';
import { joinCallTo } from './actions.ts';
import type { Desk } from '../desk.ts';
import type { Section } from './section.ts';

/** Keys of the incident's fields and sections, with Alt: by the place on the keyboard, so that every layout has them. */
export const FIELD_KEYS: Readonly<Record<IncidentField, string>> = {
  location: 'A',
  category: 'W',
  priority: 'U',
  needs: 'E',
  notes: 'T',
};
export const SECTION_KEYS: Readonly<Record<Section, string>> = { callers: 'R', patients: 'S', hazards: 'H' };
export const CALLS_KEY = 'Q';
export const MESSAGES_KEY = 'B';
export const JOIN_KEY = 'J';

/** For the list of keys: what each is called, and what it does. */
export const PANEL_KEYS = [
  [`Alt+${Object.values(FIELD_KEYS).join(' ')}`, 'help.editFields'],
  [`Alt+${Object.values(SECTION_KEYS).join(' ')}`, 'help.sections'],
  [`Alt+${CALLS_KEY}`, 'help.calls'],
  [`Alt+${MESSAGES_KEY}`, 'help.messages'],
  [`Alt+${JOIN_KEY}`, 'help.joinCall'],
] as const satisfies readonly (readonly [string, TextKey])[];

const entries = <Key extends string>(keys: Readonly<Record<Key, string>>) =>
  Object.entries(keys) as [Key, string][];

function act(desk: Desk, code: string): boolean {
  const letter = code.replace(/^Key/, '');
  if (letter === CALLS_KEY) {
    desk.isCallsShown.value = !desk.isCallsShown.peek();
    return true;
  }
  if (letter === MESSAGES_KEY) {
    desk.isMessagesShown.value = !desk.isMessagesShown.peek();
    return true;
  }
  const [likely] = desk.draftHints.duplicates.peek();
  if (letter === JOIN_KEY && desk.draft.isOpen.peek() && likely) {
    void joinCallTo(desk, likely.incidentId, likely.number);
    return true;
  }
  const incident = desk.selectedIncident.peek();
  if (!incident || desk.draft.isOpen.peek() || desk.isCallsShown.peek()) return false;
  const field = entries(FIELD_KEYS).find(([, key]) => key === letter)?.[0];
  if (field && incident.state === 'open' && !desk.isReadOnly.peek()) {
    desk.edit.begin(field);
    return true;
  }
  const section = entries(SECTION_KEYS).find(([, key]) => key === letter)?.[0];
  if (section) desk.openSection.value = desk.openSection.peek() === section ? undefined : section;
  return section !== undefined;
}

/** Listens for Alt and a letter. Returns how to stop. */
export function listenToPanelKeys(desk: Desk): () => void {
  const listener = (event: KeyboardEvent): void => {
    if (!event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented || desk.past.peek()) return;
    if (act(desk, event.code)) event.preventDefault();
  };
  window.addEventListener('keydown', listener);
  return () => window.removeEventListener('keydown', listener);
}
