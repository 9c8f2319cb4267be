/**
 * Teltonika's codecs 8 and 8 Extended as trackers send them over TCP
 * (https://wiki.teltonika-gps.com/view/Teltonika_Data_Sending_Protocols): the device first says its IMEI and waits for one
 * byte, then sends frames of records and waits after each for the number of records that were taken.
 *
 * Both readers look at what has arrived so far and never throw: `incomplete` means that more bytes may make it whole,
 * `bad` that nothing can, and that the connection should end.
 */
export interface TeltonikaRecord {
  readonly deviceAt: Date;
  /** Null where the device had no satellites: it repeats the last place then. */
  readonly fix: {
    readonly lon: number;
    readonly lat: number;
    readonly speedKmh: number;
    readonly headingDegrees: number;
    readonly satellites: number;
  } | null;
  /** What the device's inputs hold, by the id of the element, up to 4 bytes each; ignition is 239. */
  readonly elements: ReadonlyMap<number, number>;
}

export type TeltonikaRead<Value> =
  | { readonly state: 'incomplete' }
  | { readonly state: 'bad'; readonly why: string }
  | { readonly state: 'whole'; readonly value: Value; readonly byteLength: number };

/** A larger frame is none: devices send 1,280 bytes at the most, some newer ones a little more. */
export const MAX_TELTONIKA_FRAME_BYTES = 8192;
/** What the device is told after its IMEI. */
export const TELTONIKA_ACCEPT = Uint8Array.of(1);
export const TELTONIKA_REFUSE = Uint8Array.of(0);

const IMEI_DIGITS = 15;
const HEAD_BYTES = 8;
const CRC_BYTES = 4;
/** Codec, two counts. */
const LEAST_DATA_BYTES = 3;
const CODEC_8 = 0x08;
const CODEC_8_EXTENDED = 0x8e;
const DEGREE = 1e7;
const bad = (why: string) => ({ state: 'bad', why }) as const;
const INCOMPLETE = { state: 'incomplete' } as const;

/** The first thing a device says: the length of its IMEI in two bytes, then its digits. */
export function readTeltonikaImei(bytes: Uint8Array): TeltonikaRead<string> {
  if (bytes.length > 0 && bytes[0] !== 0) return bad('no IMEI');
  if (bytes.length > 1 && bytes[1] !== IMEI_DIGITS) return bad('an IMEI has 15 digits');
  const digits = bytes.subarray(2, 2 + IMEI_DIGITS);
  if (digits.some((byte) => byte < 0x30 || byte > 0x39)) return bad('an IMEI has digits only');
  if (digits.length < IMEI_DIGITS) return INCOMPLETE;
  return { state: 'whole', value: String.fromCharCode(...digits), byteLength: 2 + IMEI_DIGITS };
}

/** One frame of records, checked by its CRC. */
export function readTeltonikaFrame(bytes: Uint8Array): TeltonikaRead<readonly TeltonikaRecord[]> {
  if (bytes.subarray(0, 4).some((byte) => byte !== 0)) return bad('a frame begins with four zero bytes');
  if (bytes.length < HEAD_BYTES) return INCOMPLETE;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const dataBytes = view.getUint32(4);
  if (dataBytes < LEAST_DATA_BYTES || dataBytes > MAX_TELTONIKA_FRAME_BYTES)
    return bad('no length of a frame');
  const byteLength = HEAD_BYTES + dataBytes + CRC_BYTES;
  if (bytes.length < byteLength) return INCOMPLETE;
  const data = bytes.subarray(HEAD_BYTES, HEAD_BYTES + dataBytes);
  if (view.getUint32(HEAD_BYTES + dataBytes) !== crc16Ibm(data)) return bad('the CRC is another one');
  const records = readRecords(data);
  return records ? { state: 'whole', value: records, byteLength } : bad('records that are not what they say');
}

/** The answer to a frame. */
export function writeTeltonikaReceipt(recordCount: number): Uint8Array {
  const receipt = new Uint8Array(4);
  new DataView(receipt.buffer).setUint32(0, recordCount);
  return receipt;
}

/** CRC-16/IBM (ARC): polynomial 0xA001 reflected, beginning with 0. */
export function crc16Ibm(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >> 1) ^ 0xa001 : crc >> 1;
  }
  return crc;
}

function readRecords(data: Uint8Array): TeltonikaRecord[] | undefined {
  const codec = data[0];
  if (codec !== CODEC_8 && codec !== CODEC_8_EXTENDED) return undefined;
  const count = data[1]!;
  if (data.at(-1) !== count) return undefined;
  const cursor = new Cursor(data.subarray(0, data.length - 1), 2);
  const records: TeltonikaRecord[] = [];
  try {
    for (let at = 0; at < count; at += 1) records.push(readRecord(cursor, codec === CODEC_8_EXTENDED));
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
  return cursor.isAtEnd ? records : undefined;
}

function readRecord(cursor: Cursor, isExtended: boolean): TeltonikaRecord {
  const deviceAt = new Date(cursor.unsigned(4) * 2 ** 32 + cursor.unsigned(4));
  cursor.skip(1); // priority
  const [lon, lat] = [cursor.signed32() / DEGREE, cursor.signed32() / DEGREE];
  cursor.skip(2); // altitude
  const headingDegrees = cursor.unsigned(2);
  const satellites = cursor.unsigned(1);
  const speedKmh = cursor.unsigned(2);
  const elements = readElements(cursor, isExtended);
  const isPlace = Math.abs(lon) <= 180 && Math.abs(lat) <= 90 && headingDegrees <= 360 && speedKmh <= 400;
  const hasFix = satellites > 0 && isPlace && Number.isFinite(deviceAt.getTime());
  return { deviceAt, fix: hasFix ? { lon, lat, speedKmh, headingDegrees, satellites } : null, elements };
}

/** Elements come in groups of 1, 2, 4 and 8 bytes, and in the extended codec of any length too. */
function readElements(cursor: Cursor, isExtended: boolean): Map<number, number> {
  const width = isExtended ? 2 : 1;
  const elements = new Map<number, number>();
  cursor.skip(width); // the element that made the device send
  const total = cursor.unsigned(width);
  let seen = 0;
  for (const valueBytes of [1, 2, 4, 8]) {
    const count = cursor.unsigned(width);
    seen += count;
    for (let at = 0; at < count; at += 1) {
      const id = cursor.unsigned(width);
      if (valueBytes === 8) cursor.skip(8);
      else elements.set(id, cursor.unsigned(valueBytes));
    }
  }
  if (isExtended) {
    const count = cursor.unsigned(2);
    seen += count;
    for (let at = 0; at < count; at += 1) {
      cursor.skip(2);
      cursor.skip(cursor.unsigned(2));
    }
  }
  if (seen !== total) throw new RangeError('not as many elements as it says');
  return elements;
}

/** Reads big-endian numbers; a RangeError at the end of the bytes. */
class Cursor {
  private readonly view: DataView;

  constructor(
    bytes: Uint8Array,
    private at: number,
  ) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get isAtEnd(): boolean {
    return this.at === this.view.byteLength;
  }

  skip(count: number): void {
    this.at += count;
    if (this.at > this.view.byteLength) throw new RangeError('the bytes end too early');
  }

  unsigned(count: number): number {
    let value = 0;
    for (let read = 0; read < count; read += 1) value = value * 256 + this.view.getUint8(this.at++);
    return value;
  }

  signed32(): number {
    const value = this.view.getInt32(this.at);
    this.at += 4;
    return value;
  }
}
