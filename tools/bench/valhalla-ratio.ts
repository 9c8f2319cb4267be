/** Our times against Valhalla's on the same map: a second, independent opinion. Run it by valhalla-ratio.mjs. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Actor } from '@valhallajs/valhallajs';
import { loadCity, type City } from './city.ts';
import { percentile, seededRandom } from './measure.ts';

const { values } = parseArgs({
  options: { map: { type: 'string' }, pairs: { type: 'string', default: '500' }, tiles: { type: 'string' } },
});

interface MatrixAnswer {
  readonly sources_to_targets: readonly (readonly {
    readonly time: number | null;
    readonly distance: number | null;
  }[])[];
}

const SHORTEST_SECONDS = 60;
const BATCH = 20;

/** Ratios of seconds and of metres, ours to Valhalla's, over pairs that both can drive. */
async function compare(city: City, actor: Actor, profile: 'normal' | 'emergency', pairs: number) {
  const random = seededRandom(6);
  // Three in the morning: Valhalla's times know no traffic.
  const setting = { profile, hourOfWeek: 3 };
  const seconds: number[] = [];
  const meters: number[] = [];
  while (seconds.length < pairs) {
    const places = Array.from({ length: 2 * BATCH }, () => city.anyPlace(random));
    const named = places.map(([lon, lat]) => ({ lon, lat }));
    const answer = (await actor.matrix({
      sources: named.slice(0, BATCH),
      targets: named.slice(BATCH),
      costing: 'auto',
    })) as MatrixAnswer;
    for (let i = 0; i < BATCH; i++) {
      const theirs = answer.sources_to_targets[i]![i]!;
      const [from, to] = [places[i]!, places[BATCH + i]!].map((place) =>
        city.network.snap(place, setting, 500),
      );
      if (!from || !to || !theirs.time || !theirs.distance || theirs.time < SHORTEST_SECONDS) continue;
      const ours = city.network.travelTimesTo([from], to, setting, 7200);
      if (ours.travelSeconds[0] === Infinity) continue;
      seconds.push(ours.travelSeconds[0]! / theirs.time);
      meters.push(ours.distanceMeters[0]! / (theirs.distance * 1000));
    }
  }
  return { seconds, meters };
}

async function main(): Promise<void> {
  const ownerUrl = process.env.DATABASE_OWNER_URL ?? process.env.DATABASE_URL;
  if (!ownerUrl) throw new Error('set DATABASE_OWNER_URL to a database with an imported map');
  const city = await loadCity(ownerUrl, values.map);
  try {
    const file =
      values.tiles ?? join(process.env.AKUT_HOME ?? '.akut', 'valhalla', city.mapName, 'valhalla.json');
    if (!existsSync(file))
      throw new Error(`no Valhalla tiles in ${file}: npm run region -- ${city.mapName} builds them`);
    const settings = JSON.parse(readFileSync(file, 'utf8')) as { mjolnir: { logging?: object } };
    settings.mjolnir.logging = { type: '' };
    const actor = new Actor(settings);
    for (const profile of ['normal', 'emergency'] as const) {
      const { seconds, meters } = await compare(city, actor, profile, Number(values.pairs));
      const spread = [0.05, 0.5, 0.95].map((share) => percentile(seconds, share).toFixed(3));
      console.log(
        `${city.mapName}, ${profile} profile against Valhalla auto, ${seconds.length} pairs: ` +
          `median ratio of times ${spread[1]} (5 % below ${spread[0]}, 5 % above ${spread[2]}), ` +
          `of lengths ${percentile(meters, 0.5).toFixed(3)}`,
      );
    }
  } finally {
    await city.close();
  }
}

main().catch((error: unknown) => {
  console.error((error as Error).message);
  process.exitCode = 1;
});
