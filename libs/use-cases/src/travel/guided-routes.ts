import { type Language, maneuverText, type TabletManeuver, type TabletRoute } from '#contracts';
import { listPlainManeuvers, type Maneuver } from '#domain';
import type { Narration, NarratorPort, SpokenManeuver } from './narration.ts';
import type { RouteFound } from './travel-ports.ts';

/** A tenth of a metre, and of a second: more only makes the answer longer. */
const roundCoordinate = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;
const roundTenth = (value: number): number => Math.round(value * 10) / 10;

/** Answers that would be the same the next time; of the others there may be words a moment later. */
const isLasting = (narration: Narration): boolean => narration.ok || narration.why === 'noMatch';

/** Junctions along a route, as indexes into its coordinates. */
function listJunctions({ arcEndSeconds, elapsedSeconds }: RouteFound): number[] {
  const junctions: number[] = [];
  let index = 0;
  for (const seconds of arcEndSeconds) {
    while (index < elapsedSeconds.length - 1 && elapsedSeconds[index]! < seconds - 1e-6) index++;
    junctions.push(index);
  }
  return junctions;
}

const toView = (
  maneuver: Maneuver,
  words: Pick<TabletManeuver, 'instruction' | 'alert' | 'verbal' | 'tellsNext'>,
) => ({
  kind: maneuver.kind,
  ...words,
  streetNames: [...maneuver.streetNames],
  beginIndex: maneuver.beginIndex,
  endIndex: maneuver.endIndex,
  distanceMeters: Math.round(maneuver.distanceMeters),
  seconds: roundTenth(maneuver.seconds),
  roundaboutExit: maneuver.roundaboutExit,
});

function inPlainWords(maneuver: Maneuver, language: Language): TabletManeuver {
  const words = `${maneuverText(language, maneuver.kind, maneuver.streetNames)}.`;
  const alert = maneuver.kind === 'depart' ? null : words;
  return toView(maneuver, { instruction: words, alert, verbal: words, tellsNext: false });
}

/** The narrator's words, and ours where it has none. */
function inSpokenWords(maneuver: SpokenManeuver, language: Language): TabletManeuver {
  const plain = inPlainWords(maneuver, language);
  const instruction = maneuver.instruction ?? plain.instruction;
  const alert = maneuver.kind === 'depart' ? null : (maneuver.alert ?? instruction);
  return toView(maneuver, {
    instruction,
    alert,
    verbal: maneuver.verbal ?? instruction,
    tellsNext: maneuver.tellsNext,
  });
}

/** What a driver does along a route, in our own plain words: there is always an answer. */
export function tellPlainly(route: RouteFound, language: Language): TabletManeuver[] {
  const maneuvers = listPlainManeuvers(route, route.legs, listJunctions(route));
  return maneuvers.map((maneuver) => inPlainWords(maneuver, language));
}

/**
 * Routes with instructions. The words for a route are asked for once in each language and forgotten with the route; while the
 * narrator can't answer, the route is told plainly.
 */
export class GuidedRoutes {
  private readonly narrations = new WeakMap<RouteFound, Map<Language, Promise<Narration>>>();

  constructor(private readonly narrator: NarratorPort) {}

  async guide(route: RouteFound, mapName: string, language: Language): Promise<TabletRoute> {
    const narration = await this.narrate(route, mapName, language);
    return {
      travelSeconds: roundTenth(route.travelSeconds),
      distanceMeters: Math.round(route.distanceMeters),
      coordinates: route.coordinates.map(([lon, lat]) => [roundCoordinate(lon), roundCoordinate(lat)]),
      elapsedSeconds: route.elapsedSeconds.map(roundTenth),
      language,
      wording: narration.ok ? 'spoken' : 'plain',
      maneuvers: narration.ok
        ? narration.maneuvers.map((maneuver) => inSpokenWords(maneuver, language))
        : tellPlainly(route, language),
    };
  }

  private narrate(route: RouteFound, mapName: string, language: Language): Promise<Narration> {
    let byLanguage = this.narrations.get(route);
    if (!byLanguage) this.narrations.set(route, (byLanguage = new Map<Language, Promise<Narration>>()));
    const known = byLanguage.get(language);
    if (known) return known;
    const { coordinates, elapsedSeconds } = route;
    const asked = this.narrator.narrate({ mapName, language, line: { coordinates, elapsedSeconds } });
    const words = byLanguage;
    words.set(language, asked);
    void asked.then((narration) => isLasting(narration) || words.delete(language));
    return asked;
  }
}
