import type { FieldValue } from '../../desk/incident/edit.ts';
import type { IncidentField, PatientView, PresenceView } from '#contracts';
import type { IncidentCategory, PatientNeed } from '#domain';
import { categoryWord } from '#ui';
import { t } from '../../i18n/text.ts';
import { needWord } from '../triage-words.ts';

/** Two letters for a person: of the first and the last word of the name. */
export function initials(name: string): string {
  const words = name.split(/[\s.]+/).filter((word) => word !== '');
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map(
    (word) => [...(word ?? '')][0] ?? '',
  );
  return letters.join('').toUpperCase();
}

/** Who is here, and what they have in hand. */
export const presenceText = ({ name, field }: PresenceView): string =>
  field ? t('presence.edits', { name, field: t(`field.${field}`) }) : t('presence.looks', { name });

/** The value of a field as a person reads it. */
export function valueText(field: IncidentField, value: FieldValue): string {
  if (field === 'category') return categoryWord(value as IncidentCategory);
  if (field === 'priority') return t('incident.priority', { priority: Number(value) });
  if (field === 'needs') {
    const needs = value as readonly PatientNeed[];
    return needs.length === 0 ? t('edit.none') : needs.map(needWord).join(', ');
  }
  return String(value).trim() === '' ? t('edit.none') : String(value);
}

const MONTHS_A_YEAR = 12;
/** Below this an age is told in months. */
const YEARS_FROM_MONTHS = 24;

export function ageText(ageMonths: number | null): string {
  if (ageMonths === null) return '';
  if (ageMonths < YEARS_FROM_MONTHS) return t('patient.months', { count: ageMonths });
  return t('patient.years', { count: Math.floor(ageMonths / MONTHS_A_YEAR) });
}

/** Months of a typed age: `34`, or `8 m` for months; null when nothing is typed, undefined when it is no age. */
export function readAge(text: string): number | null | undefined {
  const typed = text.trim();
  if (typed === '') return null;
  const [, number, unit] = /^(\d{1,4})\s*(\p{L}*)\.?$/u.exec(typed) ?? [];
  if (number === undefined) return undefined;
  const isMonths = /^[mм]/iu.test(unit ?? '');
  const months = Number(number) * (isMonths ? 1 : MONTHS_A_YEAR);
  return months <= 130 * MONTHS_A_YEAR ? months : undefined;
}

/** An age as it is typed. */
export function typedAge(ageMonths: number | null): string {
  if (ageMonths === null) return '';
  return ageMonths < YEARS_FROM_MONTHS ? `${ageMonths} m` : String(Math.floor(ageMonths / MONTHS_A_YEAR));
}

/** What is known of a patient, in a line. */
export function patientText({ detail: { name, ageMonths, sex, condition } }: PatientView): string {
  const known = [name, ageText(ageMonths), sex ? t(`patient.${sex}`) : '', condition].filter(
    (part) => part.trim() !== '',
  );
  return known.length > 0 ? known.join(', ') : t('patient.unknown');
}
