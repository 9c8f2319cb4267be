import type {
  AlarmView,
  CallView,
  ClosureView,
  CrewSignalView,
  DuplicateProposal,
  FacilityView,
  LiveRow,
  LiveSnapshot,
  MessageNote,
  ProposalView,
  RunsUpdate,
  RunView,
  SectorView,
} from '#contracts';

/** What waits for a decision or is in force, beside units and incidents. Few of each, so every change makes a new list. */
export interface LiveLists {
  /** Those whose cause goes on. */
  readonly alarms: ReadonlyMap<string, AlarmView>;
  /** Those that nobody has dismissed or joined. */
  readonly duplicates: ReadonlyMap<string, DuplicateProposal>;
  readonly proposals: ReadonlyMap<string, ProposalView>;
  /** Calls of no incident that nobody has ended. */
  readonly waitingCalls: ReadonlyMap<string, CallView>;
  /** In force and planned, on the whole map. */
  readonly closures: ReadonlyMap<string, ClosureView>;
  /** As changed since the list of facilities was read. */
  readonly facilities: ReadonlyMap<string, FacilityView>;
  /** Those in use, with who holds each. */
  readonly sectors: ReadonlyMap<string, SectorView>;
  /** Crews that ask to speak or for help. */
  readonly crewSignals: ReadonlyMap<string, CrewSignalView>;
  /** Messages of units that nobody has read. */
  readonly unreadMessages: ReadonlyMap<string, MessageNote>;
}

export const NO_LISTS: LiveLists = {
  alarms: new Map(),
  duplicates: new Map(),
  proposals: new Map(),
  waitingCalls: new Map(),
  closures: new Map(),
  facilities: new Map(),
  sectors: new Map(),
  crewSignals: new Map(),
  unreadMessages: new Map(),
};

const byId = <View extends { readonly id: string }>(views: readonly View[] = []): Map<string, View> =>
  new Map(views.map((view) => [view.id, view]));

/** The lists that a snapshot describes. */
export function listsOf(snapshot: LiveSnapshot): LiveLists {
  return {
    alarms: byId(snapshot.alarms),
    duplicates: byId(snapshot.duplicates),
    proposals: byId(snapshot.proposals),
    waitingCalls: byId(snapshot.waitingCalls),
    closures: byId(snapshot.closures),
    facilities: new Map(),
    sectors: byId(snapshot.sectors),
    crewSignals: byId(snapshot.crewSignals),
    unreadMessages: byId(snapshot.unreadMessages),
  };
}

/** The map with the view put in, or taken out when it is over; the same map when there is no view. */
function put<View extends { readonly id: string }>(
  views: ReadonlyMap<string, View>,
  view: View | undefined,
  isOver: (view: View) => boolean = () => false,
): ReadonlyMap<string, View> {
  if (!view) return views;
  const next = new Map(views);
  if (isOver(view)) next.delete(view.id);
  else next.set(view.id, view);
  return next;
}

/** Follows one journal row; the same object when the row touches none of the lists. */
export function applyListRow(lists: LiveLists, row: LiveRow): LiveLists {
  const hasNews =
    row.alarm ??
    row.duplicates ??
    row.proposal ??
    row.closure ??
    row.facility ??
    row.call ??
    row.sector ??
    row.crewSignal ??
    row.message;
  const closed = row.incident?.state === 'closed' ? row.incident.id : undefined;
  if (hasNews === undefined && closed === undefined) return lists;
  const duplicates = (row.duplicates ?? []).reduce(
    (views, view) => put(views, view, ({ dismissedAt }) => dismissedAt !== null),
    lists.duplicates,
  );
  return {
    alarms: put(lists.alarms, row.alarm, ({ clearedAt }) => clearedAt !== null),
    duplicates: closed === undefined ? duplicates : withoutIncident(duplicates, closed),
    proposals: put(lists.proposals, row.proposal, ({ state }) => state !== 'open'),
    waitingCalls: put(
      lists.waitingCalls,
      row.call,
      ({ incidentId, endedAt }) => incidentId !== null || endedAt !== null,
    ),
    closures: put(lists.closures, row.closure, ({ state }) => state === 'ended'),
    facilities: put(lists.facilities, row.facility),
    sectors: put(lists.sectors, row.sector, ({ isRemoved }) => isRemoved),
    crewSignals: put(lists.crewSignals, row.crewSignal, ({ endedAt }) => endedAt !== null),
    unreadMessages: put(
      lists.unreadMessages,
      row.message,
      ({ isFromUnit, readAt }) => !isFromUnit || readAt !== null,
    ),
  };
}

/** A closed incident, joined ones among them, needs no decision any more. */
function withoutIncident(
  duplicates: LiveLists['duplicates'],
  incidentId: string,
): ReadonlyMap<string, DuplicateProposal> {
  return new Map(
    [...duplicates].filter(
      ([, proposal]) => proposal.incidentId !== incidentId && proposal.likelyIncidentId !== incidentId,
    ),
  );
}

export type Runs = ReadonlyMap<string, RunView>;

/** Runs by assignment, after what changed. A change without a route keeps the route of the same number. */
export function applyRuns(runs: Runs, { changed, endedAssignmentIds }: RunsUpdate): Runs {
  const next = new Map(runs);
  for (const id of endedAssignmentIds) next.delete(id);
  for (const run of changed) {
    const known = runs.get(run.assignmentId);
    const coordinates =
      run.coordinates ?? (known?.routeNumber === run.routeNumber ? known.coordinates : undefined);
    next.set(run.assignmentId, { ...run, coordinates: coordinates ?? [] });
  }
  return next;
}
