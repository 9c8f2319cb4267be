import { signal, type ReadonlySignal } from '@preact/signals';
import { createContext, type ComponentChildren } from 'preact';
import { useContext, useLayoutEffect, useMemo, useRef } from 'preact/hooks';

const ALWAYS_SEEN: ReadonlySignal<boolean> = signal(true);
const Seen = createContext(ALWAYS_SEEN);

/** False while the rows around are so far from view that the browser leaves them out of its layout. */
export const useIsSeen = (): ReadonlySignal<boolean> => useContext(Seen);

interface UnitBlockProps {
  readonly rows: number;
  readonly children: ComponentChildren;
}

/** Rows that are laid out only near the view; elsewhere they hold their room, and their seconds stand still for a while. */
export function UnitBlock({ rows, children }: UnitBlockProps) {
  const seen = useMemo(() => signal(true), []);
  const block = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const { current } = block;
    if (!current) return undefined;
    current.style.setProperty('--rows', String(rows));
    const follow = (event: Event): void => {
      // Blocks within are none, but the event comes up from whatever else skips its layout.
      if (event.target === current) seen.value = !(event as ContentVisibilityAutoStateChangeEvent).skipped;
    };
    current.addEventListener('contentvisibilityautostatechange', follow);
    return () => current.removeEventListener('contentvisibilityautostatechange', follow);
  }, [rows]);
  return (
    <div class="unit-block" role="presentation" ref={block}>
      <Seen.Provider value={seen}>{children}</Seen.Provider>
    </div>
  );
}
