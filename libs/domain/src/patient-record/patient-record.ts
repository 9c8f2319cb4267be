import type { PatientSex, PatientTriage } from '../incident/patient.ts';
import type {
  DoseUnit,
  DrugCode,
  DrugRoute,
  RecordAllergy,
  RecordCondition,
  RecordFinding,
  RecordProblem,
  RecordProcedure,
} from './catalogue.ts';
import type { StartAnswers } from './start-triage.ts';

export const PUPIL_REACTIONS = ['brisk', 'slow', 'none'] as const;
export type PupilReaction = (typeof PUPIL_REACTIONS)[number];

/** ACVPU of NEWS2: alert, newly confused, responds to voice, to pain, to nothing. */
export const CONSCIOUSNESS = ['alert', 'confused', 'voice', 'pain', 'unresponsive'] as const;
export type Consciousness = (typeof CONSCIOUSNESS)[number];

export interface Pupil {
  readonly sizeMm: number | null;
  readonly reaction: PupilReaction | null;
}

interface Entry {
  /** A UUID, made where it was entered. */
  readonly id: string;
  /** ISO 8601 with an offset. */
  readonly at: string;
}

/** Kinds of measurements that are one number each. */
export const NUMBER_VITALS = [
  'heartRate',
  'spo2',
  'respiratoryRate',
  'temperature',
  'glucose',
  'etco2',
  'pain',
] as const;
export type NumberVital = (typeof NUMBER_VITALS)[number];

type PlainMeasurement = {
  [Kind in Exclude<NumberVital, 'spo2'>]: { readonly kind: Kind; readonly value: number };
}[Exclude<NumberVital, 'spo2'>];

export type Measurement = Entry &
  (
    | PlainMeasurement
    | { readonly kind: 'spo2'; readonly value: number; readonly onOxygen: boolean }
    | { readonly kind: 'bloodPressure'; readonly systolic: number; readonly diastolic: number | null }
    | { readonly kind: 'gcs'; readonly eye: number; readonly verbal: number; readonly motor: number }
    | { readonly kind: 'consciousness'; readonly level: Consciousness }
    | { readonly kind: 'pupils'; readonly left: Pupil; readonly right: Pupil }
  );
export type MeasurementKind = Measurement['kind'];
export type MeasurementOf<Kind extends MeasurementKind> = Extract<Measurement, { kind: Kind }>;

/** A code of a list, or free words, or both. */
type CodedEntry<Code extends string> = Entry & { readonly code: Code | null; readonly words: string };
export type FindingEntry = CodedEntry<RecordFinding>;
export type ProcedureEntry = CodedEntry<RecordProcedure>;
export type AllergyEntry = CodedEntry<RecordAllergy>;
export type ConditionEntry = CodedEntry<RecordCondition>;

export interface MedicationEntry extends Entry {
  readonly code: DrugCode | null;
  /** Its name, when it is on no list. */
  readonly words: string;
  readonly dose: number;
  readonly unit: DoseUnit;
  readonly route: DrugRoute;
}

/** By finger or pen in whole points of a 1000 by 400 sheet, or typed by whoever cannot draw. */
export type Signature =
  | { readonly kind: 'drawn'; readonly strokes: readonly (readonly (readonly [number, number])[])[] }
  | { readonly kind: 'typed'; readonly name: string };

export const SIGNATURE_WIDTH = 1000;
export const SIGNATURE_HEIGHT = 400;
export const MOST_SIGNATURE_POINTS = 1500;

export type RecordOutcome =
  | { readonly kind: 'transported'; readonly at: string }
  | { readonly kind: 'treatedAndLeft'; readonly at: string; readonly advice: string }
  | {
      readonly kind: 'refused';
      readonly at: string;
      readonly reason: string;
      /** The patient was told what may come of it. */
      readonly wasInformed: boolean;
      readonly signature: Signature | null;
      /** Who saw it, when the patient would not sign. */
      readonly witness: string;
    }
  | { readonly kind: 'deadOnScene'; readonly at: string; readonly statedBy: string }
  | { readonly kind: 'handedToCrew'; readonly at: string; readonly callSign: string };
export type OutcomeKind = RecordOutcome['kind'];
export const OUTCOME_KINDS = [
  'transported',
  'treatedAndLeft',
  'refused',
  'deadOnScene',
  'handedToCrew',
] as const satisfies readonly OutcomeKind[];

export const RECORD_TIMES = ['onset', 'patientContact', 'leftScene', 'arrived'] as const;
export type RecordTime = (typeof RECORD_TIMES)[number];

