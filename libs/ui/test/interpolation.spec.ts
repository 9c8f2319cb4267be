import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { advanceTrack, GAP_MS, isAtRest, MAX_GLIDE_MS, pointAt, startTrack } from '#ui/map/interpolation.ts';

const A = [-56.18, -34.9] as const;
const B = [-56.179, -34.899] as const;

describe('interpolation between received fixes', () => {
  it('stands at its first fix', () => {
    const track = startTrack(A, 90, 1000);
    expect(pointAt(track, 99_000)).toEqual({ lon: A[0], lat: A[1], headingDegrees: 90 });
    expect(isAtRest(track, 1000)).toBe(true);
  });

  it('glides to a new fix in the time between the two and is half way at half time', () => {
    const track = advanceTrack(startTrack(A, 0, 0), B, 90, 400);
    expect(pointAt(track, 400)).toEqual({ lon: A[0], lat: A[1], headingDegrees: 0 });
    const middle = pointAt(track, 600);
    expect(middle.lon).toBeCloseTo(-56.1795, 9);
    expect(middle.headingDegrees).toBeCloseTo(45, 9);
    expect(pointAt(track, 800)).toEqual({ lon: B[0], lat: B[1], headingDegrees: 90 });
  });

  it('reaches a fix within a second however long it had been silent, and waits there', () => {
    const track = advanceTrack(startTrack(A, null, 0), B, null, 60_000);
    expect(pointAt(track, 60_000 + MAX_GLIDE_MS)).toMatchObject({ lon: B[0], lat: B[1] });
    expect(pointAt(track, 900_000)).toMatchObject({ lon: B[0], lat: B[1] });
    expect(isAtRest(track, 60_000 + MAX_GLIDE_MS)).toBe(true);
  });

  it('goes on from where it is shown when the next fix comes early', () => {
    const first = advanceTrack(startTrack(A, 0, 0), B, 0, 1000);
    const shown = pointAt(first, 1200);
    const second = advanceTrack(first, A, 0, 1200);
    expect(pointAt(second, 1200)).toMatchObject({ lon: shown.lon, lat: shown.lat });
  });

  it('turns the short way round north', () => {
    const track = advanceTrack(startTrack(A, 350, 0), B, 10, 1000);
    expect(pointAt(track, 1000 + MAX_GLIDE_MS / 2).headingDegrees).toBeCloseTo(0, 6);
  });

  it('shows a jump of kilometres at once', () => {
    const far = [-56.1, -34.8] as const;
    expect(pointAt(advanceTrack(startTrack(A, 0, 0), far, 0, 1000), 1000)).toMatchObject({
      lon: far[0],
      lat: far[1],
    });
  });

  it('keeps the same track for the same fix', () => {
    const track = startTrack(A, 0, 0);
    expect(advanceTrack(track, A, 0, 5000)).toBe(track);
  });

  it('draws no drive over a silence: the vehicle is where it was, then where its fix is', () => {
    const track = startTrack(A, 0, 0);
    const after = advanceTrack(track, B, 0, GAP_MS + 1);
    expect(pointAt(after, GAP_MS + 1)).toMatchObject({ lon: B[0], lat: B[1] });
    expect(isAtRest(after, GAP_MS + 1)).toBe(true);
  });

  it('glides off when a vehicle that stood for long moves by some metres', () => {
    const near = [A[0] + 0.0002, A[1]] as const;
    const track = advanceTrack(startTrack(A, 0, 0), near, 0, 600_000);
    expect(pointAt(track, 600_000)).toMatchObject({ lon: A[0] });
    expect(pointAt(track, 600_000 + MAX_GLIDE_MS)).toMatchObject({ lon: near[0] });
  });

  it('is never ahead of the last received fix, however the fixes come', () => {
    const step = fc.record({
      wait: fc.integer({ min: 1, max: 90_000 }),
      meters: fc.integer({ min: 0, max: 400 }),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 30 }), fc.nat(3000), (steps, look) => {
        let now = 0;
        let lon = 0;
        let track = startTrack([0, 0], null, 0);
        for (const { wait, meters } of steps) {
          now += wait;
          // Whenever one looks before the next fix, the picture is behind or at the last one.
          expect(pointAt(track, Math.min(now, now - wait + look)).lon).toBeLessThanOrEqual(lon + 1e-12);
          lon += meters / 111_195;
          track = advanceTrack(track, [lon, 0], null, now);
        }
        expect(pointAt(track, now + look).lon).toBeLessThanOrEqual(lon + 1e-12);
        expect(pointAt(track, now + MAX_GLIDE_MS).lon).toBe(lon);
      }),
    );
  });

  it('never leaves the line between two received fixes', () => {
    const near = fc.double({ min: 0, max: 0.01, noNaN: true });
    fc.assert(
      fc.property(near, near, near, near, fc.nat(5000), (x1, y1, x2, y2, after) => {
        const track = advanceTrack(startTrack([x1, y1], null, 0), [x2, y2], null, 1000);
        const { lon, lat } = pointAt(track, 1000 + after);
        const slack = 1e-12;
        expect(lon).toBeGreaterThanOrEqual(Math.min(x1, x2) - slack);
        expect(lon).toBeLessThanOrEqual(Math.max(x1, x2) + slack);
        expect(lat).toBeGreaterThanOrEqual(Math.min(y1, y2) - slack);
        expect(lat).toBeLessThanOrEqual(Math.max(y1, y2) + slack);
      }),
    );
  });
});
