import type { HazardHere, HazardView } from '#contracts';
import { addressKey, greatCircleMeters, HAZARD_KINDS, HAZARD_REACH_METERS, type LonLat } from '#domain';
import type { HazardReader } from './hazard-store.ts';

export interface HazardPlace {
  readonly regionId: string;
  readonly coordinates: LonLat | null;
  readonly addressText: string;
}

/** The warnings that hold for a place: within reach of its position, or of the same address. The gravest come first. */
export async function findHazards(reader: HazardReader, place: HazardPlace, at: Date): Promise<HazardHere[]> {
  const { regionId, coordinates, addressText } = place;
  const known = await reader.listHazardsNear({
    regionId,
    at,
    coordinates,
    reachMeters: HAZARD_REACH_METERS,
    addressKey: addressKey(addressText),
  });
  return known
    .map(({ isSameAddress, ...hazard }) => ({
      hazard,
      isSameAddress,
      meters: distanceTo(hazard, coordinates),
    }))
    .filter(
      ({ isSameAddress, meters }) => isSameAddress || (meters !== null && meters <= HAZARD_REACH_METERS),
    )
    .map(({ hazard, meters }) => ({ ...hazard, distanceMeters: meters }))
    .sort(
      (a, b) =>
        HAZARD_KINDS.indexOf(a.kind) - HAZARD_KINDS.indexOf(b.kind) ||
        (a.distanceMeters ?? 0) - (b.distanceMeters ?? 0),
    );
}

function distanceTo({ coordinates }: HazardView, place: LonLat | null): number | null {
  return coordinates && place ? Math.round(greatCircleMeters(coordinates, place)) : null;
}
