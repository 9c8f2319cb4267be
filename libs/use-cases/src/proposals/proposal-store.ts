import type { JointProposal, ProposalKind, ProposalView, ProposedRelease, ProposedSend } from '#contracts';
import type { IncidentCategory, LonLat, PatientNeed, Priority } from '#domain';
import type { RecommendPorts } from '../dispatch/recommend-ports.ts';
import type { CommandPorts } from '../ports.ts';

export interface OpenProposal {
  readonly id: string;
  readonly kind: ProposalKind;
  readonly subject: string;
  readonly version: number;
  readonly sends: readonly ProposedSend[];
  readonly releases: readonly ProposedRelease[];
  readonly savedWeightedSeconds: number;
}

/** One version of a proposal as it goes to the screens, with what it was made of as JSON text. */
export interface NewProposalVersion {
  readonly id: string;
  readonly version: number;
  readonly at: Date;
  readonly sends: readonly ProposedSend[];
  readonly releases: readonly ProposedRelease[];
  readonly because: ProposalView['because'];
  readonly savedWeightedSeconds: number;
  readonly codeVersion: number;
  readonly inputs: string;
}

/** What is stored of proposals, as seen inside one transaction. */
export interface ProposalStore {
  /** False while another process brings the region's proposals level. */
  lockRegionProposals(regionId: string): Promise<boolean>;
  listOpenProposals(regionId: string): Promise<readonly OpenProposal[]>;
  /** The last dismissal of each subject since then. */
  listDismissedProposals(
    regionId: string,
    since: Date,
  ): Promise<
    readonly {
      readonly kind: ProposalKind;
      readonly subject: string;
      readonly savedWeightedSeconds: number;
    }[]
  >;
  /** False when one is open for this subject already; nothing is written then. */
  insertProposal(
    proposal: NewProposalVersion & {
      readonly regionId: string;
      readonly kind: ProposalKind;
      readonly subject: string;
    },
  ): Promise<boolean>;
  updateProposal(proposal: NewProposalVersion): Promise<boolean>;
  settleProposal(
    proposalId: string,
    state: 'accepted' | 'dismissed' | 'withdrawn',
    at: Date,
    by: string | null,
  ): Promise<boolean>;
  findDispatchProposalForUpdate(proposalId: string): Promise<
    | (Pick<OpenProposal, 'id' | 'kind' | 'version' | 'sends' | 'releases'> & {
        readonly regionId: string;
        readonly state: ProposalView['state'];
      })
    | undefined
  >;
  /** True while nobody is on the way to the open incident. Asked after it is locked. */
  isStillWaiting(incidentId: string): Promise<boolean>;
  getProposalView(proposalId: string): Promise<ProposalView>;
}

export interface StoredIncident {
  readonly incidentId: string;
  readonly number: number;
  readonly category: IncidentCategory;
  readonly priority: Priority;
  readonly needs: readonly PatientNeed[];
  readonly createdAt: Date;
  readonly coordinates: LonLat;
}

export interface StoredRun extends StoredIncident {
  readonly assignmentId: string;
  readonly unitId: string;
}

export interface JointDecisionRecord {
  readonly at: Date;
  readonly waitingIncidents: number;
  readonly consideredIncidents: number;
  readonly units: number;
  readonly computeMilliseconds: number;
}

/** What deciding for a region asks of the world; the same ways to units and roads as a recommendation has. */
export interface ProposalPorts
  extends
    Pick<CommandPorts, 'inTransaction' | 'committed'>,
    Pick<
      RecommendPorts,
      | 'now'
      | 'elapsedMilliseconds'
      | 'newId'
      | 'findPlanInForce'
      | 'listDispatchableUnits'
      | 'findPosition'
      | 'findUnitLegs'
      | 'listCoverageLosses'
    > {
  /** Lets other work of the process come first between two searches of the roads. */
  pause(): Promise<void>;
  /** Names this process among those that serve the region. */
  readonly holderId: string;
  /** False while another process decides for the region. */
  claimTurn(regionId: string, holderId: string, forSeconds: number): Promise<boolean>;
  getRegionFacts(
    regionId: string,
    at: Date,
  ): Promise<{
    readonly mapId: number;
    readonly rankingSettings: unknown;
    readonly stations: readonly LonLat[];
    readonly hospitals: readonly LonLat[];
    /** Median of the last day; null without any. */
    readonly jobSeconds: number | null;
  }>;
  listWaitingIncidents(regionId: string): Promise<readonly StoredIncident[]>;
  listDrivingUnits(regionId: string): Promise<readonly StoredRun[]>;
  /** Newest first. */
  listSeenIncidents(
    regionId: string,
    since: Date,
    limit: number,
  ): Promise<
    readonly { readonly createdAt: Date; readonly priority: Priority; readonly coordinates: LonLat }[]
  >;
  listOpenProposals(regionId: string): Promise<readonly OpenProposal[]>;
  saveDecision(
    regionId: string,
    holderId: string,
    decision: JointDecisionRecord & { readonly incidents: Readonly<Record<string, JointProposal>> },
  ): Promise<void>;
}
