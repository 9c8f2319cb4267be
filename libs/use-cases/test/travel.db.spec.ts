import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { travelRoutes } from '#contracts';
import { createPool, createRoadStore, type LoadedRoads, type Pool } from '#persistence';
import { createRoadNetwork, edgeKey, type RoadNetwork } from '#road-network';
import { createTestDatabase, type TestDatabase } from '#testing';
import {
  createTravelEngine,
  isochrones,
  route,
  travelTimes,
  unitTravelTimes,
  type TravelEngine,
} from '../src/travel/index.ts';

type Place = readonly [number, number];

const HOSPITAL: Place = [-56.1526, -34.8915];
const CENTRE: Place = [-56.1913, -34.9058];
const WEST: Place = [-56.2297, -34.8616];

describe('travel questions on the demo city', () => {
  let database: TestDatabase;
  let pool: Pool;
  let owner: pg.Client;
  let engine: TravelEngine;
  let mapId: number;
  let loads: RoadNetwork[];
  let now: Date;

  beforeAll(async () => {
    database = await createTestDatabase('montevideo');
    pool = createPool(database.appUrl);
    owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
    loads = [];
    now = new Date('2026-06-03T18:00:00Z');
    const store = createRoadStore(pool);
    engine = createTravelEngine({
      now: () => now,
      ...store,
      createRoadNetwork: (roads: LoadedRoads) => {
        const network = createRoadNetwork(roads);
        loads.push(network);
        return network;
      },
    });
    mapId = (await store.listMapVersions())[0]!.mapId;
    await engine.preload([mapId]);
  }, 120_000);

  afterAll(async () => {
    await pool?.end();
    await owner?.end();
    await database?.drop();
  });

  const network = (): RoadNetwork => loads.at(-1)!;
  const ask = (sources: Place[], target: Place) =>
    travelTimes(engine, { mapId, sources, target, profile: 'emergency', limitSeconds: 7200 });

  async function saveClosure(
    edgeKeys: string[],
    emergencyMayPass = false,
    endsAt: Date | null = null,
  ): Promise<string> {
    const id = uuidv7();
    await owner.query(
      `insert into closure (id, map_id, region_id, edge_keys, emergency_may_pass, starts_at, ends_at)
       select $1, $2, id, $3, $4, $5::timestamptz - interval '1 minute', $6 from region where map_id = $2 limit 1`,
      [id, mapId, edgeKeys, emergencyMayPass, now, endsAt],
    );
    return id;
  }

  it('loads a map once, however many ask at the same moment', async () => {
    await Promise.all([ask([CENTRE], HOSPITAL), ask([WEST], HOSPITAL)]);
    expect(loads).toHaveLength(1);
  });

  it('answers travel times as the contract says, in the order of the sources', async () => {
    const answer = await ask([CENTRE, [-50, -30], WEST, HOSPITAL], HOSPITAL);
    if (!answer.ok) throw new Error(answer.reason);
    expect(travelRoutes.travelTimes.response.parse(answer.value)).toEqual(answer.value);
    const [centre, nowhere, west, here] = answer.value.legs;
    expect(centre!.travelSeconds).toBeGreaterThan(180);
    expect(centre!.travelSeconds).toBeLessThan(900);
    expect(nowhere).toEqual({ travelSeconds: null, distanceMeters: null });
    expect(west!.travelSeconds!).toBeGreaterThan(centre!.travelSeconds!);
    expect(here).toEqual({ travelSeconds: 0, distanceMeters: 0 });
  });

  it('answers the legs of units for a recommendation', async () => {
    const legs = await unitTravelTimes(engine, mapId, [CENTRE, [-50, -30]], HOSPITAL, 3600);
    const times = await ask([CENTRE], HOSPITAL);
    if (!legs.ok || !times.ok) throw new Error('refused');
    expect(legs.value).toEqual([times.value.legs[0], undefined]);
  });

  it('answers a route as the contract says, as long as the travel time of the same places', async () => {
    const answer = await route(engine, { mapId, from: CENTRE, to: HOSPITAL, profile: 'emergency' });
    const times = await ask([CENTRE], HOSPITAL);
    if (!answer.ok || !times.ok) throw new Error('refused');
    expect(travelRoutes.routes.response.parse(answer.value)).toEqual(answer.value);
    expect(answer.value.travelSeconds).toBeCloseTo(times.value.legs[0]!.travelSeconds!, 3);
    expect(answer.value.elapsedSeconds).toHaveLength(answer.value.coordinates.length);
  });

  it('answers isochrones as the contract says', async () => {
    const question = { mapId, center: CENTRE, direction: 'to' as const, limitsSeconds: [600, 300] };
    const answer = await isochrones(engine, { ...question, profile: 'normal' });
    if (!answer.ok) throw new Error(answer.reason);
    expect(travelRoutes.isochrones.response.parse(answer.value)).toEqual(answer.value);
    expect(answer.value.features.map((one) => one.properties.limitSeconds)).toEqual([300, 600]);
  });

  it('refuses a place off the map, one far from any road, and one no road leads to, and says which', async () => {
    expect(await ask([CENTRE], [18, 59])).toEqual({
      ok: false,
      reason: 'offMap',
      details: { field: 'target' },
    });
    // In the estuary, within the bounds of the map's roads.
    const estuary = await ask([CENTRE], [-56.32, -34.93]);
    expect(estuary).toMatchObject({ ok: false, reason: 'noRoadNearby', details: { field: 'target' } });
    if (estuary.ok) throw new Error('answered');
    expect(estuary.details!['distanceMeters']).toBeGreaterThan(2000);
    const toSea = await route(engine, { mapId, from: CENTRE, to: [-56.32, -34.93], profile: 'normal' });
    expect(toSea).toMatchObject({ ok: false, reason: 'noRoadNearby', details: { field: 'to' } });
    expect(
      await travelTimes(engine, {
        mapId: 999,
        sources: [],
        target: CENTRE,
        profile: 'normal',
        limitSeconds: 9,
      }),
    ).toMatchObject({
      ok: false,
      reason: 'offMap',
    });
  });

  it('puts a closure in force within 50 ms of its being saved, and lifts it', async () => {
    const setting = { profile: 'emergency', hourOfWeek: 0 };
    const before = await ask([CENTRE], HOSPITAL);
    const way = await route(engine, { mapId, from: CENTRE, to: HOSPITAL, profile: 'emergency' });
    if (!before.ok || !way.ok) throw new Error('refused');
    const middle = way.value.coordinates[Math.floor(way.value.coordinates.length / 2)]!;
    const key = edgeKey(network().graph, network().snap(middle, setting, 50)!.edge);
    const id = await saveClosure([key]);
    const startedAt = performance.now();
    await engine.refreshClosures(mapId);
    const after = await ask([CENTRE], HOSPITAL);
    expect(performance.now() - startedAt).toBeLessThan(50);
    if (!after.ok) throw new Error(after.reason);
    expect(after.value.legs[0]!.travelSeconds!).toBeGreaterThan(before.value.legs[0]!.travelSeconds!);
    await owner.query('update closure set lifted_at = now() where id = $1', [id]);
    await engine.refresh();
    expect(await ask([CENTRE], HOSPITAL)).toEqual(before);
  });

  it('lets a closure expire by the clock, and emergency runs pass where it says so', async () => {
    const place = network().snap(CENTRE, { profile: 'normal', hourOfWeek: 0 }, 500)!;
    const key = edgeKey(network().graph, place.edge);
    const isOpen = (profile: string): boolean => {
      const point = network().snap(CENTRE, { profile, hourOfWeek: 0 }, 500)!;
      return edgeKey(network().graph, point.edge) === key;
    };
    await saveClosure([key], true, new Date(now.getTime() + 60_000));
    await engine.refresh();
    expect([isOpen('normal'), isOpen('emergency')]).toEqual([false, true]);
    now = new Date(now.getTime() + 61_000);
    await engine.refresh();
    expect([isOpen('normal'), isOpen('emergency')]).toEqual([true, true]);
  });

  it('is slower in the rush hour of the region, not of the server', async () => {
    // Wednesday 17:30 and 03:30 in Montevideo.
    const at = async (instant: string): Promise<number> => {
      now = new Date(instant);
      const answer = await travelTimes(engine, {
        mapId,
        sources: [WEST],
        target: HOSPITAL,
        profile: 'normal',
        limitSeconds: 7200,
      });
      if (!answer.ok) throw new Error(answer.reason);
      return answer.value.legs[0]!.travelSeconds!;
    };
    expect((await at('2026-06-03T20:30:00Z')) / (await at('2026-06-03T06:30:00Z'))).toBeGreaterThan(1.15);
  });

  it('answers from the old roads until a new import is loaded, then from the new ones', async () => {
    await owner.query('update map set version = version + 1 where id = $1', [mapId]);
    const before = loads.length;
    const refreshed = engine.refresh();
    const meanwhile = await ask([CENTRE], HOSPITAL);
    expect(meanwhile.ok).toBe(true);
    await refreshed;
    expect(loads).toHaveLength(before + 1);
    await engine.refresh();
    expect(loads).toHaveLength(before + 1);
    expect((await ask([CENTRE], HOSPITAL)).ok).toBe(true);
  });
});
