import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { PmtilesWriter, tileIdOf } from '#codecs';
import { PmtilesArchive } from '../src/map/packs/pmtiles-archive.ts';
import { MAP_TEXTS } from '../src/map/text.ts';
import { SEARCH_TEXTS } from '../src/search/text.ts';

const compress = (bytes: Uint8Array): Uint8Array => gzipSync(bytes);

function archiveOf(tiles: ReadonlyMap<number, string>, damage = (bytes: Buffer) => bytes): PmtilesArchive {
  const writer = new PmtilesWriter();
  const stored: Uint8Array[] = [];
  for (const [tileId, content] of [...tiles].sort(([a], [b]) => a - b)) {
    const bytes = compress(Buffer.from(content));
    if (writer.add(tileId, bytes.length, content)) stored.push(bytes);
  }
  const area = { bounds: [-1, -1, 1, 1] as const, minZoom: 0, maxZoom: 12, metadata: {} };
  const { head, tail } = writer.finish(area, compress);
  const bytes = damage(Buffer.concat([head, ...stored, tail]));
  return new PmtilesArchive((first, count) =>
    Promise.resolve(Uint8Array.from(bytes.subarray(first, first + count))),
  );
}

const textOf = async (
  archive: PmtilesArchive,
  z: number,
  x: number,
  y: number,
): Promise<string | undefined> => {
  const tile = await archive.getZxy(z, x, y);
  return tile && Buffer.from(tile.data).toString();
};

describe('reading an archive on the tablet', () => {
  it('finds every tile, in runs and in leaves, and no other', async () => {
    const tiles = new Map<number, string>();
    // Lengths without a rule, so that the directory does not fit into the root.
    for (let at = 0; at < 26_000; at += 1) {
      const [x, y] = [at % 162, Math.floor(at / 162)];
      tiles.set(
        tileIdOf(9, x, y),
        at % 17 === 0
          ? 'sea'
          : Math.sin(at)
              .toString()
              .slice(0, 3 + ((at * at) % 13)),
      );
    }
    const archive = archiveOf(tiles);
    for (let at = 0; at < 26_000; at += 611) {
      const [x, y] = [at % 162, Math.floor(at / 162)];
      expect(await textOf(archive, 9, x, y)).toBe(tiles.get(tileIdOf(9, x, y)));
    }
    expect(await archive.getZxy(9, 400, 400)).toBeUndefined();
    expect(await archive.getZxy(13, 0, 0)).toBeUndefined();
  });

  it('refuses what is no archive of ours', async () => {
    const archive = archiveOf(new Map([[0, 'world']]), (bytes) => bytes.fill(0, 0, 7));
    await expect(archive.getZxy(0, 0, 0)).rejects.toThrow(RangeError);
  });
});

describe('texts of map and search', () => {
  it.each([MAP_TEXTS, SEARCH_TEXTS])('have the same values in every language', (texts) => {
    const valuesOf = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();
    for (const [key, english] of Object.entries(texts.en)) {
      for (const language of ['bg', 'cs', 'sv'] as const) {
        const text = (texts[language] as Record<string, string>)[key];
        expect(text?.trim()).toBeTruthy();
        expect([key, valuesOf(text!)]).toEqual([key, valuesOf(english)]);
      }
    }
  });
});
