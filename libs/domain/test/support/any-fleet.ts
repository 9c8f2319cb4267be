/** Random units and needs for properties of the ranking. */
import {
  CAPABILITIES,
  DEFAULT_RANKING_SETTINGS,
  type DispatchNeed,
  DUTY_STATES,
  isActive,
  ASSIGNMENT_STATUSES,
  POSITION_TRUST,
  PRIORITIES,
  type RankableUnit,
} from '#domain';
import fc from 'fast-check';
import { INCIDENT_ID } from './ranking-scenario.ts';

const seconds = (max: number) => fc.integer({ min: 0, max });
const SOME_CAPABILITIES = ['bls', 'als', 'physician', 'transport'] as const;

const anyRun = fc
  .record({
    number: fc.integer({ min: 1, max: 50 }),
    priority: fc.constantFrom(...PRIORITIES),
    status: fc.constantFrom(...ASSIGNMENT_STATUSES.filter((status) => isActive(status))),
  })
  .map(({ number, priority, status }) => ({
    assignmentId: `assignment-${number}`,
    incidentId: number === 50 ? INCIDENT_ID : `incident-${number}`,
    incidentNumber: number,
    priority,
    status,
  }));

export const aFreeUnit: RankableUnit = {
  unitId: 'unit-000',
  regionId: 'home',
  callSign: 'M000',
  capabilities: ['bls'],
  dutyState: 'onDuty',
  statusAgeSeconds: 0,
  run: null,
  reserved: null,
  isVehicleOut: false,
  shift: null,
  positionTrust: 'live',
  isAtStation: false,
  lon: null,
  lat: null,
  leg: { travelSeconds: 300, distanceMeters: 3000 },
  isCutOff: false,
  stationMeters: null,
  coverageLossShare: 0,
};

const often = <Value>(usual: Value, rare: fc.Arbitrary<Value>): fc.Arbitrary<Value> =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: rare });

const anyUnit: fc.Arbitrary<RankableUnit> = fc.record({
  unitId: fc.constant(''),
  regionId: often('home', fc.constantFrom('west', 'north')),
  callSign: fc.constant(''),
  capabilities: fc.subarray([...SOME_CAPABILITIES, ...CAPABILITIES.slice(6, 8)]),
  dutyState: often('onDuty' as const, fc.constantFrom(...DUTY_STATES)),
  statusAgeSeconds: seconds(4000),
  run: fc.option(anyRun, { freq: 2 }),
  reserved: often(
    null,
    fc.constant({ assignmentId: 'held', incidentId: 'held', incidentNumber: 7 } as RankableUnit['reserved']),
  ),
  isVehicleOut: often(false, fc.boolean()),
  shift: fc.option(fc.record({ startedSecondsAgo: seconds(100_000), endsInSeconds: seconds(30_000) })),
  positionTrust: often('live' as const, fc.constantFrom(...POSITION_TRUST)),
  isAtStation: fc.boolean(),
  lon: fc.option(fc.double({ min: -180, max: 180, noNaN: true })),
  lat: fc.option(fc.double({ min: -90, max: 90, noNaN: true })),
  leg: fc.option(
    seconds(5000).map((travelSeconds) => ({ travelSeconds, distanceMeters: travelSeconds * 10 })),
    { nil: undefined, freq: 6 },
  ),
  isCutOff: fc.boolean(),
  stationMeters: fc.option(seconds(60_000)),
  coverageLossShare: fc.option(fc.integer({ min: 0, max: 300 }).map((thousandths) => thousandths / 1000)),
});

/** Gives the units of a fleet names of their own. */
export const named = (units: readonly RankableUnit[]): RankableUnit[] =>
  units.map((unit, index) => {
    const number = String(index).padStart(3, '0');
    return { ...unit, unitId: `unit-${number}`, callSign: `M${number}` };
  });

export const anyFleet = fc.array(anyUnit, { maxLength: 25 }).map(named);

/** Free units of the region that differ in place, station and loss of coverage alone. */
export const anyFreeFleet = fc
  .array(
    fc
      .record({
        isAtStation: fc.boolean(),
        leg: seconds(3000).map((travelSeconds) => ({ travelSeconds, distanceMeters: travelSeconds * 10 })),
        coverageLossShare: fc.integer({ min: 0, max: 300 }).map((thousandths) => thousandths / 1000),
      })
      .map((differences): RankableUnit => ({ ...aFreeUnit, ...differences })),
    { minLength: 1, maxLength: 25 },
  )
  .map(named);

export const anyNeed: fc.Arbitrary<DispatchNeed> = fc
  .record({
    priority: fc.constantFrom(...PRIORITIES),
    slots: fc.array(
      fc.record({ capabilities: fc.subarray([...SOME_CAPABILITIES]), count: fc.integer({ min: 1, max: 3 }) }),
      { minLength: 1, maxLength: 3 },
    ),
    travelLimitSeconds: fc.constantFrom(1200, 3600),
    travelLimitMeters: fc.option(fc.constant(30_000), { nil: undefined }),
    joinWithinSeconds: fc.constantFrom(0, 15, 300),
    neighbourRegionIds: fc.subarray(['west', 'north']),
  })
  .map(({ priority, slots, ...limits }) => ({
    incidentId: INCIDENT_ID,
    priority,
    requirement: {
      regionId: 'home',
      planVersion: 3,
      slots: slots.map((slot, index) => ({ slot: `slot${index}`, ...slot })),
      ...limits,
    },
    settings: DEFAULT_RANKING_SETTINGS,
  }));
