import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createPool, readTile, searchPlaces } from '#persistence';
import type { Pool } from '#persistence';
import { createTestDatabase } from '#testing';
import type { TestDatabase } from '#testing';
import searchNumbersNearSql from '../src/sql/place/search-numbers-near.sql';
import searchPlacesSql from '../src/sql/place/search-places.sql';
import { PbfReader } from 'pbf';
import { VectorTile } from '@mapbox/vector-tile';

let database: TestDatabase;
let pool: Pool;
let mapId: number;

beforeAll(async () => {
  database = await createTestDatabase('montevideo');
  pool = createPool(database.appUrl);
  const { rows } = await pool.query<{ id: number }>(`select id from map where name = 'montevideo'`);
  mapId = rows[0]!.id;
}, 60_000);

afterAll(async () => {
  await pool.end();
  await database.drop();
});

const search = (text: string, near?: [number, number], limit = 8) =>
  searchPlaces(pool, { mapId, text, near, limit });
const labels = async (text: string, near?: [number, number]): Promise<string[]> =>
  (await search(text, near)).map(({ label }) => label);

describe('searching places of Montevideo', () => {
  it.each([
    ['colonia 1065', 'Colonia 1065'],
    ['1065 colonia', 'Colonia 1065'],
    ['COLONIA   1065,', 'Colonia 1065'],
    ['18 de julio 1491', 'Avenida 18 de Julio 1491'],
    // The second number of "1491,1493".
    ['18 de julio 1493', 'Avenida 18 de Julio 1493'],
    ['1491 avenida 18 de julio', 'Avenida 18 de Julio 1491'],
    ['av italia', 'Avenida Italia'],
    ['hospital maciel', 'Hospital Maciel'],
    ['maciel hosp', 'Hospital Maciel'],
    ['Pocitos', 'Pocitos'],
    ['perez castellano', 'Pérez Castellano'],
    ['авенида италия', 'Avenida Italia'],
    ['Монтевидео', 'Montevideo'],
    ['bvar artigas 1000', 'Bulevar General Artigas 1000'],
    ['bulevr artigas', 'Bulevar General Artigas'],
  ])('finds first for %j: %s', async (typed, label) => {
    expect((await labels(typed))[0]).toBe(label);
  });

  it('offers house numbers that begin as typed', async () => {
    const found = await labels('8 de octubre 25');
    expect(found.length).toBe(8);
    for (const label of found) expect(label).toMatch(/^Avenida 8 de Octubre 25/);
  });

  it('offers the street when the house number is unknown', async () => {
    expect((await search('colonia 99999'))[0]).toMatchObject({ kind: 'street', label: 'Colonia' });
  });

  it.each(['colonia 1324', '1324 colonia', 'colonia\u00a01324', 'Colonia 1324b'])(
    'offers the closest numbers of the same side, then the street, for %j',
    async (typed) => {
      const found = await search(typed);
      expect(found.slice(0, 5).map(({ label }) => label)).toEqual(
        [1326, 1320, 1318, 1330, 1316].map((number) => `Colonia ${number}`),
      );
      expect(found[5]).toMatchObject({ kind: 'street', label: 'Colonia' });
    },
  );

  it('looks for close numbers on both sides of 1000, and not far away', async () => {
    expect((await labels('colonia 1000')).slice(0, 5)).toEqual([
      'Colonia 996',
      'Colonia 994',
      'Colonia 992',
      'Colonia 990',
      'Colonia 1001',
    ]);
    for (const { kind } of await search('colonia 9999')) expect(kind).not.toBe('address');
    expect((await search('colonia 1324', undefined, 2)).map(({ kind }) => kind)).toEqual([
      'address',
      'address',
    ]);
  });

  it('prefers what is near', async () => {
    const [first] = await search('abitab', [-56.05, -34.88]);
    const [other] = await search('abitab', [-56.25, -34.87]);
    expect(first!.coordinates[0]).toBeGreaterThan(other!.coordinates[0]);
  });

  it('shows each house once', async () => {
    const found = (await search('18 de julio 1', undefined, 20)).map(
      ({ label, context }) => `${label}|${context}`,
    );
    expect(new Set(found).size).toBe(found.length);
  });

  it.each(['', '   ', '%', '_', "'; drop table place; --", '\\', '🚑', '1324', 'zzzzzzzz', 'x'.repeat(200)])(
    'answers %j without a fault',
    async (typed) => {
      expect(Array.isArray(await search(typed))).toBe(true);
    },
  );

  it('knows nothing of another map', async () => {
    expect(await searchPlaces(pool, { mapId: mapId + 1, text: 'colonia 1065', limit: 8 })).toEqual([]);
  });
});

describe('tiles of Montevideo', () => {
  const layersOf = async (z: number, x: number, y: number): Promise<Record<string, number>> => {
    const tile = new VectorTile(new PbfReader(await readTile(pool, mapId, z, x, y)));
    return Object.fromEntries(Object.entries(tile.layers).map(([name, layer]) => [name, layer.length]));
  };

  it('hold the layers that the basemap draws, with kinds and names', async () => {
    const [x, y] = [5635, 9888];
    const tile = new VectorTile(new PbfReader(await readTile(pool, mapId, 14, x, y)));
    expect(Object.keys(tile.layers).sort()).toEqual([
      'buildings',
      'earth',
      'landuse',
      'places',
      'pois',
      'roads',
    ]);
    const roads = tile.layers['roads']!;
    const all = Array.from({ length: roads.length }, (_, index) => roads.feature(index).properties);
    expect(all.filter(({ name }) => typeof name === 'string').length).toBeGreaterThan(all.length / 2);
    expect(new Set(all.map(({ kind }) => kind))).toEqual(new Set(['major_road', 'minor_road', 'path']));
    expect(all.every(({ kind_detail: detail }) => typeof detail === 'string')).toBe(true);
    expect(roads.extent).toBe(4096);
  });

  it('thin out with the zoom, and never grow beyond what a browser draws at ease', async () => {
    for (let z = 8; z <= 14; z++) {
      const scale = 2 ** (14 - z);
      const counts = await layersOf(z, Math.floor(5635 / scale), Math.floor(9888 / scale));
      expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBeLessThan(6000);
      expect('buildings' in counts).toBe(z >= 13);
    }
  });

  it('have sea before the coast', async () => {
    const tile = new VectorTile(new PbfReader(await readTile(pool, mapId, 12, 1408, 2472)));
    const water = tile.layers['water']!;
    const kinds = Array.from({ length: water.length }, (_, index) => water.feature(index).properties['kind']);
    expect(kinds).toContain('ocean');
  });

  it('are empty bytes where there is nothing', async () => {
    expect(await readTile(pool, mapId, 14, 0, 0)).toHaveLength(0);
    expect(await readTile(pool, mapId + 1, 14, 5635, 9888)).toHaveLength(0);
  });
});

it.each([
  ['places', searchPlacesSql, [
    ' colonia 1065', '% colonia%', ['% colonia%', '% 1065%'], ['1065'], ['% colonia%'], ['% colonia%'],
    null, null, 8,
  ]],
  ['close numbers', searchNumbersNearSql, [
    ' colonia', '% colonia%', ['% colonia%'], 1324, [1124], [1524], null, null, 5,
  ]],
] as const)('reads no table from end to end for one search of %s', async (_, sql, values) => {
  const { rows } = await pool.query<{ 'QUERY PLAN': string }>(`explain ${sql}`, [mapId, ...values]);
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
  expect(plan).toContain('place_map_');
  expect(plan).not.toContain('Seq Scan');
}); // prettier-ignore
