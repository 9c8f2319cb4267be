import {
  type CodecFault,
  type Fields,
  isFields,
  KNOT_KMH,
  MAX_ACCURACY_METERS,
  MAX_SPEED_KMH,
  numberOf,
  readDegrees,
  readId,
  readTime,
  scaled,
  type TrackerDecoded,
  type TrackerFix,
  within,
} from './tracker-report.ts';

const METER_PER_SECOND_KMH = 3.6;
const MAX_FIXES = 1000;

/**
 * The OsmAnd tracking protocol as Traccar's clients and many trackers send it (https://www.traccar.org/osmand/): a
 * request with query or form parameters, one fix each, or, from Traccar Client 9 on, a JSON body.
 *
 * Speed is in knots in the parameters, as Traccar's server and clients have it. The OsmAnd app itself fills its
 * `{speed}` with m/s; one parameter cannot tell the two apart, so the unit of the protocol's documented users counts
 * and an OsmAnd phone's speed shows at half its value (its position and heading are not touched). JSON has m/s.
 *
 * Reads one request from its query parameters and its body (form fields or JSON, already parsed).
 */
export function decodeOsmand(query: unknown, body: unknown): TrackerDecoded {
  const parameters = isFields(query) ? query : {};
  const fields = isFields(body) ? body : {};
  return 'location' in fields && typeof fields['location'] !== 'string'
    ? decodeJson(parameters, fields)
    : decodeParameters({ ...fields, ...parameters });
}

function decodeParameters(fields: Fields): TrackerDecoded {
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
function decodeJson(parameters: Fields, body: Fields): TrackerDecoded {
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

function decodeLocation(location: unknown, path: string, faults: CodecFault[]): TrackerFix | undefined {
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

const keyOf = (fields: Fields): string | undefined =>
  typeof fields['key'] === 'string' && fields['key'] !== '' ? fields['key'] : undefined;
