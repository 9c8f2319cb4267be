import { isInsideRing } from './geometry.ts';

export type Ring = [number, number][];

/** A field of values at the corners of square cells, row by row from the lowest y. */
export interface Grid {
  readonly columns: number;
  readonly rows: number;
  readonly values: Float32Array;
}

/** Crossings keep clear of grid corners by this share of a cell, so that two rings can never touch. */
const CORNER_MARGIN = 0.05;

/**
 * For each of the 16 cases (bits: corner 0 low left, 1 low right, 2 high right, 3 high left is inside) the pairs of cell
 * sides (0 low, 1 right, 2 high, 3 left) from which a line enters and by which it leaves, the inside on its left.
 * The two saddles keep their inside corners apart.
 */
const LINES: readonly (readonly number[])[] = [
  [],
  [0, 3],
  [1, 0],
  [1, 3],
  [2, 1],
  [0, 3, 2, 1],
  [2, 0],
  [2, 3],
  [3, 2],
  [0, 2],
  [1, 0, 3, 2],
  [1, 2],
  [3, 1],
  [0, 1],
  [3, 0],
  [],
];

/** Number of a cell side, the same for both cells that share it: even numbers lie along x, odd along y. */
function sideId(columns: number, column: number, row: number, side: number): number {
  if (side === 0) return 2 * (row * columns + column);
  if (side === 1) return 2 * (row * columns + column + 1) + 1;
  if (side === 2) return 2 * ((row + 1) * columns + column);
  return 2 * (row * columns + column) + 1;
}

/** Where the level crosses a side, in grid units. */
function crossing({ columns, values }: Grid, side: number, level: number): [number, number] {
  const corner = side >> 1;
  const isAlongX = (side & 1) === 0;
  const a = values[corner]!;
  const b = values[isAlongX ? corner + 1 : corner + columns]!;
  const share = Math.min(1 - CORNER_MARGIN, Math.max(CORNER_MARGIN, (level - a) / (b - a)));
  const column = corner % columns;
  const row = (corner - column) / columns;
  return isAlongX ? [column + share, row] : [column, row + share];
}

/** From each side a line enters by to the side it leaves by. */
function traceCells({ columns, rows, values }: Grid, level: number): Map<number, number> {
  const following = new Map<number, number>();
  for (let row = 0; row < rows - 1; row++) {
    for (let column = 0; column < columns - 1; column++) {
      const at = row * columns + column;
      const corners =
        (values[at]! < level ? 1 : 0) |
        (values[at + 1]! < level ? 2 : 0) |
        (values[at + columns + 1]! < level ? 4 : 0) |
        (values[at + columns]! < level ? 8 : 0);
      const lines = LINES[corners]!;
      for (let i = 0; i < lines.length; i += 2) {
        following.set(sideId(columns, column, row, lines[i]!), sideId(columns, column, row, lines[i + 1]!));
      }
    }
  }
  return following;
}

/** Twice the signed area; positive for rings that run anticlockwise. */
export function signedArea(ring: Ring): number {
  let area = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    area += ring[j]![0] * ring[i]![1] - ring[i]![0] * ring[j]![1];
  }
  return area;
}

/** Puts each hole into the smallest outer ring that surrounds it; outer rings run anticlockwise, holes clockwise. */
function nestRings(rings: Ring[]): Ring[][] {
  const outer = rings
    .filter((ring) => signedArea(ring) > 0)
    .map((ring) => ({ polygon: [ring], area: signedArea(ring) }))
    .sort((a, b) => a.area - b.area);
  for (const hole of rings.filter((ring) => signedArea(ring) < 0)) {
    const [x, y] = hole[0]!;
    const owner = outer.find(
      ({ polygon, area }) => area > -signedArea(hole) && isInsideRing(polygon[0]!, x, y),
    );
    owner?.polygon.push(hole);
  }
  return outer.reverse().map(({ polygon }) => polygon);
}

/**
 * Polygons of the area where the field lies below a level (marching squares), in grid units, rings closed. The border of
 * the grid must lie above the level. Rings smaller than `minArea` cells are left out.
 */
export function contourPolygons(grid: Grid, level: number, minArea: number): Ring[][] {
  const following = traceCells(grid, level);
  const rings: Ring[] = [];
  for (const start of following.keys()) {
    const ring: Ring = [];
    for (let side = start; following.has(side);) {
      ring.push(crossing(grid, side, level));
      const next = following.get(side)!;
      following.delete(side);
      side = next;
    }
    ring.push([...ring[0]!]);
    if (Math.abs(signedArea(ring)) / 2 >= minArea) rings.push(ring);
  }
  return nestRings(rings);
}
