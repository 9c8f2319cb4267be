import type { AssignmentStatus, DutyState, IncidentOutcome } from '#domain';
import type { Locale } from '#ui';
import type { Taking } from '../desk/taking.ts';

export interface NamedIncident {
  readonly id: string;
  readonly number: number;
  readonly address: string;
}

export interface NamedUnit {
  readonly id: string;
  readonly callSign: string;
}

/** What a unit is kept for. */
export interface KeptWork {
  readonly assignmentId: string;
  readonly incidentNumber: number;
  /** The neighbouring region that keeps it. */
  readonly elsewhere?: string | undefined;
}

/** What a unit works on now. */
export interface UnitWork {
  readonly assignmentId: string;
  readonly incidentNumber: number;
  readonly status: AssignmentStatus;
  /** The neighbouring region in which it works, if not here: only that one's control room directs it. */
  readonly elsewhere?: string | undefined;
}

export interface KnownUnit extends NamedUnit {
  /** The neighbouring region that it belongs to, if not this one. */
  readonly owner?: string | undefined;
  readonly work: UnitWork | undefined;
  /** What it is kept for, first made first. */
  readonly reserved: readonly KeptWork[];
}

/** A place in the list of candidates, and how it is taken. */
export interface Choice {
  readonly unit: NamedUnit;
  readonly taking: Taking;
  /** The incident that a diverted unit leaves. */
  readonly fromNumber: number | undefined;
  /** True when the response plan proposes it. */
  readonly isProposed: boolean;
}

export interface NamedFacility {
  readonly id: string;
  readonly name: string;
}

export interface NamedThing {
  readonly id: string;
  /** What it is, in the user's words. */
  readonly text: string;
}

export interface KnownAlarm extends NamedThing {
  readonly incidentNumber: number;
}

export interface KnownDuplicate {
  readonly id: string;
  readonly later: NamedIncident;
  readonly earlier: NamedIncident;
}

export interface NamedOutcome {
  readonly outcome: IncidentOutcome;
  readonly word: string;
}

export type Found =
  | { readonly kind: 'incident'; readonly incident: NamedIncident }
  | { readonly kind: 'unit'; readonly unit: NamedUnit };

/** What the parser may ask about the present board. It changes nothing. */
export interface CommandContext {
  readonly locale: Locale;
  /** The open incident that is selected. */
  readonly selectedIncident: NamedIncident | undefined;
  readonly selectedUnit: KnownUnit | undefined;
  /** Candidates shown, in order of rank. */
  readonly candidates: readonly Choice[];
  /** True while the list of candidates is being computed. */
  readonly isRanking: boolean;
  /** Free units that the plan would send together. */
  readonly proposedTogether: readonly NamedUnit[];
  readonly incidents: readonly NamedIncident[];
  /** Closed incidents still known, which a join can have closed. */
  readonly closedIncidents: readonly NamedIncident[];
  readonly units: readonly KnownUnit[];
  /** The advised ones first. */
  readonly facilities: readonly NamedFacility[];
  readonly outcomes: readonly NamedOutcome[];
  /** Not yet acknowledged, in the order in which they should be seen to. */
  readonly alarms: readonly KnownAlarm[];
  readonly proposals: readonly NamedThing[];
  readonly duplicates: readonly KnownDuplicate[];
  /** What can be undone now, in words. */
  readonly undoable: string | undefined;
  /** Why the last act cannot be undone; a key of the texts (`undo.never.…`). */
  readonly notUndoable: NeverUndone | undefined;
  readonly draftCount: number;
  readonly search: (text: string) => Found | undefined;
}

/** Acts that are done for good, each with its reason. */
export type NeverUndone = 'step' | 'divert' | 'create' | 'takeOver' | 'proposal' | 'open-road' | 'other';

export const SCREEN_ACTS = [
  'rejected',
  'nextDraft',
  'discardDraft',
  'undo',
  'coverage',
  'closures',
  'hazards',
  'drawClosure',
  'shift',
  'theme',
  'menu',
  'signOut',
  'help',
] as const;
export type ScreenAct = (typeof SCREEN_ACTS)[number];

