import type { IncidentCategory, NeighbourRegion, RegionLocale } from '#domain';

export type PolicyKind = 'responsePlan' | 'standards' | 'triageTree' | 'destinationRules';

/** Which policy of a region; only triage trees have a category. */
export interface PolicyKey {
  readonly regionId: string;
  readonly kind: PolicyKind;
  readonly category: IncidentCategory | '';
}

export interface PolicyRegion extends NeighbourRegion, RegionLocale {}

export interface StoredVersion {
  readonly version: number;
  readonly note: string;
  readonly createdAt: Date;
  readonly createdByName: string | null;
}
/** A version as it was saved; its content had passed the checks then. */
export interface StoredPolicy extends StoredVersion {
  readonly kind: PolicyKind;
  readonly category: IncidentCategory | '';
  readonly content: unknown;
}

/** What is read of policies, inside a command or beside it. */
export interface PolicyReads {
  findPolicyRegion(regionId: string): Promise<PolicyRegion | undefined>;
  listNeighbourRegions(regionIds: readonly string[]): Promise<readonly NeighbourRegion[]>;
  findNewestPolicy(key: PolicyKey): Promise<StoredPolicy | undefined>;
  /** The newest version of each policy that the region has saved. */
  listNewestPolicies(regionId: string): Promise<readonly StoredPolicy[]>;
  findPolicyVersion(key: PolicyKey, version: number): Promise<StoredPolicy | undefined>;
  /** Newest first. */
  listPolicyVersions(key: PolicyKey, limit: number): Promise<readonly StoredVersion[]>;
}

export interface PolicyStore extends PolicyReads {
  /** False when somebody else has saved this version already; nothing is written then. */
  insertPolicyVersion(
    key: PolicyKey,
    policy: {
      readonly version: number;
      readonly content: unknown;
      readonly note: string;
      readonly at: Date;
      readonly by: string;
    },
  ): Promise<boolean>;
}
