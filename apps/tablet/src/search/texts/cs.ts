import type { SearchTextKey } from './en.ts';

export const cs: Readonly<Record<SearchTextKey, string>> = {
  'search.name': 'Najít místo',
  'search.back': 'Zpět',
  'search.addresses': 'Adresa',
  'search.facilities': 'Nemocnice',
  'search.typeAddress': 'Ulice a číslo, nebo název',
  'search.typeFacility': 'Název nemocnice',
  'search.clear': 'Vymazat',
  'search.erase': 'Smazat',
  'search.nothing': 'Pro „{text}“ se nic nenašlo.',
  'search.hint': 'Stačí pár písmen: „dlouh 12“.',
  'search.reading': 'Načítají se místa regionu…',
  'search.missing': 'Místa regionu zatím nejsou v tabletu.',
  'search.noFacilities': 'V tabletu zatím nejsou žádné nemocnice.',
  'search.onMap': 'Ukázat na mapě',
  'search.drive': 'Jet tam',
  'search.emergency': 'urgentní příjem',
  'search.diversion': 'teď nepřijímá',
};
