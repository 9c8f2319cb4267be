import type { MapTextKey } from './en.ts';

export const cs: Readonly<Record<MapTextKey, string>> = {
  'map.name': 'Mapa',
  'map.follow': 'Sledovat vůz',
  'map.northUp': 'Sever nahoru',
  'map.courseUp': 'Podle směru jízdy',
  'map.run': 'Celá trasa',
  'map.zoomIn': 'Přiblížit',
  'map.zoomOut': 'Oddálit',
  'map.retry': 'Zkusit znovu',
  'map.noPosition': 'poloha zatím není známa',
  'map.positionAge': 'poloha stará {age}',
  'map.noneOffline': 'V tabletu zatím není mapa. Stáhne se, až bude signál.',
  'map.noneMaking': 'Server připravuje mapu pro tablet: {percent} %',
  'map.noneFetching': 'Mapa se stahuje do tabletu: {percent} %',
  'map.none': 'V tabletu zatím není mapa. Hledá se na serveru.',
  'map.newerFetching': 'Stahuje se novější mapa: {percent} %. Do té doby zůstává starší.',
  'map.older': 'Tato mapa je starší než mapa na serveru.',
  'map.storageFull': 'V tabletu není místo pro mapu. Uvolněte místo a zkuste to znovu.',
  'map.damaged': 'Mapa nedorazila celá. Brzy se zkusí znovu.',
};
