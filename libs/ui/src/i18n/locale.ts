import { signal } from '@preact/signals';
import type { Catalogue } from './catalogue.ts';
import { formatMessage, type MessageValues } from './icu.ts';

export const LOCALES = ['en', 'bg', 'cs', 'sv'] as const;
export type Locale = (typeof LOCALES)[number];

/** Each language by its own name. */
export const LOCALE_NAMES: Readonly<Record<Locale, string>> = {
  en: 'English',
  bg: 'Български',
  cs: 'Čeština',
  sv: 'Svenska',
};

const STORAGE_KEY = 'akut.locale';

/** The language of the screen; reading it in a component or a computed signal makes the text follow a switch. */
export const locale = signal<Locale>('en');

/** The locale that a BCP 47 tag asks for, if we have it. */
export function findLocale(tag: string | null | undefined): Locale | undefined {
  const language = tag?.toLowerCase().split('-')[0];
  return LOCALES.find((known) => known === language);
}

function apply(next: Locale): void {
  locale.value = next;
  document.documentElement.lang = next;
}

/** Takes the language chosen before on this machine, else the browser's. */
export function initLocale(): void {
  apply(findLocale(localStorage.getItem(STORAGE_KEY)) ?? findLocale(navigator.language) ?? 'en');
}

/** Switches the language at once and keeps the choice on this machine. */
export function chooseLocale(next: Locale): void {
  localStorage.setItem(STORAGE_KEY, next);
  apply(next);
}

/** Takes the user's own language unless one was chosen on this machine. */
export function suggestLocale(tag: string): void {
  const known = findLocale(tag);
  if (known && !findLocale(localStorage.getItem(STORAGE_KEY))) apply(known);
}

export type { Catalogue };
export type Catalogues<Key extends string> = Readonly<Record<Locale, Catalogue<Key>>>;
export type Translate<Key extends string> = (key: Key, values?: MessageValues) => string;

/** A translator over catalogues of all languages. It reads the locale signal, so what calls it follows a switch. */
export function createTranslator<Key extends string>(catalogues: Catalogues<Key>): Translate<Key> {
  return (key, values) => formatMessage(locale.value, catalogues[locale.value][key], values);
}

/** Like the translator, for keys that come from the server: an unknown key gives undefined. */
export function createLookup(
  catalogues: Catalogues<string>,
): (key: string, values?: MessageValues) => string | undefined {
  return (key, values) => {
    const message = catalogues[locale.value][key];
    return message === undefined ? undefined : formatMessage(locale.value, message, values);
  };
}
