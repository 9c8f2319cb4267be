// 8 dispatchers race for the same 400 units over HTTP, one request in flight each: exactly 400 are accepted, the others are
// told who won, and p99 of a request is at most 100 ms.
//   AKUT_URL, DATABASE_OWNER_URL   a running system and its database, in which the race makes a training region
// node tools/bench/assign.mjs [--dispatchers 8] [--units 400] [--out artifacts/bench/assign.json]
import { runBundle } from './run-bundle.mjs';

await runBundle('bench-assign');
