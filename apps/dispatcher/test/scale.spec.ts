import { describe, expect, it } from '@jest/globals';
import { scaleFor } from '../src/map/scale.ts';

describe('scale bar', () => {
  it.each([
    [-34.9, 13, '1 km'],
    [-34.9, 16, '100 m'],
    [59.3, 13, '500 m'],
  ])('is the longest round distance at %p, zoom %p', (latitude, zoom, label) => {
    const scale = scaleFor(latitude, zoom);
    expect(scale.label).toBe(label);
    expect(scale.pixels).toBeLessThanOrEqual(80);
    expect(scale.pixels).toBeGreaterThanOrEqual(32);
  });
});
