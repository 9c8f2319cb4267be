import type { RoadLeg } from './recommend-ports.ts';

/**
 * Tenths of a second and whole metres: more digits only make the answer of 500 units longer. Rounded before the ranking,
 * so that what is shown, kept and ranked are the same numbers.
 */
export function roundedLeg(travelSeconds: number, distanceMeters: number): RoadLeg {
  return { travelSeconds: Math.round(travelSeconds * 10) / 10, distanceMeters: Math.round(distanceMeters) };
}
