import { unitTravelTimes } from '#use-cases';
import type { City, Place } from './city.ts';
import { percentile, timed } from './measure.ts';

export interface InProcessFigures {
  readonly p50Milliseconds: number;
  readonly p99Milliseconds: number;
  readonly reachedShare: number;
}

const LIMIT_SECONDS = 3600;
/** A fifth of the units have moved since the recommendation before. */
const MOVED_SHARE = 0.2;

/** The travel-time part of a recommendation, as the api calls it: snapping, search, legs of every unit. */
export async function measureInProcess(
  city: City,
  units: number,
  incidents: number,
  random: () => number,
): Promise<InProcessFigures> {
  const places: Place[] = Array.from({ length: units }, () => city.anyPlace(random));
  const times: number[] = [];
  let reached = 0;
  const warmUp = Math.ceil(incidents / 10);
  for (let i = 0; i < warmUp + incidents; i++) {
    for (let moved = 0; moved < units * MOVED_SHARE; moved++) {
      places[Math.floor(random() * units)] = city.anyPlace(random);
    }
    const target = city.anyPlace(random);
    const { milliseconds, answer } = await timed(() =>
      unitTravelTimes(city.engine, city.mapId, places, target, LIMIT_SECONDS),
    );
    if (!answer.ok) throw new Error(`the place ${target.join(',')} was refused: ${answer.reason}`);
    if (i < warmUp) continue;
    times.push(milliseconds);
    reached += answer.value.filter((leg) => leg !== undefined).length;
  }
  return {
    p50Milliseconds: percentile(times, 0.5),
    p99Milliseconds: percentile(times, 0.99),
    reachedShare: reached / (units * incidents),
  };
}
