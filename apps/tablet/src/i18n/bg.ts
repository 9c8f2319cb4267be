import type { Catalogue } from '#ui';
import type { TextKey } from './en.ts';

export const bg: Catalogue<TextKey> = {
  'app.title': 'Akut, таблет на екипа',
  'app.starting': 'Стартиране…',
  'part.failed': 'Тази част не можа да се зареди. Проверете мрежата и опитайте отново.',
  'part.retry': 'Опитай отново',
};
