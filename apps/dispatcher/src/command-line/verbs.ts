import type { Locale } from '#ui';

export const VERBS = ['new', 'dispatch', 'recommend', 'find', 'help'] as const;
export type Verb = (typeof VERBS)[number];

/**
 * What may be typed for a verb. The Latin letters hold in every language; a Bulgarian keyboard left in Cyrillic gives the
 * letters of the same keys (phonetic layout), and each language has its own words besides.
 */
const COMMON: Readonly<Record<Verb, readonly string[]>> = {
  new: ['n', 'н'],
  dispatch: ['d', 'д'],
  recommend: ['rc', 'рц'],
  find: ['f', 'ф'],
  help: ['?', 'help'],
};

const LOCAL: Readonly<Record<Locale, Readonly<Record<Verb, readonly string[]>>>> = {
  en: { new: ['new'], dispatch: ['send', 'dispatch'], recommend: ['rec'], find: ['find'], help: ['h'] },
  bg: { new: ['нов'], dispatch: ['прати'], recommend: ['преп'], find: ['търси'], help: ['помощ'] },
  cs: {
    new: ['nova', 'nová'],
    dispatch: ['v', 'vyslat'],
    recommend: ['dop'],
    find: ['hledej'],
    help: ['napoveda'],
  },
  sv: { new: ['ny'], dispatch: ['s', 'skicka'], recommend: ['rek'], find: ['hitta'], help: ['hjälp'] },
};

/** The verb that a first word means in a language; undefined when it is no verb. */
export function findVerb(word: string, locale: Locale): Verb | undefined {
  const wanted = word.toLowerCase();
  return VERBS.find((verb) => COMMON[verb].includes(wanted) || LOCAL[locale][verb].includes(wanted));
}

/** Everything that may be typed for a verb in a language, shortest first, for help and completion. */
export function listAliases(verb: Verb, locale: Locale): readonly string[] {
  const latin = COMMON[verb].filter((word) => locale === 'bg' || !/[а-я]/.test(word));
  return [...latin, ...LOCAL[locale][verb]];
}
