import { MOST_SIGNATURE_POINTS, SIGNATURE_HEIGHT, SIGNATURE_WIDTH } from '#domain';

export type Point = readonly [number, number];
export type Stroke = readonly Point[];

/** Points nearer to each other than this do not show. */
const LEAST_STEP = 6;

const within = (value: number, most: number): number => Math.min(most, Math.max(0, Math.round(value)));

/** A place on the pad as a whole point of the sheet. */
export const pointOnSheet = (
  { clientX, clientY }: { readonly clientX: number; readonly clientY: number },
  pad: { readonly left: number; readonly top: number; readonly width: number; readonly height: number },
): Point => [
  within(((clientX - pad.left) / pad.width) * SIGNATURE_WIDTH, SIGNATURE_WIDTH),
  within(((clientY - pad.top) / pad.height) * SIGNATURE_HEIGHT, SIGNATURE_HEIGHT),
];

/** The strokes with one more point in the last of them; as they were when it is too near, or the sheet is full. */
export function addPoint(strokes: readonly Stroke[], point: Point): readonly Stroke[] {
  const count = strokes.reduce((sum, stroke) => sum + stroke.length, 0);
  if (count >= MOST_SIGNATURE_POINTS) return strokes;
  const stroke = strokes.at(-1) ?? [];
  const last = stroke.at(-1);
  if (last && Math.hypot(last[0] - point[0], last[1] - point[1]) < LEAST_STEP) return strokes;
  return [...strokes.slice(0, -1), [...stroke, point]];
}
