import type { boardEn } from './en.ts';

/** Texts of the layout, windows, the unit board and trouble of the system. */
export const boardSv: Readonly<Record<keyof typeof boardEn, string>> = {
  'menu.languageFailed': '{language} kunde inte läsas in. Kontrollera nätet och välj språket igen.',
};
