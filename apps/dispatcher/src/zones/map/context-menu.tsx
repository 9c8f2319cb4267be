import { useLayoutEffect, useRef } from 'preact/hooks';
import { useDesk } from '../../desk/desk.ts';
import type { MenuAt } from '../../desk/map/map-tools.ts';
import { MAP_ID } from '../../desk/map/map-keys.ts';
import { t } from '../../i18n/text.ts';

interface Item {
  readonly id: string;
  readonly text: string;
  readonly isOff: boolean;
  readonly run: () => void;
}

const formatPlace = ({ lat, lon }: MenuAt): string => `${lat.toFixed(5)}, ${lon.toFixed(5)}`;

function listItems(desk: ReturnType<typeof useDesk>, at: MenuAt): Item[] {
  const { mapTools, draft } = desk;
  const place = [at.lon, at.lat] as const;
  const text = formatPlace(at);
  return [
    {
      id: 'incident',
      text: t('map.menu.incident'),
      isOff: desk.isReadOnly.value,
      run: () => {
        if (!draft.isOpen.peek()) draft.open();
        draft.pin(at.lon, at.lat);
      },
    },
    {
      id: 'nearest',
      text: t('map.menu.nearest'),
      isOff: false,
      run: () => void mapTools.nearest.show(place),
    },
    {
      id: 'reach-to',
      text: t('map.menu.reachTo'),
      isOff: false,
      run: () => mapTools.isochrone.show(place, 'to'),
    },
    {
      id: 'reach-from',
      text: t('map.menu.reachFrom'),
      isOff: false,
      run: () => mapTools.isochrone.show(place, 'from'),
    },
    {
      id: 'copy',
      text: t('map.menu.copy', { place: text }),
      isOff: false,
      run: () => {
        // Pages that are not served securely have no clipboard.
        const copying = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error('no clipboard'));
        copying.then(
          () => desk.say({ tone: 'done', text: t('map.copied', { place: text }) }),
          () => desk.say({ tone: 'warning', text: t('map.copyFailed', { place: text }) }),
        );
      },
    },
  ];
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** Moves the focus among the entries of a menu; true when the key was one for that. */
function stepInMenu(menu: HTMLElement, key: string): boolean {
  const entries = [...menu.querySelectorAll<HTMLElement>('[role=menuitem]:not(:disabled)')];
  const at = entries.findIndex((entry) => entry === document.activeElement);
  const next = key === 'Home' ? 0 : key === 'End' ? entries.length - 1 : at + (STEPS[key] ?? NaN);
  if (Number.isNaN(next)) return false;
  entries[(next + entries.length) % entries.length]?.focus();
  return true;
}

/** What can be done at a place of the map: by the right button, or by the menu key for the middle. */
export function ContextMenu({ at }: { at: MenuAt }) {
  const desk = useDesk();
  const menu = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = menu.current!;
    const zone = element.parentElement!;
    const left = Math.min(at.x + 2, zone.clientWidth - element.offsetWidth - 8);
    const top = Math.min(at.y + 2, zone.clientHeight - element.offsetHeight - 8);
    element.style.transform = `translate(${Math.max(8, left)}px, ${Math.max(8, top)}px)`;
    element.querySelector<HTMLElement>('[role=menuitem]:not(:disabled)')?.focus({ preventScroll: true });
  }, [at]);
  const close = (): void => {
    desk.mapTools.menuAt.value = undefined;
    document.getElementById(MAP_ID)?.focus({ preventScroll: true });
  };
  return (
    <div
      ref={menu}
      class="map-menu"
      role="menu"
      aria-label={t('map.menu')}
      data-testid="map-menu"
      onKeyDown={(event) => {
        if (event.key === 'Escape' || event.key === 'Tab') close();
        else if (!stepInMenu(event.currentTarget, event.key)) return;
        event.preventDefault();
      }}
    >
      {listItems(desk, at).map(({ id, text, isOff, run }) => (
        <button
          key={id}
          type="button"
          role="menuitem"
          tabIndex={-1}
          class="map-menu-item"
          disabled={isOff}
          data-testid={`map-menu-${id}`}
          onClick={() => {
            close();
            run();
          }}
        >
          {text}
        </button>
      ))}
    </div>
  );
}
