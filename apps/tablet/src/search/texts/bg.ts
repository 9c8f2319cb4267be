import type { SearchTextKey } from './en.ts';

export const bg: Readonly<Record<SearchTextKey, string>> = {
  'search.name': 'Търсене на място',
  'search.back': 'Назад',
  'search.addresses': 'Адрес',
  'search.facilities': 'Болница',
  'search.typeAddress': 'Улица и номер или име',
  'search.typeFacility': 'Име на болницата',
  'search.clear': 'Изчисти',
  'search.erase': 'Изтрий',
  'search.nothing': 'Нищо не е намерено за „{text}“.',
  'search.hint': 'Стигат няколко букви: „витош 12“.',
  'search.reading': 'Зареждат се местата в района…',
  'search.missing': 'Местата в района още не са на таблета.',
  'search.noFacilities': 'На таблета още няма известни болници.',
  'search.onMap': 'Покажи на картата',
  'search.drive': 'Карай дотам',
  'search.emergency': 'спешно отделение',
  'search.diversion': 'сега не приема',
};
