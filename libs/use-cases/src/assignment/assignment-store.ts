import type { AssignmentView, CrewRefusal } from '#contracts';
import type { AssignmentEndCause, AssignmentStatus } from '#domain';

export interface AssignmentRecord {
  readonly id: string;
  /** The region of the incident. */
  readonly regionId: string;
  /** Another one when the unit helps a neighbour. */
  readonly unitRegionId: string;
  readonly incidentId: string;
  readonly unitId: string;
  readonly status: AssignmentStatus;
  readonly destinationFacilityId: string | null;
  /** Steps that somebody reported. */
  readonly recordedSteps: readonly AssignmentStatus[];
}

export interface NewStep {
  readonly assignmentId: string;
  readonly status: AssignmentStatus;
  readonly pressedAt: Date | null;
  readonly recordedAt: Date;
  readonly recordedBy: string;
  /** Where an event of a device's outbox made it. */
  readonly deviceId?: string | null;
  readonly outboxEpoch: string | null;
  readonly deviceSeq: number | null;
}

export interface NewAssignment {
  readonly id: string;
  readonly regionId: string;
  readonly incidentId: string;
  readonly unitId: string;
  readonly status: AssignmentStatus;
  readonly recommendationId: string | null;
  readonly recommendedRank: number | null;
  readonly overrideReason: string | null;
  readonly destinationFacilityId: string | null;
  readonly createdAt: Date;
  readonly createdBy: string;
}

export interface OpenAssignment {
  readonly id: string;
  /** The region of the incident. */
  readonly regionId: string;
  readonly incidentId: string;
  readonly incidentNumber: number;
  readonly status: AssignmentStatus;
  readonly isActive: boolean;
  readonly createdAt: Date;
  readonly createdByName: string;
}

/** What is stored of assignments, as seen inside one transaction. */
export interface AssignmentStore {
  isRecommendationOf(recommendationId: string, incidentId: string): Promise<boolean>;
  /** Places of the units in a recommendation, null for those it rejected; undefined when it is of another incident. */
  findRecommendedRanks(
    recommendationId: string,
    incidentId: string,
    unitIds: readonly string[],
  ): Promise<ReadonlyMap<string, number | null> | undefined>;
  /** True when the unit that the user crews now is or was on the incident. */
  worksOnIncident(userId: string, incidentId: string, at: Date): Promise<boolean>;
  /** True for the facilities of the region and of its neighbours on the same map. */
  isFacilityOf(facilityId: string, regionId: string): Promise<boolean>;
  /** Writes its first step too. False when the unit already has an active assignment; nothing is written then. */
  insertAssignment(assignment: NewAssignment): Promise<boolean>;
  /** Makes a reserved assignment an active one. Its unit must be locked and free. */
  activateAssignment(
    assignmentId: string,
    activation: Pick<
      NewAssignment,
      'recommendationId' | 'recommendedRank' | 'overrideReason' | 'destinationFacilityId'
    > & { readonly at: Date },
  ): Promise<void>;
  findActiveAssignmentOfUnit(unitId: string): Promise<
    | (Omit<OpenAssignment, 'status' | 'isActive'> & {
        readonly unitRegionId: string;
        readonly callSign: string;
      })
    | undefined
  >;
  /** The active one first, then the reserved ones, first made first. Asked after the unit is locked. */
  listOpenAssignmentsOfUnit(unitId: string): Promise<readonly OpenAssignment[]>;
  /** Units of other regions that work on the incident or are reserved for it. */
  listHelpers(incidentId: string): Promise<
    readonly {
      readonly assignmentId: string;
      readonly regionId: string;
      readonly unitId: string;
      readonly unitRegionId: string;
    }[]
  >;
  findAssignment(
    assignmentId: string,
  ): Promise<Pick<AssignmentRecord, 'regionId' | 'incidentId' | 'unitId'> | undefined>;
  findAssignmentForUpdate(assignmentId: string): Promise<AssignmentRecord | undefined>;
  /** Who brought the assignment into its present status. */
  findLastChange(assignmentId: string): Promise<
    | {
        readonly changedAt: Date;
        readonly changedByName: string | null;
        readonly endCause: AssignmentEndCause | null;
      }
    | undefined
  >;
  moveAssignment(assignmentId: string, status: AssignmentStatus, at: Date, ends: boolean): Promise<void>;
  /** Keeps why the crew gave it back. */
  noteCrewRefusal(assignmentId: string, reason: CrewRefusal): Promise<void>;
  endAssignment(
    assignmentId: string,
    end: {
      readonly status: AssignmentStatus;
      readonly at: Date;
      readonly cause: AssignmentEndCause;
      readonly reason: string | null;
    },
  ): Promise<void>;
  /** What the unit was diverted to, or who took the incident over. */
  setFollowedBy(assignmentId: string, followedById: string): Promise<void>;
  setDestination(assignmentId: string, facilityId: string | null): Promise<void>;
  insertStep(step: NewStep): Promise<void>;
  /** False when the step already has its geofenced time; nothing is written then. */
  noteGeofenced(
    assignmentId: string,
    status: AssignmentStatus,
    geofencedAt: Date,
    at: Date,
  ): Promise<boolean>;
  getAssignmentView(assignmentId: string): Promise<AssignmentView>;
}
