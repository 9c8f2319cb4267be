// Does the dispatch decision save time? Replays a published test bed through the decision code and hands the log to its referee.
// node tools/bench/policy.mjs [--calls FILE] [--fleet N] [--setup us|rj] [--data ../shared/bench/rio] [--out artifacts/bench/policy.json]
// npm run bench:policy -- --evenings [--seeds N]: made-up evenings in made-up cities (and on the sites of --data), 5 to 40 units, both
//   set-ups, three loads, against the closest-available rule; artifacts/bench/policy-evenings.json
// Without --fleet: 10 and 20 units. Needs python3 for the referee.
import { runBundle } from './run-bundle.mjs';

await runBundle('bench-policy');
