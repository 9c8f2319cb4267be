// The dispatch decision's speed: recommendations of 1,000 units against Valhalla and pgRouting on every map that is there, cost by
// number of units and by size of the graph, closures, the race for units, joint assignment. Maps: the demo city, and Stockholm
// and Milan where their extracts lie in ../shared/maps. Figures go to artifacts/bench/dispatch.json.
//   DATABASE_OWNER_URL, DATABASE_URL, AKUT_URL, AKUT_HOME   a system made for benchmarks (`npm run bench:dispatch` makes one)
// node tools/bench/dispatch.mjs [--units 1000] [--incidents 1000] [--out artifacts/bench/dispatch.json]
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommand } from '../provision/processes.mjs';
import { requireBundle } from '../provision/builds.mjs';
import { runBundle } from './run-bundle.mjs';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const EXTRACTS = [
  { name: 'stockholm', timeZone: 'Europe/Stockholm' },
  { name: 'milan', timeZone: 'Europe/Rome' },
];

for (const { name, timeZone } of EXTRACTS) {
  const file = join(ROOT, '..', 'shared', 'maps', `${name}.osm.pbf`);
  if (!existsSync(file)) {
    console.log(`  ${name}: left out, there is no extract ${file}`);
    continue;
  }
  await runCommand(
    process.execPath,
    [requireBundle(ROOT, 'region'), file, '--name', name, '--time-zone', timeZone],
    {
      name: `map of ${name}`,
      cwd: ROOT,
      env: { DATABASE_OWNER_URL: process.env.DATABASE_OWNER_URL },
      logFile: join(ROOT, 'artifacts', 'bench', `import-${name}.log`),
    },
  );
}
await runBundle('bench-dispatch');
