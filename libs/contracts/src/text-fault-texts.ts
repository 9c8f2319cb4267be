import type { Language } from './reason-texts.ts';

/** What may be wrong with a typed text as such; `{limit}` is how many characters it has to have or may have. */
export type TextFault = 'missing' | 'tooShort' | 'tooLong' | 'noEmail';

const TEXT_FAULT_TEXTS: Readonly<Record<Language, Readonly<Record<TextFault, string>>>> = {
  en: {
    missing: 'fill this in',
    tooShort: 'too short; give at least {limit} characters',
    tooLong: 'too long; give at most {limit} characters',
    noEmail: 'this is no e-mail address; write it like name@example.org',
  },
  bg: {
    missing: 'попълнете това',
    tooShort: 'твърде кратко; въведете поне {limit} знака',
    tooLong: 'твърде дълго; въведете най-много {limit} знака',
    noEmail: 'това не е имейл адрес; напишете го като ime@example.org',
  },
  cs: {
    missing: 'vyplňte to',
    tooShort: 'příliš krátké; uveďte aspoň {limit} znaků',
    tooLong: 'příliš dlouhé; uveďte nejvýše {limit} znaků',
    noEmail: 'to není e-mailová adresa; napište ji jako jmeno@example.org',
  },
  sv: {
    missing: 'fyll i detta',
    tooShort: 'för kort; ange minst {limit} tecken',
    tooLong: 'för långt; ange högst {limit} tecken',
    noEmail: 'det är ingen e-postadress; skriv den som namn@example.org',
  },
};

/** A fault of a text in a language. */
export const textFaultText = (fault: TextFault, limit: number, language: Language): string =>
  TEXT_FAULT_TEXTS[language][fault].replace('{limit}', String(limit));
