import { OLDEST_AGE_MONTHS, PATIENT_SEXES, PATIENT_TRIAGE } from '#domain';
import { z } from 'zod';
import { FAULTS } from './fault-texts.ts';
import { commandBase, freeText, id, instant } from './primitives.ts';
import { defineRoute } from './route.ts';
import { CONTROL_ROOM } from './units.ts';

/** Personal: for the control room and the crews that work on the incident. */
export const patientDetail = z.object({
  name: freeText(200).default(''),
  /** In months, so that newborns are told from schoolchildren; null when unknown. */
  ageMonths: z.number().int().min(0).max(OLDEST_AGE_MONTHS).nullable().default(null),
  sex: z.enum(PATIENT_SEXES).nullable().default(null),
  /** In a few words. */
  condition: freeText(500).default(''),
  triage: z.enum(PATIENT_TRIAGE).nullable().default(null),
});
export type PatientDetail = z.infer<typeof patientDetail>;

export const PATIENT_FIELDS = ['name', 'ageMonths', 'sex', 'condition', 'triage'] as const;
export type PatientField = (typeof PATIENT_FIELDS)[number];

/** What may be told of a patient to anybody who sees the incident: nothing of the person. */
export const patientReceipt = z.object({
  id,
  incidentId: id,
  /** Counted from 1 within the incident it was entered for; never given twice. */
  number: z.number().int(),
  version: z.number().int(),
  removedAt: instant.nullable(),
});
export type PatientReceipt = z.infer<typeof patientReceipt>;

export const patientView = patientReceipt.extend({ detail: patientDetail, writtenAt: instant });
export type PatientView = z.infer<typeof patientView>;

export const addPatientsBody = z.object({
  ...commandBase,
  detail: patientDetail.prefault({}),
  /** Several alike, as at a big accident. */
  count: z.number().int().min(1).max(50).default(1),
});
export type AddPatientsBody = z.infer<typeof addPatientsBody>;

export const patchPatientBody = z
  .object({
    ...commandBase,
    name: freeText(200).optional(),
    ageMonths: z.number().int().min(0).max(OLDEST_AGE_MONTHS).nullable().optional(),
    sex: z.enum(PATIENT_SEXES).nullable().optional(),
    condition: freeText(500).optional(),
    triage: z.enum(PATIENT_TRIAGE).nullable().optional(),
    /** The version of the patient on which each edit began. A field that was changed since is refused with 409. */
    baseVersions: z.partialRecord(z.enum(PATIENT_FIELDS), z.number().int().min(1)).optional(),
  })
  .refine((body) => PATIENT_FIELDS.some((field) => body[field] !== undefined), {
    message: FAULTS.nothingToChange,
  });
export type PatchPatientBody = z.infer<typeof patchPatientBody>;

export const removePatientBody = z.object({ ...commandBase });
export type RemovePatientBody = z.infer<typeof removePatientBody>;

const incidentParams = z.object({ incidentId: id });
const patientParams = z.object({ patientId: id });

export const patientRoutes = {
  listPatients: defineRoute({
    name: 'listPatients',
    method: 'GET',
    path: '/api/v1/incidents/:incidentId/patients',
    summary: 'Patients of an incident and of those joined to it',
    access: [...CONTROL_ROOM, 'crew'],
    params: incidentParams,
    response: z.object({ patients: z.array(patientView) }),
  }),
  addPatients: defineRoute({
    name: 'addPatients',
    method: 'POST',
    path: '/api/v1/incidents/:incidentId/patients',
    summary: 'Add one patient, or several alike',
    access: CONTROL_ROOM,
    params: incidentParams,
    body: addPatientsBody,
    response: z.object({ patients: z.array(patientReceipt) }),
    status: 201,
    isCommand: true,
  }),
  patchPatient: defineRoute({
    name: 'patchPatient',
    method: 'PATCH',
    path: '/api/v1/patients/:patientId',
    summary: 'Change what is known of a patient; the former details stay as an older version',
    access: CONTROL_ROOM,
    params: patientParams,
    body: patchPatientBody,
    response: patientReceipt,
    isCommand: true,
  }),
  removePatient: defineRoute({
    name: 'removePatient',
    method: 'POST',
    path: '/api/v1/patients/:patientId/remove',
    summary: 'Take a patient off the incident who was entered by mistake; the record is kept',
    access: CONTROL_ROOM,
    params: patientParams,
    body: removePatientBody,
    response: patientReceipt,
    isCommand: true,
  }),
} as const;
