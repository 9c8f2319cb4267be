import type { boardEn } from './en.ts';

/** Texts of the layout, windows, the unit board and trouble of the system. */
export const boardCs: Readonly<Record<keyof typeof boardEn, string>> = {
  'menu.languageFailed': '{language} se nepodařilo načíst. Zkontrolujte síť a vyberte jazyk znovu.',
};
