import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The narrator's program: beside the api's own bundle, or where a checkout builds it. Undefined where neither is there. */
export function findNarratorFile(): string | undefined {
  const beside = fileURLToPath(new URL('./narrator.js', import.meta.url));
  return [beside, resolve('dist', 'narrator.js')].find((file) => existsSync(file));
}
