import { chooseTheme, initTheme } from '#ui';
import { signal } from '@preact/signals';

export const THEME_MODES = ['dark', 'light', 'auto'] as const;
export type ThemeMode = (typeof THEME_MODES)[number];

const KEY = 'akut.tablet.theme';
const LOOK_MS = 60_000;
/** Hours of the day between which the screen is light. */
const DAY = { from: 7, until: 19 } as const;

const isMode = (value: string | null): value is ThemeMode => THEME_MODES.some((mode) => mode === value);

export const themeMode = signal<ThemeMode>('auto');

function apply(): void {
  const mode = themeMode.peek();
  if (mode !== 'auto') {
    chooseTheme(mode);
    return;
  }
  const hour = new Date().getHours();
  chooseTheme(hour >= DAY.from && hour < DAY.until ? 'light' : 'dark');
}

/** Day or night as chosen on this tablet, or by the time of day. */
export function initThemeMode(): void {
  initTheme();
  const kept = localStorage.getItem(KEY);
  if (isMode(kept)) themeMode.value = kept;
  apply();
  setInterval(apply, LOOK_MS);
}

export function chooseThemeMode(mode: ThemeMode): void {
  themeMode.value = mode;
  localStorage.setItem(KEY, mode);
  apply();
}
