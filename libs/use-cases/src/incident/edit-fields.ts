import type { IncidentField } from '#contracts';
import { refuse, type Refusal } from '../outcome.ts';
import type { IncidentRecord } from '../ports.ts';

/** True when two values say the same. They are plain data made by the same code, so their keys have one order. */
export const isSameJson = (_field: PropertyKey, one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/**
 * The refusal of an edit that somebody else's stands against: which fields, and the version to read. Not the values: answers
 * to commands are kept and hold nothing personal.
 */
export const conflictOf = (fields: readonly PropertyKey[], version: number): Refusal =>
  refuse('fieldChanged', { fields: fields.map(String).join(), version });

/** The versions of the fields after a change that needs no merging: those with another value have the new one. */
export function advanceFields(
  before: IncidentRecord,
  after: IncidentRecord,
  fields: readonly Extract<IncidentField, keyof IncidentRecord>[],
): IncidentRecord['fieldVersions'] {
  const changed = fields.filter((field) => !isSameJson(field, before[field], after[field]));
  return { ...before.fieldVersions, ...Object.fromEntries(changed.map((field) => [field, after.version])) };
}
