import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodeOsmand, type TrackerFix, type TrackerReport } from '#codecs';

function decoded(query: unknown, body?: unknown): TrackerReport {
  const result = decodeOsmand(query, body);
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  return result.value;
}
const onlyFix = (query: unknown, body?: unknown): TrackerFix => {
  const { fixes } = decoded(query, body);
  expect(fixes).toHaveLength(1);
  return fixes[0]!;
};
const faultPaths = (query: unknown, body?: unknown): string[] => {
  const result = decodeOsmand(query, body);
  return result.ok ? [] : result.faults.map(({ path }) => path);
};
const place = { id: '123456', lat: '-34.9055', lon: '-56.1913' };

describe('decodeOsmand', () => {
  it('reads query parameters, speed in knots', () => {
    const query = {
      ...place,
      key: 'secret',
      timestamp: '1767225600',
      speed: '10',
      bearing: '270.5',
      altitude: '43',
      accuracy: '4.5',
      batt: '87',
    };
    expect(decoded(query)).toEqual({
      externalId: '123456',
      key: 'secret',
      fixes: [
        {
          deviceAt: new Date('2026-01-01T00:00:00Z'),
          lon: -56.1913,
          lat: -34.9055,
          speedKmh: 18.52,
          headingDegrees: 270.5,
          accuracyMeters: 4.5,
          batteryLevel: 0.87,
        },
      ],
    });
  });

  it('reads form fields, and other spellings of Traccar', () => {
    const fix = onlyFix({}, { deviceid: 'v-7', location: '-34.9,-56.1', heading: '12' });
    expect(fix).toMatchObject({
      lon: -56.1,
      lat: -34.9,
      headingDegrees: 12,
      deviceAt: undefined,
      speedKmh: null,
    });
  });

  it.each([
    ['1767225600', '2026-01-01T00:00:00.000Z'],
    ['1767225600.25', '2026-01-01T00:00:00.250Z'],
    ['1767225600123', '2026-01-01T00:00:00.123Z'],
    ['2026-01-01T00:00:00Z', '2026-01-01T00:00:00.000Z'],
    ['2026-01-01T02:00:00+02:00', '2026-01-01T00:00:00.000Z'],
    ['2026-01-01T02:00:00 02:00', '2026-01-01T00:00:00.000Z'],
    ['2026-01-01T00:00:00', '2026-01-01T00:00:00.000Z'],
    ['2026-01-01 00:00:00', '2026-01-01T00:00:00.000Z'],
  ])('reads the time %s', (timestamp, expected) => {
    expect(onlyFix({ ...place, timestamp }).deviceAt?.toISOString()).toBe(expected);
  });

  it('reads the JSON body of newer clients, speed in m/s, -1 for unknown', () => {
    const body = {
      device_id: '48241179',
      location: {
        timestamp: '2026-01-01T00:00:00.500Z',
        coords: { latitude: -34.9, longitude: -56.2, accuracy: 6, speed: 10, heading: -1, altitude: 30 },
        battery: { level: 0.5, is_charging: false },
        activity: { type: 'in_vehicle' },
      },
    };
    expect(decoded({ key: 'secret' }, body)).toEqual({
      externalId: '48241179',
      key: 'secret',
      fixes: [
        {
          deviceAt: new Date('2026-01-01T00:00:00.500Z'),
          lon: -56.2,
          lat: -34.9,
          speedKmh: 36,
          headingDegrees: null,
          accuracyMeters: 6,
          batteryLevel: 0.5,
        },
      ],
    });
  });

  it('reads several locations that waited for a network, and one without a place', () => {
    const coords = { latitude: 1, longitude: 2 };
    const location = [
      { coords, timestamp: 1767225600 },
      { event: 'heartbeat' },
      { coords, timestamp: 1767225601 },
    ];
    expect(decoded({}, { device_id: 'a', location }).fixes).toHaveLength(2);
  });

  it('takes a report without satellites as a sign of life', () => {
    expect(decoded({ id: 'a', batt: '50' }).fixes).toEqual([]);
    expect(decoded({ ...place, valid: 'false' }).fixes).toEqual([]);
  });

  it('names what is wrong', () => {
    expect(faultPaths({ lat: '1', lon: '2' })).toEqual(['id']);
    expect(faultPaths({ ...place, lat: '91' })).toEqual(['lat']);
    expect(faultPaths({ ...place, lon: 'NaN' })).toEqual(['lon']);
    expect(faultPaths({ id: 'a', lat: '1' })).toEqual(['lon']);
    expect(faultPaths({ ...place, lat: ['1', '2'] })).toEqual(['lat']);
    expect(faultPaths({ ...place, timestamp: 'yesterday' })).toEqual(['timestamp']);
    expect(faultPaths({ ...place, timestamp: '2026-13-45T99:00:00Z' })).toEqual(['timestamp']);
    expect(faultPaths({ ...place, id: 'a\u0000b' })).toEqual(['id']);
    expect(faultPaths({}, { device_id: 'a', location: [3] })).toEqual(['location.0']);
    expect(faultPaths({}, { device_id: 'a', location: { coords: { latitude: '1' } } })).toEqual([
      'location.coords.longitude',
    ]);
  });

  it('never throws and never lets through what is not a place and a time', () => {
    const value = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.double(),
      fc.constantFrom('1e999', '-0', 'Infinity', '0x10', '1,5', '9'.repeat(400), null, true),
      fc.array(fc.string()),
    );
    const names = [
      'id',
      'deviceid',
      'lat',
      'lon',
      'timestamp',
      'speed',
      'bearing',
      'accuracy',
      'valid',
      'location',
    ];
    const fields = fc.dictionary(fc.constantFrom(...names), value);
    const json = fc.record(
      {
        device_id: value,
        location: fc.oneof(
          fc.record({
            timestamp: value,
            coords: fc.record({ latitude: value, longitude: value, speed: value }),
          }),
          fc.anything(),
        ),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(fields, fc.anything()), fc.oneof(fields, json, fc.anything()), (query, body) => {
        const result = decodeOsmand(query, body);
        if (!result.ok) return expect(result.faults.length).toBeGreaterThan(0);
        expect(result.value.externalId).not.toBe('');
        for (const fix of result.value.fixes) {
          expect(Math.abs(fix.lat)).toBeLessThanOrEqual(90);
          expect(Math.abs(fix.lon)).toBeLessThanOrEqual(180);
          if (fix.deviceAt) expect(Number.isFinite(fix.deviceAt.getTime())).toBe(true);
          for (const number of [fix.speedKmh, fix.headingDegrees, fix.accuracyMeters]) {
            expect(number === null || number >= 0).toBe(true);
          }
        }
      }),
      { numRuns: 5000 },
    );
  });
});
