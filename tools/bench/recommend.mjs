// Recommendation speed: travel times of 500 units in process, against pgRouting on the same database, and over HTTP.
//   DATABASE_OWNER_URL   a database with an imported map (needed)
//   AKUT_URL             a running system on that database; its recommendations are measured too
//   AKUT_BENCH_FLEET=1   make a training region with that many units there (a system made for benchmarks)
// node tools/bench/recommend.mjs [--map NAME] [--units 500] [--incidents 1000] [--out artifacts/bench/recommend.json]
import { runBundle } from './run-bundle.mjs';

await runBundle('bench-recommend');
