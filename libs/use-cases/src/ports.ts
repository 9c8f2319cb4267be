import type { Capability, DutyState, IncidentCategory, IncidentOutcome, LonLat, PatientNeed } from '#domain';
import type { IncidentField, IncidentReceipt, JournalKind, UnitView } from '#contracts';
import type { AdminStore } from './admin/record-store.ts';
import type { AlarmStore } from './alarm/alarm-store.ts';
import type { FacilityStore } from './facility/facility-store.ts';
import type { DuplicateStore } from './duplicates/duplicate-store.ts';
import type { CallStore } from './calls/call-store.ts';
import type { HazardStore } from './hazards/hazard-store.ts';
import type { PatientStore } from './patients/patient-store.ts';
import type { PatientRecordStore } from './patient-record/patient-record-store.ts';
import type { ClosureStore } from './closures/closure-store.ts';
import type { AssignmentStore } from './assignment/assignment-store.ts';
import type { PolicyStore } from './policies/policy-store.ts';
import type { ProposalStore } from './proposals/proposal-store.ts';
import type { SectorStore } from './supervision/sector-store.ts';
import type { TabletStore } from './tablet/tablet-store.ts';
import type { TriageStore } from './triage/triage-store.ts';

/** Time and identity come from outside, so that tests and replays decide them. */
export interface Clock {
  now(): Date;
}
export interface IdSource {
  newId(): string;
}

export interface RegionRecord {
  readonly id: string;
  readonly mapId: number;
  readonly isTraining: boolean;
}

export interface IncidentRecord {
  readonly id: string;
  readonly regionId: string;
  readonly number: number;
  readonly category: IncidentCategory;
  readonly priority: number;
  readonly needs: readonly PatientNeed[];
  readonly state: 'open' | 'closed';
  readonly version: number;
  /** By field, the version that changed it last; absent: never changed. */
  readonly fieldVersions: Readonly<Partial<Record<IncidentField, number>>>;
  readonly coordinates: LonLat | null;
}

export interface IncidentDetail {
  readonly addressText: string;
  readonly notes: string;
  readonly locationSource: string;
}

export interface UnitRecord {
  readonly id: string;
  readonly regionId: string;
  readonly callSign: string;
  readonly capabilities: readonly Capability[];
  readonly dutyState: DutyState;
}

export interface JournalEntry {
  readonly regionId: string;
  readonly at: Date;
  readonly actorId: string | null;
  readonly actorKind: string;
  readonly kind: JournalKind;
  readonly subjectType:
    | 'incident'
    | 'assignment'
    | 'unit'
    | 'call'
    | 'remark'
    | 'session'
    | 'alarm'
    | 'region'
    | 'policy'
    | 'closure'
    | 'duplicateProposal'
    | 'patient'
    | 'premiseHazard'
    | 'proposal'
    | 'facility'
    | 'sector'
    | 'station'
    | 'post'
    | 'shift'
    | 'user'
    | 'device'
    | 'message'
    | 'crewSignal'
    | 'patientRecord'
    | 'vehicle';
  readonly subjectId: string;
  /** Ids and values that are nobody's personal data. */
  readonly payload: Readonly<Record<string, unknown>>;
}

export interface LoggedCommand {
  readonly commandId: string;
  readonly actorId: string;
  readonly bodyHash: string;
  readonly result: unknown;
}

/** What is stored, as seen inside one transaction. */
export interface CommandStore
  extends
    AssignmentStore,
    ClosureStore,
    AdminStore,
    AlarmStore,
    DuplicateStore,
    CallStore,
    PatientStore,
    PatientRecordStore,
    HazardStore,
    PolicyStore,
    TriageStore,
    FacilityStore,
    ProposalStore,
    SectorStore,
    TabletStore {
  findRegion(regionId: string): Promise<RegionRecord | undefined>;

  /** Makes copies of the command wait for each other; answers what is logged of it already. */
  beginCommand(commandId: string): Promise<LoggedCommand | undefined>;
  logCommand(command: LoggedCommand & { readonly at: Date }): Promise<void>;
  /** Runs `work`; what it wrote is undone when it answers a refusal. */
  undoneWhenRefused<T extends { readonly ok: boolean }>(work: () => Promise<T>): Promise<T>;

  takeIncidentNumber(regionId: string): Promise<number>;
  insertIncident(
    incident: Omit<IncidentRecord, 'state' | 'fieldVersions'> & {
      readonly createdAt: Date;
      readonly createdBy: string;
      readonly isTraining: boolean;
    },
    detail: IncidentDetail,
  ): Promise<void>;
  findIncidentForUpdate(incidentId: string): Promise<IncidentRecord | undefined>;
  /** The notes as they were at a version of the incident. */
  findIncidentNotes(incidentId: string, version: number): Promise<string | undefined>;
  getIncidentDetail(incidentId: string): Promise<IncidentDetail>;
  updateIncident(incident: IncidentRecord, detail: IncidentDetail, at: Date, by: string): Promise<void>;
  closeIncident(incidentId: string, outcome: IncidentOutcome, at: Date): Promise<void>;
  countOpenAssignments(incidentId: string): Promise<number>;
  getIncidentReceipt(incidentId: string): Promise<IncidentReceipt>;

  insertCall(call: {
    readonly id: string;
    readonly regionId: string;
    readonly incidentId: string | null;
    readonly receivedAt: Date;
    readonly coordinates: LonLat | null;
    readonly takenBy: string;
    readonly callerName: string | null;
    readonly callerPhone: string | null;
    readonly words: string | null;
    readonly addressText: string | null;
  }): Promise<void>;
  insertRemark(remark: {
    readonly id: string;
    readonly incidentId: string;
    readonly at: Date;
    readonly authorId: string;
    readonly text: string;
  }): Promise<void>;

  /** Locks the unit, so that its duty state and its assignments never contradict each other. */
  findUnitForUpdate(unitId: string): Promise<UnitRecord | undefined>;
  updateDuty(
    unitId: string,
    duty: { state: DutyState; reason: string | null; expectedEndAt: Date | null; at: Date },
  ): Promise<void>;
  getUnitView(unitId: string): Promise<UnitView>;
  isCrewOf(userId: string, unitId: string, at: Date): Promise<boolean>;

  /** Locks the region's journal, so it comes last before the commit. Entries of one region only. */
  appendJournal(entries: readonly JournalEntry[]): Promise<void>;
}

export interface CommandPorts {
  readonly clock: Clock;
  readonly ids: IdSource;
  inTransaction<T>(work: (store: CommandStore) => Promise<T>): Promise<T>;
  hashBody(body: unknown): string;
  /** Told after the commit, so that live screens follow at once. */
  committed(regionIds: readonly string[]): void;
}
