export { tileIdOf, tileOfId } from '#domain/geo/tile-id.ts';

/**
 * Writes archives of vector tiles in PMTiles version 3 (https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md),
 * clustered and compressed with gzip. Tiles come in the order of their ids, so that nothing but the directory is held in
 * memory: the tiles lie right behind the room for header and root directory, the leaf directories and the metadata at the
 * end, where the specification lets them be.
 */
export interface PmtilesArea {
  /** West, south, east, north in degrees. */
  readonly bounds: readonly [number, number, number, number];
  readonly minZoom: number;
  readonly maxZoom: number;
  /** `name`, `attribution`, `vector_layers` ... */
  readonly metadata: Readonly<Record<string, unknown>>;
}

export interface TileEntry {
  readonly tileId: number;
  /** From the beginning of the tiles. */
  readonly offset: number;
  readonly length: number;
  /** How many ids in a row have this tile; 0 for a leaf directory. */
  readonly runLength: number;
}

export interface PmtilesEnds {
  /** Header and root directory, filled up to where the tiles begin. */
  readonly head: Uint8Array;
  /** What follows the tiles. */
  readonly tail: Uint8Array;
}

export type Compress = (bytes: Uint8Array) => Uint8Array;

const HEADER_BYTES = 127;
/** Header and root directory must end before here; the tiles begin here. */
export const PMTILES_HEAD_BYTES = 16_384;
const LEAF_ENTRIES = 4096;
const MVT = 1;
const GZIP = 2;

/** Collects the directory of an archive whose tiles somebody else stores, and makes what stands around them. */
export class PmtilesWriter {
  private readonly entries: { tileId: number; offset: number; length: number; runLength: number }[] = [];
  private readonly places = new Map<string, { offset: number; length: number }>();
  private tileBytes = 0;
  private addressed = 0;

  /**
   * Takes the next tile, already compressed; true when its bytes must be appended to the tiles, false when the same ones
   * are there already. `contentKey` is the same for the same content and for no other.
   * @throws RangeError when a tile is empty or does not follow the ones before it
   */
  add(tileId: number, length: number, contentKey: string): boolean {
    const last = this.entries.at(-1);
    if (length <= 0 || (last && tileId < last.tileId + last.runLength))
      throw new RangeError('not the next tile');
    this.addressed += 1;
    const known = this.places.get(contentKey);
    const place = known ?? { offset: this.tileBytes, length };
    if (!known) {
      this.places.set(contentKey, place);
      this.tileBytes += length;
    }
    const isRun =
      last !== undefined && last.offset === place.offset && last.tileId + last.runLength === tileId;
    if (isRun) last.runLength += 1;
    else this.entries.push({ tileId, ...place, runLength: 1 });
    return known === undefined;
  }

  /** @throws RangeError when nothing was added */
  finish(area: PmtilesArea, compress: Compress): PmtilesEnds {
    if (this.entries.length === 0) throw new RangeError('an archive holds one tile at least');
    const { root, leaves } = this.layOut(compress);
    const metadata = compress(new TextEncoder().encode(JSON.stringify(area.metadata)));
    const head = new Uint8Array(PMTILES_HEAD_BYTES);
    this.writeHeader(head, area, root.length, leaves.length, metadata.length);
    head.set(root, HEADER_BYTES);
    const tail = new Uint8Array(leaves.length + metadata.length);
    tail.set(leaves);
    tail.set(metadata, leaves.length);
    return { head, tail };
  }

  /** All in the root when that fits, else leaves, larger ones until their list fits. */
  private layOut(compress: Compress): { root: Uint8Array; leaves: Uint8Array } {
    const whole = compress(serializeDirectory(this.entries));
    if (whole.length < PMTILES_HEAD_BYTES - HEADER_BYTES) return { root: whole, leaves: new Uint8Array(0) };
    for (let size = LEAF_ENTRIES; ; size *= 2) {
      const parts: Uint8Array[] = [];
      const list: TileEntry[] = [];
      let offset = 0;
      for (let at = 0; at < this.entries.length; at += size) {
        const leaf = compress(serializeDirectory(this.entries.slice(at, at + size)));
        list.push({ tileId: this.entries[at]!.tileId, offset, length: leaf.length, runLength: 0 });
        parts.push(leaf);
        offset += leaf.length;
      }
      const root = compress(serializeDirectory(list));
      if (root.length < PMTILES_HEAD_BYTES - HEADER_BYTES) return { root, leaves: joinBytes(parts) };
    }
  }

  private writeHeader(
    head: Uint8Array,
    { bounds, minZoom, maxZoom }: PmtilesArea,
    rootBytes: number,
    leafBytes: number,
    metadataBytes: number,
  ): void {
    const view = new DataView(head.buffer);
    head.set(new TextEncoder().encode('PMTiles'));
    head[7] = 3;
    const leavesAt = PMTILES_HEAD_BYTES + this.tileBytes;
    const counts = [this.addressed, this.entries.length, this.places.size];
    const wide = [
      ...[HEADER_BYTES, rootBytes, leavesAt + leafBytes, metadataBytes, leavesAt, leafBytes],
      ...[PMTILES_HEAD_BYTES, this.tileBytes, ...counts],
    ];
    wide.forEach((value, index) => view.setBigUint64(8 + 8 * index, BigInt(value), true));
    head.set([1, GZIP, GZIP, MVT, minZoom, maxZoom], 96);
    const [west, south, east, north] = bounds;
    const degrees = (value: number): number => Math.round(value * 1e7);
    [west, south, east, north].forEach((value, index) =>
      view.setInt32(102 + 4 * index, degrees(value), true),
    );
    head[118] = Math.min(maxZoom, Math.max(minZoom, 12));
    view.setInt32(119, degrees((west + east) / 2), true);
    view.setInt32(123, degrees((south + north) / 2), true);
  }
}

/** A directory as it is written, before compression: column by column, ids as differences, following offsets as 0. */
export function serializeDirectory(entries: readonly TileEntry[]): Uint8Array {
  const numbers = [entries.length];
  let lastId = 0;
  for (const { tileId } of entries) {
    numbers.push(tileId - lastId);
    lastId = tileId;
  }
  for (const { runLength } of entries) numbers.push(runLength);
  for (const { length } of entries) numbers.push(length);
  entries.forEach(({ offset }, index) => {
    const before = entries[index - 1];
    numbers.push(before && before.offset + before.length === offset ? 0 : offset + 1);
  });
  return writeVarints(numbers);
}

function writeVarints(numbers: readonly number[]): Uint8Array {
  const bytes: number[] = [];
  for (const number of numbers) {
    let rest = number;
    while (rest > 0x7f) {
      bytes.push((rest % 128) | 0x80);
      rest = Math.floor(rest / 128);
    }
    bytes.push(rest);
  }
  return Uint8Array.from(bytes);
}

function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
