import type { FieldFault } from '../standards/field-fault.ts';
import type { HelpingNeighbour } from './response-plan.ts';

/** What decides whether a region's units can help another region. */
export interface NeighbourRegion {
  readonly id: string;
  readonly mapId: number;
  readonly isTraining: boolean;
}

/**
 * Neighbours that cannot help: those that do not exist, those on another map, to which no road is known, and real regions
 * for a training region or the other way round, since a real crew must never be proposed for an exercise.
 */
export function checkNeighbourRegions(
  region: NeighbourRegion,
  neighbours: readonly HelpingNeighbour[],
  known: readonly NeighbourRegion[],
): FieldFault[] {
  return neighbours.flatMap(({ regionId }, index): FieldFault[] => {
    if (regionId === region.id) return [];
    const fault = faultOf(
      region,
      known.find(({ id }) => id === regionId),
    );
    return fault ? [{ path: `neighbours[${index}].regionId`, fault, details: { value: regionId } }] : [];
  });
}

function faultOf(
  region: NeighbourRegion,
  neighbour: NeighbourRegion | undefined,
): FieldFault['fault'] | undefined {
  if (!neighbour) return 'unknownRegion';
  if (neighbour.mapId !== region.mapId) return 'otherMap';
  return neighbour.isTraining === region.isTraining ? undefined : 'trainingMixed';
}

/** True when units of the second region may help the first: roads lead there, and both are real or both are exercises. */
export const mayHelp = (region: NeighbourRegion, neighbour: NeighbourRegion): boolean =>
  faultOf(region, neighbour) === undefined;

/** True when the plan asks a region's units to incidents of this priority. */
export const isNeighbourAsked = (
  { neighbours }: { readonly neighbours: readonly HelpingNeighbour[] },
  regionId: string,
  priority: number,
): boolean =>
  neighbours.some((one) => one.regionId === regionId && one.priorities.some((asked) => asked === priority));
