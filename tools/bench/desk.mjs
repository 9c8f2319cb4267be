// The dispatcher's desk in chromium, the real page against a running system: frames a second with many units at 1 Hz, Enter to
// shown, fix to map, growth of the heap in an accelerated session, size and time of the first load. Figures go to
// artifacts/bench/desk.json. Chromium draws in software on this machine's processors: other work on them shows in the figures.
//   AKUT_URL, DATABASE_OWNER_URL   a system made for benchmarks (`npm run bench:desk` makes one); AKUT_CHROMIUM the browser
// node tools/bench/desk.mjs [--units 500,2000] [--seconds 20] [--acts 40] [--hours 12] [--smoke] [--out artifacts/bench/desk.json]
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildOne, listStale } from '../provision/builds.mjs';
import { runBundle } from './run-bundle.mjs';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

if (listStale(ROOT).includes('dispatcher')) {
  const folder = join(ROOT, 'artifacts', 'bench');
  const runFolder = join(folder, 'run');
  mkdirSync(runFolder, { recursive: true });
  await buildOne('dispatcher', { root: ROOT, logFile: join(folder, 'build-dispatcher.log'), runFolder });
}
await runBundle('bench-desk');
