import { batch, signal } from '@preact/signals';
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

type LoadLanguage = (language: Locale) => Promise<void>;

let loadLanguage: LoadLanguage = () => Promise.resolve();
/** The language being loaded; the screen keeps the present one until it has come. */
export const pendingLocale = signal<Locale | undefined>(undefined);
/** The language that was chosen last and could not be loaded. */
export const failedLocale = signal<Locale | undefined>(undefined);

/** Names how the texts of a language are loaded; to be called before any language is chosen. */
export function loadLanguagesWith(load: LoadLanguage): void {
  loadLanguage = load;
}

/** Switches once the texts are there. Of two choices made quickly the later one holds. */
async function switchTo(next: Locale): Promise<boolean> {
  pendingLocale.value = next;
  failedLocale.value = undefined;
  try {
    await loadLanguage(next);
  } catch {
    if (pendingLocale.peek() !== next) return false;
    pendingLocale.value = undefined;
    failedLocale.value = next;
    return false;
  }
  if (pendingLocale.peek() === next) {
    batch(() => {
      pendingLocale.value = undefined;
      locale.value = next;
    });
    document.documentElement.lang = next;
  }
  return locale.peek() === next;
}

/** Takes the language chosen before on this machine, else the browser's. Without its texts there is nothing to show. */
export async function initLocale(): Promise<boolean> {
  return switchTo(findLocale(localStorage.getItem(STORAGE_KEY)) ?? findLocale(navigator.language) ?? 'en');
}

/** Switches the language as soon as its texts have come, and keeps the choice on this machine; false when they have not. */
export async function chooseLocale(next: Locale): Promise<boolean> {
  const hasCome = await switchTo(next);
  if (hasCome) localStorage.setItem(STORAGE_KEY, next);
  return hasCome;
}

/** Takes the user's own language unless one was chosen on this machine. */
export function suggestLocale(tag: string): void {
  const known = findLocale(tag);
  if (known && known !== locale.peek() && !findLocale(localStorage.getItem(STORAGE_KEY)))
    void switchTo(known);
}

export type { Catalogue };
export type Translate<Key extends string> = (key: Key, values?: MessageValues) => string;

/**
 * A translator over the catalogues that are loaded. It reads the locale signal, so what calls it follows a switch. Without
 * the catalogue, which only tests are, the key stands for the text.
 */
export function createTranslator<Key extends string>(
  catalogueOf: (language: Locale) => Catalogue<Key> | undefined,
): Translate<Key> {
  return (key, values) => {
    const message = catalogueOf(locale.value)?.[key];
    return message === undefined ? key : formatMessage(locale.value, message, values);
  };
}
