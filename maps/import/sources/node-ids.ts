const SPAN = 2 ** 24;
/** Above every id that OpenStreetMap has given, below 2^49, so that a double holds it exactly. */
const FIRST_ID = 2 ** 48;

/**
 * Node ids for data that lost them, made of the coordinates alone: the same place has the same id in every import, so
 * that closures and learnt speeds keep their edges. `x` and `y` are whole steps of the data's own grid.
 */
export class CoordinateIds {
  private readonly range = { minX: Infinity, maxX: -Infinity, minY: Infinity, maxY: -Infinity };

  idOf(x: number, y: number): number {
    const { range } = this;
    range.minX = Math.min(range.minX, x);
    range.maxX = Math.max(range.maxX, x);
    range.minY = Math.min(range.minY, y);
    range.maxY = Math.max(range.maxY, y);
    if (range.maxX - range.minX >= SPAN || range.maxY - range.minY >= SPAN) {
      throw new Error('the area is too large for node ids made of coordinates');
    }
    return FIRST_ID + (x % SPAN) * SPAN + (y % SPAN);
  }
}
