import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { gzipSync } from 'node:zlib';
import { openPlacePack, type PlacePack, PlacePackWriter } from '#domain/places/offline/place-pack.ts';
import { searchOffline } from '#domain/places/offline/search-offline.ts';
import { trigramsOf, wordSimilarity } from '#domain/places/offline/word-similarity.ts';
import { createPool, listMapPlaces, type Pool, searchPlaces } from '#persistence';
import { createTestDatabase, type TestDatabase } from '#testing';

let database: TestDatabase;
let pool: Pool;
let mapId: number;
let pack: PlacePack;
let packBytes: Uint8Array;

beforeAll(async () => {
  database = await createTestDatabase('montevideo');
  pool = createPool(database.appUrl);
  const { rows } = await pool.query<{ id: number }>(`select id from map where name = 'montevideo'`);
  mapId = rows[0]!.id;
  const writer = new PlacePackWriter();
  for await (const page of listMapPlaces(pool, mapId)) for (const place of page) writer.add(place);
  packBytes = writer.finish();
  pack = openPlacePack(packBytes);
}, 120_000);

afterAll(async () => {
  await pool.end();
  await database.drop();
});

const CENTRE = [-56.18, -34.9] as const;
const TYPED = [
  'colonia 1065', '1065 colonia', 'COLONIA   1065,', '18 de julio 1491', '18 de julio 1493', '1491 avenida 18 de julio',
  'av italia', 'hospital maciel', 'maciel hosp', 'Pocitos', 'perez castellano', 'авенида италия', 'Монтевидео',
  'bvar artigas 1000', 'bulevr artigas', 'Avenida Itaila 2500', 'millan 40', 'rambla 1001', 'colonia 99999', 'ejido 1',
  'centro de salud', 'casmu', 'cerro', 'aeropuerto', 'ce', '8 de octubre 25', 'garibaldi 2750', 'yi 1450', 'durazno',
  'mercado', 'hospital britanico', 'pasteur', 'zzzzzz', '12345', 'tres cruses', 'gnral flores 3000', 'españa', 'espana 2100',
  'la paz 1500', 'agraciada 3451', 'rivera 2000 pocitos', 'plaza independencia', 'улица',
]; // prettier-ignore

const nameOf = ({ kind, label, context }: { kind: string; label: string; context: string }): string =>
  `${kind} ${label} (${context})`;

describe("the offline search of Montevideo's places", () => {
  it.each(TYPED)('answers first to %j as the server does', async (text) => {
    for (const near of [undefined, CENTRE]) {
      const online = await searchPlaces(pool, { mapId, text, near, limit: 8 });
      const offline = searchOffline(pack, { text, near, limit: 8 });
      expect(offline.slice(0, 3).map(nameOf)).toEqual(online.slice(0, 3).map(nameOf));
      expect(offline.length).toBe(online.length);
      const [first, same] = [online[0], offline[0]];
      if (!first || !same) continue;
      // One of several objects of the same house.
      expect(Math.abs(same.coordinates[0] - first.coordinates[0])).toBeLessThan(0.002);
      expect(Math.abs(same.coordinates[1] - first.coordinates[1])).toBeLessThan(0.002);
    }
  });

  it('measures likeness as PostgreSQL does', async () => {
    const pairs = [['word', 'two words'], ['bulevr artigas', ' bulevar general artigas'], ['abab', 'ab abab ba'], ['tres cruses', ' tres cruces\n centro montevideo'], ['a', 'b'], ['casa', 'la casa de la casa']]; // prettier-ignore
    for (const [sought, text] of pairs as [string, string][]) {
      const { rows } = await pool.query<{ likeness: number }>('select word_similarity($1, $2) as likeness', [
        sought,
        text,
      ]);
      expect(wordSimilarity(new Set(trigramsOf(sought)), trigramsOf(text))).toBeCloseTo(rows[0]!.likeness, 5);
    }
  });

  it('is found for each letter typed soon enough', () => {
    expect(pack.addressCount).toBeGreaterThan(200_000);
    const milliseconds: number[] = [];
    for (const text of TYPED) {
      for (let letters = 1; letters <= text.length; letters += 1) {
        const begun = performance.now();
        searchOffline(pack, { text: text.slice(0, letters), near: CENTRE, limit: 8 });
        milliseconds.push(performance.now() - begun);
      }
    }
    milliseconds.sort((a, b) => a - b);
    const worst = milliseconds.at(-1)!;
    console.log(
      `places pack: ${packBytes.length} bytes, gzip ${gzipSync(packBytes).length}; ${milliseconds.length} keystrokes, ` +
        `p50 ${milliseconds[milliseconds.length >> 1]!.toFixed(1)} ms, p99 ${milliseconds[Math.floor(milliseconds.length * 0.99)]!.toFixed(1)} ms, worst ${worst.toFixed(1)} ms`,
    );
    // The median, as noise of a shared machine must not decide; a tablet is some four times slower.
    expect(milliseconds[milliseconds.length >> 1]!).toBeLessThan(75);
  });

  it('refuses what is no pack, or not a whole one', () => {
    expect(() => openPlacePack(new Uint8Array(10))).toThrow(RangeError);
    expect(() => openPlacePack(packBytes.subarray(0, packBytes.length - 1))).toThrow(RangeError);
  });
});
