// Stamps: the hash of what a result was made of, kept beside it, so that it is made again only when that changed.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const SKIPPED_FOLDERS = new Set(['node_modules', 'dist', 'artifacts', '.akut', '.git', 'test']);

/**
 * SHA-256 over names and contents of files and of the files in folders (tests left out: they are in no build).
 * A path that does not exist counts too, as absent.
 */
export function hashSources(root, paths) {
  const hash = createHash('sha256');
  for (const path of [...paths].sort()) addPath(hash, root, path);
  return hash.digest('hex');
}

function addPath(hash, root, path) {
  const full = join(root, path);
  if (!existsSync(full)) {
    hash.update(`-${path}\0`);
    return;
  }
  if (statSync(full).isDirectory()) {
    for (const entry of readdirSync(full).sort()) {
      if (!SKIPPED_FOLDERS.has(entry) && !/\.spec\.tsx?$/.test(entry)) addPath(hash, root, join(path, entry));
    }
    return;
  }
  const content = readFileSync(full);
  hash.update(`+${path}\0${content.length}\0`).update(content);
}

export function isFresh(stampFile, hash) {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === hash;
}

export function writeStamp(stampFile, hash) {
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, hash);
}

export function removeStamp(stampFile) {
  rmSync(stampFile, { force: true });
}
