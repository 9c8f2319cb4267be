// How near to the best, how fast and with how much memory are renewal plans? Made-up fleets, and published problems.
// node tools/bench/renewal.mjs [--vehicles 100,500] [--years 10] [--seconds N] [--gap SHARE] [--seed N] [--out artifacts/bench/renewal.json]
// npm run bench:renewal -- --instances FILE: solves any file of the form of ../shared/bench/fleet, beside the made-up fleets unless
//   --vehicles none
import { runBundle } from './run-bundle.mjs';
import { buildServers } from '../build.mjs';

await buildServers(['renewal-solver']);
await runBundle('bench-renewal');
