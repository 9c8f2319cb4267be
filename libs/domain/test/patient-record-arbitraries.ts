import {
  CONSCIOUSNESS,
  DOSE_UNITS,
  DRUG_CODES,
  DRUG_ROUTES,
  type Measurement,
  PATIENT_SEXES,
  PATIENT_TRIAGE,
  type PatientRecordDocument,
  PUPIL_REACTIONS,
  RECORD_ALLERGIES,
  RECORD_CONDITIONS,
  RECORD_FINDINGS,
  RECORD_PROBLEMS,
  RECORD_PROCEDURES,
  type RecordOutcome,
} from '../src/index.ts';
import fc from 'fast-check';

const id = fc.uuid();
const at = fc
  .date({ min: new Date('2026-01-01T00:00:00Z'), max: new Date('2026-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString());
const words = fc.string({ maxLength: 60, unit: 'grapheme' }).map((text) => text.normalize());
const someWords = words.filter((text) => text.trim() !== '');
const whole = (min: number, max: number) => fc.integer({ min, max });
const tenths = (min: number, max: number) => whole(min * 10, max * 10).map((value) => value / 10);
const orNull = <Value>(values: fc.Arbitrary<Value>) => fc.option(values, { nil: null });

const pupil = fc.record({
  sizeMm: orNull(whole(1, 9)),
  reaction: orNull(fc.constantFrom(...PUPIL_REACTIONS)),
});
export const measurements: fc.Arbitrary<Measurement> = fc.oneof(
  fc.record({ id, at, kind: fc.constant('heartRate' as const), value: whole(0, 300) }),
  fc.record({ id, at, kind: fc.constant('respiratoryRate' as const), value: whole(0, 120) }),
  fc.record({ id, at, kind: fc.constant('temperature' as const), value: tenths(13, 47) }),
  fc.record({ id, at, kind: fc.constant('glucose' as const), value: tenths(0, 55) }),
  fc.record({ id, at, kind: fc.constant('etco2' as const), value: whole(0, 150) }),
  fc.record({ id, at, kind: fc.constant('pain' as const), value: whole(0, 10) }),
  fc.record({ id, at, kind: fc.constant('spo2' as const), value: whole(0, 100), onOxygen: fc.boolean() }),
  fc.record({
    id,
    at,
    kind: fc.constant('bloodPressure' as const),
    systolic: whole(120, 300),
    diastolic: orNull(whole(0, 120)),
  }),
  fc.record({
    id,
    at,
    kind: fc.constant('gcs' as const),
    eye: whole(1, 4),
    verbal: whole(1, 5),
    motor: whole(1, 6),
  }),
  fc.record({
    id,
    at,
    kind: fc.constant('consciousness' as const),
    level: fc.constantFrom(...CONSCIOUSNESS),
  }),
  fc.record({ id, at, kind: fc.constant('pupils' as const), left: pupil, right: pupil }),
);

const coded = <Code extends string>(codes: readonly Code[]) =>
  fc.oneof(
    fc.record({ id, at, code: fc.constantFrom(...codes), words }),
    fc.record({ id, at, code: fc.constant(null), words: someWords }),
  );
const signature = fc.oneof(
  fc.record({ kind: fc.constant('typed' as const), name: someWords }),
  fc.record({
    kind: fc.constant('drawn' as const),
    strokes: fc.array(fc.array(fc.tuple(whole(0, 1000), whole(0, 400)), { minLength: 2, maxLength: 20 }), {
      minLength: 1,
      maxLength: 5,
    }),
  }),
);
const outcome: fc.Arbitrary<RecordOutcome> = fc.oneof(
  fc.record({ kind: fc.constant('transported' as const), at }),
  fc.record({ kind: fc.constant('treatedAndLeft' as const), at, advice: words }),
  fc.record({
    kind: fc.constant('refused' as const),
    at,
    reason: words,
    wasInformed: fc.boolean(),
    signature,
    witness: words,
  }),
  fc.record({ kind: fc.constant('deadOnScene' as const), at, statedBy: words }),
  fc.record({ kind: fc.constant('handedToCrew' as const), at, callSign: someWords }),
);
const answer = fc.constantFrom(true, false, null);
const list = <Item>(item: fc.Arbitrary<Item>) => fc.array(item, { maxLength: 5 });

/** Any record that the domain accepts, also one that was handed over or closed. */
export const patientRecords: fc.Arbitrary<PatientRecordDocument> = fc
  .record({
    format: fc.constant('akut-patient-record' as const),
    formatVersion: fc.constant(1 as const),
    recordId: id,
    version: whole(1, 1000),
    incidentId: id,
    assignmentId: id,
    patientId: orNull(id),
    number: whole(1, 99),
    createdAt: at,
    changedAt: at,
    person: fc.record({
      name: words,
      birthDate: orNull(
        fc
          .date({ min: new Date('1910-01-01'), max: new Date('2025-12-30'), noInvalidDate: true })
          .map((date) => date.toISOString().slice(0, 10)),
      ),
      ageMonths: orNull(whole(0, 1560)),
      sex: orNull(fc.constantFrom(...PATIENT_SEXES)),
      nationalId: words.map((text) => text.slice(0, 20)),
    }),
    problem: fc.record({ code: orNull(fc.constantFrom(...RECORD_PROBLEMS)), words }),
    times: fc.record({ onset: at, patientContact: at, leftScene: at, arrived: at }, { requiredKeys: [] }),
    triage: orNull(
      fc.record({
        category: fc.constantFrom(...PATIENT_TRIAGE),
        at,
        start: orNull(
          fc.record({
            canWalk: answer,
            breathes: answer,
            breathesAfterAirway: answer,
            breathsOver30: answer,
            hasRadialPulse: answer,
            followsCommands: answer,
          }),
        ),
      }),
    ),
    vitals: fc.array(measurements, { maxLength: 12 }),
    findings: list(coded(RECORD_FINDINGS)),
    procedures: list(coded(RECORD_PROCEDURES)),
    medication: list(
      fc.record({
        id,
        at,
        code: orNull(fc.constantFrom(...DRUG_CODES)),
        words: someWords,
        dose: whole(1, 50_000).map((value) => value / 10),
        unit: fc.constantFrom(...DOSE_UNITS),
        route: fc.constantFrom(...DRUG_ROUTES),
      }),
    ),
    allergies: list(coded(RECORD_ALLERGIES)),
    hasNoKnownAllergies: fc.boolean(),
    history: list(coded(RECORD_CONDITIONS)),
    outcome: orNull(outcome),
    handOver: orNull(fc.record({ at, to: words, facilityId: orNull(id), facilityName: words })),
    closedAt: orNull(at),
    handOverCodeHash: orNull(
      fc.string({ unit: fc.constantFrom(...'abcXYZ019-_'), minLength: 43, maxLength: 43 }),
    ),
    addenda: list(fc.record({ id, at, author: words, text: someWords })),
  })
  .map((record) => ({
    ...record,
    hasNoKnownAllergies: record.hasNoKnownAllergies && record.allergies.length === 0,
    closedAt: record.outcome === null ? null : record.closedAt,
  }));
