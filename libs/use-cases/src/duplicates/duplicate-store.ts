import type { CallField, CallView, DuplicateProposal, DuplicateReason } from '#contracts';
import type { IncidentCategory, LonLat } from '#domain';

/**
 * One thing that was reported: an open incident as it was typed, one of its calls (also those of incidents joined to it),
 * or a call that belongs to no incident. The words are personal and only compared.
 */
export interface ReportNear {
  readonly incidentId: string | null;
  readonly callId: string | null;
  readonly coordinates: LonLat;
  readonly reportedAt: Date;
  readonly addressText: string;
  readonly words: string;
  /** Of the incident; null for a call alone. */
  readonly category: IncidentCategory | null;
  readonly priority: number | null;
  readonly number: number | null;
  readonly createdAt: Date | null;
  readonly incidentCoordinates: LonLat | null;
}

export interface ReportSearch {
  readonly regionId: string;
  readonly coordinates: LonLat;
  readonly reachMeters: number;
  readonly from: Date;
  readonly to: Date;
}

export interface NewProposal {
  readonly id: string;
  readonly incidentId: string | null;
  readonly callId: string | null;
  readonly likelyIncidentId: string | null;
  readonly likelyCallId: string | null;
  readonly score: number;
  readonly reasons: readonly DuplicateReason[];
}

export interface CallRecord {
  readonly id: string;
  readonly regionId: string;
  readonly incidentId: string | null;
  readonly version: number;
  readonly fieldVersions: Readonly<Partial<Record<CallField, number>>>;
  /** Set when it ended without an incident. */
  readonly endedAt: Date | null;
  readonly coordinates: LonLat | null;
}

export interface JoinRecord {
  readonly id: string;
  readonly intoId: string;
  readonly undoneAt: Date | null;
}

/** What looking for duplicates reads. */
export interface ReportReader {
  /** Newest first, at most 40: what is compared stays short however much comes in. */
  listReportsNear(search: ReportSearch): Promise<readonly ReportNear[]>;
  /** What was reported of one open incident: itself and its calls. */
  listReportsOfIncident(incidentId: string): Promise<readonly ReportNear[]>;
}

/** What duplicates read and write, as seen inside one transaction. */
export interface DuplicateStore extends ReportReader {
  /** Lets reports of a region look for each other one after another; of two at once each would miss the other. */
  lockReports(regionId: string): Promise<void>;
  insertProposals(regionId: string, at: Date, proposals: readonly NewProposal[]): Promise<void>;
  findProposalForUpdate(
    proposalId: string,
  ): Promise<{ id: string; regionId: string; dismissedAt: Date | null } | undefined>;
  dismissProposal(proposalId: string, at: Date, by: string): Promise<void>;
  getProposal(proposalId: string): Promise<DuplicateProposal>;

  /** The latest join of an incident, undone or not. */
  findLastJoin(incidentId: string): Promise<JoinRecord | undefined>;
  insertJoin(join: {
    readonly id: string;
    readonly incidentId: string;
    readonly intoId: string;
    readonly at: Date;
    readonly by: string;
  }): Promise<void>;
  undoJoin(joinId: string, at: Date, by: string): Promise<void>;
  reopenIncident(incidentId: string): Promise<void>;

  findCallForUpdate(callId: string): Promise<CallRecord | undefined>;
  linkCall(callId: string, incidentId: string | null): Promise<void>;
  getCallView(callId: string): Promise<CallView>;
}
