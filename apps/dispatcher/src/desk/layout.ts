import { signal } from '@preact/signals';

const STORAGE_KEY = 'akut.layout';
/** From this width down one zone is shown at a time: a window of 1366 px at 200 % has 683. */
export const NARROW_QUERY = '(max-width: 999px)';

/** Shares of the window, in percent; undefined for the usual one. */
export interface LayoutShares {
  readonly stack?: number;
  readonly board?: number;
  /** Height of the work on an incident above the units. */
  readonly panel?: number;
}
export type Border = keyof LayoutShares;

const LIMITS: Readonly<Record<Border, readonly [number, number]>> = {
  stack: [12, 40],
  board: [20, 70],
  panel: [15, 85],
};

/** The share a border may have; NaN and what is out of reach become the nearest that works. */
export function limitShare(border: Border, share: number): number {
  const [least, most] = LIMITS[border];
  return Math.round(10 * Math.min(most, Math.max(least, Number.isFinite(share) ? share : least))) / 10;
}

/** Shares as kept on this machine; anything unreadable is left out. */
export function readShares(text: string | null): LayoutShares {
  try {
    const kept = JSON.parse(text ?? '{}') as Record<string, unknown>;
    return Object.fromEntries(
      (Object.keys(LIMITS) as Border[]).flatMap((border) => {
        const share = kept[border];
        return typeof share === 'number' ? [[border, limitShare(border, share)]] : [];
      }),
    );
  } catch {
    return {};
  }
}

/** How the zones share the window, remembered on this machine. */
export class Layout {
  readonly shares = signal<LayoutShares>(readShares(localStorage.getItem(STORAGE_KEY)));
  readonly isNarrow = signal(matchMedia(NARROW_QUERY).matches);
  /** The zone shown while there is room for one. */
  readonly tab = signal<'stack' | 'work' | 'units' | 'map'>('stack');

  start(): () => void {
    const query = matchMedia(NARROW_QUERY);
    const follow = (): void => {
      this.isNarrow.value = query.matches;
    };
    query.addEventListener('change', follow);
    return () => query.removeEventListener('change', follow);
  }

  set(border: Border, share: number | undefined): void {
    const { [border]: _before, ...rest } = this.shares.peek();
    this.shares.value = share === undefined ? rest : { ...rest, [border]: limitShare(border, share) };
    localStorage.setItem(STORAGE_KEY, JSON.stringify(this.shares.peek()));
  }
}
