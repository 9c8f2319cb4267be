import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createPool, createRoadStore } from '#persistence';
import { createTestDatabase, type TestDatabase } from '#testing';
import { createRoadNetwork, type EdgePoint, type RoadNetwork } from '../src/index.ts';
import { seededRandom } from './support/seeded-random.ts';

const PAIRS = 500;
const SETTING = { profile: 'emergency', hourOfWeek: 2 * 24 + 8 };

/** Our weights as pgRouting wants them: an edge no one may drive in a direction costs less than nothing there. */
async function writeEdges(client: pg.Client, network: RoadNetwork): Promise<void> {
  const weights = network.weightsOf(SETTING);
  const { graph } = network;
  const ids = Array.from({ length: graph.edgeCount }, (_, edge) => edge);
  const cost = (arc: number): number => (weights[arc] === Infinity ? -1 : weights[arc]!);
  await client.query('create extension if not exists pgrouting');
  await client.query(
    `create table referee_edge as
     select * from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::float8[], $5::float8[])
       as t (id, source, target, cost, reverse_cost)`,
    [
      ids,
      ids.map((edge) => graph.arcHeads[2 * edge + 1]),
      ids.map((edge) => graph.arcHeads[2 * edge]),
      ids.map((edge) => cost(2 * edge)),
      ids.map((edge) => cost(2 * edge + 1)),
    ],
  );
}

