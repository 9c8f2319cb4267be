import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodeTraccar, type TrackerReport } from '#codecs';

/** As Traccar 6 forwards it. */
const FORWARDED = {
  position: {
    id: 12345,
    attributes: { batteryLevel: 85, distance: 15.4, totalDistance: 12500.5, motion: true },
    deviceId: 10,
    protocol: 'teltonika',
    serverTime: '2026-05-20T14:30:00.000+00:00',
    deviceTime: '2026-05-20T14:29:56.000+00:00',
    fixTime: '2026-05-20T14:29:55.000+00:00',
    outdated: false,
    valid: true,
    latitude: -34.9055,
    longitude: -56.1851,
    altitude: 24,
    speed: 20,
    course: 271.5,
    address: null,
    accuracy: 0,
    network: null,
  },
  device: {
    id: 10,
    attributes: { akutKey: 'a secret' },
    groupId: 0,
    name: 'Ambulance 7',
    uniqueId: '356307042441013',
    status: 'online',
    lastUpdate: '2026-05-20T14:30:00.000+00:00',
    positionId: 12344,
    category: 'ambulance',
    disabled: false,
  },
};

function decoded(body: unknown, query: unknown = {}): TrackerReport {
  const result = decodeTraccar(query, body);
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  return result.value;
}
const withPosition = (change: object) => ({ ...FORWARDED, position: { ...FORWARDED.position, ...change } });

describe('a position forwarded by Traccar', () => {
  it('is a fix at the time of its satellites, with speed in km/h', () => {
    expect(decoded(FORWARDED)).toEqual({
      externalId: '356307042441013',
      key: 'a secret',
      fixes: [
        {
          deviceAt: new Date('2026-05-20T14:29:55Z'),
          lon: -56.1851,
          lat: -34.9055,
          speedKmh: 37.04,
          headingDegrees: 271.5,
          accuracyMeters: null,
          batteryLevel: 0.85,
        },
      ],
    });
  });

  it('shows the secret in the address of the device before the one of its attributes', () => {
    expect(decoded(FORWARDED, { key: 'other' }).key).toBe('other');
    expect(decoded({ ...FORWARDED, device: { uniqueId: 'x' } }).key).toBeUndefined();
  });

  it('is no fix when it is not valid or only repeated', () => {
    expect(decoded(withPosition({ valid: false })).fixes).toEqual([]);
    expect(decoded(withPosition({ outdated: true })).fixes).toEqual([]);
  });

  it('takes times in milliseconds too, and drops what cannot be', () => {
    const [fix] = decoded(withPosition({ fixTime: 1_779_287_395_000, speed: 9000, course: -1 })).fixes;
    expect(fix).toMatchObject({
      deviceAt: new Date('2026-05-20T14:29:55Z'),
      speedKmh: null,
      headingDegrees: null,
    });
  });

  it.each([
    ['nothing', undefined, 'position'],
    ['an event without a position', { event: {}, device: { uniqueId: '1' } }, 'position'],
    ['a device without an id', { ...FORWARDED, device: {} }, 'device.uniqueId'],
    ['a place that is none', withPosition({ latitude: 91 }), 'position.latitude'],
    ['a time that is none', withPosition({ fixTime: 'yesterday' }), 'position.fixTime'],
  ])('says what is wrong with %s', (_what, body, path) => {
    const result = decodeTraccar({}, body);
    expect(result.ok ? [] : result.faults.map((fault) => fault.path)).toContain(path);
  });

  it('never throws, whatever is sent', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), fc.anything(), (query, position, device) => {
        expect(typeof decodeTraccar(query, { position, device }).ok).toBe('boolean');
        expect(typeof decodeTraccar(query, position).ok).toBe('boolean');
      }),
    );
  });
});
