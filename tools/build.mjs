// Bundles each server-side entry into one file under dist/ (start-up reads one file, not thousands) and builds the web apps.
import { build } from 'esbuild';
import { existsSync } from 'node:fs';

export const SERVER_ENTRIES = {
  'dispatch-api': 'apps/dispatch-api/src/main.ts',
  narrator: 'apps/narrator/src/main.ts',
  worker: 'apps/worker/src/main.ts',
  'renewal-solver': 'apps/worker/src/renewal-solver/main.ts',
  simulator: 'apps/simulator/src/main.ts',
  migrate: 'libs/persistence/src/cli/migrate.ts',
  'seed-demo': 'libs/persistence/src/cli/seed-demo.ts',
  region: 'maps/import/cli.ts',
  'bench-recommend': 'tools/bench/recommend.ts',
  'bench-valhalla-ratio': 'tools/bench/valhalla-ratio.ts',
  'bench-policy': 'tools/bench/policy/policy.ts',
  'bench-renewal': 'tools/bench/renewal/renewal.ts',
  'bench-dispatch': 'tools/bench/dispatch/dispatch.ts',
  'bench-assign': 'tools/bench/assign.ts',
  'bench-desk': 'tools/bench/desk/desk.ts',
  'bench-tablet': 'tools/bench/tablet/tablet.ts',
};

export async function buildServers(only = Object.keys(SERVER_ENTRIES)) {
  const entryPoints = Object.fromEntries(
    only.filter((name) => existsSync(SERVER_ENTRIES[name])).map((name) => [name, SERVER_ENTRIES[name]]),
  );
  await build({
    entryPoints,
    outdir: 'dist',
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    sourcemap: true,
    loader: { '.sql': 'text', '.lua': 'text' },
    logLevel: 'warning',
  });
}

if (import.meta.url === `file://${process.argv[1]}`) {
  const names = process.argv.slice(2);
  // esbuild has told each error with its place already; its stack would only push them off the screen.
  await buildServers(names.length > 0 ? names : undefined).catch(() => process.exit(1));
}
