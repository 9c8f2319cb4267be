import { z } from 'zod';
import { coordinates, id, instant, regionId } from './primitives.ts';
import { defineRoute } from './route.ts';
import { CONTROL_ROOM } from './units.ts';

/** As many units as a large incident takes away at once; more make an address too long for some proxies. */
const MAX_WITHOUT_UNITS = 50;

/** Unit ids with commas between, as a query parameter carries a list. */
const unitIdList = z
  .string()
  .transform((text) => text.split(',').filter((one) => one !== ''))
  .pipe(z.array(id).max(MAX_WITHOUT_UNITS));

const share = z.number().min(0).max(1);

export const coverageCellView = z.object({
  /** Number of the cell within this version of the cells. */
  cell: z.number().int(),
  /** Where its people are on average; road times are counted to here. */
  center: coordinates,
  /** West, south, east, north. */
  bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  /** Part of the region's demand; all cells together make 1. */
  demandShare: share,
  /** Units that reach it within the limit. */
  coveringUnits: z.number().int(),
  /** Chance that not all of them are busy: 1 - q^units. */
  coveredProbability: share,
  /** The same without the units of `withoutUnitIds`; null when none were named. */
  coveringUnitsAfter: z.number().int().nullable(),
  coveredProbabilityAfter: share.nullable(),
});
export type CoverageCellView = z.infer<typeof coverageCellView>;

export const coverageUnitView = z.object({
  unitId: id,
  callSign: z.string(),
  /** Part of all demand whose expected coverage is lost when this unit alone is sent. */
  lossShare: share,
  coveredCells: z.number().int(),
});
export type CoverageUnitView = z.infer<typeof coverageUnitView>;

export const coverageFigures = z.object({
  /** When units were last looked at. */
  at: instant,
  /** Expected covered demand, 0 to 1. */
  coveredShare: share,
  /** Null when no `withoutUnitIds` were named. */
  coveredShareAfter: share.nullable(),
  /** Ids of `withoutUnitIds` that count for nothing now (not free, position too old, or of another region). */
  notCountedUnitIds: z.array(id),
  limit: z.object({
    /** Notified until on scene. */
    limitSeconds: z.number(),
    from: z.enum(['standard', 'regionSettings', 'default']),
    stationTurnoutSeconds: z.number(),
    roadTurnoutSeconds: z.number(),
  }),
  busy: z.object({
    /** q of MEXCLP: share of its duty that a unit is busy. */
    busyFraction: share,
    from: z.enum(['measured', 'regionSettings', 'default']),
    /** Hours that the measurement stands on; null when it was not measured. */
    unitHours: z.number().nullable(),
    assignmentHours: z.number().nullable(),
  }),
  demand: z.object({
    version: z.number().int(),
    madeAt: instant,
    cellMeters: z.number(),
    /** What people are counted by. */
    basis: z.enum(['addresses', 'roads']),
    /** Weight of past incidents in the demand; 0 while there are none. */
    incidentWeight: share,
  }),
  /** Seconds since the road times in use ceased to be those of the roads in force; 0 while they agree. */
  treesAgeSeconds: z.number(),
  /** Older than this, losses are no longer given to the ranking. */
  treesAgeAllowedSeconds: z.number(),
  /** Most demand lost first. */
  units: z.array(coverageUnitView),
  cells: z.array(coverageCellView),
});
export type CoverageFigures = z.infer<typeof coverageFigures>;

export const coverageView = z.object({
  regionId,
  /**
   * `preparing`: cells or road times are being made, ask again in some seconds; `noRoads`: the map was not imported yet;
   * `noDemand`: the map holds neither addresses nor roads where people live.
   */
  state: z.enum(['ready', 'preparing', 'noRoads', 'noDemand']),
  /** Null unless `ready`. */
  figures: coverageFigures.nullable(),
});
export type CoverageView = z.infer<typeof coverageView>;

export const coverageRoutes = {
  getCoverage: defineRoute({
    name: 'getCoverage',
    method: 'GET',
    path: '/api/v1/coverage',
    summary: 'Expected coverage now, per cell, what each unit adds, and what is left without some units',
    access: [...CONTROL_ROOM, 'analyst'],
    query: z.object({ regionId: regionId.optional(), withoutUnitIds: unitIdList.optional() }),
    response: coverageView,
  }),
} as const;
