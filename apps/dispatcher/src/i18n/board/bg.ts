import type { boardEn } from './en.ts';

/** Texts of the layout, windows, the unit board and trouble of the system. */
export const boardBg: Readonly<Record<keyof typeof boardEn, string>> = {
  'menu.languageFailed': '{language} не се зареди. Проверете мрежата и го изберете отново.',
};
