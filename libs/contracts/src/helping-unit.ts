import type { UnitView } from './units.ts';

/**
 * A unit as the control room of a region sees it. A neighbour's unit is seen while it works for the region or is reserved
 * there, and then only what that work needs: not why it is on a meal, nor where its own region sends it.
 */
export function unitSeenFrom(regionId: string, unit: UnitView): UnitView | undefined {
  if (unit.regionId === regionId) return unit;
  const reservedAssignments = unit.reservedAssignments.filter((one) => one.regionId === regionId);
  const { assignment } = unit;
  const worksHere = assignment !== null && !assignment.elsewhere;
  if (!worksHere && reservedAssignments.length === 0) return undefined;
  return {
    ...unit,
    // Its sector is one of its own region's.
    sectorId: null,
    duty: { ...unit.duty, reason: null, expectedEndAt: null },
    assignment: assignment && (worksHere ? assignment : withoutTarget(assignment)),
    reservedAssignments,
  };
}

function withoutTarget(assignment: NonNullable<UnitView['assignment']>): UnitView['assignment'] {
  const { elsewhere } = assignment;
  return {
    ...assignment,
    destinationFacilityId: null,
    destinationName: null,
    elsewhere: elsewhere && { ...elsewhere, coordinates: null },
  };
}
