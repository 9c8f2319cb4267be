import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);

/** Text; fonts and pictures are compressed already. */
const IS_TEXT = /\.(js|css|html|svg|json|webmanifest)$/;
/** Below this a smaller form saves no packet. */
const FEWEST_BYTES = 1024;

async function compressFile(path: string): Promise<void> {
  const whole = await readFile(path);
  if (whole.length < FEWEST_BYTES) return;
  const [brotli, gzipped] = await Promise.all([
    compressBrotli(whole, {
      params: {
        [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
        [constants.BROTLI_PARAM_SIZE_HINT]: whole.length,
      },
    }),
    compressGzip(whole, { level: constants.Z_BEST_COMPRESSION }),
  ]);
  if (brotli.length < whole.length) await writeFile(`${path}.br`, brotli);
  if (gzipped.length < whole.length) await writeFile(`${path}.gz`, gzipped);
}

/** Writes a `.br` and a `.gz` beside each file of text that is served; `.vite` is not. */
export async function compressFolder(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && IS_TEXT.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.includes('/.vite/'));
  for (const path of paths) await compressFile(path);
}

/** Compresses once, at the build, so that the server only chooses. */
export function precompress(): Plugin {
  return {
    name: 'akut-precompress',
    apply: 'build',
    async writeBundle({ dir }) {
      if (dir !== undefined) await compressFolder(dir);
    },
  };
}
