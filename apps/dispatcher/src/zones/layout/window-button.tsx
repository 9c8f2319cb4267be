import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { useDesk } from '../../desk/desk.ts';
import type { WindowGroup } from '../../desk/windows/window-group.ts';
import type { Zone } from '../../desk/windows/zones.ts';
import { t } from '../../i18n/text.ts';

const WindowsContext = createContext<WindowGroup | undefined>(undefined);
export const WindowsProvider = WindowsContext.Provider;
export const useWindows = (): WindowGroup | undefined => useContext(WindowsContext);

export const WINDOW_KEY = 'Alt W';

/** Gives a zone its own window, or takes it back; never the last zone of the desk, which would leave that empty. */
export function WindowButton({ zone }: { zone: Zone }) {
  const desk = useDesk();
  const windows = useWindows();
  if (!windows || desk.isPast) return null;
  const isOwn = windows.ownZone === zone;
  if (!isOwn && windows.shown.value.length < 2) return null;
  const text = t(isOwn ? 'window.back' : 'window.open');
  return (
    <button
      type="button"
      class="button is-small is-plain window-button"
      title={`${text} (${WINDOW_KEY})`}
      aria-label={text}
      data-testid={`window-${zone}`}
      onClick={() => toggleWindow(desk, windows, zone)}
    >
      <svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
        <path
          d={isOwn ? 'M5 1H1v12h12V9M13 1 6 8M6 3v5h5' : 'M5 1H1v12h12V9M6 8l7-7M8 1h5v5'}
          fill="none"
          stroke="currentColor"
          stroke-width="1.5"
        />
      </svg>
    </button>
  );
}

/** Opens or closes a zone's window, and says so when the browser does not allow it. */
export function toggleWindow(desk: ReturnType<typeof useDesk>, windows: WindowGroup, zone: Zone): void {
  if (windows.ownZone === zone) windows.bringBack(zone);
  else if (windows.shown.peek().length > 1 && !windows.open(zone))
    desk.say({ tone: 'warning', text: t('window.blocked') });
}

/** The zones that stand elsewhere, each a button that takes it back. */
export function AwayZones() {
  const windows = useWindows();
  if (!windows || windows.ownZone || windows.away.value.length === 0) return null;
  return (
    <p class="away-zones" data-testid="away-zones">
      <span class="dim">{t('window.away')}</span>
      {windows.away.value.map((zone) => (
        <button
          key={zone}
          type="button"
          class="button is-small"
          title={t('window.back')}
          data-testid={`back-${zone}`}
          onClick={() => windows.bringBack(zone)}
        >
          {t(`zone.${zone}`)}
        </button>
      ))}
    </p>
  );
}
