import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { buildValhallaTiles, SETTINGS_FILE, SOURCE_FILE } from '../../../maps/import/valhalla.ts';

/** Roads of one import of a map, as Valhalla reads them. */
export interface Tiles {
  readonly settings: object;
  /** Changes when the tiles were built again. */
  readonly stamp: string;
}

/** Enough for the tiles of a city; the rest is read again from the disk. */
const CACHE_BYTES = 64_000_000;
/** A build that failed is tried again after this long. */
const TRY_AGAIN_MILLISECONDS = 600_000;

const building = new Map<string, Promise<void>>();
const failedAt = new Map<string, number>();

/** The tiles in a map's folder as they are now; undefined when there are none. */
export async function findTiles(folder: string): Promise<Tiles | undefined> {
  const file = join(folder, SETTINGS_FILE);
  if (!existsSync(file)) return undefined;
  const settings = JSON.parse(await readFile(file, 'utf8')) as {
    mjolnir: { tile_dir: string; max_cache_size: number; logging: object };
  };
  // The folder may have been moved since, and the settings name it in full.
  const tileFolder = join(folder, 'tiles');
  settings.mjolnir = {
    ...settings.mjolnir,
    tile_dir: tileFolder,
    max_cache_size: CACHE_BYTES,
    logging: { type: '' },
  };
  const { mtimeMs } = await stat(file);
  return existsSync(tileFolder) ? { settings, stamp: `${folder} ${mtimeMs}` } : undefined;
}

/**
 * Begins to build tiles from the map's own data where that is kept without them (the import was stopped, or left them
 * out). Answers whether a build runs.
 */
export function beginToBuild(folder: string, now: number): boolean {
  if (building.has(folder)) return true;
  if (!existsSync(join(folder, SOURCE_FILE))) return false;
  if (now - (failedAt.get(folder) ?? -Infinity) < TRY_AGAIN_MILLISECONDS) return false;
  const build = buildValhallaTiles(folder)
    .catch((error: unknown) => {
      failedAt.set(folder, now);
      process.stderr.write(`no tiles for ${folder}: ${(error as Error).message}\n`);
    })
    .finally(() => building.delete(folder));
  building.set(folder, build);
  return true;
}
