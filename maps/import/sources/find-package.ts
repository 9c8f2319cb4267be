import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { ImportError } from '../import-error.ts';

/**
 * Folder of an installed npm package, wherever Node finds it.
 * @throws ImportError when it is not installed
 */
export function findPackage(name: string): string {
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(name);
  } catch {
    throw new ImportError(
      `the npm package ${name}, which holds the data of this preset, is not installed: npm install`,
    );
  }
  for (let folder = dirname(entry); folder !== dirname(folder); folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (!existsSync(manifest)) continue;
    if ((JSON.parse(readFileSync(manifest, 'utf8')) as { name?: string }).name === name) return folder;
  }
  throw new ImportError(`the npm package ${name} is installed without its package.json: npm install`);
}
