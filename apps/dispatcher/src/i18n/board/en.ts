/** Texts of the layout, windows, the unit board and trouble of the system. */
export const boardEn = {
  'menu.languageFailed': '{language} could not be loaded. Check the network and choose it again.',
} as const;
