import { normalizeSearchText } from '#domain';

export interface SearchFacility {
  readonly id: string;
  readonly name: string;
  readonly coordinates: readonly [lon: number, lat: number];
  readonly hasEmergency: boolean;
  readonly isOnDiversion: boolean;
}

/** A place that was found, with how far it is in a straight line. */
export interface FoundPlace {
  readonly id: string;
  readonly label: string;
  readonly context: string;
  readonly coordinates: readonly [lon: number, lat: number];
  readonly distanceMeters: number | undefined;
  readonly facility: SearchFacility | undefined;
}

type LonLat = readonly [lon: number, lat: number];

const METERS_PER_DEGREE = 111_195;

/** Straight, good to a per cent within a region. */
export function distanceMeters([lon, lat]: LonLat, near: LonLat | undefined): number | undefined {
  if (!near) return undefined;
  const east = (lon - near[0]) * Math.cos((lat * Math.PI) / 180);
  return Math.hypot(east, lat - near[1]) * METERS_PER_DEGREE;
}

/** Facilities that hold the typed words, nearest first. */
export function listFacilities(
  facilities: readonly SearchFacility[],
  text: string,
  near: LonLat | undefined,
): FoundPlace[] {
  const words = normalizeSearchText(text).split(' ').filter(Boolean);
  return facilities
    .filter(({ name }) => words.every((word) => ` ${normalizeSearchText(name)}`.includes(` ${word}`)))
    .map((facility) => ({
      id: facility.id,
      label: facility.name,
      context: '',
      coordinates: facility.coordinates,
      distanceMeters: distanceMeters(facility.coordinates, near),
      facility,
    }))
    .sort((a, b) => (a.distanceMeters ?? 0) - (b.distanceMeters ?? 0) || a.label.localeCompare(b.label));
}
