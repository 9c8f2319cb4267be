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
  const { legs, cutOff } = context.legs;
  const viewShift = shiftViewer(context.now);
  let next = 0;
  return located.map((one) => {
    const index = one.source ? next++ : -1;
    return toRankable(one, context, legs[index], cutOff.size > 0 && cutOff.has(index), viewShift);
  });
}

const secondsBetween = (from: Date, to: Date): number => Math.round((to.getTime() - from.getTime()) / 1000);

type ShiftView = NonNullable<RankableUnit['shift']>;

/** Shifts that begin and end together share one object: few are made, and the record tells them apart at a glance. */
function shiftViewer(now: Date): (shift: DispatchableUnit['shift']) => ShiftView | null {
  const known = new Map<number, Map<number, ShiftView>>();
  return (shift) => {
    if (!shift) return null;
    const startsAt = shift.startsAt.getTime();
    let ends = known.get(startsAt);
    if (!ends) known.set(startsAt, (ends = new Map()));
    const endsAt = shift.endsAt.getTime();
    let view = ends.get(endsAt);
    if (!view) {
      view = {
        startedSecondsAgo: secondsBetween(shift.startsAt, now),
        endsInSeconds: secondsBetween(now, shift.endsAt),
      };
      ends.set(endsAt, view);
    }
    return view;
  };
}

function toRankable(
  { unit, source, trust, isAtStation }: LocatedUnit,
  { now, target, lossShareOf }: RankingContext,
  leg: RoadLeg | undefined,
  isCutOff: boolean,
  viewShift: ReturnType<typeof shiftViewer>,
): RankableUnit {
  const station = unit.stationCoordinates;
  return {
    unitId: unit.unitId,
    regionId: unit.regionId,
    callSign: unit.callSign,
    capabilities: unit.capabilities,
    dutyState: unit.dutyState,
    statusAgeSeconds: Math.max(0, secondsBetween(unit.statusSinceAt, now)),
    run: unit.run,
    reserved: unit.reserved,
    promised: unit.promised,
    drivenSeconds: unit.drivenSeconds === null ? null : Math.max(0, Math.round(unit.drivenSeconds)),
    isVehicleOut: unit.isVehicleOut,
    shift: viewShift(unit.shift),
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
