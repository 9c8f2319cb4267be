import { beforeAll, describe, expect, it } from '@jest/globals';
import { createRequire } from 'node:module';
import { createPatientRecord, type PatientRecordDocument } from '#domain';
import fc from 'fast-check';
import { patientRecords } from '../../domain/test/patient-record-arbitraries.ts';
import { type ExportContext, type FhirResource, toFhirDocument } from '../src/index.ts';
import { readDefinitions, readSchema } from './fhir-definitions.ts';
import { checkDocument, createValidator } from './fhir-validator.ts';

const AT = '2026-03-01T10:00:00.000Z';
const uuid = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const CONTEXT: ExportContext = {
  service: { id: 'montevideo', name: 'Montevideo' },
  unit: { id: uuid(20), callSign: 'M05' },
  crew: [{ id: uuid(21), name: 'A. Silva' }],
  facility: { id: uuid(22), name: 'Hospital' },
};
const empty = createPatientRecord({
  recordId: uuid(1),
  incidentId: uuid(2),
  assignmentId: uuid(3),
  patientId: null,
  number: 1,
  at: AT,
});
const entry = (number: number) => ({ id: uuid(number), at: AT });
const full: PatientRecordDocument = {
  ...empty,
  person: {
    name: 'Ivana <script>',
    birthDate: '1961-04-05',
    ageMonths: null,
    sex: 'female',
    nationalId: '610405',
  },
  problem: { code: 'chestPain', words: 'since 12:40' },
  times: { onset: AT, patientContact: AT },
  triage: { category: 'urgent', at: AT, start: null },
  vitals: [
    { ...entry(30), kind: 'heartRate', value: 112 },
    { ...entry(31), kind: 'bloodPressure', systolic: 95, diastolic: 60 },
    { ...entry(32), kind: 'spo2', value: 91, onOxygen: true },
    { ...entry(33), kind: 'respiratoryRate', value: 24 },
    { ...entry(34), kind: 'temperature', value: 36.9 },
    { ...entry(35), kind: 'gcs', eye: 4, verbal: 4, motor: 6 },
    { ...entry(36), kind: 'etco2', value: 34 },
  ],
  findings: [{ ...entry(40), code: 'stElevation', words: 'V2 to V4' }],
  procedures: [{ ...entry(41), code: 'ecg12Lead', words: '' }],
  medication: [
    { ...entry(42), code: 'acetylsalicylicAcid', words: '', dose: 300, unit: 'mg', route: 'oral' },
    { ...entry(43), code: 'oxygen', words: '', dose: 6, unit: 'L/min', route: 'inhaled' },
  ],
  allergies: [{ ...entry(44), code: 'penicillin', words: '' }],
  history: [{ ...entry(45), code: 'hypertension', words: '' }],
  outcome: { kind: 'transported', at: AT },
  handOver: { at: AT, to: 'Dr. B', facilityId: uuid(22), facilityName: 'Hospital' },
  closedAt: AT,
};

type Bundle = { entry: { fullUrl: string; resource: FhirResource & Record<string, never> }[] };
const copyOf = (record: PatientRecordDocument): Bundle =>
  JSON.parse(JSON.stringify(toFhirDocument(record, CONTEXT))) as Bundle;
const ofType = (bundle: Bundle, type: string) =>
  bundle.entry.map(({ resource }) => resource).filter((one) => one.resourceType === type);

let validate: (bundle: unknown) => string[];
let fitsSchema: (bundle: unknown) => boolean;

beforeAll(() => {
  const check = createValidator(readDefinitions());
  validate = (bundle) => [...check(bundle), ...checkDocument(bundle)];
  fitsSchema = createSchemaCheck();
}, 120_000);

/** By the JSON schema's own rules; Ajv 6, which knows its draft, comes with the linter. */
function createSchemaCheck(): (bundle: unknown) => boolean {
  const require = createRequire(createRequire(import.meta.url).resolve('eslint/package.json'));
  const Ajv = require('ajv') as new (options: object) => {
    addMetaSchema(schema: object): void;
    addSchema(schema: object): void;
    getSchema(id: string): ((value: unknown) => boolean) | undefined;
  };
  const ajv = new Ajv({ unknownFormats: 'ignore', logger: false });
  ajv.addMetaSchema(require('ajv/lib/refs/json-schema-draft-06.json') as object);
  const { id, definitions, ...schema } = readSchema() as { id: string; definitions: object };
  // The package refers to two types that it leaves out; each resource is checked by its own definition below.
  const left = { Resource: { type: 'object', required: ['resourceType'] }, integer64: { type: 'string' } };
  ajv.addSchema({ ...schema, $id: id, definitions: { ...definitions, ...left } });
  const fits = (type: string, value: unknown): boolean =>
    ajv.getSchema(`${id}#/definitions/${type}`)?.(value) === true;
  return (bundle) =>
    fits('Bundle', bundle) &&
    (bundle as Bundle).entry.every(({ resource }) => fits(resource.resourceType, resource));
}

