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

/** The attribute of a device in Traccar that holds the secret we know it by. */
export const TRACCAR_KEY_ATTRIBUTE = 'akutKey';

/**
 * One position as a Traccar server forwards it with `forward.type` `json` (https://www.traccar.org/forward/): an object
 * with `position` and `device`, in the models of its API. Speed is in knots, `fixTime` is when the satellites were read.
 * A position that is not valid, or outdated (the last known one, repeated since the message held none), is no fix.
 */
export function decodeTraccar(query: unknown, body: unknown): TrackerDecoded {
  const faults: CodecFault[] = [];
  const parameters = isFields(query) ? query : {};
  const { position, device } = isFields(body) ? body : ({} as Fields);
  const about = isFields(device) ? device : {};
  const externalId = readId(about['uniqueId'], 'device.uniqueId', faults);
  if (!isFields(position)) {
    faults.push({ path: 'position', message: 'must be a position as Traccar forwards it' });
    return { ok: false, faults };
  }
  const fix = readFix(position, faults);
  if (faults.length > 0) return { ok: false, faults };
  const key = textOf(parameters['key']) ?? textOf(attributesOf(about)[TRACCAR_KEY_ATTRIBUTE]);
  return { ok: true, value: { externalId, key, fixes: fix ? [fix] : [] } };
}

function readFix(position: Fields, faults: CodecFault[]): TrackerFix | undefined {
  const lat = readDegrees(position['latitude'], 90, 'position.latitude', faults);
  const lon = readDegrees(position['longitude'], 180, 'position.longitude', faults);
  const deviceAt = readTime(position['fixTime'] ?? position['deviceTime'], 'position.fixTime', faults);
  const isFix = position['valid'] !== false && position['outdated'] !== true;
  if (!isFix || lat === undefined || lon === undefined) return undefined;
  const accuracyMeters = within(numberOf(position['accuracy']), 0, MAX_ACCURACY_METERS);
  return {
    deviceAt,
    lon,
    lat,
    speedKmh: within(scaled(position['speed'], KNOT_KMH), 0, MAX_SPEED_KMH),
    headingDegrees: within(numberOf(position['course']), 0, 360),
    // 0 is what it writes when the device said nothing.
    accuracyMeters: accuracyMeters === 0 ? null : accuracyMeters,
    batteryLevel: within(scaled(attributesOf(position)['batteryLevel'], 0.01), 0, 1),
  };
}

const attributesOf = (fields: Fields): Fields => (isFields(fields['attributes']) ? fields['attributes'] : {});

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
