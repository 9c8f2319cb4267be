import type { RunReason, RunsUpdate, RunView } from '#contracts';
import { Run, type DrivingUnit, type RunPorts } from './run.ts';
import type { RouteFound } from './travel-ports.ts';

/** Work of one kind before another: who has no route, then who must change it, then who may find a better one. */
const ORDER: Readonly<Record<RunReason, number>> = {
  assigned: 0,
  target: 0,
  map: 1,
  closure: 1,
  offRoute: 2,
  faster: 3,
};

/**
 * Keeps the route and the arrival of every unit that drives. Knows no timer: the application tells it what changed and
 * calls `step` until nothing is left to do, each call within a few milliseconds. Everything here can be made anew from
 * assignments, positions and roads, so it is stored nowhere and each process has its own.
 */
export class RunRoutes {
  private readonly ports: RunPorts;
  private readonly runs = new Map<string, Run>();
  private ended: Run[] = [];

  constructor(ports: RunPorts) {
    this.ports = ports;
  }

  /** Replaces the list of units that drive. */
  setDriving(units: readonly DrivingUnit[]): void {
    const present = new Set(units.map(({ assignmentId }) => assignmentId));
    for (const [assignmentId, run] of this.runs) {
      if (present.has(assignmentId)) continue;
      this.runs.delete(assignmentId);
      this.ended.push(run);
    }
    for (const unit of units) {
      const known = this.runs.get(unit.assignmentId);
      if (known) known.update(unit);
      else this.runs.set(unit.assignmentId, new Run(this.ports, unit));
    }
  }

  /** Closures or slow stretches of a map changed: who drives into one is looked at first. */
  noteConditionsChanged(mapId: number, mayBeFaster: boolean): void {
    for (const run of this.runs.values()) {
      if (run.unit.mapId === mapId) run.noteConditionsChanged(mayBeFaster);
    }
  }

  /** Moves everybody on by their newest fixes, one at each step; 500 units in a city take 20 ms in all. */
  *follow(now: Date): Generator<void> {
    for (const run of this.runs.values()) {
      run.follow(now);
      yield;
    }
  }

  /**
   * Makes routes, the most urgent first, until `isEnough` says so; one at least. Answers how many are still wanted.
   */
  step(now: Date, isEnough: () => boolean): number {
    const wanting = [...this.runs.values()].filter((run) => run.wanted !== undefined);
    wanting.sort((a, b) => ORDER[a.wanted!] - ORDER[b.wanted!] || a.lookedAt - b.lookedAt);
    let done = 0;
    for (const run of wanting) {
      run.makeRoute(now);
      done++;
      if (isEnough()) break;
    }
    return wanting.length - done;
  }

  /** What screens do not know yet, by region. */
  takeUpdates(): Map<string, RunsUpdate> {
    const updates = new Map<
      string,
      { changed: RunsUpdate['changed'][number][]; endedAssignmentIds: string[] }
    >();
    const of = (regionId: string) => {
      let update = updates.get(regionId);
      if (!update) updates.set(regionId, (update = { changed: [], endedAssignmentIds: [] }));
      return update;
    };
    for (const { unit } of this.ended) of(unit.regionId).endedAssignmentIds.push(unit.assignmentId);
    this.ended = [];
    for (const run of this.runs.values()) {
      const changed = run.takeChange();
      if (changed) of(run.unit.regionId).changed.push(changed);
    }
    return updates;
  }

  /** Routes of a region, or of some units in whatever region; those that are still being looked for are left out. */
  list(of: { readonly regionId: string } | { readonly unitIds: readonly string[] }): RunView[] {
    return [...this.runs.values()]
      .filter(({ unit }) =>
        'unitIds' in of ? of.unitIds.includes(unit.unitId) : unit.regionId === of.regionId,
      )
      .flatMap((run) => run.view ?? []);
  }

  /** The run of one unit, with the whole way it is guided along; undefined while the unit does not drive. */
  findGuided(unitId: string): GuidedRun | undefined {
    for (const { unit, view, guidedRoute } of this.runs.values()) {
      if (unit.unitId === unitId && view) return { view, mapId: unit.mapId, route: guidedRoute };
    }
    return undefined;
  }
}

/** A run as told to screens, and the way under its number. */
export interface GuidedRun {
  readonly view: RunView;
  readonly mapId: number;
  readonly route: RouteFound | undefined;
}

export type { DrivingUnit, RunPorts } from './run.ts';
