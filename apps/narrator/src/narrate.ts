import { Actor } from '@valhallajs/valhallajs';
import type { Language } from '#contracts';
import type { Narration, NarrationQuestion } from '#use-cases';
import { readTrace, type TraceAnswer } from './read-trace.ts';
import type { Tiles } from './tiles.ts';

const VALHALLA_LANGUAGES: Readonly<Record<Language, string>> = {
  en: 'en-GB',
  bg: 'bg-BG',
  cs: 'cs-CZ',
  sv: 'sv-SE',
};

/** The way is ours and drives where others may not; all that is asked for are words. */
const ANY_WAY = {
  ignore_oneways: true,
  ignore_access: true,
  ignore_restrictions: true,
  ignore_closures: true,
};
/** Edge by edge first: it is quicker and follows the line exactly. Of 200 ways in Montevideo it finds 199, the other one all. */
const WAYS_TO_MATCH = ['edge_walk', 'map_snap'] as const;

/** Puts routes into words by the tiles of one map. */
export class Narrator {
  private readonly actor: Actor;

  constructor(readonly tiles: Tiles) {
    this.actor = new Actor(tiles.settings);
  }

  async narrate(question: NarrationQuestion): Promise<Narration> {
    let detail = '';
    for (const shapeMatch of WAYS_TO_MATCH) {
      try {
        const maneuvers = readTrace(await this.trace(question, shapeMatch), question);
        if (maneuvers) return { ok: true, maneuvers };
        detail = 'it drove another way';
      } catch (error) {
        detail = (error as Error).message;
      }
    }
    return { ok: false, why: 'noMatch', detail };
  }

  private trace(
    { line, language }: NarrationQuestion,
    shapeMatch: (typeof WAYS_TO_MATCH)[number],
  ): Promise<TraceAnswer> {
    return this.actor.traceRoute({
      shape: line.coordinates.map(([lon, lat]) => ({ lon, lat })),
      costing: 'auto',
      costing_options: { auto: ANY_WAY },
      shape_match: shapeMatch,
      language: VALHALLA_LANGUAGES[language],
      units: 'kilometers',
    }) as Promise<TraceAnswer>;
  }
}
