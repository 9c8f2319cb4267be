import type { ProposalKind, ProposalView, ProposedRelease, ProposedSend } from '#contracts';
import type { ServingUnit } from '#domain';

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
        /** When the region was decided last: an open proposal held good then. */
        readonly decidedAt: Date | null;
      })
    | undefined
  >;
  /** Units that are on an incident or have been there. Asked after it is locked. */
  listServingUnits(incidentId: string): Promise<readonly (ServingUnit & { readonly hasLeft: boolean })[]>;
  /** Says of assignments which proposal they were made from. */
  noteProposal(assignmentIds: readonly string[], proposalId: string, version: number): Promise<void>;
  getProposalView(proposalId: string): Promise<ProposalView>;
}
