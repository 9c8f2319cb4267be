const HILBERT_BITS = 15;
const HILBERT_SIDE = 1 << HILBERT_BITS;

/** Position along a Hilbert curve over a 2^15 x 2^15 grid; points near on the ground get near numbers. */
function hilbertIndex(gridX: number, gridY: number): number {
  let x = gridX;
  let y = gridY;
  let index = 0;
  for (let side = HILBERT_SIDE >> 1; side > 0; side >>= 1) {
    const quadrantX = (x & side) > 0 ? 1 : 0;
    const quadrantY = (y & side) > 0 ? 1 : 0;
    index += side * side * ((3 * quadrantX) ^ quadrantY);
    if (quadrantY === 0) {
      if (quadrantX === 1) {
        x = HILBERT_SIDE - 1 - x;
        y = HILBERT_SIDE - 1 - y;
      }
      const swapped = x;
      x = y;
      y = swapped;
    }
  }
  return index;
}

/**
 * Indexes `0..count-1` in ascending order of their non-negative integer keys, equal keys in order of index. Key and
 * index are packed into one double while both fit 53 bits: a native sort is about ten times faster than one with a
 * comparison function.
 */
export function orderByKey(keys: ArrayLike<number>): Int32Array {
  const count = keys.length;
  const order = new Int32Array(count);
  const stride = 2 ** Math.ceil(Math.log2(count + 1));
  const packed = new Float64Array(count);
  let isExact = true;
  for (let i = 0; i < count; i++) {
    packed[i] = keys[i]! * stride + i;
    if (packed[i]! > Number.MAX_SAFE_INTEGER) isExact = false;
  }
  if (isExact) {
    packed.sort();
    for (let i = 0; i < count; i++) order[i] = packed[i]! % stride;
    return order;
  }
  for (let i = 0; i < count; i++) order[i] = i;
  return order.sort((a, b) => keys[a]! - keys[b]! || a - b);
}

/** Order of points along a Hilbert curve; `coordinates` is flat lon, lat. */
export function hilbertOrder(coordinates: Float64Array): Int32Array {
  const count = coordinates.length / 2;
  let minLon = Infinity;
  let minLat = Infinity;
  let maxLon = -Infinity;
  let maxLat = -Infinity;
  for (let i = 0; i < count; i++) {
    minLon = Math.min(minLon, coordinates[2 * i]!);
    maxLon = Math.max(maxLon, coordinates[2 * i]!);
    minLat = Math.min(minLat, coordinates[2 * i + 1]!);
    maxLat = Math.max(maxLat, coordinates[2 * i + 1]!);
  }
  const scaleLon = (HILBERT_SIDE - 1) / (maxLon - minLon || 1);
  const scaleLat = (HILBERT_SIDE - 1) / (maxLat - minLat || 1);
  const keys = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    const x = Math.floor((coordinates[2 * i]! - minLon) * scaleLon);
    const y = Math.floor((coordinates[2 * i + 1]! - minLat) * scaleLat);
    keys[i] = hilbertIndex(x, y);
  }
  return orderByKey(keys);
}
