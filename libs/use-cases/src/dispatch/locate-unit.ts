import {
  AT_STATION_METERS,
  greatCircleMeters,
  isStillHere,
  type LonLat,
  positionTrust,
  type PositionTrust,
  type RankableUnit,
} from '#domain';
import type { DispatchableUnit, LastPosition, RoadLeg, UnitLegs } from './recommend-ports.ts';

export interface LocatedUnit {
  readonly unit: DispatchableUnit;
  /** From where its road time is counted; undefined when nobody knows where it is. */
  readonly source: LonLat | undefined;
  readonly trust: PositionTrust;
  readonly isAtStation: boolean;
}

/** A silent unit that was last seen at its station, and is free, is taken to stand there. */
export function locateUnit(
  unit: DispatchableUnit,
  position: LastPosition | undefined,
  now: Date,
): LocatedUnit {
  const station = unit.stationCoordinates;
  const isFree = unit.run === null;
  const mayBeAtStation = isFree || isStillHere(unit.run.status);
  const isNearStation =
    station !== null && position !== undefined && isWithin(position.coordinates, station, AT_STATION_METERS);
  const isAtStation =
    mayBeAtStation && station !== null && (isNearStation || (position === undefined && isFree));
  const fixAgeSeconds = position && (now.getTime() - position.deviceAt.getTime()) / 1000;
  const trust = positionTrust({ fixAgeSeconds, standsAtStation: isFree && isAtStation });
  const source = trust === 'assumed' && station ? station : position?.coordinates;
  return { unit, source, trust, isAtStation };
}

const METERS_PER_DEGREE_LAT = 111_000;

/** The exact distance only where the latitudes leave it open: it costs most of locating a thousand units. */
function isWithin(a: LonLat, b: LonLat, meters: number): boolean {
  return Math.abs(a[1] - b[1]) * METERS_PER_DEGREE_LAT <= meters * 1.1 && greatCircleMeters(a, b) <= meters;
}

export interface RankingContext {
  readonly now: Date;
  readonly target: LonLat;
  readonly legs: UnitLegs;
  readonly lossShareOf: (unit: DispatchableUnit) => number | null;
}

/** Joins units with their legs; `located` holds every unit, the legs only those with a source, in the same order. */
export function toRankableUnits(located: readonly LocatedUnit[], context: RankingContext): RankableUnit[] {
  let next = 0;
  return located.map((one) => {
    const index = one.source ? next++ : -1;
    return toRankable(one, context, roundLeg(context.legs.legs[index]), context.legs.cutOff.has(index));
  });
}

function toRankable(
  { unit, source, trust, isAtStation }: LocatedUnit,
  { now, target, lossShareOf }: RankingContext,
  leg: RoadLeg | undefined,
  isCutOff: boolean,
): RankableUnit {
  const { shift, stationCoordinates: station } = unit;
  const secondsSince = (at: Date): number => Math.round((now.getTime() - at.getTime()) / 1000);
  return {
    unitId: unit.unitId,
    regionId: unit.regionId,
    callSign: unit.callSign,
    capabilities: unit.capabilities,
    dutyState: unit.dutyState,
    statusAgeSeconds: Math.max(0, secondsSince(unit.statusSinceAt)),
    run: unit.run,
    reserved: unit.reserved,
    promised: unit.promised,
    drivenSeconds: unit.drivenSeconds === null ? null : Math.max(0, Math.round(unit.drivenSeconds)),
    isVehicleOut: unit.isVehicleOut,
    shift: shift && {
      startedSecondsAgo: secondsSince(shift.startsAt),
      endsInSeconds: -secondsSince(shift.endsAt),
    },
    positionTrust: trust,
    isAtStation,
    lon: source ? roundDegrees(source[0]) : null,
    lat: source ? roundDegrees(source[1]) : null,
    leg,
    isCutOff,
    stationMeters: station && Math.round(greatCircleMeters(station, target)),
    coverageLossShare: lossShareOf(unit),
  };
}

/** A tenth of a metre: for the record only, the road time was counted from the exact place. */
const roundDegrees = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;

/**
 * Tenths of a second and whole metres: more digits only make the answer of 500 units longer. Rounded before the ranking,
 * so that what is shown, kept and ranked are the same numbers.
 */
function roundLeg(leg: RoadLeg | undefined): RoadLeg | undefined {
  if (!leg) return undefined;
  return {
    travelSeconds: Math.round(leg.travelSeconds * 10) / 10,
    distanceMeters: Math.round(leg.distanceMeters),
  };
}
