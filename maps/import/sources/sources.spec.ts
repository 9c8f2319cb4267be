import { describe, expect, it } from '@jest/globals';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPackage } from './find-package.ts';
import { readGeojsonRoads } from './geojson-roads.ts';
import { joinPieces } from './join-pieces.ts';
import { CoordinateIds } from './node-ids.ts';
import { writeOpl } from './opl.ts';
import { keepTags, readQaTiles } from './qa-tiles.ts';

async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'akut-sources-test-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

describe('joinPieces', () => {
  it.each([
    ['in order', [[1, 2], [2, 3]], [[1, 2, 3]]],
    ['out of order', [[3, 4], [1, 2], [2, 3]], [[1, 2, 3, 4]]],
    ['apart', [[1, 2], [5, 6]], [[1, 2], [5, 6]]],
    ['a ring', [[1, 2], [2, 3, 1]], [[1, 2, 3, 1]]],
    ['a ring in one piece', [[1, 2, 3, 1]], [[1, 2, 3, 1]]],
    ['a piece of one point', [[1], [1, 2]], [[1, 2]]],
    ['nothing', [], []],
  ])('%s', (_, pieces, lines) => {
    expect(joinPieces(pieces)).toEqual(lines);
  }); // prettier-ignore
});

describe('CoordinateIds', () => {
  it('gives one id to one place, above those of OpenStreetMap and exact as a double', () => {
    const id = new CoordinateIds().idOf(1_477_000_000, 2_590_000_000);
    expect(new CoordinateIds().idOf(1_477_000_000, 2_590_000_000)).toBe(id);
    expect(id).toBeGreaterThan(2 ** 48);
    expect(Number.isSafeInteger(id * 8 + 7)).toBe(true);
  });

  it('refuses an area in which two places could share an id', () => {
    const ids = new CoordinateIds();
    ids.idOf(0, 0);
    expect(() => ids.idOf(2 ** 24, 0)).toThrow('too large');
  });
});

describe('writeOpl', () => {
  it('sorts objects and escapes what has a meaning', () =>
    withFolder(async (folder) => {
      const file = join(folder, 'x.opl');
      const node = (id: number, tags = {}) => ({ id, lon: -56.1, lat: -34.9, tags });
      await writeOpl(file, {
        nodes: [node(9), node(2, { name: 'A=B, C%@ d\n' })],
        ways: [{ id: 5, nodes: [9, 2], tags: { highway: 'service' } }],
        relations: [{ id: 1, members: [{ type: 'w', ref: 5, role: 'outer' }], tags: {} }],
      });
      expect((await readFile(file, 'utf8')).split('\n')).toEqual([
        'n2 v1 Tname=A%3d%B%2c%%20%C%25%%40%%20%d%a% x-56.1000000 y-34.9000000',
        'n9 v1 T x-56.1000000 y-34.9000000',
        'w5 v1 Thighway=service Nn9,n2',
        'r1 v1 T Mw5@outer',
        '',
      ]);
    }));
});

describe('the tiles of Montevideo', () => {
  it('come back as whole roads without the names of mappers', async () => {
    const { nodes, ways } = await readQaTiles(
      join(findPackage('@mapbox/mvt-fixtures'), 'real-world/osm-qa-montevideo'),
    );
    const roads = ways.filter(({ tags }) => tags['highway']);
    // The package's tiles hold 13,131 ways with a highway tag and 205,657 numbered houses (some as areas).
    expect(new Set(roads.map(({ id }) => id)).size).toBeGreaterThanOrEqual(13_131);
    expect(nodes.filter(({ tags }) => tags['addr:housenumber']).length).toBeGreaterThan(205_000);
    const mappers = [...nodes, ...ways].filter(({ tags }) => '@user' in tags || '@uid' in tags);
    expect(mappers).toEqual([]);
    // This street crosses the edge of a tile; it is one way again.
    const cut = ways.filter(({ id }) => id === 245852859);
    expect(cut).toHaveLength(1);
    expect(cut[0]!.nodes).toHaveLength(3);
    const known = new Set(nodes.map(({ id }) => id));
    expect(ways.every((way) => way.nodes.every((id) => known.has(id)))).toBe(true);
  }, 60_000);

  it('keeps tags about the place only', () => {
    expect(
      keepTags({ '@user': 'a', '@id': 1, 'mvdgis:padron': 1, source: 'x', lanes: 2, name: 'y' }),
    ).toEqual({
      lanes: '2',
      name: 'y',
    });
  });
});

describe('readGeojsonRoads', () => {
  it('joins roads at equal coordinates and marks areas', () =>
    withFolder(async (folder) => {
      const file = join(folder, 'x.json');
      const feature = (id: string, type: string, coordinates: unknown) => ({
        properties: { '@id': id, highway: 'residential' },
        geometry: { type, coordinates },
      });
      const features = [
        feature('way/1', 'LineString', [[11.9, 57.7], [11.91, 57.7]]),
        feature('way/2', 'LineString', [[11.91, 57.7], [11.92, 57.7]]),
        feature('way/3', 'Polygon', [[[11.9, 57.7], [11.91, 57.7], [11.9, 57.71], [11.9, 57.7]]]),
        feature('node/4', 'Point', [11.9, 57.7]),
      ]; // prettier-ignore
      await writeFile(file, JSON.stringify({ features }));
      const { ways } = await readGeojsonRoads(file);
      expect(ways.map(({ id }) => id)).toEqual([1, 2, 3]);
      expect(ways[0]!.nodes[1]).toBe(ways[1]!.nodes[0]);
      expect(ways[2]!.tags).toEqual({ highway: 'residential', area: 'yes' });
      await writeFile(file, '{}');
      await expect(readGeojsonRoads(file)).rejects.toThrow('is no GeoJSON feature collection');
    }));
});

describe('findPackage', () => {
  it('says what to do when it is not there', () => {
    expect(() => findPackage('no-such-package-of-akut')).toThrow('is not installed: npm install');
  });
});
