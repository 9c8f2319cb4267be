import { ASSIGNMENT_STATUSES, BOARD_STATUSES, CAPABILITIES, DUTY_STATES } from '#domain';
import { z } from 'zod';
import { commandBase, coordinates, freeText, id, instant, regionId } from './primitives.ts';
import { defineRoute } from './route.ts';

export const CONTROL_ROOM = ['dispatcher', 'supervisor', 'admin'] as const;
const READERS = ['dispatcher', 'supervisor', 'admin', 'crew', 'analyst', 'fleetManager'] as const;

export const positionView = z.object({
  coordinates,
  /** When the device took the fix, by its own clock. */
  deviceAt: instant,
  receivedAt: instant,
  speedKmh: z.number().nullable(),
  headingDegrees: z.number().nullable(),
});
export type PositionView = z.infer<typeof positionView>;

export const unitView = z.object({
  id,
  regionId,
  callSign: z.string(),
  /** Names the unit in the packed position frame. */
  frameKey: z.number().int(),
  capabilities: z.array(z.enum(CAPABILITIES)),
  station: z.object({ id, name: z.string(), coordinates }).nullable(),
  duty: z.object({
    state: z.enum(DUTY_STATES),
    reason: z.string().nullable(),
    expectedEndAt: instant.nullable(),
    sinceAt: instant,
  }),
  boardStatus: z.enum(BOARD_STATUSES),
  statusSinceAt: instant,
  assignment: z
    .object({
      id,
      incidentId: id,
      incidentNumber: z.number().int(),
      status: z.enum(ASSIGNMENT_STATUSES),
      destinationFacilityId: id.nullable(),
      destinationName: z.string().nullable(),
      /** When the incident is another region's than the reader's: which one's, and where the unit goes there. */
      elsewhere: z
        .object({ regionId, regionName: z.string(), coordinates: coordinates.nullable() })
        .nullable()
        .optional(),
    })
    .nullable(),
  /** What it does next, first made first; the dispatcher activates one when the unit is free. */
  reservedAssignments: z.array(
    z.object({
      id,
      incidentId: id,
      incidentNumber: z.number().int(),
      priority: z.number().int(),
      createdAt: instant,
      /** The region of the incident; another one than the unit's when it helps there. */
      regionId: regionId.optional(),
    }),
  ),
  /** Sector of its station or, without one, of its last position; null: in none. */
  sectorId: id.nullable().optional(),
  vehicle: z.object({ id, plate: z.string() }).nullable(),
  /** True while a crew is signed on at a tablet; absent otherwise. */
  isCrewAtTablet: z.boolean().optional(),
  position: positionView.nullable(),
});
export type UnitView = z.infer<typeof unitView>;

export const stationView = z.object({ id, regionId, name: z.string(), coordinates });
export type StationView = z.infer<typeof stationView>;

export const setDutyBody = z.object({
  ...commandBase,
  state: z.enum(DUTY_STATES),
  reason: freeText(200).nullable().default(null),
  expectedEndAt: instant.nullable().default(null),
});
export type SetDutyBody = z.infer<typeof setDutyBody>;

/** The unit after a change of duty. */
export const dutyAnswer = unitView.extend({
  /** Numbers of the incidents whose jobs stay reserved for it until the planned end of its absence. */
  waitingIncidentNumbers: z.array(z.number().int()),
});
export type DutyAnswer = z.infer<typeof dutyAnswer>;

const ofRegion = z.object({ regionId: regionId.optional() });

export const unitRoutes = {
  listUnits: defineRoute({
    name: 'listUnits',
    method: 'GET',
    path: '/api/v1/units',
    summary:
      'All units of a region, and those of neighbours that work for it, with duty state, assignment and last position',
    access: READERS,
    query: ofRegion,
    response: z.object({ units: z.array(unitView), seq: z.number().int() }),
  }),
  setDuty: defineRoute({
    name: 'setDuty',
    method: 'POST',
    path: '/api/v1/units/:unitId/duty',
    summary:
      'Set the duty state of a unit, with reason and expected end; jobs reserved for it wait only for an end that is planned',
    access: ['dispatcher', 'supervisor', 'admin', 'crew'],
    params: z.object({ unitId: id }),
    body: setDutyBody,
    response: dutyAnswer,
    isCommand: true,
  }),
  listStations: defineRoute({
    name: 'listStations',
    method: 'GET',
    path: '/api/v1/stations',
    summary: 'Stations of a region',
    access: READERS,
    query: ofRegion,
    response: z.object({ stations: z.array(stationView) }),
  }),
} as const;
