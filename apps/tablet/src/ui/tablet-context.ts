import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Tablet } from '../core/tablet.ts';

export const TabletContext = createContext<Tablet | undefined>(undefined);

/** The tablet that the screen belongs to. */
export function useTablet(): Tablet {
  const tablet = useContext(TabletContext);
  if (!tablet) throw new Error('no tablet around this part of the screen');
  return tablet;
}
