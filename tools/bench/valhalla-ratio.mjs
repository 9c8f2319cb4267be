// Median ratio of our travel times to Valhalla's on the same map.
//   DATABASE_OWNER_URL   a database with an imported map (needed)
// node tools/bench/valhalla-ratio.mjs [--map NAME] [--pairs 500] [--tiles valhalla.json]
import { runBundle } from './run-bundle.mjs';

await runBundle('bench-valhalla-ratio');
