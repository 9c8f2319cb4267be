import type { Catalogue } from '#ui';
import type { TextKey } from './en.ts';

export const cs: Catalogue<TextKey> = {
  'app.title': 'Akut, tablet posádky',
  'app.starting': 'Spouští se…',
  'part.failed': 'Tuto část se nepodařilo načíst. Zkontrolujte síť a zkuste to znovu.',
  'part.retry': 'Zkusit znovu',
};
