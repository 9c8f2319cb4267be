/** One fix of a unit's vehicle, with both clocks kept. */
export interface UnitFix {
  readonly unitId: string;
  /** By the device's own clock; may be wrong by days. */
  readonly deviceAt: Date;
  /** When this system first had it. */
  readonly receivedAt: Date;
  /** Degrees, WGS 84. */
  readonly lon: number;
  readonly lat: number;
  readonly speedKmh: number | null;
  readonly headingDegrees: number | null;
  readonly accuracyMeters: number | null;
  readonly deviceId: string | null;
  readonly outboxEpoch: string | null;
  readonly deviceSeq: number | null;
}

/**
 * The time a fix counts from, in ms since 1970: the device's, but never later than its arrival. Without that, one fix
 * of a device whose clock runs a day ahead would hide all others for a day.
 */
export const countedMilliseconds = (fix: Pick<UnitFix, 'deviceAt' | 'receivedAt'>): number =>
  Math.min(fix.deviceAt.getTime(), fix.receivedAt.getTime());

type Ordered = Pick<UnitFix, 'deviceAt' | 'receivedAt' | 'lon' | 'lat'>;

/**
 * True when `a` replaces `b` as the last position. A total order (the statement that keeps `unit_position` uses the
 * same), so that shuffled or repeated fixes end in the same state.
 */
export function isNewerFix(a: Ordered, b: Ordered): boolean {
  const difference =
    countedMilliseconds(a) - countedMilliseconds(b) ||
    a.deviceAt.getTime() - b.deviceAt.getTime() ||
    a.lon - b.lon ||
    a.lat - b.lat;
  return difference > 0;
}
