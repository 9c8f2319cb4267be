import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

export interface FirstLoad {
  readonly totalBytes: number;
  /** Compressed bytes by file name. */
  readonly files: ReadonlyMap<string, number>;
}

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
}

/**
 * What a browser loads of a built page until it can be worked with: the page itself, the parts named by their source files,
 * and the scripts and styles that these need. Fonts and pictures are not counted.
 */
function measureFirstLoad(folder: string, parts: readonly string[]): FirstLoad {
  const manifest = JSON.parse(readFileSync(join(folder, '.vite', 'manifest.json'), 'utf8')) as Readonly<
    Record<string, Chunk>
  >;
  const wanted = new Set(['index.html', ...parts]);
  const files = new Map<string, number>();
  const add = (file: string): void => {
    files.set(file, gzipSync(readFileSync(join(folder, file)), { level: 9 }).length);
  };
  add('index.html');
  for (const key of wanted) {
    const chunk = manifest[key];
    if (!chunk) throw new Error(`${key} is not in the manifest of ${folder}`);
    for (const file of [chunk.file, ...(chunk.css ?? [])]) add(file);
    for (const next of chunk.imports ?? []) wanted.add(next);
  }
  return { totalBytes: [...files.values()].reduce((sum, bytes) => sum + bytes, 0), files };
}

/** The desk with its map in one language, of a built page. */
export const measureDeskFirstLoad = (folder: string, language: string): FirstLoad =>
  measureFirstLoad(folder, [
    'src/map/desk-map.ts',
    'src/zones/map/map-overlays.tsx',
    `src/i18n/packs/${language}.ts`,
  ]);

/** The crew's tablet in one language; map, navigation and patient record follow when they are opened. */
export const measureTabletFirstLoad = (folder: string, language: string): FirstLoad =>
  measureFirstLoad(folder, [`src/i18n/packs/${language}.ts`]);
