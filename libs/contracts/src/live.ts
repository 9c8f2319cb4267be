import { z } from 'zod';
import type { ClosureView } from './closures.ts';
import type { FacilityView } from './facilities.ts';
import type { AlarmView } from './alarms.ts';
import type { DuplicateProposal } from './duplicates.ts';
import type { AssignmentView, CallView, IncidentView, RemarkView } from './incidents.ts';
import type { PresenceBody, PresenceView } from './presence.ts';
import { regionId } from './primitives.ts';
import type { RunsUpdate } from './runs.ts';
import type { ProposalView } from './proposals.ts';
import type { SectorView } from './sectors.ts';
import type { CrewSignalView, MessageNote } from './tablet/desk.ts';
import type { UnitView } from './units.ts';

export { LIVE_NAMESPACE } from './live-namespace.ts';

export const subscribeBody = z.object({
  regionId,
  /** Last journal row the client has; absent on first contact. */
  lastSeq: z.number().int().min(0).optional(),
});
export type SubscribeBody = z.infer<typeof subscribeBody>;

/** A journal row as screens get it, with the present state of what it touched, added once at emission. */
export interface LiveRow {
  readonly regionId: string;
  readonly seq: number;
  readonly at: string;
  readonly kind: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly actorName: string | null;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly incident?: IncidentView;
  readonly unit?: UnitView;
  /** A unit of a neighbour that does nothing more for this region: it leaves the board. */
  readonly releasedUnitId?: string;
  readonly assignment?: AssignmentView;
  readonly remark?: RemarkView;
  /** Without what the caller said; `listCalls` and `listIncidentCalls` give that, and note who asked. */
  readonly call?: CallView;
  readonly alarm?: AlarmView;
  /** Of `duplicatesProposed` and `duplicateDismissed`. */
  readonly duplicates?: readonly DuplicateProposal[];
  /** What a change of a facility's status or services made of it; a fresh screen reads the list of facilities. */
  readonly facility?: FacilityView;
  readonly closure?: ClosureView;
  readonly proposal?: ProposalView;
  /** A sector that was made, changed, taken out of use, or that somebody else holds now. */
  readonly sector?: SectorView;
  readonly crewSignal?: CrewSignalView;
  /** Without its words; `listUnitMessages` gives them, and notes who asked. */
  readonly message?: MessageNote;
}

export interface LiveSnapshot {
  readonly seq: number;
  /** The region's own, and those of neighbours that work for it. */
  readonly units: readonly UnitView[];
  readonly incidents: readonly IncidentView[];
  /** Those whose cause goes on, the gravest first. */
  readonly alarms?: readonly AlarmView[];
  /** Proposals that nobody has decided yet. */
  readonly duplicates?: readonly DuplicateProposal[];
  /** Calls that belong to no incident and have not ended. */
  readonly waitingCalls?: readonly CallView[];
  /** In force and planned, on the whole map. */
  readonly closures: readonly ClosureView[];
  /** Those that wait for a decision. */
  readonly proposals?: readonly ProposalView[];
  /** Those in use, by name. */
  readonly sectors?: readonly SectorView[];
  /** Crews that ask to speak or for help. */
  readonly crewSignals?: readonly CrewSignalView[];
  /** Messages of units that nobody has read yet. */
  readonly unreadMessages?: readonly MessageNote[];
}

export type SubscribeAnswer =
  | { readonly ok: true; readonly mode: 'rows'; readonly rows: readonly LiveRow[]; readonly seq: number }
  | { readonly ok: true; readonly mode: 'snapshot'; readonly snapshot: LiveSnapshot }
  | { readonly ok: false; readonly reason: string };

export interface ServerToClientEvents {
  /** In order of `seq`, without gaps; a client that sees a gap subscribes again with its last one. */
  journal: (rows: readonly LiveRow[]) => void;
  /** Packed frame, see `unpackPositionFrame`; volatile, once per second. */
  positions: (regionId: string, frame: ArrayBuffer) => void;
  /** All closures in force or planned on the region's map, whenever one is saved anywhere on it, begins or ends. */
  closures: (regionId: string, closures: readonly ClosureView[]) => void;
  /** Routes and arrivals of driving units that changed; `listRuns` gives all of them. */
  runs: (regionId: string, update: RunsUpdate) => void;
  /** Everybody of the region who has an incident open, whenever that changes. */
  presence: (regionId: string, people: readonly PresenceView[]) => void;
  /** The session ended; the socket closes after it. */
  signedOut: (reason: string) => void;
}

export interface ClientToServerEvents {
  subscribe: (body: SubscribeBody, answer: (answer: SubscribeAnswer) => void) => void;
  /** Says which incident and field is open here; see `PRESENCE_REPEAT_MS`. Without an answer: the `presence` event is one. */
  presence: (body: PresenceBody) => void;
  /** Renews the token in place before it runs out. */
  renew: (body: { token: string }, answer: (answer: { ok: boolean; reason?: string }) => void) => void;
}

/** Further away than this many rows, a snapshot is cheaper than the rows. */
export const RESYNC_MAX_ROWS = 500;
