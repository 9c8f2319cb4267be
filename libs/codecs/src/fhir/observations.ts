import {
  ageMonthsAt,
  type FindingEntry,
  gcsTotal,
  type Measurement,
  NEWS2_SOURCE,
  type NumberVital,
  type PatientRecordDocument,
  type Pupil,
  scoreNews2,
  SHOCK_INDEX_SOURCE,
  shockIndex,
  VITAL_UNITS,
} from '#domain';
import { type CodeableConcept, loinc, ownConcept, quantity, SNOMED, terminology } from './coding.ts';
import { type FhirReference, type FhirResource, idOf, instantOf } from './resource.ts';

/** Whom and when everything in a record is about. */
export interface Subject {
  readonly recordId: string;
  readonly patient: FhirReference;
  readonly encounter: FhirReference;
}

/** By LOINC (loinc.org), as the vital signs profile of FHIR R4 and national emergency profiles use them. */
const CODES: Readonly<Record<NumberVital, readonly [code: string, display: string]>> = {
  heartRate: ['8867-4', 'Heart rate'],
  spo2: ['59408-5', 'Oxygen saturation in Arterial blood by Pulse oximetry'],
  respiratoryRate: ['9279-1', 'Respiratory rate'],
  temperature: ['8310-5', 'Body temperature'],
  glucose: ['14743-9', 'Glucose [Moles/volume] in Capillary blood by Glucometer'],
  etco2: ['19891-1', 'Carbon dioxide [Partial pressure] in Exhaled gas --at end expiration'],
  pain: ['72514-3', 'Pain severity - 0-10 verbal numeric rating [Score] - Reported'],
};
const IN_PROFILE: readonly Measurement['kind'][] = [
  'heartRate',
  'spo2',
  'respiratoryRate',
  'temperature',
  'bloodPressure',
];

interface Component {
  readonly code: CodeableConcept;
  readonly [value: string]: unknown;
}
const score = (code: string, display: string, value: number): Component => ({
  code: loinc(code, display),
  valueQuantity: quantity(value, '{score}'),
});

function pupilComponents(side: 'left' | 'right', { sizeMm, reaction }: Pupil): Component[] {
  const size = { code: ownConcept('pupil', `${side}Diameter`), valueQuantity: quantity(sizeMm ?? 0, 'mm') };
  const reacts = {
    code: ownConcept('pupil', `${side}LightReaction`),
    valueCodeableConcept: ownConcept('pupil-reaction', reaction),
  };
  return [...(sizeMm === null ? [] : [size]), ...(reaction === null ? [] : [reacts])];
}

function contentOf(one: Measurement): Readonly<Record<string, unknown>> {
  switch (one.kind) {
    case 'bloodPressure': {
      const systolic = {
        code: loinc('8480-6', 'Systolic blood pressure'),
        valueQuantity: quantity(one.systolic, 'mm[Hg]'),
      };
      const diastolic =
        one.diastolic === null
          ? { dataAbsentReason: terminology('data-absent-reason', 'unknown') }
          : { valueQuantity: quantity(one.diastolic, 'mm[Hg]') };
      const code = loinc('8462-4', 'Diastolic blood pressure');
      return {
        code: loinc('85354-9', 'Blood pressure panel with all children optional'),
        component: [systolic, { code, ...diastolic }],
      };
    }
    case 'gcs':
      return {
        code: loinc('9269-2', 'Glasgow coma score total'),
        valueQuantity: quantity(gcsTotal(one), '{score}'),
        component: [
          score('9267-6', 'Glasgow coma score eye opening', one.eye),
          score('9270-0', 'Glasgow coma score verbal', one.verbal),
          score('9268-4', 'Glasgow coma score motor', one.motor),
        ],
      };
    case 'consciousness':
      return {
        code: loinc('67775-7', 'Level of responsiveness'),
        valueCodeableConcept: ownConcept('consciousness', one.level),
      };
    case 'pupils': {
      const component = [...pupilComponents('left', one.left), ...pupilComponents('right', one.right)];
      const code = ownConcept('observation', 'pupils');
      return component.length > 0
        ? { code, component }
        : { code, dataAbsentReason: terminology('data-absent-reason', 'not-performed') };
    }
    default: {
      const content = {
        code: loinc(...CODES[one.kind]),
        valueQuantity: quantity(one.value, VITAL_UNITS[one.kind]),
      };
      if (one.kind !== 'spo2') return content;
      const breathes = one.onOxygen ? 'supplementalOxygen' : 'roomAir';
      const component = [
        {
          code: ownConcept('observation', 'inspiredGas'),
          valueCodeableConcept: ownConcept('inspired-gas', breathes),
        },
      ];
      return { ...content, component };
    }
  }
}

const observation = (
  subject: Subject,
  what: string,
  at: string,
  category: string,
  content: Readonly<Record<string, unknown>>,
): FhirResource => ({
  resourceType: 'Observation',
  id: idOf(subject.recordId, what),
  status: 'final',
  category: [terminology('observation-category', category)],
  subject: subject.patient,
  encounter: subject.encounter,
  effectiveDateTime: instantOf(at),
  ...content,
});

export const toVital = (subject: Subject, one: Measurement): FhirResource =>
  observation(
    subject,
    `vitals/${one.id}`,
    one.at,
    IN_PROFILE.includes(one.kind) ? 'vital-signs' : 'exam',
    contentOf(one),
  );

export const toFinding = (subject: Subject, { id, at, code, words }: FindingEntry): FhirResource =>
  observation(subject, `findings/${id}`, at, 'exam', {
    code: ownConcept('finding', code, words),
    valueBoolean: true,
  });

const NEWS2_TOTAL: CodeableConcept = {
  coding: [{ system: SNOMED, code: '1104051000000101' }],
  text: 'NEWS2 total score',
};

/** What is computed or decided from the measurements: early warning score, shock index, triage colour, stated age. */
export function toDerived(subject: Subject, record: PatientRecordDocument): FhirResource[] {
  const { vitals, changedAt, person, triage } = record;
  const made: FhirResource[] = [];
  const add = (what: string, at: string, content: Readonly<Record<string, unknown>>): void =>
    void made.push(observation(subject, what, at, 'survey', content));
  const news2 = scoreNews2(vitals, ageMonthsAt(person, changedAt));
  if (news2.kind === 'scored')
    add('news2', changedAt, {
      code: NEWS2_TOTAL,
      valueQuantity: quantity(news2.total, '{score}'),
      method: { text: NEWS2_SOURCE },
    });
  const index = shockIndex(vitals);
  if (index !== undefined)
    add('shockIndex', changedAt, {
      code: ownConcept('observation', 'shockIndex'),
      valueQuantity: quantity(index, '1'),
      method: { text: SHOCK_INDEX_SOURCE },
    });
  if (triage)
    add('triage', triage.at, {
      code: ownConcept('observation', 'triageCategory'),
      valueCodeableConcept: ownConcept('triage', triage.category),
      ...(triage.start ? { method: { text: 'START, simple triage and rapid treatment' } } : {}),
    });
  if (person.birthDate === null && person.ageMonths !== null)
    add('age', changedAt, {
      code: loinc('30525-0', 'Age'),
      valueQuantity:
        person.ageMonths < 24
          ? quantity(person.ageMonths, 'mo')
          : quantity(Math.floor(person.ageMonths / 12), 'a'),
    });
  return made;
}