/**
 * All that a crew writes of one patient, as it stands after an edit. Each edit makes the next version; the newest counts. Once
 * handed over or closed only addenda follow, so that what the hospital was told can always be read again.
 */
export interface PatientRecordDocument {
  readonly format: 'akut-patient-record';
  readonly formatVersion: 1;
  readonly recordId: string;
  readonly version: number;
  readonly incidentId: string;
  readonly assignmentId: string;
  /** The incident's patient that it belongs to, when the control room has entered one. */
  readonly patientId: string | null;
  /** What the crew calls the patient among several, from 1. */
  readonly number: number;
  readonly createdAt: string;
  readonly changedAt: string;
  readonly person: {
    readonly name: string;
    /** `YYYY-MM-DD`. */
    readonly birthDate: string | null;
    /** When the birth date is not known. */
    readonly ageMonths: number | null;
    readonly sex: PatientSex | null;
    readonly nationalId: string;
  };
  readonly problem: { readonly code: RecordProblem | null; readonly words: string };
  readonly times: Readonly<Partial<Record<RecordTime, string>>>;
  readonly triage: {
    readonly category: PatientTriage;
    readonly at: string;
    /** The answers it came from; null when the colour was chosen. */
    readonly start: StartAnswers | null;
  } | null;
  readonly vitals: readonly Measurement[];
  readonly findings: readonly FindingEntry[];
  readonly procedures: readonly ProcedureEntry[];
  readonly medication: readonly MedicationEntry[];
  readonly allergies: readonly AllergyEntry[];
  /** Said by the patient; an empty list alone means that nobody asked. */
  readonly hasNoKnownAllergies: boolean;
  readonly history: readonly ConditionEntry[];
  readonly outcome: RecordOutcome | null;
  readonly handOver: {
    readonly at: string;
    /** Who took the patient over. */
    readonly to: string;
    readonly facilityId: string | null;
    readonly facilityName: string;
  } | null;
  readonly closedAt: string | null;
  /** SHA-256 (base64url) of the code in the QR picture that is shown now; the code itself is kept nowhere. */
  readonly handOverCodeHash: string | null;
  readonly addenda: readonly (Entry & { readonly author: string; readonly text: string })[];
}

export interface NewRecord {
  readonly recordId: string;
  readonly incidentId: string;
  readonly assignmentId: string;
  readonly patientId: string | null;
  readonly number: number;
  readonly at: string;
  readonly ageMonths?: number | null;
  readonly sex?: PatientSex | null;
}

/** A record in which nothing is entered yet. */
export const createPatientRecord = ({ at, ageMonths, sex, ...head }: NewRecord): PatientRecordDocument => ({
  format: 'akut-patient-record',
  formatVersion: 1,
  ...head,
  version: 1,
  createdAt: at,
  changedAt: at,
  person: { name: '', birthDate: null, ageMonths: ageMonths ?? null, sex: sex ?? null, nationalId: '' },
  problem: { code: null, words: '' },
  times: {},
  triage: null,
  vitals: [],
  findings: [],
  procedures: [],
  medication: [],
  allergies: [],
  hasNoKnownAllergies: false,
  history: [],
  outcome: null,
  handOver: null,
  closedAt: null,
  handOverCodeHash: null,
  addenda: [],
});

export const gcsTotal = ({ eye, verbal, motor }: { eye: number; verbal: number; motor: number }): number =>
  eye + verbal + motor;

/** Age in whole months at an instant, by the birth date where it is known. */
export function ageMonthsAt(
  { birthDate, ageMonths }: Pick<PatientRecordDocument['person'], 'birthDate' | 'ageMonths'>,
  at: string,
): number | null {
  if (birthDate === null) return ageMonths;
  const [year = 0, month = 0, day = 0] = birthDate.split('-').map(Number);
  const now = new Date(at);
  const months = (now.getUTCFullYear() - year) * 12 + now.getUTCMonth() + 1 - month;
  return Math.max(0, now.getUTCDate() < day ? months - 1 : months);
}

/** The newest measurement of a kind; of two of one instant the one entered later. */
export function findLatest<Kind extends MeasurementKind>(
  vitals: readonly Measurement[],
  kind: Kind,
): MeasurementOf<Kind> | undefined {
  let latest: MeasurementOf<Kind> | undefined;
  for (const one of vitals) {
    if (one.kind !== kind) continue;
    if (!latest || Date.parse(one.at) >= Date.parse(latest.at)) latest = one as MeasurementOf<Kind>;
  }
  return latest;
}
