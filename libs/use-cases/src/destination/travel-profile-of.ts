import type { TravelProfileName } from '../travel/travel-ports.ts';

/** Patients of the first two priorities are driven with lights and siren, all others as any car. */
export const travelProfileOf = (priority: number): TravelProfileName =>
  priority <= 2 ? 'emergency' : 'normal';
