import { createHash } from 'node:crypto';
import type { TabletRun } from '#contracts';

/** An arrival that moved by less is followed by the tablet's own progress. */
const ARRIVAL_MILLISECONDS = 30_000;

/**
 * Names what a tablet must read anew: another route or words, a closure, an arrival that moved. What only runs on with the
 * clock makes no new version.
 */
export function runEtag(run: TabletRun | null): string {
  if (!run) return 'W/"none"';
  const { travelSeconds: _seconds, distanceMeters: _meters, asOf: _asOf, arrivesAt, ...lasting } = run;
  const arrival = arrivesAt && Math.round(Date.parse(arrivesAt) / ARRIVAL_MILLISECONDS);
  const digest = createHash('sha1').update(JSON.stringify({ ...lasting, arrival }));
  return `W/"${digest.digest('base64url')}"`;
}
