import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Actor } from '@valhallajs/valhallajs';
import { unitTravelTimes } from '#use-cases';
import type { City, Place } from '../city.ts';
import { percentile, timed } from '../measure.ts';

export interface ValhallaFigures {
  readonly ratio: number;
  readonly ourMedianMilliseconds: number;
  readonly theirMedianMilliseconds: number;
  readonly reachedByBoth: number;
}

interface MatrixAnswer {
  readonly sources_to_targets: readonly (readonly { readonly time: number | null }[])[];
}

const LIMIT_SECONDS = 3600;

/**
 * The same question to both in turn: from every unit to one incident. Ours with finding the nearest roads, as the api
 * asks it; Valhalla's matrix in process, by tiles of the same map. Undefined where the map has no tiles.
 */
export async function compareValhallaMatrix(
  city: City,
  units: number,
  incidents: number,
  random: () => number,
): Promise<ValhallaFigures | undefined> {
  const file = join(process.env.AKUT_HOME ?? '.akut', 'valhalla', city.mapName, 'valhalla.json');
  if (!existsSync(file)) {
    console.log(`  Valhalla: not compared, no tiles in ${file}`);
    return undefined;
  }
  const settings = JSON.parse(readFileSync(file, 'utf8')) as { mjolnir: { logging?: object } };
  settings.mjolnir.logging = { type: '' };
  const actor = new Actor(settings);
  const ours: number[] = [];
  const theirs: number[] = [];
  let reachedByBoth = 0;
  for (let i = 0; i <= incidents; i++) {
    // Units anew for each question, so that neither side answers from what it looked up before.
    const sources: Place[] = Array.from({ length: units }, () => city.anyPlace(random));
    const target = city.anyPlace(random);
    const own = await timed(() => unitTravelTimes(city.engine, city.mapId, sources, target, LIMIT_SECONDS));
    const named = ([lon, lat]: Place) => ({ lon, lat });
    const referee = await timed(
      () =>
        actor.matrix({
          sources: sources.map(named),
          targets: [named(target)],
          costing: 'auto',
        }) as Promise<MatrixAnswer>,
    );
    // The first question of each warms its caches.
    if (i === 0) continue;
    ours.push(own.milliseconds);
    theirs.push(referee.milliseconds);
    const legs = own.answer.ok ? own.answer.value : [];
    reachedByBoth += legs.filter(
      (leg, s) => leg !== undefined && typeof referee.answer.sources_to_targets[s]?.[0]?.time === 'number',
    ).length;
  }
  const ourMedianMilliseconds = percentile(ours, 0.5);
  const theirMedianMilliseconds = percentile(theirs, 0.5);
  return {
    ratio: theirMedianMilliseconds / ourMedianMilliseconds,
    ourMedianMilliseconds,
    theirMedianMilliseconds,
    reachedByBoth: reachedByBoth / (units * incidents),
  };
}