describe('pgRouting as referee, on the demo city', () => {
  let database: TestDatabase;
  let client: pg.Client;
  let network: RoadNetwork;

  beforeAll(async () => {
    database = await createTestDatabase('montevideo');
    const pool = createPool(database.appUrl);
    try {
      const store = createRoadStore(pool);
      const [map] = await store.listMapVersions();
      const found = await store.findRoads(map!.mapId);
      network = createRoadNetwork(found!.roads);
    } finally {
      await pool.end();
    }
    client = new pg.Client({ connectionString: database.ownerUrl });
    await client.connect();
    await writeEdges(client, network);
  }, 120_000);

  afterAll(async () => {
    await client?.end();
    await database?.drop();
  });

  const differences = (ours: readonly number[], theirs: readonly (number | undefined)[]): number[] =>
    ours.map((seconds, i) =>
      theirs[i] === undefined ? (seconds === Infinity ? 0 : Infinity) : Math.abs(seconds - theirs[i]),
    );

  it(`agrees within 0.1 s on ${PAIRS} random pairs of junctions`, async () => {
    const random = seededRandom(1);
    const weights = network.weightsOf(SETTING);
    // The end of a two-way edge is a junction: one may leave it in any direction at once.
    const isTwoWay = (edge: number): boolean =>
      weights[2 * edge]! < Infinity && weights[2 * edge + 1]! < Infinity;
    const anyJunction = (): EdgePoint => {
      for (;;) {
        const edge = Math.floor(random() * network.graph.edgeCount);
        if (isTwoWay(edge)) return { edge, fraction: random() < 0.5 ? 0 : 1 };
      }
    };
    const nodeOf = ({ edge, fraction }: EdgePoint): number =>
      network.graph.arcHeads[2 * edge + (fraction === 0 ? 1 : 0)]!;
    const pairs = Array.from({ length: PAIRS }, () => [anyJunction(), anyJunction()] as const);
    const { rows } = await client.query<{ pair: number; seconds: number | null }>(
      `select pair, agg_cost as seconds
       from unnest($1::bigint[], $2::bigint[]) with ordinality as p (source, target, pair)
       left join pgr_dijkstraCost('select id, source, target, cost, reverse_cost from referee_edge',
         format('select * from unnest(%L::bigint[], %L::bigint[]) as t (source, target)', $1, $2))
         on start_vid = source and end_vid = target
       order by pair`,
      [pairs.map(([from]) => nodeOf(from)), pairs.map(([, to]) => nodeOf(to))],
    );
    const ours = pairs.map(
      ([from, to]) => network.travelTimesTo([from], to, SETTING, Infinity).travelSeconds[0]!,
    );
    const theirs = rows.map((row, i) =>
      nodeOf(pairs[i]![0]) === nodeOf(pairs[i]![1]) ? 0 : (row.seconds ?? undefined),
    );
    expect(ours.filter((seconds) => seconds > 60 && seconds < Infinity).length).toBeGreaterThan(PAIRS * 0.9);
    expect(Math.max(...differences(ours, theirs))).toBeLessThan(0.1);
  }, 120_000);

  it(`agrees within 0.1 s on ${PAIRS} random pairs of places along edges`, async () => {
    const random = seededRandom(2);
    const weights = network.weightsOf(SETTING);
    const anyPlace = (): EdgePoint => {
      for (;;) {
        const edge = Math.floor(random() * network.graph.edgeCount);
        const isOpen = weights[2 * edge]! < Infinity || weights[2 * edge + 1]! < Infinity;
        if (isOpen) return { edge, fraction: 0.001 + 0.998 * random() };
      }
    };
    const places = Array.from({ length: 2 * PAIRS }, anyPlace);
    // A few pairs on one edge, where the short way along it may be against a one-way.
    for (let i = 0; i < 40; i += 2)
      places[i + 1] = { edge: places[i]!.edge, fraction: 0.001 + 0.998 * random() };
    await client.query(
      `create table referee_point as
       select pid, edge_id, fraction, 'b'::char as side
       from unnest($1::bigint[], $2::float8[]) with ordinality as t (edge_id, fraction, pid)`,
      [places.map((place) => place.edge), places.map((place) => place.fraction)],
    );
    const { rows } = await client.query<{ seconds: number | null }>(
      `select agg_cost as seconds
       from generate_series(1, $1::int) as pair
       left join pgr_withPointsCost('select id, source, target, cost, reverse_cost from referee_edge',
         'select pid, edge_id, fraction, side from referee_point',
         'select 1 - 2 * pair as source, -2 * pair as target from generate_series(1, ${PAIRS}) as pair',
         directed => true, driving_side => 'b')
         on start_pid = 1 - 2 * pair and end_pid = -2 * pair
       order by pair`,
      [PAIRS],
    );
    const ours = Array.from(
      { length: PAIRS },
      (_, i) =>
        network.travelTimesTo([places[2 * i]!], places[2 * i + 1]!, SETTING, Infinity).travelSeconds[0]!,
    );
    expect(
      Math.max(
        ...differences(
          ours,
          rows.map((row) => row.seconds ?? undefined),
        ),
      ),
    ).toBeLessThan(0.1);
  }, 300_000);

  it('draws isochrones that PostGIS finds valid, and larger limits cover smaller ones', async () => {
    const random = seededRandom(3);
    const [west, south, east, north] = network.graph.bounds;
    for (let i = 0; i < 5; i++) {
      const place = [west + random() * (east - west), south + random() * (north - south)] as const;
      const center = network.snap(place, SETTING, Infinity)!;
      const direction = i % 2 === 0 ? 'from' : 'to';
      const areas = network.findIsochrones(center, SETTING, {
        direction,
        limitsSeconds: [60, 300, 600],
      });
      const { rows } = await client.query<{ valid: boolean; covers: boolean | null; area: number }>(
        `select st_isvalid(geom) as valid, st_area(geom::geography) as area,
           st_area(st_difference(lag(geom) over (order by n), geom)::geography) < 1 as covers
         from unnest($1::text[]) with ordinality as t (json, n), st_setsrid(st_geomfromgeojson(json), 4326) as geom
         order by n`,
        [areas.map(({ coordinates }) => JSON.stringify({ type: 'MultiPolygon', coordinates }))],
      );
      expect(rows.map((row) => row.valid)).toEqual([true, true, true]);
      expect(rows.slice(1).map((row) => row.covers)).toEqual([true, true]);
      expect(rows[0]!.area).toBeGreaterThan(10_000);
    }
  }, 120_000);
});
