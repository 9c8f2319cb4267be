import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { ImportError } from './import-error.ts';
import { runOsmium } from './prepare-source.ts';
import { findComplaint, runProcess } from './run-process.ts';
import { findPackage } from './sources/find-package.ts';
import { valhallaConfig } from './valhalla-config.ts';

/** The file of an imported map that its tiles are built from. */
export const SOURCE_FILE = 'source.osm.pbf';
/** The settings to read its tiles with; there once the tiles are. */
export const SETTINGS_FILE = 'valhalla.json';

const builderOf = (): string =>
  join(findPackage('@valhallajs/valhallajs'), process.platform, process.arch, 'valhalla_build_tiles');

/**
 * Builds Valhalla's tiles from `mapFolder/source.osm.pbf` into `mapFolder/tiles`, with the settings to read them in
 * `mapFolder/valhalla.json`. May be repeated at any time; the old tiles stay until the new ones are complete.
 * @throws Error with Valhalla's complaint
 */
export async function buildValhallaTiles(mapFolder: string, signal?: AbortSignal): Promise<void> {
  const folder = resolve(mapFolder);
  const builder = builderOf();
  if (!existsSync(builder)) {
    throw new Error(`@valhallajs/valhallajs has no programs for ${process.platform} on ${process.arch}`);
  }
  // An import and the narrator may build at the same time: each in files of its own, and the last one's tiles stay.
  const dense = join(folder, `dense-${process.pid}.osm.pbf`);
  const settings = join(folder, `building-${process.pid}.json`);
  const building = join(folder, `tiles.new-${process.pid}`);
  try {
    // Valhalla marks used nodes in a bit set as long as the largest id, and ids made of coordinates are huge. It keeps
    // way ids, by which its answers are tied to our roads.
    await runOsmium([
      'renumber',
      '--object-type=node',
      '--overwrite',
      '--no-progress',
      '--output',
      dense,
      join(folder, SOURCE_FILE),
    ]);
    await rm(building, { recursive: true, force: true });
    await mkdir(building, { recursive: true });
    await writeFile(
      settings,
      JSON.stringify(valhallaConfig(folder, { tiles: basename(building), isLoud: true })),
    );
    // It leaves notes like duplicateways.txt in the folder it is started in.
    const result = await runProcess(builder, ['--config', settings, dense], { cwd: folder, signal });
    if (result.code !== 0) throw new Error(findComplaint(result));
    await replaceTiles(folder, building);
  } finally {
    await Promise.all([dense, settings].map((file) => rm(file, { force: true })));
    await rm(building, { recursive: true, force: true });
  }
}

async function replaceTiles(folder: string, building: string): Promise<void> {
  const tiles = join(folder, 'tiles');
  const old = join(folder, `tiles.old-${process.pid}`);
  await rm(old, { recursive: true, force: true });
  if (existsSync(tiles)) await rename(tiles, old);
  await rename(building, tiles);
  await writeFile(join(folder, SETTINGS_FILE), `${JSON.stringify(valhallaConfig(folder), null, 2)}\n`);
  await rm(old, { recursive: true, force: true });
}

/** The same for a map that was imported before. @throws ImportError when its source is not kept there */
export async function rebuildValhallaTiles(
  akutHome: string,
  mapName: string,
  signal?: AbortSignal,
): Promise<void> {
  const folder = join(akutHome, 'valhalla', mapName);
  if (!existsSync(join(folder, SOURCE_FILE))) {
    throw new ImportError(
      `the source of the map "${mapName}" is not kept in ${folder}: import the map again`,
    );
  }
  await buildValhallaTiles(folder, signal);
}
