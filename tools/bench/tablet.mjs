// The crew's tablet in chromium, the real page against a running system beside a real desk: from a tap to the dispatcher's screen,
// until current after ten minutes without a network and a battery that was out, opening with 5,000 entries in the queue, size of
// the first load, whether it can be installed. Figures go to artifacts/bench/tablet.json. Chromium draws in software on this
// machine's processors: other work on them shows in the figures.
//   AKUT_URL, AKUT_DEMO_FILE   a system made for benchmarks (`npm run bench:tablet` makes one); AKUT_CHROMIUM the browser
// node tools/bench/tablet.mjs [--taps 36] [--opens 5] [--returns 3] [--smoke] [--out artifacts/bench/tablet.json]
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildOne, listStale } from '../provision/builds.mjs';
import { runBundle } from './run-bundle.mjs';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

const stale = listStale(ROOT).filter((name) => name === 'dispatcher' || name === 'tablet');
if (stale.length > 0) {
  const folder = join(ROOT, 'artifacts', 'bench');
  const runFolder = join(folder, 'run');
  mkdirSync(runFolder, { recursive: true });
  for (const name of stale) {
    await buildOne(name, { root: ROOT, logFile: join(folder, `build-${name}.log`), runFolder });
  }
}
await runBundle('bench-tablet');
