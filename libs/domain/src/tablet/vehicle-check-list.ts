/** What a crew looks at before it drives, in the order of a walk round the vehicle. */
const EVERY_VEHICLE = [
  'bodywork',
  'tyres',
  'lights',
  'blueLights',
  'siren',
  'brakes',
  'windscreen',
  'fuel',
  'radio',
  'fireExtinguisher',
  'stretcher',
  'oxygen',
  'suction',
  'defibrillator',
  'emergencyBag',
  'protectiveClothing',
  'cleanliness',
] as const;
/** Of mobile intensive care units (EN 1789 class C). */
const INTENSIVE_CARE = ['ventilator', 'infusionPump', 'monitor', 'medicines', 'controlledDrugs'] as const;

export const VEHICLE_CHECK_KEYS = [...EVERY_VEHICLE, ...INTENSIVE_CARE] as const;
export type VehicleCheckKey = (typeof VEHICLE_CHECK_KEYS)[number];

/** The check list of a vehicle's class by EN 1789; a vehicle whose class nobody gave has the whole list. */
export function vehicleCheckKeys(en1789Class: string | null): readonly VehicleCheckKey[] {
  return en1789Class === null || en1789Class.startsWith('C') ? VEHICLE_CHECK_KEYS : EVERY_VEHICLE;
}
