import type { DrugCode, Measurement, PatientRecordDocument } from '#domain';
import { DRUG_PRESETS, isSealed } from '#domain';

type Lists = 'findings' | 'procedures' | 'allergies' | 'history' | 'medication' | 'vitals';
type ItemOf<List extends Lists> = PatientRecordDocument[List][number];
/** What makes an id and says the time; from outside, so that tests decide them. */
export interface Source {
  now(): Date;
  newId(): string;
}

const at = ({ now }: Source): string => now().toISOString();

/** The next version of a record; sealed ones only grow addenda and codes of pictures. */
export function revise(
  record: PatientRecordDocument,
  change: Partial<PatientRecordDocument>,
  source: Source,
): PatientRecordDocument {
  return { ...record, ...change, version: record.version + 1, changedAt: at(source) };
}

/** A code of a list is put in by one tap and taken out by the next. */
export function toggleCode<List extends 'findings' | 'procedures' | 'allergies' | 'history'>(
  record: PatientRecordDocument,
  list: List,
  code: NonNullable<ItemOf<List>['code']>,
  source: Source,
): Partial<PatientRecordDocument> {
  const entries = record[list] as readonly ItemOf<List>[];
  const held = entries.find((one) => one.code === code);
  const next = held
    ? entries.filter((one) => one !== held)
    : [...entries, { id: source.newId(), at: at(source), code, words: '' }];
  const change = { [list]: next } as Partial<PatientRecordDocument>;
  return list === 'allergies' && next.length > 0 ? { ...change, hasNoKnownAllergies: false } : change;
}

/** Each tap on a procedure is one more of it. */
export const addProcedure = (
  record: PatientRecordDocument,
  code: PatientRecordDocument['procedures'][number]['code'],
  words: string,
  source: Source,
): Partial<PatientRecordDocument> => ({
  procedures: [...record.procedures, { id: source.newId(), at: at(source), code, words }],
});

export function addWords<List extends 'findings' | 'procedures' | 'allergies' | 'history'>(
  record: PatientRecordDocument,
  list: List,
  words: string,
  source: Source,
): Partial<PatientRecordDocument> {
  if (words.trim() === '') return {};
  const entry = { id: source.newId(), at: at(source), code: null, words: words.trim() };
  const change = { [list]: [...record[list], entry] } as Partial<PatientRecordDocument>;
  return list === 'allergies' ? { ...change, hasNoKnownAllergies: false } : change;
}

export const addDrug = (
  record: PatientRecordDocument,
  drug: Omit<PatientRecordDocument['medication'][number], 'id'>,
  source: Source,
): Partial<PatientRecordDocument> => ({
  medication: [...record.medication, { id: source.newId(), ...drug }],
});

export const presetOf = (code: DrugCode): { dose: number; unit: (typeof DRUG_PRESETS)[DrugCode]['unit'] } =>
  DRUG_PRESETS[code];

type Unstamped = Measurement extends infer One ? (One extends Measurement ? Omit<One, 'id'> : never) : never;
export const addMeasurement = (
  record: PatientRecordDocument,
  measurement: Unstamped,
  source: Source,
): Partial<PatientRecordDocument> => ({
  vitals: [...record.vitals, { ...measurement, id: source.newId() } as Measurement],
});

export const removeEntry = (
  record: PatientRecordDocument,
  list: Lists,
  id: string,
): Partial<PatientRecordDocument> =>
  ({
    [list]: (record[list] as readonly { id: string }[]).filter((one) => one.id !== id),
  }) as Partial<PatientRecordDocument>;

const MINUTE_MS = 60_000;

/** A time moved by whole minutes, never past now. */
export const moveTime = (instant: string, minutes: number, now: Date): string =>
  new Date(
    Math.min(Date.parse(instant) + minutes * MINUTE_MS, Math.max(now.getTime(), Date.parse(instant))),
  ).toISOString();

export function moveEntry(
  record: PatientRecordDocument,
  list: Lists,
  id: string,
  minutes: number,
  source: Source,
): Partial<PatientRecordDocument> {
  const entries = record[list] as readonly { id: string; at: string }[];
  return {
    [list]: entries.map((one) =>
      one.id === id ? { ...one, at: moveTime(one.at, minutes, source.now()) } : one,
    ),
  } as Partial<PatientRecordDocument>;
}

export function addAddendum(
  record: PatientRecordDocument,
  text: string,
  author: string,
  source: Source,
): Partial<PatientRecordDocument> {
  if (text.trim() === '') return {};
  return { addenda: [...record.addenda, { id: source.newId(), at: at(source), author, text: text.trim() }] };
}

/** Once sealed, only these may still change; the server refuses anything else. */
export const mayChange = (record: PatientRecordDocument, change: Partial<PatientRecordDocument>): boolean =>
  !isSealed(record) ||
  Object.keys(change).every((field) => field === 'addenda' || field === 'handOverCodeHash') ||
  (record.closedAt === null && 'closedAt' in change);
