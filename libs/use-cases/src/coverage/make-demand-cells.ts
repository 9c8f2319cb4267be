import { BUSY_WEEKS, chooseDemandCells, INCIDENT_DAYS, layDemandGrid, measureBusyFraction } from '#domain';
import type { CoverageRegion, DemandPorts } from './coverage-ports.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Cells younger than this are left as they are, so that a worker that starts often does no work twice. */
const FRESH_HOURS = 12;

/** True when a region has no cells, or those of an older import of its map. */
export const lacksDemandCells = (region: CoverageRegion): boolean =>
  region.demandVersion === null || region.demandMapVersion !== region.mapVersion;

/**
 * Makes the cells of every region whose cells are missing or were not made this night. Returns how many were made. One region
 * that fails does not keep the others from theirs; its error is thrown at the end.
 */
export async function refreshAllDemandCells(ports: DemandPorts): Promise<number> {
  let made = 0;
  const errors: unknown[] = [];
  const freshSince = ports.now().getTime() - FRESH_HOURS * HOUR;
  for (const region of await ports.listCoverageRegions()) {
    const madeAt = lacksDemandCells(region) ? undefined : region.madeAt?.getTime();
    if (madeAt !== undefined && madeAt > freshSince) continue;
    try {
      if (await makeDemandCells(ports, region)) made++;
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw errors[0];
  return made;
}

/** Makes the cells of one region and measures how busy its units are. False when there is no map yet or another is at it. */
export async function makeDemandCells(ports: DemandPorts, region: CoverageRegion): Promise<boolean> {
  const { regionId, mapBounds, mapVersion } = region;
  if (!mapBounds || mapVersion === 0) return false;
  const now = ports.now();
  const window = { startAt: now.getTime() - BUSY_WEEKS * 7 * DAY, endAt: now.getTime() };
  const grid = layDemandGrid(mapBounds);
  const isMade = await ports.inDemandTransaction(regionId, async (store) => {
    const since = new Date(now.getTime() - INCIDENT_DAYS * DAY);
    const squares = await store.countDemandSquares(region, grid, since);
    const demand = chooseDemandCells(squares, grid, await store.listDemandStations(regionId));
    const busy = measureBusyFraction(await store.listUnitWork(regionId, window), window);
    await store.saveDemand(regionId, mapVersion, now, { demand, busy });
    return true;
  });
  return isMade ?? false;
}
