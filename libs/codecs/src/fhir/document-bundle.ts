import { isSealed, type PatientRecordDocument } from '#domain';
import { toAllergies, toHistory, toMedication, toProblem, toProcedure, toSignature } from './care.ts';
import { loinc, plainText, terminology, terminologyCoding } from './coding.ts';
import { toDerived, toFinding, toVital, type Subject } from './observations.ts';
import { outcomeLines, outcomeText, timeLines } from './outcome-text.ts';
import {
  type FhirBundle,
  type FhirResource,
  idOf,
  instantOf,
  narrative,
  referTo,
  urlOf,
} from './resource.ts';

/** What the record does not say itself. */
export interface ExportContext {
  readonly service: { readonly id: string; readonly name: string };
  readonly unit: { readonly id: string; readonly callSign: string };
  readonly crew: readonly { readonly id: string; readonly name: string }[];
  readonly facility: { readonly id: string; readonly name: string } | null;
}

type Section = Readonly<Record<string, unknown>>;

const organization = (id: string, name: string, partOf?: FhirResource): FhirResource => ({
  resourceType: 'Organization',
  id,
  name: plainText(name) ?? 'not stated',
  ...(partOf ? { partOf: referTo(partOf) } : {}),
});

function toPatient(record: PatientRecordDocument, id: string): FhirResource {
  const { name, birthDate, sex, nationalId } = record.person;
  const text = plainText(name);
  const number = plainText(nationalId);
  return {
    resourceType: 'Patient',
    id,
    ...(number ? { identifier: [{ type: terminology('v2-0203', 'NI'), value: number }] } : {}),
    ...(text ? { name: [{ text }] } : {}),
    gender: sex ?? 'unknown',
    ...(birthDate === null ? {} : { birthDate }),
    ...(record.outcome?.kind === 'deadOnScene' ? { deceasedDateTime: instantOf(record.outcome.at) } : {}),
  };
}

function toEncounter(
  record: PatientRecordDocument,
  id: string,
  patient: FhirResource,
  unit: FhirResource,
  facility: FhirResource | undefined,
): FhirResource {
  const { times, createdAt, closedAt, handOver, outcome } = record;
  const start = instantOf(times.patientContact ?? createdAt);
  const ends = closedAt ?? handOver?.at ?? null;
  // A clock that was wrong at first may have put the end before the start.
  const end = ends !== null && Date.parse(ends) >= Date.parse(start) ? { end: instantOf(ends) } : {};
  const hospitalization = {
    ...(facility ? { destination: referTo(facility) } : {}),
    ...(outcome ? { dischargeDisposition: { text: outcomeText(outcome) } } : {}),
  };
  return {
    resourceType: 'Encounter',
    id,
    status: isSealed(record) ? 'finished' : 'in-progress',
    class: terminologyCoding('v3-ActCode', 'FLD'),
    subject: referTo(patient),
    serviceProvider: referTo(unit),
    period: { start, ...end },
    ...(facility || outcome ? { hospitalization } : {}),
  };
}

const section = (
  code: string,
  title: string,
  resources: readonly FhirResource[],
  lines: readonly string[] = [],
) => ({
  title,
  code: loinc(code, title),
  text: narrative(lines.length > 0 ? lines : resources.map(nameOf)),
  ...(resources.length > 0 ? { entry: resources.map(referTo) } : {}),
});
const plainSection = (title: string, lines: readonly string[], resources: readonly FhirResource[] = []) => ({
  title,
  text: narrative(lines),
  ...(resources.length > 0 ? { entry: resources.map(referTo) } : {}),
});

/** In the order in which a hospital asks. Empty ones are left out. */
function toSections(record: PatientRecordDocument, made: ReturnType<typeof toClinical>): Section[] {
  const { addenda } = record;
  const sections: Section[] = [];
  const add = (code: string, title: string, resources: readonly FhirResource[]): void => {
    if (resources.length > 0) sections.push(section(code, title, resources));
  };
  add('10154-3', 'Chief complaint', made.problem);
  add('8716-3', 'Vital signs', made.vitals);
  add('29545-1', 'Physical findings', made.findings);
  add('47519-4', 'Procedures', made.procedures);
  add('29549-3', 'Medication administered', made.medication);
  add('48765-2', 'Allergies and adverse reactions', made.allergies);
  add('11348-0', 'Past medical history', made.history);
  const times = timeLines(record);
  if (times.length > 0) sections.push(plainSection('Times', times));
  const outcome = outcomeLines(record);
  if (outcome.length > 0) sections.push(plainSection('Outcome', outcome, made.signature));
  if (addenda.length > 0)
    sections.push(
      plainSection(
        'Addenda',
        addenda.map(({ at, author, text }) => `${instantOf(at)} ${author}: ${text}`),
      ),
    );
  return sections;
}

