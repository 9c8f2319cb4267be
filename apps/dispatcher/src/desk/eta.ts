import type { RunView } from '#contracts';
import type { Runs } from '../live/live-lists.ts';

/** A run whose times were not computed anew for this long is shown as old: the unit may have stopped reporting. */
const STALE_AFTER_MS = 60_000;

/** When a driving unit is there. */
export interface Eta {
  readonly leg: RunView['leg'];
  /** Until it arrives; 0 once that time has passed. */
  readonly secondsLeft: number;
  /** Seconds since it should have been there; 0 before. */
  readonly lateSeconds: number;
  /** The figure stands on an old position. */
  readonly isStale: boolean;
  readonly arrivesAt: string;
}

/** The arrival a run gives at `now` (ms of the server's clock); undefined where no way or no position is known. */
export function etaOfRun(run: RunView, now: number): Eta | undefined {
  if (run.state !== 'onTheWay' || run.arrivesAt === null) return undefined;
  const left = (Date.parse(run.arrivesAt) - now) / 1000;
  return {
    leg: run.leg,
    secondsLeft: Math.max(0, left),
    lateSeconds: Math.max(0, -left),
    isStale: now - Date.parse(run.asOf) > STALE_AFTER_MS,
    arrivesAt: run.arrivesAt,
  };
}

/** When a unit arrives where it drives to; undefined while it drives nowhere or nobody can say. */
export function etaOf(runs: Runs, unitId: string, now: number): Eta | undefined {
  for (const run of runs.values()) {
    const eta = run.unitId === unitId ? etaOfRun(run, now) : undefined;
    if (eta) return eta;
  }
  return undefined;
}
