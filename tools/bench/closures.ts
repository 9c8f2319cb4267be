import { createHash } from 'node:crypto';
import { createPool, findRegionMap, inCommandTransaction } from '#persistence';
import { findArcsByKey } from '#road-network';
import {
  type Actor,
  type ClosurePorts,
  createClosure,
  liftClosure,
  RunRoutes,
  type DrivingUnit,
} from '#use-cases';
import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import type { City, Place } from './city.ts';
import { percentile } from './measure.ts';

const REGION_ID = 'bench-closures';
/** As many as a large city has on an ordinary day. */
const STANDING_CLOSURES = 50;
const SETTINGS = ['emergency', 'normal'].map((profile) => ({ profile, hourOfWeek: 58 }));

export interface ClosureFigures {
  readonly closures: number;
  /** In force already, and read again each time. */
  readonly standing: number;
  /** From the moment the closure was committed until every answer takes it into account. */
  readonly p50Milliseconds: number;
  readonly p99Milliseconds: number;
  readonly maxMilliseconds: number;
}

/** A live region of its own on the city's map, with one dispatcher. */
async function provideRegion(ownerUrl: string, mapId: number): Promise<Actor> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(
      `insert into region (id, name, map_id, time_zone, currency, languages, is_training)
       select $1, 'Benchmark of closures', map_id, time_zone, currency, languages, false from region
       where map_id = $2 order by id limit 1
       on conflict (id) do nothing`,
      [REGION_ID, mapId],
    );
    await client.query('insert into journal_head (region_id) values ($1) on conflict do nothing', [
      REGION_ID,
    ]);
  } finally {
    await client.end();
  }
  const roles = [{ regionId: REGION_ID, role: 'dispatcher' as const }];
  return { kind: 'user', id: uuidv7(), displayName: 'Benchmark', roles };
}

/**
 * Closes streets all over a city one after another, each lifted again, with `STANDING_CLOSURES` others in force: how
 * long after its commit a closure acts. Roads are closed for real: run it on a database of its own.
 */
export async function measureClosureLatency(
  ownerUrl: string,
  city: City,
  closures: number,
  random: () => number,
): Promise<ClosureFigures> {
  const actor = await provideRegion(ownerUrl, city.mapId);
  const pool = createPool(ownerUrl);
  let committedAt = 0;
  const ports: ClosurePorts = {
    engine: city.engine,
    findRegionMap: (regionId) => findRegionMap(pool, regionId),
    putInForce: (mapId) => city.engine.refreshClosures(mapId),
    commands: {
      clock: { now: () => new Date() },
      ids: { newId: uuidv7 },
      hashBody: (body) => createHash('sha256').update(JSON.stringify(body)).digest('hex'),
      committed: () => undefined,
      inTransaction: async (work) => {
        const result = await inCommandTransaction(pool, work);
        committedAt = performance.now();
        return result;
      },
    },
  };
  const standing: string[] = [];
  const times: number[] = [];
  try {
    while (standing.length < STANDING_CLOSURES) {
      standing.push((await closeStreet(ports, actor, city.anyPlace(random))).id);
    }
    while (times.length < closures) {
      const closure = await closeStreet(ports, actor, city.anyPlace(random));
      times.push(performance.now() - committedAt);
      checkInForce(city, closure.id);
      await lift(ports, actor, closure.id);
    }
    return {
      closures,
      standing: standing.length,
      p50Milliseconds: percentile(times, 0.5),
      p99Milliseconds: percentile(times, 0.99),
      maxMilliseconds: Math.max(...times),
    };
  } finally {
    for (const id of standing) await lift(ports, actor, id);
    await pool.end();
  }
}

async function closeStreet(ports: ClosurePorts, actor: Actor, place: Place) {
  const outcome = await createClosure(ports, actor, {
    commandId: uuidv7(),
    shape: { type: 'point', coordinates: [place[0], place[1]], towardsDegrees: null },
    kind: 'closed',
    timeFactor: null,
    emergencyMayPass: false,
    startsAt: null,
    endsAt: null,
    reason: '',
  });
  if (!outcome.ok) throw new Error(`the closure was refused: ${outcome.reason}`);
  return outcome.value;
}

async function lift(ports: ClosurePorts, actor: Actor, closureId: string): Promise<void> {
  const outcome = await liftClosure(ports, actor, closureId, { commandId: uuidv7() });
  if (!outcome.ok) throw new Error(`the closure was not lifted: ${outcome.reason}`);
}

/** Asks the roads themselves; a figure of a closure that did not act would be worth nothing. */
function checkInForce({ engine, mapId, network }: City, closureId: string): void {
  const keys = engine.listConditionsInForce(mapId).find(({ id }) => id === closureId)?.edgeKeys ?? [];
  const arcs = keys.flatMap((key) => findArcsByKey(network.graph, key));
  const isClosed = arcs.every((arc) =>
    SETTINGS.every((setting) => network.secondsOfArcs([arc], setting) === Infinity),
  );
  if (arcs.length === 0 || !isClosed) throw new Error('a closure that was saved is not in force');
}

export interface RunFigures {
  readonly units: number;
  /** All first routes, and the longest time nothing else could run meanwhile. */
  readonly allRoutesMilliseconds: number;
  readonly longestSliceMilliseconds: number;
  /** All units moved on by one fix each. */
  readonly followMilliseconds: number;
}

const SLICE_MILLISECONDS = 5;

/** Makes the routes of many units at once, in the slices the api makes them in. */
export function measureRunRoutes(city: City, units: number, random: () => number): RunFigures {
  const now = new Date();
  const positions = new Map<string, { coordinates: Place; deviceAt: Date }>();
  const driving = Array.from({ length: units }, (_, i): DrivingUnit => {
    const unitId = `unit ${i}`;
    positions.set(unitId, { coordinates: city.anyPlace(random), deviceAt: now });
    return {
      assignmentId: `assignment ${i}`,
      regionId: REGION_ID,
      mapId: city.mapId,
      unitId,
      incidentId: `incident ${i}`,
      status: 'enRoute',
      priority: 1,
      leg: 'toIncident',
      to: city.anyPlace(random),
    };
  });
  const runs = new RunRoutes({ engine: city.engine, findPosition: (unitId) => positions.get(unitId) });
  runs.setDriving(driving);
  const slices: number[] = [];
  for (let left = 1; left > 0;) {
    const startedAt = performance.now();
    left = runs.step(now, () => performance.now() - startedAt >= SLICE_MILLISECONDS);
    slices.push(performance.now() - startedAt);
  }
  const later = new Date(now.getTime() + 1000);
  for (const [unitId, { coordinates }] of positions) positions.set(unitId, { coordinates, deviceAt: later });
  const followedFrom = performance.now();
  for (const _moved of runs.follow(later));
  return {
    units,
    allRoutesMilliseconds: slices.reduce((a, b) => a + b, 0),
    longestSliceMilliseconds: Math.max(...slices),
    followMilliseconds: performance.now() - followedFrom,
  };
}
