import { CONTROL_ROOM, type ClosedStretches, type ClosureShape } from '#contracts';
import { checkAccess, chooseRegion, type Actor } from '../actor.ts';
import { accept, refuse, type Outcome } from '../outcome.ts';
import type { CommandPorts } from '../ports.ts';
import type { MapRoads, TravelEngine } from '../travel/travel-engine.ts';
import type { ShapeMatch } from '../travel/travel-ports.ts';

export interface ClosurePorts {
  readonly commands: CommandPorts;
  readonly engine: TravelEngine;
  findRegionMap(regionId: string): Promise<{ readonly mapId: number } | undefined>;
  /** Puts what was saved in force in this process; others follow the journal. Never fails: the next second repairs it. */
  putInForce(mapId: number): Promise<void>;
}

export type Matched = Extract<ShapeMatch, { ok: true }>['value'];

/** The region in which the actor draws, with its roads in memory. */
export async function findDrawingBoard(
  ports: ClosurePorts,
  actor: Actor,
  named: string | undefined,
): Promise<Outcome<{ readonly regionId: string; readonly mapId: number; readonly map: MapRoads }>> {
  const regionId = chooseRegion(actor, named, CONTROL_ROOM);
  if (regionId === undefined) return refuse('forbidden');
  const denied = checkAccess(actor, regionId, CONTROL_ROOM);
  if (denied) return denied;
  const region = await ports.findRegionMap(regionId);
  if (!region) return refuse('notFound');
  const map = await ports.engine.findMapRoads(region.mapId);
  return map ? accept({ regionId, mapId: region.mapId, map }) : refuse('offMap', { field: 'shape' });
}

/** The stretches a shape stands for, or why it stands for none. */
export function matchDrawing(map: MapRoads, shape: ClosureShape): Outcome<Matched> {
  const match = map.network.matchShape(shape);
  return match.ok ? match : refuse(match.reason, match.details);
}

export const toStretches = ({
  coordinates,
  roadNames,
  edgeKeys,
  lengthMeters,
}: Matched): ClosedStretches => ({
  coordinates,
  roadNames: [...roadNames],
  edgeCount: edgeKeys.length,
  lengthMeters,
});