describe('a record as a document of FHIR R4', () => {
  it('fits the published definitions, empty and full', () => {
    for (const record of [empty, full]) {
      const bundle = copyOf(record);
      expect(validate(bundle)).toEqual([]);
      expect(fitsSchema(bundle)).toBe(true);
    }
  });

  it('holds what the record says, in LOINC, ATC and UCUM', () => {
    const bundle = copyOf(full);
    const [first] = bundle.entry;
    expect(first!.resource).toMatchObject({ resourceType: 'Composition', status: 'final' });
    expect(ofType(bundle, 'Patient')[0]).toMatchObject({ gender: 'female', birthDate: '1961-04-05' });
    const codes = ofType(bundle, 'Observation').map((one) => {
      const { code, valueQuantity } = one as unknown as {
        code: { coding?: { code: string }[] };
        valueQuantity?: { value: number; code: string };
      };
      return [code.coding?.[0]?.code, valueQuantity?.value, valueQuantity?.code];
    });
    expect(codes).toEqual(
      expect.arrayContaining([
        ['8867-4', 112, '/min'],
        ['59408-5', 91, '%'],
        ['9269-2', 14, '{score}'],
        ['19891-1', 34, 'mm[Hg]'],
        // 2 for breathing, 3 for saturation, 2 for oxygen, 2 for pressure, 2 for pulse, 3 for consciousness.
        ['1104051000000101', 14, '{score}'],
        ['shockIndex', 1.18, '1'],
      ]),
    );
    expect(JSON.stringify(ofType(bundle, 'MedicationAdministration'))).toContain('B01AC06');
    expect(ofType(bundle, 'Encounter')[0]).toMatchObject({ status: 'finished', class: { code: 'FLD' } });
    expect(ofType(bundle, 'Condition')).toHaveLength(2);
    expect(ofType(bundle, 'AllergyIntolerance')).toHaveLength(1);
    expect(JSON.stringify(bundle)).not.toContain('"div":"<script');
  });

  it('has the same ids in every export and version, and a new identifier for each version', () => {
    const later = { ...full, version: 2, addenda: [{ ...entry(60), author: 'A', text: 'later <b>' }] };
    const [one, again, other] = [copyOf(full), copyOf(full), copyOf(later)];
    expect(one).toEqual(again);
    const idsOf = (bundle: Bundle) => bundle.entry.map(({ fullUrl }) => fullUrl);
    expect(idsOf(other)).toEqual(idsOf(one));
    expect((other as unknown as { identifier: unknown }).identifier).not.toEqual(
      (one as unknown as { identifier: unknown }).identifier,
    );
    expect(other.entry[0]!.resource).toMatchObject({ status: 'amended' });
    expect(JSON.stringify(other)).toContain('later &lt;b&gt;');
  });

  it('fits for any record that the domain accepts', () => {
    fc.assert(
      fc.property(patientRecords, (record) => {
        const bundle = JSON.parse(JSON.stringify(toFhirDocument(record, CONTEXT))) as unknown;
        expect(validate(bundle)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('fits the published JSON schema for any of them', () => {
    fc.assert(
      fc.property(patientRecords, (record) => {
        expect(fitsSchema(JSON.parse(JSON.stringify(toFhirDocument(record, CONTEXT))))).toBe(true);
      }),
      { numRuns: 30 },
    );
  });
});

describe('the validator', () => {
  const resource = (bundle: Bundle, type: string) =>
    ofType(bundle, type)[0] as unknown as Record<string, unknown>;

  it.each<[string, (bundle: Bundle) => void]>([
    ['no composition first', (bundle) => void bundle.entry.shift()],
    ['a patient that is missing', (bundle) => void bundle.entry.splice(1, 1)],
    [
      'a reference that leads nowhere',
      (bundle) => (resource(bundle, 'Observation')['subject'] = { reference: `urn:uuid:${uuid(99)}` }),
    ],
    ['an unknown status', (bundle) => (resource(bundle, 'Observation')['status'] = 'done')],
    ['no status', (bundle) => void delete resource(bundle, 'Observation')['status']],
    ['an unknown element', (bundle) => (resource(bundle, 'Patient')['surname'] = 'x')],
    ['two values of one choice', (bundle) => (resource(bundle, 'Observation')['valueString'] = 'x')],
    [
      'a value of a type that is no choice',
      (bundle) => (resource(bundle, 'Observation')['valueMoney'] = { value: 1 }),
    ],
    ['a list where one is wanted', (bundle) => (resource(bundle, 'Encounter')['class'] = [{ code: 'FLD' }])],
    [
      'one where a list is wanted',
      (bundle) => (resource(bundle, 'Composition')['author'] = { reference: 'x' }),
    ],
    [
      'a time without seconds',
      (bundle) => (resource(bundle, 'Observation')['effectiveDateTime'] = '2026-03-01T10:00Z'),
    ],
    ['an empty text', (bundle) => (resource(bundle, 'Composition')['title'] = '')],
    ['a gender that is none', (bundle) => (resource(bundle, 'Patient')['gender'] = 'F')],
    ['a resource that is none', (bundle) => (resource(bundle, 'Patient')['resourceType'] = 'Person2')],
    ['an id twice', (bundle) => void bundle.entry.push(bundle.entry[1]!)],
    [
      'no time of writing',
      (bundle) => void delete (bundle as unknown as Record<string, unknown>)['timestamp'],
    ],
    ['no identifier', (bundle) => void delete (bundle as unknown as Record<string, unknown>)['identifier']],
    [
      'an allergy without state',
      (bundle) => void delete resource(bundle, 'AllergyIntolerance')['clinicalStatus'],
    ],
    [
      'a drug without dose',
      (bundle) =>
        void delete (resource(bundle, 'MedicationAdministration')['dosage'] as Record<string, unknown>)[
          'dose'
        ],
    ],
  ])('rejects %s', (_what, corrupt) => {
    const bundle = copyOf(full);
    corrupt(bundle);
    expect(validate(bundle)).not.toEqual([]);
  });
});
