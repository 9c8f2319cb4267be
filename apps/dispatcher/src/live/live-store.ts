import type {
  AssignmentView,
  ClosureView,
  IncidentView,
  LiveRow,
  LiveSnapshot,
  RunsUpdate,
  RunView,
  UnitView,
} from '#contracts';
import { unpackPositionFrame } from '#contracts/position-frame.ts';
import { batch, signal, type Signal } from '@preact/signals';
import { applyListRow, applyRuns, listsOf, NO_LISTS, type LiveLists, type Runs } from './live-lists.ts';
import { fixesOf, fixOfView, whereabouts, type Fix, type Whereabouts } from './fixes.ts';
import {
  applyAssignment,
  applyIncident,
  applyRows,
  EMPTY_STATE,
  stateOf,
  type LiveChanges,
  type LiveState,
  type RemarkNews,
} from './live-state.ts';
import type { ServerClock } from './server-clock.ts';

type RemarkListener = (news: RemarkNews) => void;
/** Without a row: everything may have changed. */
type RowListener = (row: LiveRow | undefined) => void;

const byCallSign = new Intl.Collator('en', { numeric: true });

/**
 * The live state as signals, one per row: a changed unit redraws its own row and no other. All rules are in
 * live-state.ts; this only hands changes on.
 */
export class LiveStore {
  /** Ids in order of call sign; changes only when units come or go. */
  readonly unitIds = signal<readonly string[]>([]);
  readonly incidentIds = signal<readonly string[]>([]);
  /** Raised with each change of any unit or incident, for counts and sorted lists. */
  readonly revision = signal(0);
  /** Raised with each position frame. */
  readonly frames = signal(0);
  /** Alarms, proposals and closures. */
  readonly lists = signal<LiveLists>(NO_LISTS);
  /** Routes and arrivals of driving units, by assignment. */
  readonly runs = signal<Runs>(new Map());
  /** True once a snapshot has come. */
  readonly isLoaded = signal(false);
  private state: LiveState = EMPTY_STATE;
  private readonly unitSignals = new Map<string, Signal<UnitView>>();
  private readonly incidentSignals = new Map<string, Signal<IncidentView>>();
  private fixes: ReadonlyMap<number, Fix> = new Map();
  private readonly remarkListeners = new Set<RemarkListener>();
  private readonly rowListeners = new Set<RowListener>();

  constructor(readonly clock: ServerClock) {}

  get seq(): number | undefined {
    return this.state.seq < 0 ? undefined : this.state.seq;
  }

  /** The signal of a unit; it must be one of `unitIds`. */
  unit(id: string): Signal<UnitView> {
    const found = this.unitSignals.get(id);
    if (!found) throw new Error(`unknown unit ${id}`);
    return found;
  }

  findUnit(id: string | undefined): UnitView | undefined {
    return id === undefined ? undefined : this.unitSignals.get(id)?.value;
  }

  findUnitByCallSign(callSign: string): UnitView | undefined {
    const wanted = callSign.toLowerCase();
    return [...this.state.units.values()].find((unit) => unit.callSign.toLowerCase() === wanted);
  }

  findIncident(id: string | undefined): IncidentView | undefined {
    return id === undefined ? undefined : this.incidentSignals.get(id)?.value;
  }

  findIncidentByNumber(number: number): IncidentView | undefined {
    return [...this.state.incidents.values()].find((incident) => incident.number === number);
  }

  listUnits(): readonly UnitView[] {
    return this.unitIds.value.flatMap((id) => this.state.units.get(id) ?? []);
  }

  listIncidents(): readonly IncidentView[] {
    return [...this.state.incidents.values()];
  }

  takeSnapshot(snapshot: LiveSnapshot): void {
    this.replace(stateOf(snapshot), 'all');
    this.lists.value = listsOf(snapshot);
    this.isLoaded.value = true;
    for (const listener of this.rowListeners) listener(undefined);
  }

  /** Applies rows; false when one is missing before them. */
  takeRows(rows: readonly LiveRow[]): boolean {
    const before = this.state.seq;
    const result = applyRows(this.state, rows);
    const taken = rows.filter((row) => row.seq > before && row.seq <= result.state.seq);
    batch(() => {
      this.replace(result.state, result.changes);
      this.lists.value = taken.reduce(applyListRow, this.lists.peek());
    });
    for (const news of result.changes.remarks) {
      for (const listener of this.remarkListeners) listener(news);
    }
    for (const row of taken) for (const listener of this.rowListeners) listener(row);
    return result.kind === 'applied';
  }

