import { existsSync } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ImportError } from './import-error.ts';
import type { MapSource } from './presets.ts';
import { findComplaint, runProcess } from './run-process.ts';
import { download } from './sources/download.ts';
import { findPackage } from './sources/find-package.ts';
import { readGeojsonRoads } from './sources/geojson-roads.ts';
import type { OsmData } from './sources/opl.ts';
import { writeOpl } from './sources/opl.ts';
import { readQaTiles } from './sources/qa-tiles.ts';

export const DEFAULT_EXTRACT_BASE_URL = 'https://download.geofabrik.de/';

export interface SourceOptions {
  /** Where files may be made and kept. */
  folder: string;
  extractBaseUrl: string;
  note: (text: string) => void;
}

/** Runs osmium-tool. @throws ImportError with its complaint */
export async function runOsmium(args: readonly string[]): Promise<void> {
  const result = await runProcess('osmium', args);
  if (result.code !== 0) throw new ImportError(`osmium ${args[0]} failed: ${findComplaint(result)}`);
}

/**
 * Makes a file that osm2pgsql reads out of any source, into `folder` unless it is a file of the user's own.
 * @returns its path
 */
export async function prepareSource(source: MapSource, options: SourceOptions): Promise<string> {
  await mkdir(options.folder, { recursive: true });
  const target = join(options.folder, 'incoming.osm.pbf');
  switch (source.kind) {
    case 'npm-mvt':
      return convert(await readQaTiles(join(findPackage(source.package), source.folder)), target);
    case 'npm-geojson':
      return convert(await readGeojsonRoads(join(findPackage(source.package), source.file)), target);
    case 'url':
      return fetchExtract(source, target, options);
    case 'file':
      return checkFile(source.file);
  }
}

async function convert(data: OsmData, target: string): Promise<string> {
  const opl = `${target}.opl`;
  try {
    await writeOpl(opl, data);
    await runOsmium(['cat', '--overwrite', '--no-progress', '--output', target, opl]);
    return target;
  } finally {
    await rm(opl, { force: true });
  }
}

async function fetchExtract(
  source: Extract<MapSource, { kind: 'url' }>,
  target: string,
  { extractBaseUrl, note }: SourceOptions,
): Promise<string> {
  const base = extractBaseUrl.endsWith('/') ? extractBaseUrl : `${extractBaseUrl}/`;
  const whole = `${target}.whole.osm.pbf`;
  await download(new URL(source.path, base).href, whole, note);
  if (!source.box) {
    await rm(target, { force: true });
    await runOsmium(['cat', '--overwrite', '--no-progress', '--output', target, whole]);
  } else {
    const box = source.box.join(',');
    await runOsmium([
      'extract',
      '--set-bounds',
      '--overwrite',
      '--no-progress',
      '--bbox',
      box,
      '--output',
      target,
      whole,
    ]);
  }
  await rm(whole, { force: true });
  return target;
}

async function checkFile(file: string): Promise<string> {
  if (!existsSync(file)) throw new ImportError(`there is no file ${file}`);
  const facts = await stat(file);
  if (!facts.isFile()) throw new ImportError(`${file} is no file`);
  if (facts.size === 0) throw new ImportError(`${basename(file)} is empty (0 bytes): fetch it again`);
  if (!/\.(osm|opl|pbf|osm\.(pbf|gz|bz2|opl)|opl\.(gz|bz2))$/i.test(file)) {
    throw new ImportError(`${basename(file)} is no OpenStreetMap file (.osm.pbf, .osm, .osm.bz2 or .opl)`);
  }
  return file;
}
