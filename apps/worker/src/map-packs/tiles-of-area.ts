import { tileIdOf } from '#codecs';

const RADIANS = Math.PI / 180;
/** Where Web Mercator's square ends. */
const MOST_LATITUDE = 85.0511;

export type Bounds = readonly [west: number, south: number, east: number, north: number];

const columnOf = (lon: number, z: number): number =>
  Math.min(2 ** z - 1, Math.max(0, Math.floor((lon / 360 + 0.5) * 2 ** z)));

function rowOf(lat: number, z: number): number {
  const within = Math.min(MOST_LATITUDE, Math.max(-MOST_LATITUDE, lat)) * RADIANS;
  const share = 0.5 - Math.log(Math.tan(Math.PI / 4 + within / 2)) / (2 * Math.PI);
  return Math.min(2 ** z - 1, Math.max(0, Math.floor(share * 2 ** z)));
}

/** Ids of the tiles that touch the area, in their order. */
export function listTileIds([west, south, east, north]: Bounds, minZoom: number, maxZoom: number): number[] {
  const ids: number[] = [];
  for (let z = minZoom; z <= maxZoom; z += 1) {
    for (let x = columnOf(west, z); x <= columnOf(east, z); x += 1) {
      for (let y = rowOf(north, z); y <= rowOf(south, z); y += 1) ids.push(tileIdOf(z, x, y));
    }
  }
  return ids.sort((a, b) => a - b);
}
