import type { ActiveStatus } from '../assignment/ladder.ts';
import type { Capability, Priority } from '../incident/incident.ts';
import type { ResponseRequirement } from '../response-plan/response-plan.ts';
import type { DutyState } from '../unit/board-status.ts';
import type { PositionTrust } from '../unit/position-age.ts';
import type { RankingSettings } from './ranking-settings.ts';

/** The assignment that commits a unit now. */
export interface UnitRun {
  readonly assignmentId: string;
  readonly incidentId: string;
  readonly incidentNumber: number;
  readonly priority: number;
  readonly status: ActiveStatus;
  /** The region of the incident; records from before units helped neighbours lack it. */
  readonly regionId?: string;
}

/** A unit as the ranking sees it, with its road time already known. */
export interface RankableUnit {
  readonly unitId: string;
  readonly regionId: string;
  readonly callSign: string;
  readonly capabilities: readonly Capability[];
  readonly dutyState: DutyState;
  /** Seconds since its assignment's status, or else its duty state, was entered. */
  readonly statusAgeSeconds: number;
  readonly run: UnitRun | null;
  /** Of a staged unit: for how long it drove before; records of before may lack it. */
  readonly drivenSeconds?: number | null;
  /** An assignment that waits until it is free. */
  readonly reserved: Pick<UnitRun, 'assignmentId' | 'incidentId' | 'incidentNumber'> | null;
  /** The most urgent incident that an open proposal would send it to now; records of before may lack it. */
  readonly promised?: {
    readonly incidentId: string;
    readonly incidentNumber: number;
    readonly priority: number;
    /** One less than the priority where somebody is coming already. */
    readonly urgency: number;
  } | null;
  /** Its vehicle is out of service, whatever the crew's duty state. */
  readonly isVehicleOut: boolean;
  readonly shift: { readonly startedSecondsAgo: number; readonly endsInSeconds: number } | null;
  readonly positionTrust: PositionTrust;
  readonly isAtStation: boolean;
  /** From where its road time was counted; kept for the record. */
  readonly lon: number | null;
  readonly lat: number | null;
  /** Undefined when no road leads there within the limit. */
  readonly leg: { readonly travelSeconds: number; readonly distanceMeters: number } | undefined;
  /** Without a leg: there would be one if no road were closed. */
  readonly isCutOff: boolean;
  /** From its own station to the incident, as the crow flies; null without a station. */
  readonly stationMeters: number | null;
  /** Share of its region's expected coverage that is lost when it goes; null while that is not known. */
  readonly coverageLossShare: number | null;
}

/** What is asked for, by whom, and by which figures. */
export interface DispatchNeed {
  readonly incidentId: string;
  readonly priority: Priority;
  readonly requirement: ResponseRequirement;
  readonly settings: RankingSettings;
  /** Units that have been at the incident and are done: what they were there for is not asked again. */
  readonly finished?: readonly FinishedUnit[];
}

export interface FinishedUnit {
  readonly unitId: string;
  readonly capabilities: readonly Capability[];
}

export interface RankedUnit {
  readonly unitId: string;
  readonly regionId: string;
  readonly callSign: string;
  readonly capabilities: readonly Capability[];
  readonly rank: number;
  readonly travelSeconds: number;
  readonly distanceMeters: number;
  readonly turnoutSeconds: number;
  /** Until a unit that is soon free can turn out. */
  readonly waitSeconds: number;
  readonly arrivalSeconds: number;
  /** Sum of the parts. */
  readonly scoreSeconds: number;
  readonly positionTrust: PositionTrust;
  /** Named parts of the score; turnout and travel always, others where they cost something. */
  readonly parts: readonly ScorePart[];
  /** Slots of the plan it is able to fill. */
  readonly slots: readonly string[];
  readonly isProposed: boolean;
  readonly diversion: UnitRun | null;
  readonly soonFree: (Omit<UnitRun, 'priority'> & { readonly freeInSeconds: number }) | null;
  readonly reserved: RankableUnit['reserved'];
  readonly coverage: { readonly lossShare: number; readonly seconds: number } | null;
}

export interface ScorePart {
  readonly rule: SoftRuleName;
  readonly seconds: number;
}

export const SOFT_RULE_NAMES = [
  'wait',
  'turnout',
  'travel',
  'coverage',
  'diversion',
  'border',
  'endOfShift',
  'unfamiliarArea',
  'notYetFree',
] as const;
export type SoftRuleName = (typeof SOFT_RULE_NAMES)[number];

export const REJECTION_REASONS = [
  'offDuty',
  'outOfService',
  'neighbourNotAsked',
  'alreadySent',
  'notFree',
  'capabilityMissing',
  'positionUnknown',
  'positionTooOld',
  'closedRoadOnly',
  'beyondLimit',
  'beyondDistance',
  'restDue',
  'shiftEnds',
  'promised',
] as const;
export type RejectionReason = (typeof REJECTION_REASONS)[number];

export type RejectionDetails = Readonly<Record<string, string | number>>;

export interface RejectedUnit {
  readonly unitId: string;
  readonly regionId: string;
  readonly callSign: string;
  readonly reason: RejectionReason;
  readonly details: RejectionDetails;
}

/** What the plan asks and who fills it; the units that were sent before count. */
export interface RankedPlan {
  readonly version: number;
  /** Proposed to be sent together now, first to arrive first. */
  readonly unitIds: readonly string[];
  readonly slots: readonly {
    readonly slot: string;
    readonly capabilities: readonly Capability[];
    readonly wanted: number;
    readonly found: number;
    readonly unitIds: readonly string[];
    /** Real arrivals of these units, not scores; null for a unit sent before that can't be located. */
    readonly arrivalSeconds: readonly (number | null)[];
  }[];
}

export interface Ranking {
  readonly candidates: readonly RankedUnit[];
  readonly rejected: readonly RejectedUnit[];
  readonly plan: RankedPlan;
  readonly isCoverageKnown: boolean;
}
