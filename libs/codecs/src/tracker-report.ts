/** What trackers report, whatever they speak, and the fields of it that several protocols write alike. */
export interface TrackerFix {
  /** Undefined when the device sent no time. */
  readonly deviceAt: Date | undefined;
  readonly lon: number;
  readonly lat: number;
  readonly speedKmh: number | null;
  readonly headingDegrees: number | null;
  readonly accuracyMeters: number | null;
  /** 0 to 1. */
  readonly batteryLevel: number | null;
}

export interface TrackerReport {
  /** What the device calls itself. */
  readonly externalId: string;
  /** Its secret, when sent as a parameter. */
  readonly key: string | undefined;
  /** None when the device only says that it is there (no satellite in view). */
  readonly fixes: readonly TrackerFix[];
}

export interface CodecFault {
  readonly path: string;
  readonly message: string;
}

export type TrackerDecoded =
  | { readonly ok: true; readonly value: TrackerReport }
  | { readonly ok: false; readonly faults: readonly CodecFault[] };

export type Fields = Readonly<Record<string, unknown>>;

export const KNOT_KMH = 1.852;
export const MAX_SPEED_KMH = 400;
export const MAX_ACCURACY_METERS = 100_000;
/** Numbers below are seconds since 1970 (until 2038), those above milliseconds; as Traccar's server decides. */
const LAST_SECOND = 2_147_483_647;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i;
const TIME_TEXT = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?$/;
// eslint-disable-next-line no-control-regex -- the pattern is about control characters
const EXTERNAL_ID = /^[^\u0000-\u001f\u007f\p{Surrogate}]{1,128}$/u;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function readId(value: unknown, path: string, faults: CodecFault[]): string {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text === 'string' && EXTERNAL_ID.test(text)) return text;
  faults.push({ path, message: 'name the device: 1 to 128 characters, given once' });
  return '';
}

export function readDegrees(
  value: unknown,
  limit: number,
  path: string,
  faults: CodecFault[],
): number | undefined {
  const degrees = within(numberOf(value), -limit, limit);
  if (degrees !== null) return degrees;
  faults.push({ path, message: `must be degrees from -${limit} to ${limit}, given once` });
  return undefined;
}

/** Seconds or milliseconds since 1970, or ISO 8601; without an offset it is UTC. */
export function readTime(value: unknown, path: string, faults: CodecFault[]): Date | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  const number = numberOf(value);
  const date =
    number === null ? parseTimeText(value) : new Date(number < LAST_SECOND ? number * 1000 : number);
  if (date && Number.isFinite(date.getTime())) return date;
  faults.push({
    path,
    message: 'must be seconds or milliseconds since 1970, or a time like 2026-01-31T23:59:59Z',
  });
  return undefined;
}

function parseTimeText(value: unknown): Date | undefined {
  if (typeof value !== 'string') return undefined;
  // A plus sign that was not escaped in a query arrives as a space.
  const text = value.trim().replace(/ (?=\d\d:?\d\d$)(?<=:\d\d(\.\d+)? )/, '+');
  const match = TIME_TEXT.exec(text);
  if (!match) return undefined;
  return new Date(text.replace(' ', 'T') + (match[3] ? '' : 'Z'));
}

/** Null for anything but one finite number. */
export function numberOf(value: unknown): number | null {
  if (typeof value === 'string' && !NUMBER.test(value.trim())) return null;
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

export function scaled(value: unknown, factor: number): number | null {
  const number = numberOf(value);
  return number === null ? null : number * factor;
}

export const within = (value: number | null, min: number, max: number): number | null =>
  value !== null && value >= min && value <= max ? value : null;
