import { tileIdOf } from '#domain/geo/tile-id.ts';

/** Bytes of an archive from `first` on, `count` of them. */
export type ReadBytes = (first: number, count: number) => Promise<Uint8Array<ArrayBuffer>>;

interface Header {
  readonly root: readonly [offset: number, length: number];
  readonly leavesAt: number;
  readonly tilesAt: number;
  readonly minZoom: number;
  readonly maxZoom: number;
}

interface Directory {
  readonly ids: Float64Array;
  readonly runs: Float64Array;
  readonly lengths: Float64Array;
  readonly offsets: Float64Array;
}

/** Header and root directory of version 3 lie within these. */
const HEAD_BYTES = 16_384;
const HEADER_BYTES = 127;
const MAX_KEPT_LEAVES = 32;
const MAX_DEPTH = 4;

/** Decompresses gzip; in a worker of the browser's own. */
export async function gunzip(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Reads tiles of a PMTiles archive (version 3, gzip) as our own server writes it; the part of it that the basemap asks for. */
export class PmtilesArchive {
  private head: Promise<{ readonly header: Header; readonly root: Directory }> | undefined;
  private readonly leaves = new Map<number, Promise<Directory>>();

  constructor(private readonly read: ReadBytes) {}

  /** The tile, decompressed; undefined where the archive has none. The name is the one protomaps-leaflet asks for. */
  async getZxy(z: number, x: number, y: number): Promise<{ readonly data: ArrayBuffer } | undefined> {
    this.head ??= this.readHead();
    this.head.catch(() => (this.head = undefined));
    const { header, root } = await this.head;
    if (z < header.minZoom || z > header.maxZoom) return undefined;
    const tileId = tileIdOf(z, x, y);
    let directory = root;
    for (let depth = 0; depth < MAX_DEPTH; depth += 1) {
      const at = findEntry(directory, tileId);
      if (at < 0) return undefined;
      const [id, run] = [directory.ids[at]!, directory.runs[at]!];
      const [offset, length] = [directory.offsets[at]!, directory.lengths[at]!];
      if (run > 0) {
        if (tileId >= id + run) return undefined;
        const tile = await gunzip(await this.read(header.tilesAt + offset, length));
        return { data: tile.buffer };
      }
      directory = await this.readLeaf(header.leavesAt + offset, length);
    }
    return undefined;
  }

  private async readHead(): Promise<{ readonly header: Header; readonly root: Directory }> {
    const bytes = await this.read(0, HEAD_BYTES);
    const header = readHeader(bytes);
    const [offset, length] = header.root;
    return { header, root: readDirectory(await gunzip(bytes.slice(offset, offset + length))) };
  }

  private readLeaf(offset: number, length: number): Promise<Directory> {
    const known = this.leaves.get(offset);
    if (known) return known;
    const leaf = this.read(offset, length).then(gunzip).then(readDirectory);
    leaf.catch(() => this.leaves.delete(offset));
    if (this.leaves.size >= MAX_KEPT_LEAVES) this.leaves.clear();
    this.leaves.set(offset, leaf);
    return leaf;
  }
}

/** @throws RangeError for anything but an archive of version 3 that is compressed with gzip */
function readHeader(bytes: Uint8Array<ArrayBuffer>): Header {
  const magic = new TextDecoder().decode(bytes.subarray(0, 7));
  const isOurs = magic === 'PMTiles' && bytes[7] === 3 && bytes[97] === 2 && bytes[98] === 2;
  if (bytes.length < HEADER_BYTES || !isOurs) throw new RangeError('not an archive of tiles that we write');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const wide = (at: number): number => Number(view.getBigUint64(at, true));
  return {
    root: [wide(8), wide(16)],
    leavesAt: wide(40),
    tilesAt: wide(56),
    minZoom: bytes[100]!,
    maxZoom: bytes[101]!,
  };
}

function readDirectory(bytes: Uint8Array): Directory {
  let at = 0;
  const next = (): number => {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = bytes[at++];
      if (byte === undefined) throw new RangeError('the directory ends too early');
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
    }
  };
  const count = next();
  if (count > bytes.length) throw new RangeError('the directory ends too early');
  const column = (): Float64Array => Float64Array.from({ length: count }, next);
  const ids = column();
  for (let entry = 1; entry < count; entry += 1) ids[entry]! += ids[entry - 1]!;
  const [runs, lengths, offsets] = [column(), column(), column()];
  offsets.forEach((offset, entry) => {
    offsets[entry] = offset === 0 ? offsets[entry - 1]! + lengths[entry - 1]! : offset - 1;
  });
  return { ids, runs, lengths, offsets };
}

/** The last entry whose id is not beyond the tile's; -1 when all are. */
function findEntry({ ids }: Directory, tileId: number): number {
  let [low, high] = [0, ids.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ids[middle]! <= tileId) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
