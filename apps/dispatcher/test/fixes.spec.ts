import { describe, expect, it } from '@jest/globals';
import { packPositionFrame, unpackPositionFrame } from '#contracts/position-frame.ts';
import { connectionState } from '../src/live/connection-state.ts';
import { fixesOf, whereabouts } from '../src/live/fixes.ts';
import { aUnit } from './builders.ts';

const STATION = [-56.18, -34.9] as const;
const AWAY = [-56.17, -34.9] as const;
const fixAt = ([lon, lat]: readonly [number, number], ageSeconds: number) => ({
  lon,
  lat,
  headingDegrees: null,
  speedKmh: null,
  ageSeconds,
  heardAt: 0,
});

describe('whereabouts of a unit', () => {
  it.each([
    [29, 'live'],
    [31, 'stale'],
    [121, 'lastKnown'],
    [301, 'tooOld'],
  ])('ages on the road by itself: %p s after the fix it is %p', (seconds, trust) => {
    const at = whereabouts(aUnit('m1'), fixAt(AWAY, 0), seconds * 1000);
    expect(at).toMatchObject({ trust, ageSeconds: seconds, place: AWAY });
  });

  it('is assumed at its station when free and silent there, and when it never reported', () => {
    expect(whereabouts(aUnit('m1'), fixAt(STATION, 600), 0)).toMatchObject({
      trust: 'assumed',
      place: STATION,
    });
    expect(whereabouts(aUnit('m1'), undefined, 0)).toMatchObject({ trust: 'assumed', place: STATION });
  });

  it('is not assumed anywhere while it works', () => {
    const busy = aUnit('m1', {
      boardStatus: 'enRoute',
      assignment: {
        id: 'a',
        incidentId: 'i',
        incidentNumber: 1,
        status: 'enRoute',
        destinationFacilityId: null,
        destinationName: null,
      },
    });
    expect(whereabouts(busy, fixAt(STATION, 600), 0).trust).toBe('tooOld');
    expect(whereabouts(busy, undefined, 0)).toMatchObject({ trust: 'unknown', place: undefined });
  });

  it('reads a packed frame and leaves out units that never reported', () => {
    const position = { headingDegrees: 90, speedKmh: 40 };
    const frame = packPositionFrame(1_000_000, [
      { frameKey: 7, lon: -56.17, lat: -34.9, ageSeconds: 3, ...position },
      { frameKey: 8, lon: Number.NaN, lat: Number.NaN, ageSeconds: null, ...position },
    ]);
    const fixes = fixesOf(unpackPositionFrame(frame).units, 500);
    expect([...fixes.keys()]).toEqual([7]);
    expect(fixes.get(7)).toMatchObject({ ageSeconds: 3, heardAt: 500 });
  });
});

describe('connection', () => {
  it('is judged by what is heard', () => {
    const facts = { isSubscribed: true, lastHeardAt: 0 };
    expect(connectionState({ ...facts, lastHeardAt: undefined, now: 0 })).toBe('connecting');
    expect(connectionState({ ...facts, now: 1900 })).toBe('live');
    expect(connectionState({ ...facts, now: 2100 })).toBe('late');
    expect(connectionState({ ...facts, now: 8100 })).toBe('offline');
    expect(connectionState({ ...facts, isSubscribed: false, now: 100 })).toBe('offline');
  });
});
