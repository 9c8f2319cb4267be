import { signal } from '@preact/signals';

export const THEMES = ['dark', 'light'] as const;
export type Theme = (typeof THEMES)[number];

const STORAGE_KEY = 'akut.theme';

/** The theme of the screen; dark is the default of a control room. */
export const theme = signal<Theme>('dark');

function apply(next: Theme): void {
  document.documentElement.dataset['theme'] = next;
  theme.value = next;
}

/** Takes the theme chosen before on this machine. */
export function initTheme(): void {
  apply(localStorage.getItem(STORAGE_KEY) === 'light' ? 'light' : 'dark');
}

/** Switches the theme and keeps the choice on this machine. */
export function chooseTheme(next: Theme): void {
  localStorage.setItem(STORAGE_KEY, next);
  apply(next);
}

/** The present value of a colour token such as `--accent`, for canvases. */
export function tokenColor(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}