export type Command =
  | { readonly kind: 'new'; readonly addressText: string }
  | { readonly kind: 'take'; readonly choices: readonly Choice[]; readonly incident: NamedIncident }
  | { readonly kind: 'sendProposed'; readonly units: readonly NamedUnit[]; readonly incident: NamedIncident }
  | { readonly kind: 'dispatch'; readonly units: readonly NamedUnit[]; readonly incident: NamedIncident }
  | { readonly kind: 'hold'; readonly units: readonly NamedUnit[]; readonly incident: NamedIncident }
  | {
      readonly kind: 'divert';
      readonly unit: NamedUnit;
      readonly work: UnitWork;
      readonly incident: NamedIncident;
    }
  | {
      readonly kind: 'sendNow';
      readonly unit: NamedUnit;
      readonly assignmentId: string;
      readonly incidentNumber: number;
    }
  | {
      readonly kind: 'cancel';
      readonly unit: NamedUnit;
      readonly assignmentId: string;
      readonly incidentNumber: number;
      readonly reason: string;
    }
  | {
      /** Back from a neighbour. */
      readonly kind: 'callBack';
      readonly unit: NamedUnit;
      readonly assignmentId: string;
      readonly incidentNumber: number;
      readonly region: string;
      readonly reason: string;
    }
  | {
      readonly kind: 'takeOver';
      readonly unit: NamedUnit;
      readonly work: UnitWork;
      readonly toUnit: NamedUnit;
      readonly reason: string;
    }
  | {
      readonly kind: 'destination';
      readonly unit: NamedUnit;
      readonly work: UnitWork;
      /** Undefined takes it back. */
      readonly facility: NamedFacility | undefined;
    }
  | {
      readonly kind: 'report';
      readonly unit: NamedUnit;
      readonly work: UnitWork;
      readonly status: AssignmentStatus;
    }
  | {
      readonly kind: 'duty';
      readonly unit: NamedUnit;
      readonly state: DutyState;
      /** A time of day; undefined when nobody said until when. */
      readonly until: string | undefined;
      readonly reason: string;
    }
  | { readonly kind: 'remark'; readonly incident: NamedIncident; readonly text: string }
  | { readonly kind: 'message'; readonly unit: NamedUnit; readonly text: string }
  | { readonly kind: 'place'; readonly incident: NamedIncident }
  | { readonly kind: 'close'; readonly incident: NamedIncident; readonly outcome: NamedOutcome }
  | { readonly kind: 'alarm'; readonly alarm: KnownAlarm }
  | { readonly kind: 'accept'; readonly proposal: NamedThing }
  | { readonly kind: 'dismiss'; readonly proposal: NamedThing }
  | { readonly kind: 'join'; readonly later: NamedIncident; readonly earlier: NamedIncident }
  | { readonly kind: 'notSame'; readonly duplicate: KnownDuplicate }
  | { readonly kind: 'unjoin'; readonly incident: NamedIncident }
  | { readonly kind: 'recommend'; readonly incident: NamedIncident }
  | { readonly kind: 'find'; readonly found: Found }
  | { readonly kind: 'language'; readonly language: Locale }
  | { readonly kind: 'screen'; readonly act: ScreenAct };

/** Why a line cannot be carried out; a key of the texts (`line.…`). */
export type LineProblem =
  | 'unknownVerb'
  | 'unitNeeded'
  | 'unitUnknown'
  | 'unitAmbiguous'
  | 'unitNotWorking'
  | 'unitWorking'
  | 'unitOnThis'
  | 'toUnitNeeded'
  | 'nothingReserved'
  | 'stepImpossible'
  | 'cancelImpossible'
  | 'unitElsewhere'
  | 'unitNotLent'
  | 'unitOfNeighbour'
  | 'divertImpossible'
  | 'incidentNeeded'
  | 'incidentUnknown'
  | 'secondIncidentNeeded'
  | 'sameIncident'
  | 'candidateUnknown'
  | 'candidatesComing'
  | 'nothingProposed'
  | 'reasonNeeded'
  | 'remarkNeeded'
  | 'messageNeeded'
  | 'outcomeNeeded'
  | 'outcomeUnknown'
  | 'outcomeAmbiguous'
  | 'facilityNeeded'
  | 'facilityUnknown'
  | 'facilityAmbiguous'
  | 'noAlarm'
  | 'noProposal'
  | 'noDuplicate'
  | 'nothingToUndo'
  | 'noDraft'
  | 'textNeeded'
  | 'nothingFound'
  | 'languageNeeded'
  | 'languageUnknown'
  | 'wordTooMany'
  | `never.${NeverUndone}`;

export type ParsedLine =
  | { readonly kind: 'empty' }
  | { readonly kind: 'ready'; readonly command: Command }
  /** Right as far as it goes. */
  | { readonly kind: 'incomplete'; readonly problem: LineProblem; readonly word?: string }
  | { readonly kind: 'wrong'; readonly problem: LineProblem; readonly word: string };

export const ready = (command: Command): ParsedLine => ({ kind: 'ready', command });
export const incomplete = (problem: LineProblem, word?: string): ParsedLine => ({
  kind: 'incomplete',
  problem,
  ...(word !== undefined && { word }),
});
export const wrong = (problem: LineProblem, word: string): ParsedLine => ({ kind: 'wrong', problem, word });