  /** Takes a packed frame: the place of every unit. */
  takeFrame(frame: ArrayBuffer): void {
    const { serverMilliseconds, units } = unpackPositionFrame(frame);
    this.clock.learn(serverMilliseconds);
    this.fixes = fixesOf(units, performance.now());
    this.frames.value += 1;
  }

  /** Places by frame key, from elsewhere than a frame. */
  takeFixes(fixes: ReadonlyMap<number, Fix>): void {
    this.fixes = fixes;
    this.frames.value += 1;
  }

  takeRuns(update: RunsUpdate): void {
    this.runs.value = applyRuns(this.runs.peek(), update);
  }

  /** All runs of the region, as after a new connection. */
  replaceRuns(runs: readonly RunView[]): void {
    this.runs.value = new Map(runs.map((run) => [run.assignmentId, run]));
  }

  /** All closures on the map, other regions' among them. */
  replaceClosures(closures: readonly ClosureView[]): void {
    const current = closures.filter(({ state }) => state !== 'ended');
    this.lists.value = {
      ...this.lists.peek(),
      closures: new Map(current.map((closure) => [closure.id, closure])),
    };
  }

  takeAssignment(assignment: AssignmentView): void {
    const { state, changes } = applyAssignment(this.state, assignment);
    this.replace(state, changes);
  }

  takeIncident(incident: IncidentView): void {
    const { state, changes } = applyIncident(this.state, incident);
    this.replace(state, changes);
  }

  /** Forgets everything, for another region. */
  clear(): void {
    this.fixes = new Map();
    this.lists.value = NO_LISTS;
    this.runs.value = new Map();
    this.replace(EMPTY_STATE, 'all');
    this.isLoaded.value = false;
  }

  onRemark(listener: RemarkListener): () => void {
    this.remarkListeners.add(listener);
    return () => this.remarkListeners.delete(listener);
  }

  /** Each journal row once it has been applied. */
  onRow(listener: RowListener): () => void {
    this.rowListeners.add(listener);
    return () => this.rowListeners.delete(listener);
  }

  findFix(unit: UnitView): Fix | undefined {
    return this.fixes.get(unit.frameKey);
  }

  /** Where a unit is now; `now` is monotonic ms. */
  whereabouts(unit: UnitView, now: number): Whereabouts {
    const fix = this.findFix(unit) ?? fixOfView(unit, this.clock.now(), now);
    return whereabouts(unit, fix, now);
  }

  private replace(state: LiveState, changes: LiveChanges | 'all'): void {
    batch(() => {
      this.state = state;
      const unitIds = changes === 'all' ? union(this.unitSignals, state.units) : changes.unitIds;
      const incidentIds =
        changes === 'all' ? union(this.incidentSignals, state.incidents) : changes.incidentIds;
      if (unitIds.size + incidentIds.size === 0) return;
      if (sync(this.unitSignals, state.units, unitIds)) {
        this.unitIds.value = [...state.units.values()]
          .sort((a, b) => byCallSign.compare(a.callSign, b.callSign))
          .map((unit) => unit.id);
      }
      if (sync(this.incidentSignals, state.incidents, incidentIds)) {
        this.incidentIds.value = [...state.incidents.keys()];
      }
      this.revision.value += 1;
    });
  }
}

function union(a: ReadonlyMap<string, unknown>, b: ReadonlyMap<string, unknown>): ReadonlySet<string> {
  return new Set([...a.keys(), ...b.keys()]);
}

/** Brings the row signals in step with the state; true when rows came or went. */
function sync<View>(
  signals: Map<string, Signal<View>>,
  views: ReadonlyMap<string, View>,
  ids: ReadonlySet<string>,
): boolean {
  let isListChanged = false;
  for (const id of ids) {
    const view = views.get(id);
    const known = signals.get(id);
    if (view === undefined) isListChanged = signals.delete(id) || isListChanged;
    else if (known) known.value = view;
    else {
      signals.set(id, signal(view));
      isListChanged = true;
    }
  }
  return isListChanged;
}
