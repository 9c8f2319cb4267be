/** Texts of the crew's tablet. The English catalogue decides which keys exist. */
export const en = {
  'app.title': 'Akut, crew’s tablet',
  'app.starting': 'Starting…',
  'part.failed': 'This part could not be loaded. Check the network and try again.',
  'part.retry': 'Try again',
} as const;

export type TextKey = keyof typeof en;
