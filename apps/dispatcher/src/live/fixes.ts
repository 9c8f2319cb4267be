import type { UnitView } from '#contracts';
import type { FramePosition } from '#contracts/position-frame.ts';
import {
  AT_STATION_METERS,
  greatCircleMeters,
  positionTrust,
  type LonLat,
  type PositionTrust,
} from '#domain';

/** The last received fix of a unit, with its age at the moment it was received. */
export interface Fix {
  readonly lon: number;
  readonly lat: number;
  readonly headingDegrees: number | null;
  readonly speedKmh: number | null;
  readonly ageSeconds: number;
  /** On this machine's monotonic clock, in ms: wall clocks of desks differ and jump. */
  readonly heardAt: number;
}

/** Fixes of a frame by frame key; units that never reported are left out. */
export function fixesOf(positions: readonly FramePosition[], heardAt: number): ReadonlyMap<number, Fix> {
  const fixes = new Map<number, Fix>();
  for (const { frameKey, lon, lat, ageSeconds, headingDegrees, speedKmh } of positions) {
    if (Number.isNaN(lon) || Number.isNaN(lat)) continue;
    fixes.set(frameKey, { lon, lat, headingDegrees, speedKmh, ageSeconds: ageSeconds ?? Infinity, heardAt });
  }
  return fixes;
}

/** The fix that a unit's view carries, for the moment before the first frame. */
export function fixOfView(unit: UnitView, serverNow: number, heardAt: number): Fix | undefined {
  if (!unit.position) return undefined;
  const { coordinates, headingDegrees, speedKmh, deviceAt } = unit.position;
  const ageSeconds = Math.max(0, (serverNow - Date.parse(deviceAt)) / 1000);
  return { lon: coordinates[0], lat: coordinates[1], headingDegrees, speedKmh, ageSeconds, heardAt };
}

export interface Whereabouts {
  readonly trust: PositionTrust;
  /** Undefined when there never was a fix. */
  readonly ageSeconds: number | undefined;
  /** Where to show the unit; undefined when nobody knows. */
  readonly place: LonLat | undefined;
  readonly isAtStation: boolean;
}

const FREE: ReadonlySet<string> = new Set(['available', 'reserved']);

/** Where a unit is and how far that may be trusted now. Ages grow by themselves when nothing new arrives. */
export function whereabouts(unit: UnitView, fix: Fix | undefined, now: number): Whereabouts {
  const station = unit.station?.coordinates;
  const last: LonLat | undefined = fix && [fix.lon, fix.lat];
  const isAtStation =
    station !== undefined && (last === undefined || greatCircleMeters(station, last) <= AT_STATION_METERS);
  const isFree = unit.assignment === null && FREE.has(unit.boardStatus);
  const ageSeconds = fix && fix.ageSeconds + (now - fix.heardAt) / 1000;
  const trust = positionTrust({ fixAgeSeconds: ageSeconds, standsAtStation: isFree && isAtStation });
  return { trust, ageSeconds, place: trust === 'assumed' ? station : last, isAtStation };
}
