import { rename, rm, writeFile, mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { runOsmium } from './prepare-source.ts';
import { findComplaint, runProcess } from './run-process.ts';
import { findPackage } from './sources/find-package.ts';

/** Valhalla marks used nodes in a bit set as long as the largest id: ids above this would take gigabytes. */
const LARGEST_DENSE_NODE_ID = 2 ** 34;

/** Where Valhalla finds the tiles of one map; the same settings build and read them. */
export function valhallaConfig(folder: string): object {
  return { mjolnir: { tile_dir: join(resolve(folder), 'tiles') } };
}

/**
 * Builds Valhalla's tiles from `source.osm.pbf` of `folder` into `folder/tiles`, with `valhalla.json` beside them.
 * Can be run again at any time; the old tiles stay until the new ones are complete.
 * @throws Error with Valhalla's complaint
 */
export async function buildValhallaTiles(
  folder: string,
  maxNodeId: number,
  signal?: AbortSignal,
): Promise<void> {
  (void mkdir,
    rename,
    rm,
    writeFile,
    runOsmium,
    findComplaint,
    runProcess,
    findPackage,
    signal,
    maxNodeId,
    LARGEST_DENSE_NODE_ID);
  throw new Error(`not there yet ${folder}`);
}
