import type { JointProposal } from '#contracts';
import type { IncidentCategory, LonLat, PatientNeed, Priority, ServingUnit } from '#domain';
import type { RecommendPorts } from '../dispatch/recommend-ports.ts';
import type { CommandPorts } from '../ports.ts';
import type { OpenProposal } from './proposal-store.ts';

export interface StoredIncident {
  readonly incidentId: string;
  readonly number: number;
  readonly category: IncidentCategory;
  readonly priority: Priority;
  readonly needs: readonly PatientNeed[];
  readonly createdAt: Date;
  readonly coordinates: LonLat;
}

/** Nobody serves it, or those who do may not be all that its plan asks. */
export interface StoredWaiting extends StoredIncident {
  readonly serving: readonly ServingUnit[];
  readonly lastSentAt: Date | null;
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
  listWaitingIncidents(regionId: string): Promise<readonly StoredWaiting[]>;
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
    decision: JointDecisionRecord & {
      /** With the assignments that served the incident when it was decided. */
      readonly incidents: Readonly<Record<string, JointProposal & { readonly servedBy: readonly string[] }>>;
    },
  ): Promise<void>;
}
