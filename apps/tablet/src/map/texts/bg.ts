import type { MapTextKey } from './en.ts';

export const bg: Readonly<Record<MapTextKey, string>> = {
  'map.name': 'Карта',
  'map.follow': 'Следвай ме',
  'map.northUp': 'Север нагоре',
  'map.courseUp': 'По посоката на движение',
  'map.run': 'Целият маршрут',
  'map.zoomIn': 'По-близо',
  'map.zoomOut': 'По-далеч',
  'map.retry': 'Опитай пак',
  'map.noPosition': 'местоположението още не е известно',
  'map.positionAge': 'местоположение отпреди {age}',
  'map.noneOffline': 'На таблета още няма карта. Ще се изтегли, щом се върне мрежата.',
  'map.noneMaking': 'Сървърът подготвя картата за таблета: {percent} %',
  'map.noneFetching': 'Картата се изтегля на таблета: {percent} %',
  'map.none': 'На таблета още няма карта. Търси се на сървъра.',
  'map.newerFetching': 'Изтегля се по-нова карта: {percent} %. Дотогава остава старата.',
  'map.older': 'Тази карта е по-стара от картата на сървъра.',
  'map.storageFull': 'На таблета няма място за картата. Освободете място и опитайте пак.',
  'map.damaged': 'Картата не пристигна цяла. Скоро ще се опита отново.',
};
