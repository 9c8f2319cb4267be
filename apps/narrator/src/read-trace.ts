import type { Language } from '#contracts';
import { type LonLat, type ManeuverKind, metersAlong, metersApart } from '#domain';
import type { NarrationQuestion, SpokenManeuver } from '#use-cases';
import { joinWords, mendWords } from './mend-words.ts';

/** The parts of Valhalla's answer to trace_route that are read. */
export interface TraceAnswer {
  readonly trip: {
    readonly summary: { readonly length: number };
    readonly legs: readonly { readonly shape: string; readonly maneuvers: readonly TraceManeuver[] }[];
  };
}
interface TraceManeuver {
  readonly type: number;
  readonly instruction: string;
  readonly verbal_transition_alert_instruction?: string;
  readonly verbal_pre_transition_instruction?: string;
  readonly verbal_multi_cue?: boolean;
  readonly street_names?: readonly string[];
  readonly begin_street_names?: readonly string[];
  readonly roundabout_exit_count?: number;
  readonly begin_shape_index: number;
}

/** By Valhalla's numbers (DirectionsLeg.Maneuver.Type); those of public transport never come. */
const KINDS: Readonly<Record<number, ManeuverKind>> = {
  1: 'depart', 2: 'depart', 3: 'depart', 4: 'arrive', 5: 'arrive', 6: 'arrive', 7: 'continue', 8: 'continue',
  9: 'slightRight', 10: 'right', 11: 'sharpRight', 12: 'uTurnRight', 13: 'uTurnLeft', 14: 'sharpLeft', 15: 'left',
  16: 'slightLeft', 17: 'rampStraight', 18: 'rampRight', 19: 'rampLeft', 20: 'exitRight', 21: 'exitLeft',
  22: 'keepStraight', 23: 'keepRight', 24: 'keepLeft', 25: 'merge', 26: 'enterRoundabout', 27: 'exitRoundabout',
  28: 'enterFerry', 29: 'leaveFerry', 37: 'merge', 38: 'merge',
}; // prettier-ignore

/** Valhalla's way may differ from ours by its snapping, not by a street. */
const LENGTH_SHARE = 0.03;
const LENGTH_METERS = 30;
const APART_METERS = 25;
const SEARCH_METERS = 60;
/** What comes later than this is told when it comes. */
const CLOSE_METERS = 120;

/** Google's encoded polyline with six decimals. */
export function decodeShape(text: string): LonLat[] {
  const coordinates: [number, number][] = [];
  let at = 0;
  const next = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 5) {
      const bits = text.charCodeAt(at++) - 63;
      // Not by shifts: those end at 32 bits.
      value += (bits & 31) * 2 ** shift;
      if (!(bits >= 32)) break;
    }
    return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
  };
  let [lat, lon] = [0, 0];
  while (at < text.length) {
    lat += next();
    lon += next();
    coordinates.push([lon / 1e6, lat / 1e6]);
  }
  return coordinates;
}

/** The index of our line's point nearest to a place, near the same distance from the start and not before `from`. */
function findIndex(
  line: readonly LonLat[],
  along: Float64Array,
  { place, meters, from }: { place: LonLat; meters: number; from: number },
): number | undefined {
  const window = SEARCH_METERS + LENGTH_SHARE * meters;
  let best: number | undefined;
  let bestMeters = APART_METERS;
  for (let i = from; i < line.length && along[i]! <= meters + window; i++) {
    if (along[i]! < meters - window) continue;
    const apart = metersApart(line[i]!, place);
    if (apart >= bestMeters) continue;
    [best, bestMeters] = [i, apart];
  }
  return best;
}

function placeManeuvers(
  { coordinates }: NarrationQuestion['line'],
  along: Float64Array,
  leg: TraceAnswer['trip']['legs'][number],
): number[] | undefined {
  const shape = decodeShape(leg.shape);
  const shapeAlong = metersAlong(shape);
  const begins: number[] = [];
  for (const [i, { begin_shape_index: index }] of leg.maneuvers.entries()) {
    const place = shape[index];
    if (!place) return undefined;
    const isEnd = i === leg.maneuvers.length - 1;
    const from = begins.at(-1) ?? 0;
    const found = findIndex(coordinates, along, { place, meters: shapeAlong[index]!, from });
    const at = i === 0 ? 0 : isEnd ? coordinates.length - 1 : found;
    if (at === undefined) return undefined;
    begins.push(at);
  }
  return begins;
}

function describe(maneuver: TraceManeuver, language: Language) {
  const isJoined = maneuver.verbal_multi_cue === true;
  return {
    kind: KINDS[maneuver.type] ?? 'continue',
    // The sign of the junction is what is seen first, where the road has another name farther on.
    streetNames: maneuver.begin_street_names ?? maneuver.street_names ?? [],
    roundaboutExit: maneuver.roundabout_exit_count ?? null,
    instruction: mendWords(language, maneuver.instruction),
    alert: mendWords(language, maneuver.verbal_transition_alert_instruction),
    verbal: isJoined ? null : mendWords(language, maneuver.verbal_pre_transition_instruction),
    tellsNext: isJoined,
  };
}

/** Lets a maneuver tell the next one too where that follows at once and both have words. */
function tellNext(maneuver: SpokenManeuver, next: SpokenManeuver | undefined, language: Language) {
  const { instruction, distanceMeters, tellsNext } = maneuver;
  const words = next?.alert ?? next?.instruction;
  if (!tellsNext || !words || instruction === null || distanceMeters > CLOSE_METERS) {
    return { ...maneuver, tellsNext: false };
  }
  return { ...maneuver, verbal: joinWords(language, instruction, words, next?.kind === 'arrive') };
}

/** Valhalla's words laid along our own line; undefined when it drove another way. */
export function readTrace(answer: TraceAnswer, question: NarrationQuestion): SpokenManeuver[] | undefined {
  const { line, language } = question;
  const [leg, ...more] = answer.trip.legs;
  const along = metersAlong(line.coordinates);
  const total = along.at(-1) ?? 0;
  const difference = Math.abs(answer.trip.summary.length * 1000 - total);
  if (!leg || more.length > 0 || difference > Math.max(LENGTH_METERS, LENGTH_SHARE * total)) return undefined;
  const begins = placeManeuvers(line, along, leg);
  const maneuvers = begins?.map((beginIndex, i): SpokenManeuver => {
    const endIndex = begins[i + 1] ?? line.coordinates.length - 1;
    return {
      ...describe(leg.maneuvers[i]!, language),
      beginIndex,
      endIndex,
      distanceMeters: along[endIndex]! - along[beginIndex]!,
      seconds: line.elapsedSeconds[endIndex]! - line.elapsedSeconds[beginIndex]!,
    };
  });
  return maneuvers?.map((maneuver, i) => tellNext(maneuver, maneuvers[i + 1], language));
}
