import { findLatest, gcsTotal, type Measurement } from './patient-record.ts';
import { ADULT_MONTHS } from './vital-ranges.ts';

export const NEWS2_SOURCE = 'Royal College of Physicians, National Early Warning Score (NEWS) 2, 2017';
export const SHOCK_INDEX_SOURCE = 'Allgöwer and Burri, Deutsche Medizinische Wochenschrift 1967; 92: 1947–50';

export const NEWS2_PARTS = [
  'respiratoryRate',
  'spo2',
  'oxygen',
  'systolic',
  'pulse',
  'consciousness',
  'temperature',
] as const;
export type News2Part = (typeof NEWS2_PARTS)[number];
export const NEWS2_RISKS = ['low', 'lowMedium', 'medium', 'high'] as const;
export type News2Risk = (typeof NEWS2_RISKS)[number];

export type News2 =
  | {
      readonly kind: 'scored';
      readonly total: number;
      readonly risk: News2Risk;
      readonly parts: Readonly<Record<News2Part, number>>;
      /** True when the age is not known. */
      readonly assumesAdult: boolean;
    }
  | { readonly kind: 'incomplete'; readonly missing: readonly News2Part[] }
  | { readonly kind: 'notForChildren' };

/** Points by rising limits: the first whose limit is not exceeded. */
const byLimits = (value: number, steps: readonly (readonly [limit: number, points: number])[]): number =>
  steps.find(([limit]) => value <= limit)![1];

const END = Number.POSITIVE_INFINITY;
const RESPIRATION = [
  [8, 3],
  [11, 1],
  [20, 0],
  [24, 2],
  [END, 3],
] as const;
const SATURATION = [
  [91, 3],
  [93, 2],
  [95, 1],
  [END, 0],
] as const;
const SYSTOLIC = [
  [90, 3],
  [100, 2],
  [110, 1],
  [219, 0],
  [END, 3],
] as const;
const PULSE = [
  [40, 3],
  [50, 1],
  [90, 0],
  [110, 1],
  [130, 2],
  [END, 3],
] as const;
const TEMPERATURE = [
  [35, 3],
  [36, 1],
  [38, 0],
  [39, 1],
  [END, 2],
] as const;

/** Of the two the newer: what was said of consciousness, or whether the coma scale is full. */
function consciousnessPoints(vitals: readonly Measurement[]): number | undefined {
  const said = findLatest(vitals, 'consciousness');
  const scale = findLatest(vitals, 'gcs');
  if (said && (!scale || Date.parse(said.at) >= Date.parse(scale.at))) return said.level === 'alert' ? 0 : 3;
  return scale && (gcsTotal(scale) === 15 ? 0 : 3);
}

function riskOf(total: number, parts: readonly number[]): News2Risk {
  if (total >= 7) return 'high';
  if (total >= 5) return 'medium';
  return parts.includes(3) ? 'lowMedium' : 'low';
}

/** NEWS2 of the newest measurements, by its saturation scale 1. Scale 2 is for prescribed targets, which a crew seldom knows. */
export function scoreNews2(vitals: readonly Measurement[], ageMonths: number | null): News2 {
  if (ageMonths !== null && ageMonths < ADULT_MONTHS) return { kind: 'notForChildren' };
  const saturation = findLatest(vitals, 'spo2');
  const points = (value: number | undefined, steps: readonly (readonly [number, number])[]) =>
    value === undefined ? undefined : byLimits(value, steps);
  const found: Readonly<Record<News2Part, number | undefined>> = {
    respiratoryRate: points(findLatest(vitals, 'respiratoryRate')?.value, RESPIRATION),
    spo2: points(saturation?.value, SATURATION),
    oxygen: saturation && (saturation.onOxygen ? 2 : 0),
    systolic: points(findLatest(vitals, 'bloodPressure')?.systolic, SYSTOLIC),
    pulse: points(findLatest(vitals, 'heartRate')?.value, PULSE),
    consciousness: consciousnessPoints(vitals),
    temperature: points(findLatest(vitals, 'temperature')?.value, TEMPERATURE),
  };
  const missing = NEWS2_PARTS.filter((part) => found[part] === undefined);
  if (missing.length > 0) return { kind: 'incomplete', missing };
  const parts = found as Record<News2Part, number>;
  const total = NEWS2_PARTS.reduce((sum, part) => sum + parts[part], 0);
  return {
    kind: 'scored',
    total,
    risk: riskOf(total, Object.values(parts)),
    parts,
    assumesAdult: ageMonths === null,
  };
}

/** Heart rate over systolic pressure, to two digits; about 0.5 to 0.7 in healthy adults. Undefined while one is missing. */
export function shockIndex(vitals: readonly Measurement[]): number | undefined {
  const pulse = findLatest(vitals, 'heartRate')?.value;
  const systolic = findLatest(vitals, 'bloodPressure')?.systolic;
  if (pulse === undefined || systolic === undefined || systolic === 0) return undefined;
  return Math.round((pulse / systolic) * 100) / 100;
}
