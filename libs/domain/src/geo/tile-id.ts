// Tiles in the order of the Hilbert curve, as PMTiles numbers them: all of a zoom after those of the zooms before it.
/** Tiles of all zooms below `z`. */
const idsBefore = (z: number): number => (4 ** z - 1) / 3;

/** The place of a tile in the row of Hilbert curves, one for each zoom. Exact to zoom 26. */
export function tileIdOf(z: number, x: number, y: number): number {
  if (z < 0 || z > 26 || x < 0 || y < 0 || x >= 2 ** z || y >= 2 ** z) throw new RangeError('no such tile');
  let along = 0;
  let [column, row] = [x, y];
  for (let side = 2 ** (z - 1); side >= 1; side /= 2) {
    const right = (column & side) > 0 ? 1 : 0;
    const lower = (row & side) > 0 ? 1 : 0;
    along += side * side * ((3 * right) ^ lower);
    [column, row] = turn(side, column, row, right, lower);
  }
  return idsBefore(z) + along;
}

/** `[z, x, y]` of a tile id. */
export function tileOfId(tileId: number): [number, number, number] {
  let z = 0;
  while (z <= 26 && idsBefore(z + 1) <= tileId) z += 1;
  if (tileId < 0 || z > 26 || !Number.isInteger(tileId)) throw new RangeError('no such tile');
  let rest = tileId - idsBefore(z);
  let [x, y] = [0, 0];
  for (let side = 1; side < 2 ** z; side *= 2) {
    const right = Math.floor(rest / 2) & 1;
    const lower = (rest ^ right) & 1;
    [x, y] = turn(side, x, y, right, lower);
    x += side * right;
    y += side * lower;
    rest = Math.floor(rest / 4);
  }
  return [z, x, y];
}

function turn(side: number, x: number, y: number, right: number, lower: number): [number, number] {
  if (lower === 1) return [x, y];
  const [turnedX, turnedY] = right === 1 ? [side - 1 - x, side - 1 - y] : [x, y];
  return [turnedY, turnedX];
}
