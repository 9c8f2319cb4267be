import type { NumberVital } from './patient-record.ts';

export const AGE_CLASSES = [
  'newborn',
  'infant',
  'toddler',
  'preschool',
  'school',
  'adolescent',
  'adult',
] as const;
export type AgeClass = (typeof AGE_CLASSES)[number];

/** First month in which a class ends. */
const CLASS_ENDS: readonly (readonly [number, AgeClass])[] = [
  [1, 'newborn'],
  [12, 'infant'],
  [36, 'toddler'],
  [72, 'preschool'],
  [144, 'school'],
  [192, 'adolescent'],
];

/** NEWS2 and the ranges of adults begin with 16 years. */
export const ADULT_MONTHS = 192;

export const ageClassOf = (ageMonths: number): AgeClass =>
  CLASS_ENDS.find(([end]) => ageMonths < end)?.[1] ?? 'adult';

export type RangedVital = NumberVital | 'systolic' | 'diastolic' | 'pupilMm';
export type VitalRange = readonly [least: number, most: number];

/**
 * What can be at all: a value outside is refused. By what the instruments measure, or wider where people were measured alive beyond:
 * heart rate to 300 per minute (IEC 60601-2-27), blood pressure cuffs to 300 mmHg (IEC 80601-2-30), saturation a share (ISO
 * 80601-2-61), temperature from 13.7 °C (Gilbert et al., Lancet 2000) to 46.5 °C (Slovis et al., Ann Emerg Med 1982), glucose
 * 0 to 55 mmol/L (point-of-care meters of ISO 15197), carbon dioxide 0 to 150 mmHg (ISO 80601-2-55); 0 is what is found in an arrest.
 */
export const POSSIBLE_RANGES: Readonly<Record<RangedVital, VitalRange>> = {
  heartRate: [0, 300],
  systolic: [0, 300],
  diastolic: [0, 250],
  spo2: [0, 100],
  respiratoryRate: [0, 120],
  temperature: [13, 47],
  glucose: [0, 55],
  etco2: [0, 150],
  pain: [0, 10],
  pupilMm: [1, 9],
};

/**
 * What is seldom beyond even in the very ill: outside, the screen asks whether it is right. Heart and breathing rates of children: 1st and 99th
 * centile of the healthy (Fleming et al., Lancet 2011; 377: 1011-18) lowered and raised by about a third; of adults: beyond the
 * outermost steps of NEWS2 (RCP 2017). Pressures of children around the 5th centile of 70 + 2 x years mmHg (PALS, American Heart Association 2020).
 */
const BY_AGE: Readonly<
  Record<AgeClass, Readonly<Record<'heartRate' | 'respiratoryRate' | 'systolic' | 'diastolic', VitalRange>>>
> = {
  newborn: { heartRate: [70, 240], respiratoryRate: [17, 90], systolic: [40, 110], diastolic: [20, 80] },
  infant: { heartRate: [60, 240], respiratoryRate: [15, 88], systolic: [50, 130], diastolic: [25, 90] },
  toddler: { heartRate: [50, 210], respiratoryRate: [12, 70], systolic: [55, 140], diastolic: [30, 95] },
  preschool: { heartRate: [43, 185], respiratoryRate: [11, 46], systolic: [60, 150], diastolic: [30, 100] },
  school: { heartRate: [35, 165], respiratoryRate: [9, 38], systolic: [65, 170], diastolic: [30, 110] },
  adolescent: { heartRate: [30, 190], respiratoryRate: [8, 40], systolic: [65, 200], diastolic: [30, 120] },
  adult: { heartRate: [25, 220], respiratoryRate: [5, 50], systolic: [60, 250], diastolic: [30, 140] },
};

/** Whatever the age: what thermometers of the ear show, and what NEWS2's lowest steps lie within. */
const FOR_ALL: Readonly<Record<Exclude<RangedVital, keyof (typeof BY_AGE)['adult']>, VitalRange>> = {
  spo2: [60, 100],
  temperature: [30, 41.5],
  glucose: [1.5, 33.3],
  etco2: [8, 90],
  pain: [0, 10],
  pupilMm: [1, 9],
};

/** The plausible range of a vital sign; over all ages when the age is not known. */
export function plausibleRange(vital: RangedVital, ageMonths: number | null): VitalRange {
  if (!(vital in BY_AGE.adult)) return FOR_ALL[vital as keyof typeof FOR_ALL];
  const key = vital as keyof (typeof BY_AGE)['adult'];
  if (ageMonths !== null) return BY_AGE[ageClassOf(ageMonths)][key];
  const ranges = AGE_CLASSES.map((one) => BY_AGE[one][key]);
  return [Math.min(...ranges.map(([least]) => least)), Math.max(...ranges.map(([, most]) => most))];
}

export type ValueJudgement = 'plausible' | 'implausible' | 'impossible';

/** Says what to do with a value: take it, ask whether it is right, or refuse it. */
export function judgeVital(vital: RangedVital, value: number, ageMonths: number | null): ValueJudgement {
  const [possibleLeast, possibleMost] = POSSIBLE_RANGES[vital];
  if (!(value >= possibleLeast && value <= possibleMost)) return 'impossible';
  const [least, most] = plausibleRange(vital, ageMonths);
  return value < least || value > most ? 'implausible' : 'plausible';
}

/** The digits after the point in which a value is entered and shown. */
export const DECIMALS: Readonly<Record<RangedVital, number>> = {
  heartRate: 0,
  systolic: 0,
  diastolic: 0,
  spo2: 0,
  respiratoryRate: 0,
  temperature: 1,
  glucose: 1,
  etco2: 0,
  pain: 0,
  pupilMm: 0,
};

/** Units as UCUM writes them. */
export const VITAL_UNITS: Readonly<Record<RangedVital, string>> = {
  heartRate: '/min',
  systolic: 'mm[Hg]',
  diastolic: 'mm[Hg]',
  spo2: '%',
  respiratoryRate: '/min',
  temperature: 'Cel',
  glucose: 'mmol/L',
  etco2: 'mm[Hg]',
  pain: '{score}',
  pupilMm: 'mm',
};
