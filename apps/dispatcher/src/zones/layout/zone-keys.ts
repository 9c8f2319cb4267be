import type { Desk } from '../../desk/desk.ts';
import type { Layout } from '../../desk/layout.ts';
import type { WindowGroup } from '../../desk/windows/window-group.ts';
import { ZONES, type Zone } from '../../desk/windows/zones.ts';
import { toggleWindow } from './window-button.tsx';

export const ZONE_KEY = 'F3';

function zoneOfFocus(): Zone | undefined {
  return ZONES.find((zone) => document.getElementById(`zone-${zone}`)?.contains(document.activeElement));
}

/** What the keyboard meets first in a zone: its marked row, else the first thing to press. */
function enter(zone: Zone): void {
  const slot = document.getElementById(`zone-${zone}`);
  const target = slot?.querySelector<HTMLElement>(
    zone === 'stack'
      ? '.incident-row.is-selected, .incident-row'
      : zone === 'board'
        ? '.unit-call-sign[tabindex="0"]'
        : '[role=application]',
  );
  (target ?? slot)?.focus();
}

/** F3 goes from zone to zone; Alt W gives the zone with the focus its own window, or takes it back. */
export function listenToZoneKeys(desk: Desk, windows: WindowGroup | undefined, layout: Layout): () => void {
  const onKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented) return;
    if (event.key === ZONE_KEY && !event.ctrlKey && !event.altKey) {
      const zones = windows?.shown.peek() ?? ZONES;
      const at = zones.indexOf(zoneOfFocus() ?? zones.at(-1)!);
      const next = zones[(at + (event.shiftKey ? zones.length - 1 : 1)) % zones.length]!;
      if (layout.isNarrow.peek()) layout.tab.value = next === 'board' ? 'units' : next;
      // A zone that was hidden is there with the next frame.
      requestAnimationFrame(() => enter(next));
      event.preventDefault();
    } else if (event.altKey && !event.ctrlKey && event.code === 'KeyW' && windows) {
      toggleWindow(desk, windows, windows.ownZone ?? zoneOfFocus() ?? windows.shown.peek().at(-1)!);
      event.preventDefault();
    }
  };
  window.addEventListener('keydown', onKey);
  return () => window.removeEventListener('keydown', onKey);
}
