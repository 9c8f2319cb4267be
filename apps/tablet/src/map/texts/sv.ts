import type { MapTextKey } from './en.ts';

export const sv: Readonly<Record<MapTextKey, string>> = {
  'map.name': 'Karta',
  'map.follow': 'Följ bilen',
  'map.northUp': 'Norr uppåt',
  'map.courseUp': 'Färdriktning uppåt',
  'map.run': 'Hela rutten',
  'map.zoomIn': 'Närmare',
  'map.zoomOut': 'Längre bort',
  'map.retry': 'Försök igen',
  'map.noPosition': 'positionen är inte känd än',
  'map.positionAge': 'positionen är {age} gammal',
  'map.noneOffline': 'Ingen karta i surfplattan än. Den hämtas när nätet är tillbaka.',
  'map.noneMaking': 'Servern gör i ordning kartan till surfplattan: {percent} %',
  'map.noneFetching': 'Kartan hämtas till surfplattan: {percent} %',
  'map.none': 'Ingen karta i surfplattan än. Den söks på servern.',
  'map.newerFetching': 'En nyare karta hämtas: {percent} %. Den äldre finns kvar så länge.',
  'map.older': 'Den här kartan är äldre än serverns.',
  'map.storageFull': 'Det finns inte plats för kartan i surfplattan. Ta bort något annat och försök igen.',
  'map.damaged': 'Kartan kom inte fram hel. Ett nytt försök görs snart.',
};
