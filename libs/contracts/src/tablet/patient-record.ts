import {
  CONSCIOUSNESS,
  DOSE_UNITS,
  DRUG_CODES,
  DRUG_ROUTES,
  MOST_SIGNATURE_POINTS,
  OLDEST_AGE_MONTHS,
  PATIENT_SEXES,
  PATIENT_TRIAGE,
  type PatientRecordDocument,
  PUPIL_REACTIONS,
  RECORD_ALLERGIES,
  RECORD_CONDITIONS,
  RECORD_FINDINGS,
  RECORD_PROBLEMS,
  RECORD_PROCEDURES,
} from '#domain';
import { z } from 'zod';
import { commandBase, freeText, id, instant } from '../primitives.ts';
import { defineRoute } from '../route.ts';
import { CONTROL_ROOM } from '../units.ts';

const MOST_ENTRIES = 500;
const MOST_MEASUREMENTS = 2000;
const MOST_STROKES = 200;

const words = freeText(500).default('');
const entry = { id, at: instant };
const listOf = <Item extends z.ZodType>(item: Item) => z.array(item).max(MOST_ENTRIES);
const coded = <const Codes extends readonly [string, ...string[]]>(codes: Codes) =>
  listOf(z.object({ ...entry, code: z.enum(codes).nullable(), words }));

const value = z.number().finite();
const pupil = z.object({ sizeMm: value.nullable(), reaction: z.enum(PUPIL_REACTIONS).nullable() });
const measurement = z.discriminatedUnion('kind', [
  z.object({
    ...entry,
    kind: z.enum(['heartRate', 'respiratoryRate', 'temperature', 'glucose', 'etco2', 'pain']),
    value,
  }),
  z.object({ ...entry, kind: z.literal('spo2'), value, onOxygen: z.boolean() }),
  z.object({
    ...entry,
    kind: z.literal('bloodPressure'),
    systolic: value,
    diastolic: value.nullable(),
  }),
  z.object({ ...entry, kind: z.literal('gcs'), eye: value, verbal: value, motor: value }),
  z.object({ ...entry, kind: z.literal('consciousness'), level: z.enum(CONSCIOUSNESS) }),
  z.object({ ...entry, kind: z.literal('pupils'), left: pupil, right: pupil }),
]);

const signature = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('drawn'),
    strokes: z
      .array(z.array(z.tuple([z.number().int(), z.number().int()])).max(MOST_SIGNATURE_POINTS))
      .max(MOST_STROKES),
  }),
  z.object({ kind: z.literal('typed'), name: freeText(200) }),
]);

const outcome = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('transported'), at: instant }),
  z.object({ kind: z.literal('treatedAndLeft'), at: instant, advice: freeText(2000) }),
  z.object({
    kind: z.literal('refused'),
    at: instant,
    reason: freeText(2000),
    wasInformed: z.boolean(),
    signature: signature.nullable(),
    witness: freeText(200),
  }),
  z.object({ kind: z.literal('deadOnScene'), at: instant, statedBy: freeText(200) }),
  z.object({ kind: z.literal('handedToCrew'), at: instant, callSign: freeText(40) }),
]);

const answer = z.boolean().nullable();
const startAnswers = z.object({
  canWalk: answer,
  breathes: answer,
  breathesAfterAirway: answer,
  breathsOver30: answer,
  hasRadialPulse: answer,
  followsCommands: answer,
});

/** The form of a record; whether its values can be is the domain's to say (`checkPatientRecord`). */
export const patientRecordDocument = z.object({
  format: z.literal('akut-patient-record'),
  formatVersion: z.literal(1),
  recordId: id,
  version: z.number().int().min(1).max(1_000_000),
  incidentId: id,
  assignmentId: id,
  patientId: id.nullable(),
  number: z.number().int().min(1).max(1000),
  createdAt: instant,
  changedAt: instant,
  person: z.object({
    name: freeText(200),
    birthDate: z.iso.date().nullable(),
    ageMonths: z.number().int().min(0).max(OLDEST_AGE_MONTHS).nullable(),
    sex: z.enum(PATIENT_SEXES).nullable(),
    nationalId: freeText(40),
  }),
  problem: z.object({ code: z.enum(RECORD_PROBLEMS).nullable(), words: freeText(2000) }),
  times: z.object({
    onset: instant.optional(),
    patientContact: instant.optional(),
    leftScene: instant.optional(),
    arrived: instant.optional(),
  }),
  triage: z
    .object({ category: z.enum(PATIENT_TRIAGE), at: instant, start: startAnswers.nullable() })
    .nullable(),
  vitals: z.array(measurement).max(MOST_MEASUREMENTS),
  findings: coded(RECORD_FINDINGS),
  procedures: coded(RECORD_PROCEDURES),
  medication: listOf(
    z.object({
      ...entry,
      code: z.enum(DRUG_CODES).nullable(),
      words,
      dose: value,
      unit: z.enum(DOSE_UNITS),
      route: z.enum(DRUG_ROUTES),
    }),
  ),
  allergies: coded(RECORD_ALLERGIES),
  hasNoKnownAllergies: z.boolean(),
  history: coded(RECORD_CONDITIONS),
  outcome: outcome.nullable(),
  handOver: z
    .object({ at: instant, to: freeText(200), facilityId: id.nullable(), facilityName: freeText(200) })
    .nullable(),
  closedAt: instant.nullable(),
  handOverCodeHash: z
    .string()
    .regex(/^[\w-]{43}$/)
    .nullable(),
  addenda: listOf(z.object({ ...entry, author: freeText(200), text: freeText(5000) })),
}) satisfies z.ZodType<PatientRecordDocument>;

