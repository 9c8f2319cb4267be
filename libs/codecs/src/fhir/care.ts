import {
  type AllergyEntry,
  type ConditionEntry,
  DRUG_PRESETS,
  type MedicationEntry,
  type PatientRecordDocument,
  type ProcedureEntry,
  type Signature,
  SIGNATURE_HEIGHT,
  SIGNATURE_WIDTH,
} from '#domain';
import { ATC, type CodeableConcept, ownConcept, plainText, quantity, SNOMED, terminology } from './coding.ts';
import type { Subject } from './observations.ts';
import { type FhirResource, idOf, instantOf } from './resource.ts';

export const toProcedure = (subject: Subject, { id, at, code, words }: ProcedureEntry): FhirResource => ({
  resourceType: 'Procedure',
  id: idOf(subject.recordId, `procedures/${id}`),
  status: 'completed',
  code: ownConcept('procedure', code, words),
  subject: subject.patient,
  encounter: subject.encounter,
  performedDateTime: instantOf(at),
});

function drugConcept({ code, words }: MedicationEntry): CodeableConcept {
  const own = ownConcept('drug', code, words);
  if (code === null) return own;
  return { ...own, coding: [{ system: ATC, code: DRUG_PRESETS[code].atc }, ...own.coding!] };
}

export const toMedication = (subject: Subject, entry: MedicationEntry): FhirResource => {
  const { id, at, dose, unit, route } = entry;
  const amount = quantity(dose, unit);
  return {
    resourceType: 'MedicationAdministration',
    id: idOf(subject.recordId, `medication/${id}`),
    status: 'completed',
    medicationCodeableConcept: drugConcept(entry),
    subject: subject.patient,
    context: subject.encounter,
    effectiveDateTime: instantOf(at),
    dosage: {
      route: ownConcept('route', route),
      ...(unit === 'L/min' ? { rateQuantity: amount } : { dose: amount }),
    },
  };
};

const allergy = (subject: Subject, what: string, at: string, code: CodeableConcept): FhirResource => ({
  resourceType: 'AllergyIntolerance',
  id: idOf(subject.recordId, what),
  clinicalStatus: terminology('allergyintolerance-clinical', 'active'),
  verificationStatus: terminology('allergyintolerance-verification', 'unconfirmed'),
  code,
  patient: subject.patient,
  encounter: subject.encounter,
  recordedDate: instantOf(at),
});

export function toAllergies(
  subject: Subject,
  record: Pick<PatientRecordDocument, 'allergies' | 'hasNoKnownAllergies' | 'changedAt'>,
): FhirResource[] {
  if (record.hasNoKnownAllergies)
    return [
      allergy(subject, 'allergies/none', record.changedAt, {
        coding: [{ system: SNOMED, code: '716186003', display: 'No known allergy' }],
        text: 'No known allergy',
      }),
    ];
  return record.allergies.map(({ id, at, code, words }: AllergyEntry) =>
    allergy(subject, `allergies/${id}`, at, ownConcept('allergy', code, words)),
  );
}

const condition = (
  subject: Subject,
  what: string,
  at: string,
  category: string,
  code: CodeableConcept,
): FhirResource => ({
  resourceType: 'Condition',
  id: idOf(subject.recordId, what),
  clinicalStatus: terminology('condition-clinical', 'active'),
  verificationStatus: terminology('condition-ver-status', 'provisional'),
  category: [terminology('condition-category', category)],
  code,
  subject: subject.patient,
  encounter: subject.encounter,
  recordedDate: instantOf(at),
});

export const toHistory = (subject: Subject, { id, at, code, words }: ConditionEntry): FhirResource =>
  condition(subject, `history/${id}`, at, 'problem-list-item', ownConcept('condition', code, words));

/** What the crew was called for, as it found it. */
export function toProblem(subject: Subject, record: PatientRecordDocument): FhirResource[] {
  const { code, words } = record.problem;
  if (code === null && plainText(words) === undefined) return [];
  const made = condition(
    subject,
    'problem',
    record.createdAt,
    'encounter-diagnosis',
    ownConcept('problem', code, words),
  );
  return [
    record.times.onset === undefined ? made : { ...made, onsetDateTime: instantOf(record.times.onset) },
  ];
}

/** A drawn signature as a picture. */
export function toSignature(
  subject: Subject,
  signature: Extract<Signature, { kind: 'drawn' }>,
): FhirResource {
  const lines = signature.strokes
    .map((stroke) => `<polyline points="${stroke.map(([x, y]) => `${x},${y}`).join(' ')}"/>`)
    .join('');
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIGNATURE_WIDTH} ${SIGNATURE_HEIGHT}" ` +
    `fill="none" stroke="black" stroke-width="4">${lines}</svg>`;
  return {
    resourceType: 'Binary',
    id: idOf(subject.recordId, 'signature'),
    contentType: 'image/svg+xml',
    data: btoa(svg),
  };
}
