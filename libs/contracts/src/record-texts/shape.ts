import type {
  Consciousness,
  DoseUnit,
  DrugCode,
  DrugRoute,
  MeasurementKind,
  OutcomeKind,
  PatientSex,
  PatientTriage,
  PupilReaction,
  RecordAllergy,
  RecordCondition,
  RecordFinding,
  RecordProblem,
  RecordProcedure,
} from '#domain';

type Words<Code extends string> = Readonly<Record<Code, string>>;

/** The codes of a patient's record in one language, as crews and hospitals say them. */
export interface RecordTexts {
  readonly problems: Words<RecordProblem>;
  readonly findings: Words<RecordFinding>;
  readonly procedures: Words<RecordProcedure>;
  readonly drugs: Words<DrugCode>;
  readonly routes: Words<DrugRoute>;
  readonly units: Words<DoseUnit>;
  readonly allergies: Words<RecordAllergy>;
  readonly conditions: Words<RecordCondition>;
  readonly outcomes: Words<OutcomeKind>;
  readonly vitals: Words<MeasurementKind | 'systolic' | 'diastolic'>;
  readonly consciousness: Words<Consciousness>;
  readonly pupils: Words<PupilReaction>;
  readonly sexes: Words<PatientSex>;
  /** The colours of triage tags. */
  readonly triage: Words<PatientTriage>;
}