/** What anybody of the control room may know of a record: that there is one, and how far it has come. */
export const recordHead = z.object({
  recordId: id,
  incidentId: id,
  assignmentId: id,
  patientId: id.nullable(),
  version: z.number().int(),
  writtenAt: instant,
  isClosed: z.boolean(),
});
export type RecordHead = z.infer<typeof recordHead>;

/** Why a supervisor reads what a crew wrote; kept with the note of the view. */
export const RECORD_PURPOSES = ['care', 'quality', 'complaint', 'authority', 'patientAsked'] as const;
export type RecordPurpose = (typeof RECORD_PURPOSES)[number];

export const patientRecordView = recordHead.extend({
  document: patientRecordDocument,
  unit: z.object({ id, callSign: z.string() }),
  facility: z.object({ id, name: z.string() }).nullable(),
});
export type PatientRecordView = z.infer<typeof patientRecordView>;

const figure = z.number().nullable();
/** Of a patient on the way; see `ArrivalNotice` of the domain. */
export const arrivalNotice = z.object({
  recordId: id,
  version: z.number().int(),
  number: z.number().int(),
  changedAt: instant,
  ageMonths: figure,
  sex: z.enum(PATIENT_SEXES).nullable(),
  problem: z.enum(RECORD_PROBLEMS).nullable(),
  triage: z.enum(PATIENT_TRIAGE).nullable(),
  vitals: z.object({
    heartRate: figure,
    systolic: figure,
    diastolic: figure,
    spo2: figure,
    onOxygen: z.boolean(),
    respiratoryRate: figure,
    temperature: figure,
    glucose: figure,
    gcs: figure,
    at: instant.nullable(),
  }),
  news2: figure,
  shockIndex: figure,
});
export type ArrivalNoticeView = z.infer<typeof arrivalNotice>;

/** As the QR picture on the tablet carries it: 128 random bits in base64url. It says nothing of the patient. */
export const HAND_OVER_CODE_PATTERN = /^[\w-]{22}$/;
/** So long after the tablet showed it; and once used, for the facility that used it alone. */
export const HAND_OVER_CODE_MINUTES = 60;
/** What follows the address of the desk: kept by the browser to itself, since fragments are not sent. */
export const HAND_OVER_FRAGMENT = '#hand-over/';

const recordParams = z.object({ recordId: id });
const purpose = z.object({ purpose: z.enum(RECORD_PURPOSES).optional() });
const READERS = ['supervisor', 'crew', 'facility'] as const;

export const patientRecordRoutes = {
  listRecordHeads: defineRoute({
    name: 'listRecordHeads',
    method: 'GET',
    path: '/api/v1/incidents/:incidentId/patient-records',
    summary:
      "That there are records of an incident's patients, and how far they have come; nothing that stands in them",
    access: [...CONTROL_ROOM, 'crew'],
    params: z.object({ incidentId: id }),
    response: z.object({ records: z.array(recordHead) }),
  }),
  getPatientRecord: defineRoute({
    name: 'getPatientRecord',
    method: 'GET',
    path: '/api/v1/patient-records/:recordId',
    summary:
      'What a crew wrote of a patient: for the crew of the run, the facility it goes to, and supervisors who say what for. Each view is noted',
    access: READERS,
    params: recordParams,
    query: purpose,
    response: patientRecordView,
  }),
  getPatientRecordFhir: defineRoute({
    name: 'getPatientRecordFhir',
    method: 'GET',
    path: '/api/v1/patient-records/:recordId/fhir',
    summary: 'The record as a document bundle of HL7 FHIR R4; the same readers, and noted, too',
    access: READERS,
    params: recordParams,
    query: purpose,
    response: z.object({ resourceType: z.literal('Bundle') }).catchall(z.unknown()),
  }),
  listRecordsBeside: defineRoute({
    name: 'listRecordsBeside',
    method: 'GET',
    path: '/tablet/v1/incidents/:incidentId/patient-records',
    summary:
      'Records of the patients of an incident that the crew signed on works on, while their runs are open',
    access: 'tablet',
    params: z.object({ incidentId: id }),
    response: z.object({ records: z.array(recordHead.extend({ callSign: z.string() })) }),
  }),
  getRecordBeside: defineRoute({
    name: 'getRecordBeside',
    method: 'GET',
    path: '/tablet/v1/patient-records/:recordId',
    summary:
      'The newest version of a record of the same incident, for the crew that takes the patient over, while both runs are open. Each view is noted',
    access: 'tablet',
    params: recordParams,
    response: patientRecordView,
  }),
  openHandOver: defineRoute({
    name: 'openHandOver',
    method: 'POST',
    path: '/api/v1/facility/hand-overs',
    summary: "Open a record by the code that the crew's tablet shows; good once and for one facility",
    access: ['facility'],
    body: z.object({ ...commandBase, code: z.string().regex(HAND_OVER_CODE_PATTERN) }),
    response: z.object({ recordId: id }),
    isCommand: true,
  }),
} as const;