function toClinical(subject: Subject, record: PatientRecordDocument) {
  const { outcome } = record;
  const signature = outcome?.kind === 'refused' ? outcome.signature : null;
  return {
    problem: toProblem(subject, record),
    vitals: [...record.vitals.map((one) => toVital(subject, one)), ...toDerived(subject, record)],
    findings: record.findings.map((one) => toFinding(subject, one)),
    procedures: record.procedures.map((one) => toProcedure(subject, one)),
    medication: record.medication.map((one) => toMedication(subject, one)),
    allergies: toAllergies(subject, record),
    history: record.history.map((one) => toHistory(subject, one)),
    signature: signature?.kind === 'drawn' ? [toSignature(subject, signature)] : [],
  };
}

/** What a resource is called in the text that people read. */
function nameOf(resource: FhirResource): string {
  const concept = (resource['code'] ?? resource['medicationCodeableConcept']) as { text?: string };
  const value = resource['valueQuantity'] as { value: number; unit: string } | undefined;
  const at = (resource['effectiveDateTime'] ?? resource['performedDateTime'] ?? '') as string;
  return [at, concept.text ?? '', value ? `${value.value} ${value.unit}` : ''].filter(Boolean).join(' ');
}

const toBundle = (record: PatientRecordDocument, resources: readonly FhirResource[]): FhirBundle => ({
  resourceType: 'Bundle',
  id: idOf(record.recordId, `bundle/${record.version}`),
  identifier: {
    system: 'urn:ietf:rfc:3986',
    value: urlOf(idOf(record.recordId, `bundle/${record.version}`)),
  },
  type: 'document',
  timestamp: instantOf(record.changedAt),
  entry: resources.map((resource) => ({ fullUrl: urlOf(resource.id), resource })),
});

/**
 * The record as a document of HL7 FHIR R4 (4.0.1): the composition first, and in the same bundle everything that it refers to.
 * The same version of a record always gives the same document.
 */
export function toFhirDocument(record: PatientRecordDocument, context: ExportContext): FhirBundle {
  const { recordId } = record;
  const service = organization(idOf(context.service.id, 'service'), context.service.name);
  const unit = organization(idOf(context.unit.id, 'unit'), context.unit.callSign, service);
  const destination = context.facility ?? record.handOver;
  const facility =
    destination &&
    ('name' in destination
      ? organization(idOf(destination.id, 'facility'), destination.name)
      : organization(idOf(recordId, 'facility'), destination.facilityName));
  const crew = context.crew.map(({ id, name }): FhirResource => ({
    resourceType: 'Practitioner',
    id: idOf(id, 'practitioner'),
    name: [{ text: plainText(name) ?? 'not stated' }],
  }));
  const patient = toPatient(record, idOf(recordId, 'patient'));
  const encounter = toEncounter(record, idOf(recordId, 'encounter'), patient, unit, facility ?? undefined);
  const subject: Subject = { recordId, patient: referTo(patient), encounter: referTo(encounter) };
  const clinical = toClinical(subject, record);
  const state = record.addenda.length > 0 ? 'amended' : 'final';
  const sections = toSections(record, clinical);
  const composition: FhirResource = {
    resourceType: 'Composition',
    id: idOf(recordId, 'composition'),
    status: isSealed(record) ? state : 'preliminary',
    type: loinc('67796-3', 'EMS patient care report - version 3 Document NEMSIS'),
    subject: referTo(patient),
    encounter: referTo(encounter),
    date: instantOf(record.changedAt),
    author: crew.length > 0 ? crew.map(referTo) : [referTo(unit)],
    title: 'Ambulance patient care report',
    custodian: referTo(service),
    ...(sections.length > 0 ? { section: sections } : {}),
  };
  const around = [patient, encounter, service, unit, ...(facility ? [facility] : []), ...crew];
  return toBundle(record, [composition, ...around, ...Object.values(clinical).flat()]);
}
