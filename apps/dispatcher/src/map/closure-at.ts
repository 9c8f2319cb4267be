import type { ClosureView } from '#contracts';

export interface Pixel {
  readonly x: number;
  readonly y: number;
}

/** A road is meant when the pointer is this near to its line. */
const HIT_PIXELS = 8;

function distanceToSegment({ x, y }: Pixel, a: Pixel, b: Pixel): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - a.x) * dx + (y - a.y) * dy) / length));
  return Math.hypot(x - a.x - share * dx, y - a.y - share * dy);
}

/** The closure whose line is drawn nearest to a point, if one is near enough to be meant. */
export function findClosureAt(
  closures: Iterable<ClosureView>,
  at: Pixel,
  toPixel: (place: readonly [lon: number, lat: number]) => Pixel,
): ClosureView | undefined {
  let best: ClosureView | undefined;
  let bestDistance = HIT_PIXELS;
  for (const closure of closures) {
    for (const line of closure.coordinates) {
      let before: Pixel | undefined;
      for (const place of line) {
        const pixel = toPixel(place);
        const distance = distanceToSegment(at, before ?? pixel, pixel);
        before = pixel;
        if (distance > bestDistance) continue;
        best = closure;
        bestDistance = distance;
      }
    }
  }
  return best;
}
