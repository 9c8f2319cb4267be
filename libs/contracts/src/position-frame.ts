/**
 * The packed position frame: every unit of a region, once per second, never a delta. Little-endian.
 * Header 16 bytes: u8 version, u8 unused, u16 count, u32 unused, f64 server time in ms since 1970.
 * Then 16 bytes a unit: u32 frameKey, i32 lon x 1e7, i32 lat x 1e7, u16 age of the fix in s (65535: none or older
 * than 18 h), u8 heading in 360/255 degrees (255: unknown), u8 speed in km/h (255: unknown or faster than 254).
 */
export interface FramePosition {
  readonly frameKey: number;
  /** Degrees; NaN when the unit has never reported. */
  readonly lon: number;
  readonly lat: number;
  readonly ageSeconds: number | null;
  readonly headingDegrees: number | null;
  readonly speedKmh: number | null;
}

const VERSION = 1;
const HEADER_BYTES = 16;
const UNIT_BYTES = 16;
const NO_AGE = 65_535;
const NO_BYTE = 255;
const NO_COORDINATE = -2_147_483_648;
const SCALE = 1e7;

const scaled = (degrees: number): number =>
  Number.isFinite(degrees) ? Math.round(degrees * SCALE) : NO_COORDINATE;
const unscaled = (value: number): number => (value === NO_COORDINATE ? Number.NaN : value / SCALE);

/** Packs the positions of one region at `serverMilliseconds` (since 1970). At most 65,535 units. */
export function packPositionFrame(serverMilliseconds: number, units: readonly FramePosition[]): ArrayBuffer {
  if (units.length > 65_535) throw new RangeError(`a frame holds at most 65535 units, got ${units.length}`);
  const buffer = new ArrayBuffer(HEADER_BYTES + units.length * UNIT_BYTES);
  const view = new DataView(buffer);
  view.setUint8(0, VERSION);
  view.setUint16(2, units.length, true);
  view.setFloat64(8, serverMilliseconds, true);
  units.forEach((unit, index) => {
    const at = HEADER_BYTES + index * UNIT_BYTES;
    view.setUint32(at, unit.frameKey, true);
    view.setInt32(at + 4, scaled(unit.lon), true);
    view.setInt32(at + 8, scaled(unit.lat), true);
    const age =
      unit.ageSeconds === null ? NO_AGE : Math.min(NO_AGE, Math.max(0, Math.round(unit.ageSeconds)));
    view.setUint16(at + 12, age, true);
    const heading =
      unit.headingDegrees === null ? NO_BYTE : Math.round(((unit.headingDegrees % 360) * 255) / 360) % 255;
    view.setUint8(at + 14, heading);
    view.setUint8(
      at + 15,
      unit.speedKmh === null ? NO_BYTE : Math.min(254, Math.max(0, Math.round(unit.speedKmh))),
    );
  });
  return buffer;
}

/** Reads a frame; throws RangeError on another version or a cut frame. */
export function unpackPositionFrame(frame: ArrayBuffer | Uint8Array): {
  serverMilliseconds: number;
  units: FramePosition[];
} {
  const view = ArrayBuffer.isView(frame)
    ? new DataView(frame.buffer, frame.byteOffset, frame.byteLength)
    : new DataView(frame);
  if (view.byteLength < HEADER_BYTES || view.getUint8(0) !== VERSION)
    throw new RangeError('unknown position frame');
  const count = view.getUint16(2, true);
  if (view.byteLength !== HEADER_BYTES + count * UNIT_BYTES) throw new RangeError('cut position frame');
  const units = Array.from({ length: count }, (_, index): FramePosition => {
    const at = HEADER_BYTES + index * UNIT_BYTES;
    const age = view.getUint16(at + 12, true);
    const heading = view.getUint8(at + 14);
    const speed = view.getUint8(at + 15);
    return {
      frameKey: view.getUint32(at, true),
      lon: unscaled(view.getInt32(at + 4, true)),
      lat: unscaled(view.getInt32(at + 8, true)),
      ageSeconds: age === NO_AGE ? null : age,
      headingDegrees: heading === NO_BYTE ? null : (heading * 360) / 255,
      speedKmh: speed === NO_BYTE ? null : speed,
    };
  });
  return { serverMilliseconds: view.getFloat64(8, true), units };
}
