import { OLDEST_AGE_MONTHS } from '../incident/patient.ts';
import {
  ageMonthsAt,
  type Measurement,
  MOST_SIGNATURE_POINTS,
  type PatientRecordDocument,
  type RecordOutcome,
  type Signature,
  SIGNATURE_HEIGHT,
  SIGNATURE_WIDTH,
} from './patient-record.ts';
import { judgeVital, type RangedVital } from './vital-ranges.ts';

export interface RecordFault {
  readonly path: string;
  readonly fault:
    | 'impossibleValue'
    | 'birthDateImpossible'
    | 'nothingEntered'
    | 'doseImpossible'
    | 'allergiesContradict'
    | 'signatureMissing'
    | 'signatureTooLarge'
    | 'givenTwice'
    | 'closedWithoutOutcome';
}

/** The single numbers of a measurement, each with the range it belongs to. */
export function numbersOf(one: Measurement): readonly (readonly [RangedVital, number])[] {
  switch (one.kind) {
    case 'bloodPressure':
      return one.diastolic === null
        ? [['systolic', one.systolic]]
        : [
            ['systolic', one.systolic],
            ['diastolic', one.diastolic],
          ];
    case 'pupils':
      return [one.left, one.right].flatMap(({ sizeMm }) =>
        sizeMm === null ? [] : [['pupilMm', sizeMm] as const],
      );
    case 'gcs':
    case 'consciousness':
      return [];
    default:
      return [[one.kind, one.value]];
  }
}

const isWithin = (value: number, least: number, most: number): boolean =>
  Number.isInteger(value) && value >= least && value <= most;

function isMeasurementPossible(one: Measurement): boolean {
  if (one.kind === 'gcs')
    return isWithin(one.eye, 1, 4) && isWithin(one.verbal, 1, 5) && isWithin(one.motor, 1, 6);
  if (one.kind === 'bloodPressure' && one.diastolic !== null && one.diastolic > one.systolic) return false;
  return numbersOf(one).every(([vital, value]) => judgeVital(vital, value, null) !== 'impossible');
}

/** Does anything stand on the paper? */
export const isSigned = (signature: Signature | null): boolean =>
  signature !== null &&
  (signature.kind === 'typed'
    ? signature.name.trim() !== ''
    : signature.strokes.some((stroke) => stroke.length > 1));

function signatureFaults(outcome: RecordOutcome | null): RecordFault[] {
  if (outcome?.kind !== 'refused') return [];
  const { signature, witness } = outcome;
  if (!isSigned(signature) && witness.trim() === '')
    return [{ path: 'outcome.signature', fault: 'signatureMissing' }];
  if (signature?.kind !== 'drawn') return [];
  const points = signature.strokes.flat();
  const isOnSheet = points.every(
    ([x, y]) => isWithin(x, 0, SIGNATURE_WIDTH) && isWithin(y, 0, SIGNATURE_HEIGHT),
  );
  return isOnSheet && points.length <= MOST_SIGNATURE_POINTS
    ? []
    : [{ path: 'outcome.signature', fault: 'signatureTooLarge' }];
}

function personFaults({ person, createdAt }: PatientRecordDocument): RecordFault[] {
  const { birthDate } = person;
  if (birthDate === null) return [];
  const born = Date.parse(`${birthDate}T00:00:00Z`);
  // A day more, since the date is that of the place and the instant may stand in another zone.
  const isPast = born <= Date.parse(createdAt) + 86_400_000;
  const age = ageMonthsAt(person, createdAt)!;
  return isPast && age <= OLDEST_AGE_MONTHS
    ? []
    : [{ path: 'person.birthDate', fault: 'birthDateImpossible' }];
}

function entryFaults(record: PatientRecordDocument): RecordFault[] {
  const faults: RecordFault[] = [];
  const { vitals, findings, procedures, medication, allergies, history, addenda } = record;
  vitals.forEach((one, index) => {
    if (!isMeasurementPossible(one)) faults.push({ path: `vitals[${index}]`, fault: 'impossibleValue' });
  });
  for (const [list, entries] of Object.entries({ findings, procedures, medication, allergies, history })) {
    entries.forEach(({ code, words }, index) => {
      if (code === null && words.trim() === '')
        faults.push({ path: `${list}[${index}]`, fault: 'nothingEntered' });
    });
  }
  medication.forEach(({ dose }, index) => {
    if (!(dose > 0 && dose <= 1_000_000))
      faults.push({ path: `medication[${index}].dose`, fault: 'doseImpossible' });
  });
  const ids = [vitals, findings, procedures, medication, allergies, history, addenda].flatMap((list) =>
    list.map(({ id }) => id.toLowerCase()),
  );
  if (new Set(ids).size < ids.length) faults.push({ path: 'id', fault: 'givenTwice' });
  return faults;
}

/** What makes a record unfit to be kept; empty when it is fit. What is only unlikely was asked for when it was entered. */
export function checkPatientRecord(record: PatientRecordDocument): readonly RecordFault[] {
  const faults = [...personFaults(record), ...entryFaults(record)];
  if (record.hasNoKnownAllergies && record.allergies.length > 0)
    faults.push({ path: 'allergies', fault: 'allergiesContradict' });
  if (record.closedAt !== null && record.outcome === null)
    faults.push({ path: 'outcome', fault: 'closedWithoutOutcome' });
  if (record.closedAt !== null || record.outcome?.kind !== 'refused')
    return [...faults, ...signatureFaults(record.outcome)];
  // While it is being filled in, a refusal may still wait for its signature.
  return [...faults, ...signatureFaults(record.outcome).filter(({ fault }) => fault !== 'signatureMissing')];
}
