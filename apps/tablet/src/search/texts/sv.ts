import type { SearchTextKey } from './en.ts';

export const sv: Readonly<Record<SearchTextKey, string>> = {
  'search.name': 'Sök plats',
  'search.back': 'Tillbaka',
  'search.addresses': 'Adress',
  'search.facilities': 'Sjukhus',
  'search.typeAddress': 'Gata och nummer, eller ett namn',
  'search.typeFacility': 'Sjukhusets namn',
  'search.clear': 'Rensa',
  'search.erase': 'Sudda',
  'search.nothing': 'Inget hittades för ”{text}”.',
  'search.hint': 'Några bokstäver räcker: ”storg 12”.',
  'search.reading': 'Regionens platser läses in…',
  'search.missing': 'Regionens platser finns inte i surfplattan än.',
  'search.noFacilities': 'Inga sjukhus är kända i surfplattan än.',
  'search.onMap': 'Visa på kartan',
  'search.drive': 'Kör dit',
  'search.emergency': 'akutmottagning',
  'search.diversion': 'tar inte emot nu',
};
