import { loadLanguage } from '../src/i18n/text.ts';

/** For tests of what is said: the texts of English, which screens load when the language is chosen. */
await loadLanguage('en');
