import { useSignal } from '@preact/signals';
import { useDesk } from '../../desk/desk.ts';
import { t } from '../../i18n/text.ts';
import type { DeskMap } from '../../map/desk-map.ts';
import type { ItemInView } from '../../map/in-view.ts';

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

/** Puts the words beside what they name, inside the map. */
function moveTo(words: HTMLElement, point: { readonly x: number; readonly y: number } | undefined): void {
  if (!point) return;
  const { clientWidth = 0 } = words.closest('.map-zone') ?? {};
  const left = Math.max(8, Math.min(point.x + 24, clientWidth - words.offsetWidth - 8));
  words.style.transform = `translate(${left}px, ${point.y - 38}px)`;
}

/**
 * Incidents and units of the view as a list beside the canvas: one stop of the Tab key, arrows inside, Enter selects. It
 * takes no room until it has the focus; then it names the item, and a ring on the map marks where it is.
 */
export function InViewList({ map }: { map: DeskMap }) {
  const desk = useDesk();
  const current = useSignal<string | undefined>(undefined);
  const items = map.inView.value;
  const focused = items.some(({ id }) => id === current.value) ? current.value : items[0]?.id;
  const select = ({ kind, id }: ItemInView): void => {
    if (kind === 'unit') desk.selectUnit(id);
    else desk.selectIncident(id);
  };
  if (items.length === 0) return null;
  return (
    <div
      class="in-view"
      role="toolbar"
      aria-orientation="vertical"
      aria-label={`${t('map.inView')}: ${t('map.inViewCount', { count: items.length })}`}
      data-testid="in-view"
      onKeyDown={(event) => {
        const step = STEPS[event.key];
        if (step === undefined) return;
        event.preventDefault();
        const at = items.findIndex(({ id }) => id === focused);
        const next = items[(at + step + items.length) % items.length]!;
        current.value = next.id;
        event.currentTarget.querySelector<HTMLElement>(`[data-id="${next.id}"]`)?.focus();
      }}
    >
      {items.map((item) => (
        <button
          key={item.id}
          type="button"
          class="in-view-item"
          tabIndex={item.id === focused ? 0 : -1}
          data-id={item.id}
          onFocus={(event) => {
            current.value = item.id;
            if (item.kind === 'unit') desk.hoveredUnitId.value = item.id;
            moveTo(event.currentTarget, map.pointOf(item.id));
          }}
          onBlur={() => (desk.hoveredUnitId.value = undefined)}
          onClick={() => select(item)}
        >
          {item.text}
        </button>
      ))}
    </div>
  );
}
