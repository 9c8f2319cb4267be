/**
 * Puts routes into spoken language by Valhalla, in a process of its own: a crash or a hang in there ends this process and
 * nothing else. Started by the api, asked and answered by messages, one question at a time. First argument: the folder with the
 * maps' tiles (`AKUT_HOME/valhalla`).
 */
import { basename, join } from 'node:path';
import type { Narration, NarratorReply, NarratorRequest } from '#use-cases';
import { Narrator } from './narrate.ts';
import { beginToBuild, findTiles } from './tiles.ts';

const [, , home = '.'] = process.argv;
/** Maps in use at once; each holds its tiles in memory. */
const MOST_NARRATORS = 2;
const narrators = new Map<string, Narrator>();

async function findNarrator(mapName: string): Promise<Narrator | 'noTiles' | 'building'> {
  const folder = join(home, basename(mapName));
  const tiles = await findTiles(folder);
  if (!tiles) return beginToBuild(folder, Date.now()) ? 'building' : 'noTiles';
  const known = narrators.get(folder);
  narrators.delete(folder);
  const narrator = known?.tiles.stamp === tiles.stamp ? known : new Narrator(tiles);
  narrators.set(folder, narrator);
  const [oldest] = narrators.keys();
  if (narrators.size > MOST_NARRATORS && oldest !== undefined) narrators.delete(oldest);
  return narrator;
}

async function answer(request: NarratorRequest): Promise<Narration> {
  try {
    const narrator = await findNarrator(request.mapName);
    if (typeof narrator === 'string') return { ok: false, why: narrator };
    return await narrator.narrate(request);
  } catch (error) {
    return { ok: false, why: 'failed', detail: (error as Error).message };
  }
}

let last = Promise.resolve();
process.on('message', (request: NarratorRequest) => {
  last = last.then(async () => {
    const narration = await answer(request);
    const reply: NarratorReply = { id: request.id, narration, residentBytes: process.memoryUsage.rss() };
    process.send?.(reply);
  });
});
// The api is gone: nobody is left to answer.
process.on('disconnect', () => process.exit(0));
