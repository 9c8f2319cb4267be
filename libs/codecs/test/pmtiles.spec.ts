import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Compression, PMTiles, type Source, TileType, zxyToTileId } from 'pmtiles';
import { PMTILES_HEAD_BYTES, PmtilesWriter, tileIdOf, tileOfId } from '../src/pmtiles.ts';

const compress = (bytes: Uint8Array): Uint8Array => gzipSync(bytes);
const BOUNDS = [-56.34, -34.94, -55.98, -34.81] as const;

interface Tile {
  readonly z: number;
  readonly x: number;
  readonly y: number;
  readonly content: string;
}

/** An archive of the tiles, and the published reader over it. */
function write(tiles: readonly Tile[], maxZoom = 14): { reader: PMTiles; bytes: Uint8Array; stored: number } {
  const writer = new PmtilesWriter();
  const stored: Uint8Array[] = [];
  const sorted = tiles
    .map((tile) => ({ ...tile, tileId: tileIdOf(tile.z, tile.x, tile.y) }))
    .sort((a, b) => a.tileId - b.tileId);
  for (const { tileId, content } of sorted) {
    const bytes = compress(Buffer.from(content));
    if (writer.add(tileId, bytes.length, content)) stored.push(bytes);
  }
  const { head, tail } = writer.finish(
    { bounds: BOUNDS, minZoom: 0, maxZoom, metadata: { name: 'test', vector_layers: [] } },
    compress,
  );
  const bytes = Buffer.concat([head, ...stored, tail]);
  const source: Source = {
    getKey: () => 'test',
    getBytes: (offset, length) => {
      const part = bytes.subarray(offset, offset + length);
      return Promise.resolve({ data: Uint8Array.from(part).buffer });
    },
  };
  return { reader: new PMTiles(source), bytes, stored: stored.length };
}

const textOf = async (reader: PMTiles, { z, x, y }: Tile): Promise<string | undefined> => {
  const found = await reader.getZxy(z, x, y);
  return found && Buffer.from(found.data).toString();
};

describe('tile ids', () => {
  it('are those of the published reader, and lead back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 22 }), fc.nat(), fc.nat(), (z, a, b) => {
        const [x, y] = [a % 2 ** z, b % 2 ** z];
        expect(tileIdOf(z, x, y)).toBe(zxyToTileId(z, x, y));
        expect(tileOfId(tileIdOf(z, x, y))).toEqual([z, x, y]);
      }),
    );
  });

  it('refuse what is no tile', () => {
    expect(() => tileIdOf(1, 2, 0)).toThrow(RangeError);
    expect(() => tileOfId(-1)).toThrow(RangeError);
  });
});

/** Of no regular length, so that the directory does not compress away. */
function contentOf(seed: number): string {
  const digest = createHash('sha512').update(String(seed)).digest();
  return digest.toString('base64').slice(0, 10 + (digest[0]! % 71));
}

describe('an archive', () => {
  it('says of itself what it holds', async () => {
    const { reader } = write([{ z: 0, x: 0, y: 0, content: 'world' }]);
    expect(await reader.getHeader()).toMatchObject({
      specVersion: 3,
      clustered: true,
      internalCompression: Compression.Gzip,
      tileCompression: Compression.Gzip,
      tileType: TileType.Mvt,
      minZoom: 0,
      maxZoom: 14,
      minLon: BOUNDS[0],
      maxLat: BOUNDS[3],
      numAddressedTiles: 1,
    });
    expect(await reader.getMetadata()).toEqual({ name: 'test', vector_layers: [] });
  });

  it('gives back every tile and nothing else, whatever the tiles are', async () => {
    const tile = fc
      .record({
        z: fc.integer({ min: 0, max: 9 }),
        a: fc.nat(),
        b: fc.nat(),
        content: fc.constantFrom('sea', 'land', 'town'),
      })
      .map(({ z, a, b, content }) => ({ z, x: a % 2 ** z, y: b % 2 ** z, content }));
    const distinct = fc.uniqueArray(tile, {
      minLength: 1,
      maxLength: 60,
      selector: ({ z, x, y }) => tileIdOf(z, x, y),
    });
    await fc.assert(
      fc.asyncProperty(distinct, async (tiles) => {
        const { reader, stored } = write(tiles);
        expect(stored).toBe(new Set(tiles.map(({ content }) => content)).size);
        for (const one of tiles) expect(await textOf(reader, one)).toBe(one.content);
        expect(await textOf(reader, { z: 10, x: 1, y: 1, content: '' })).toBeUndefined();
      }),
      { numRuns: 60 },
    );
  });

  it('keeps the root small when there are many tiles, in leaves', async () => {
    const tiles = Array.from({ length: 200 * 200 }, (_, at) => ({
      z: 9,
      x: at % 200,
      y: Math.floor(at / 200),
      content: contentOf(at),
    }));
    const { reader, bytes } = write(tiles);
    const header = await reader.getHeader();
    expect(header.rootDirectoryOffset + header.rootDirectoryLength).toBeLessThan(PMTILES_HEAD_BYTES);
    expect(header.leafDirectoryLength).toBeGreaterThan(0);
    expect(header.jsonMetadataOffset + header.jsonMetadataLength).toBe(bytes.length);
    for (const tile of tiles.filter((_, at) => at % 501 === 0))
      expect(await textOf(reader, tile)).toBe(tile.content);
  });

  it('takes tiles in order only, and no empty ones', () => {
    const writer = new PmtilesWriter();
    writer.add(5, 10, 'a');
    expect(() => writer.add(5, 10, 'b')).toThrow(RangeError);
    expect(() => writer.add(6, 0, 'c')).toThrow(RangeError);
    expect(() =>
      new PmtilesWriter().finish({ bounds: BOUNDS, minZoom: 0, maxZoom: 1, metadata: {} }, compress),
    ).toThrow(RangeError);
  });
});
