// Times of the type-ahead search over a list of words typed letter by letter, on a database with an imported map:
// DATABASE_URL=postgres://akut_app@host/database node tools/bench/places.mjs [MAP]
// Prints p50, p95, p99 and the slowest; writes artifacts/bench/places.json.
import { build } from 'esbuild';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const TYPED = [
  'colonia 1065', '1065 colonia', '18 de julio 1491', 'avenida italia 2500', 'bulevar artigas 1000', 'hospital maciel',
  'hospital de clinicas', 'pocitos', '8 de octubre 2520', 'rambla republica del peru', 'camino maldonado 6500',
  'montevideo', 'general flores 3200', 'Перес Кастеляно', 'bulevr artigs', 'san martin 2100', 'policlinica',
  // Numbers that these streets do not have.
  'colonia 1324', 'camino maldonado 6501', 'avenida 18 de julio 1325',
]; // prettier-ignore
const percentile = (sorted, share) =>
  sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];

async function loadPersistence() {
  const outfile = resolve(ROOT, `dist/bench-places-${process.pid}.mjs`);
  await build({
    entryPoints: [resolve(ROOT, 'libs/persistence/src/index.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    loader: { '.sql': 'text' },
    logLevel: 'warning',
  });
  try {
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(outfile);
  }
}

const databaseUrl = process.env.DATABASE_URL;
if (!databaseUrl) {
  console.error(
    'Set DATABASE_URL to a database with an imported map, like postgres://akut_app@127.0.0.1/akut',
  );
  process.exit(1);
}
const { createPool, searchPlaces } = await loadPersistence();
const pool = createPool(databaseUrl);
const { rows } = await pool.query(
  'select id, name from map where name = coalesce($1, name) order by id limit 1',
  [process.argv[2] ?? null],
);
if (rows.length === 0) throw new Error('there is no such map in this database');
const prefixes = TYPED.flatMap((text) => [...text].map((_, index) => text.slice(0, index + 1)));
await searchPlaces(pool, { mapId: rows[0].id, text: 'warm', limit: 8 });
const times = [];
for (const text of prefixes) {
  const startedAt = performance.now();
  await searchPlaces(pool, { mapId: rows[0].id, text, limit: 8 });
  times.push({ text, milliseconds: performance.now() - startedAt });
}
await pool.end();
const sorted = times.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
const slowest = times.sort((a, b) => b.milliseconds - a.milliseconds).slice(0, 5);
const result = {
  map: rows[0].name,
  searches: sorted.length,
  p50Milliseconds: percentile(sorted, 0.5),
  p95Milliseconds: percentile(sorted, 0.95),
  p99Milliseconds: percentile(sorted, 0.99),
  slowest,
};
mkdirSync(resolve(ROOT, 'artifacts/bench'), { recursive: true });
writeFileSync(resolve(ROOT, 'artifacts/bench/places.json'), `${JSON.stringify(result, null, 2)}\n`);
console.log(
  `${result.searches} searches on ${result.map}: p50 ${result.p50Milliseconds.toFixed(1)} ms, ` +
    `p95 ${result.p95Milliseconds.toFixed(1)} ms, p99 ${result.p99Milliseconds.toFixed(1)} ms`,
);
for (const { text, milliseconds } of slowest) console.log(`  ${milliseconds.toFixed(1)} ms  ${text}`);
