/**
 * The OsmAnd tracking protocol as Traccar's clients and many trackers send it (https://www.traccar.org/osmand/): a
 * request with query or form parameters, one fix each, or, from Traccar Client 9 on, a JSON body.
 *
 * Speed is in knots in the parameters, as Traccar's server and clients have it. The OsmAnd app itself fills its
 * `{speed}` with m/s; one parameter cannot tell the two apart, so the unit of the protocol's documented users counts
 * and an OsmAnd phone's speed shows at half its value (its position and heading are not touched). JSON has m/s.
 */
export interface OsmandFix {
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

export interface OsmandReport {
  /** What the device calls itself. */
  readonly externalId: string;
  /** Its secret, when sent as a parameter. */
  readonly key: string | undefined;
  /** None when the device only says that it is there (no satellite in view). */
  readonly fixes: readonly OsmandFix[];
}

export interface CodecFault {
  readonly path: string;
  readonly message: string;
}

export type OsmandDecoded =
  | { readonly ok: true; readonly value: OsmandReport }
  | { readonly ok: false; readonly faults: readonly CodecFault[] };

type Fields = Readonly<Record<string, unknown>>;

const KNOT_KMH = 1.852;
const METER_PER_SECOND_KMH = 3.6;
const MAX_SPEED_KMH = 400;
const MAX_ACCURACY_METERS = 100_000;
const MAX_FIXES = 1000;
/** Numbers below are seconds since 1970 (until 2038), those above milliseconds; as Traccar's server decides. */
const LAST_SECOND = 2_147_483_647;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i;
const TIME_TEXT = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?$/;
// eslint-disable-next-line no-control-regex -- the pattern is about control characters
const EXTERNAL_ID = /^[^\u0000-\u001f\u007f\p{Surrogate}]{1,128}$/u;

/** Reads one request from its query parameters and its body (form fields or JSON, already parsed). */
export function decodeOsmand(query: unknown, body: unknown): OsmandDecoded {
  const parameters = isFields(query) ? query : {};
  const fields = isFields(body) ? body : {};
  return 'location' in fields && typeof fields['location'] !== 'string'
    ? decodeJson(parameters, fields)
    : decodeParameters({ ...fields, ...parameters });
}

function decodeParameters(fields: Fields): OsmandDecoded {
  const faults: CodecFault[] = [];
  const externalId = readId(fields['id'] ?? fields['deviceid'], 'id', faults);
  const [lat, lon] = readPlace(fields, faults);
  const deviceAt = readTime(fields['timestamp'], 'timestamp', faults);
  if (faults.length > 0) return { ok: false, faults };
  const isValid = fields['valid'] === undefined || /^(true|1)$/i.test(String(fields['valid']));
  const hasPlace = isValid && lat !== undefined && lon !== undefined;
  const fix = hasPlace && {
    deviceAt,
    lon,
    lat,
    speedKmh: within(scaled(fields['speed'], KNOT_KMH), 0, MAX_SPEED_KMH),
    headingDegrees: within(numberOf(fields['bearing'] ?? fields['heading']), 0, 360),
    accuracyMeters: within(numberOf(fields['accuracy']), 0, MAX_ACCURACY_METERS),
    batteryLevel: within(scaled(fields['batt'], 0.01), 0, 1),
  };
  return { ok: true, value: { externalId, key: keyOf(fields), fixes: fix ? [fix] : [] } };
}

function readPlace(fields: Fields, faults: CodecFault[]): [number | undefined, number | undefined] {
  const location = fields['location'];
  if (typeof location === 'string' && fields['lat'] === undefined) {
    const [lat, lon] = location.split(',');
    return [readDegrees(lat, 90, 'location', faults), readDegrees(lon, 180, 'location', faults)];
  }
  const [lat, lon] = [fields['lat'], fields['lon']];
  if (lat === undefined && lon === undefined) return [undefined, undefined];
  return [readDegrees(lat, 90, 'lat', faults), readDegrees(lon, 180, 'lon', faults)];
}

/** The body of the background location SDK: `location` is one location, or several that waited for a network. */
function decodeJson(parameters: Fields, body: Fields): OsmandDecoded {
  const faults: CodecFault[] = [];
  const externalId = readId(
    body['device_id'] ?? parameters['id'] ?? parameters['deviceid'],
    'device_id',
    faults,
  );
  const locations = Array.isArray(body['location']) ? (body['location'] as unknown[]) : [body['location']];
  if (locations.length > MAX_FIXES) {
    faults.push({ path: 'location', message: `at most ${MAX_FIXES} locations at once` });
    return { ok: false, faults };
  }
  const isOne = !Array.isArray(body['location']);
  const fixes = locations.flatMap(
    (location, index) => decodeLocation(location, isOne ? 'location' : `location.${index}`, faults) ?? [],
  );
  if (faults.length > 0) return { ok: false, faults };
  return { ok: true, value: { externalId, key: keyOf(parameters) ?? keyOf(body), fixes } };
}

function decodeLocation(location: unknown, path: string, faults: CodecFault[]): OsmandFix | undefined {
  if (!isFields(location)) {
    faults.push({ path, message: 'must be an object with timestamp and coords' });
    return undefined;
  }
  const { coords, battery, timestamp } = location;
  if (coords === undefined || coords === null) return undefined;
  if (!isFields(coords)) {
    faults.push({ path: `${path}.coords`, message: 'must be an object with latitude and longitude' });
    return undefined;
  }
  const lat = readDegrees(coords['latitude'], 90, `${path}.coords.latitude`, faults);
  const lon = readDegrees(coords['longitude'], 180, `${path}.coords.longitude`, faults);
  const deviceAt = readTime(timestamp, `${path}.timestamp`, faults);
  if (lat === undefined || lon === undefined) return undefined;
  return {
    deviceAt,
    lon,
    lat,
    speedKmh: within(scaled(coords['speed'], METER_PER_SECOND_KMH), 0, MAX_SPEED_KMH),
    headingDegrees: within(numberOf(coords['heading']), 0, 360),
    accuracyMeters: within(numberOf(coords['accuracy']), 0, MAX_ACCURACY_METERS),
    batteryLevel: within(numberOf(isFields(battery) ? battery['level'] : undefined), 0, 1),
  };
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const keyOf = (fields: Fields): string | undefined =>
  typeof fields['key'] === 'string' && fields['key'] !== '' ? fields['key'] : undefined;

function readId(value: unknown, path: string, faults: CodecFault[]): string {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text === 'string' && EXTERNAL_ID.test(text)) return text;
  faults.push({ path, message: 'name the device: 1 to 128 characters, given once' });
  return '';
}

function readDegrees(value: unknown, limit: number, path: string, faults: CodecFault[]): number | undefined {
  const degrees = within(numberOf(value), -limit, limit);
  if (degrees !== null) return degrees;
  faults.push({ path, message: `must be degrees from -${limit} to ${limit}, given once` });
  return undefined;
}

/** Seconds or milliseconds since 1970, or ISO 8601; without an offset it is UTC. */
function readTime(value: unknown, path: string, faults: CodecFault[]): Date | undefined {
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
function numberOf(value: unknown): number | null {
  if (typeof value === 'string' && !NUMBER.test(value.trim())) return null;
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

function scaled(value: unknown, factor: number): number | null {
  const number = numberOf(value);
  return number === null ? null : number * factor;
}

const within = (value: number | null, min: number, max: number): number | null =>
  value !== null && value >= min && value <= max ? value : null;
