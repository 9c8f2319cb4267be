import type { Catalogue } from '#ui';
import type { TextKey } from './en.ts';

export const sv: Catalogue<TextKey> = {
  'app.title': 'Akut, besättningens surfplatta',
  'app.starting': 'Startar…',
  'part.failed': 'Den här delen kunde inte läsas in. Kontrollera nätet och försök igen.',
  'part.retry': 'Försök igen',
};
