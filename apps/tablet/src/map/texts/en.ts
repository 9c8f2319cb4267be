export const en = {
  'map.name': 'Map',
  'map.follow': 'Follow me',
  'map.northUp': 'North up',
  'map.courseUp': 'Driving direction up',
  'map.run': 'Whole route',
  'map.zoomIn': 'Closer',
  'map.zoomOut': 'Further away',
  'map.retry': 'Try again',
  'map.noPosition': 'position not known yet',
  'map.positionAge': 'position {age} old',
  'map.noneOffline': 'No map on this tablet yet. It is fetched when the network is back.',
  'map.noneMaking': 'The server is preparing the map for this tablet: {percent} %',
  'map.noneFetching': 'Fetching the map onto this tablet: {percent} %',
  'map.none': 'No map on this tablet yet. Looking for it on the server.',
  'map.newerFetching': 'Fetching a newer map: {percent} %. The older one stays until then.',
  'map.older': 'This map is older than the one on the server.',
  'map.storageFull':
    'No room left on this tablet for the map. Remove something else from it, then try again.',
  'map.damaged': 'The map did not arrive whole. Trying again soon.',
} as const;
export type MapTextKey = keyof typeof en;
