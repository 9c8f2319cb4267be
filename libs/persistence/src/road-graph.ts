import type pg from 'pg';
import { findRow, type Pool } from './pool.ts';
import countEdgesSql from './sql/road-graph/count-edges.sql';
import declareEdgesSql from './sql/road-graph/declare-edges.sql';
import fetchEdgesSql from './sql/road-graph/fetch-edges.sql';
import findMapSql from './sql/road-graph/find-map.sql';
import findTimeZoneSql from './sql/road-graph/find-time-zone.sql';
import listClosuresSql from './sql/road-graph/list-closures.sql';
import listMapVersionsSql from './sql/road-graph/list-map-versions.sql';
import listTurnRestrictionsSql from './sql/road-graph/list-turn-restrictions.sql';

/** The roads of a map in columns, as the road graph is built from. */
export type LoadedRoads = Awaited<ReturnType<typeof readRoads>>;

/** Distinct texts numbered in the order met. */
class Dictionary {
  readonly texts: string[] = [];
  private readonly indexes = new Map<string, number>();

  indexOf(text: string): number {
    const known = this.indexes.get(text);
    if (known !== undefined) return known;
    this.indexes.set(text, this.texts.length);
    return this.texts.push(text) - 1;
  }
}

/** Reads PostgreSQL's binary form of a row value: a count, then type, length and bytes of each field. */
class RowReader {
  private readonly row: Buffer;
  private at = 4;
  private length = -1;

  constructor(row: Buffer) {
    this.row = row;
  }

  private next(): number {
    this.length = this.row.readInt32BE(this.at + 4);
    const start = this.at + 8;
    this.at = start + Math.max(0, this.length);
    return start;
  }

  bigint(): number {
    const start = this.next();
    return this.row.readInt32BE(start) * 2 ** 32 + this.row.readUInt32BE(start + 4);
  }
  float4(): number {
    return this.row.readFloatBE(this.next());
  }
  int2(): number {
    return this.row.readInt16BE(this.next());
  }
  boolean(): number {
    return this.row[this.next()]!;
  }
  text(): string | null {
    const start = this.next();
    return this.length < 0 ? null : this.row.toString('utf8', start, this.at);
  }
  /** Points of a line string in well-known binary, written flat into `target` from `offset`; returns their number. */
  lineString(target: Float64Array, offset: number): number {
    const start = this.next();
    const points = this.row.readUInt32BE(start + 5);
    for (let i = 0; i < 2 * points; i++) target[offset + i] = this.row.readDoubleBE(start + 9 + 8 * i);
    return points;
  }
}

function makeColumns(count: number, points: number) {
  return {
    count,
    wayIds: new Float64Array(count),
    fromNodeIds: new Float64Array(count),
    toNodeIds: new Float64Array(count),
    lengthMeters: new Float32Array(count),
    classIndexes: new Uint8Array(count),
    maxspeedKmh: new Int16Array(count),
    oneWay: new Int8Array(count),
    emergencyOnly: new Uint8Array(count),
    emergencyBothWays: new Uint8Array(count),
    nameIndexes: new Int32Array(count),
    geometryOffsets: new Uint32Array(count + 1),
    geometry: new Float64Array(2 * points),
  };
}

type Columns = ReturnType<typeof makeColumns>;

function readEdge(row: Buffer, i: number, edges: Columns, classes: Dictionary, names: Dictionary): void {
  const reader = new RowReader(row);
  edges.wayIds[i] = reader.bigint();
  edges.fromNodeIds[i] = reader.bigint();
  edges.toNodeIds[i] = reader.bigint();
  edges.lengthMeters[i] = reader.float4();
  edges.classIndexes[i] = classes.indexOf(reader.text() ?? '');
  edges.maxspeedKmh[i] = reader.int2();
  edges.oneWay[i] = reader.int2();
  edges.emergencyOnly[i] = reader.boolean();
  edges.emergencyBothWays[i] = reader.boolean();
  const name = reader.text();
  edges.nameIndexes[i] = name === null ? -1 : names.indexOf(name);
  const first = edges.geometryOffsets[i]!;
  edges.geometryOffsets[i + 1] = first + reader.lineString(edges.geometry, 2 * first);
}

interface StoredClosureRow {
  id: string;
  edgeKeys: string[];
  emergencyMayPass: boolean;
  timeFactor: number | null;
  startsAt: Date;
  endsAt: Date | null;
}

interface TurnRestrictionRow {
  relationId: number;
  kind: string;
  fromWay: number;
  viaNode: number | null;
  viaWays: number[] | null;
  toWay: number;
  excepted: string[];
}

async function readRoads(client: pg.PoolClient, mapId: number) {
  const counted = await client.query<{ edges: number; points: number }>(countEdgesSql, [mapId]);
  const { edges: count, points } = counted.rows[0]!;
  const edges = makeColumns(count, points);
  const classes = new Dictionary();
  const names = new Dictionary();
  await client.query(declareEdgesSql, [mapId]);
  for (let i = 0; i < count;) {
    const { rows } = await client.query<[Buffer]>({ text: fetchEdgesSql, rowMode: 'array' });
    if (rows.length === 0) throw new Error(`road_edge of map ${mapId} ended after ${i} of ${count} rows`);
    for (const [row] of rows) readEdge(row, i++, edges, classes, names);
  }
  const restrictions = await client.query<TurnRestrictionRow>(listTurnRestrictionsSql, [mapId]);
  return { edges, classNames: classes.texts, names: names.texts, turnRestrictions: restrictions.rows };
}

/**
 * The roads of a map at one moment, with its version; undefined when there is no such map or it holds no roads yet.
 * One binary row value per edge, 50,000 at a time, written straight into typed arrays: a million edges take about 5 s
 * and hold 200 MB at most.
 */
export async function findRoads(
  pool: Pool,
  mapId: number,
): Promise<{ readonly version: number; readonly roads: LoadedRoads } | undefined> {
  const client = await pool.connect();
  let broken = false;
  try {
    await client.query('begin transaction isolation level repeatable read read only');
    await client.query('set local statement_timeout = 0');
    await client.query('set local idle_in_transaction_session_timeout = 0');
    const map = await findRow<{ version: number }>(client, findMapSql, [mapId]);
    const roads = map && (await readRoads(client, mapId));
    await client.query('commit');
    return roads && roads.edges.count > 0 ? { version: map.version, roads } : undefined;
  } catch (error) {
    await client.query('rollback').catch(() => {
      broken = true;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** What the travel engine reads: roads, versions of maps, closures in force. */
export function createRoadStore(pool: Pool) {
  return {
    findRoads: (mapId: number) => findRoads(pool, mapId),
    findMapVersion: async (mapId: number): Promise<number | undefined> =>
      (await findRow<{ version: number }>(pool, findMapSql, [mapId]))?.version,
    /** Regions that share a map lie in one time zone; undefined while no region uses the map. */
    findTimeZone: async (mapId: number): Promise<string | undefined> =>
      (await findRow<{ timeZone: string }>(pool, findTimeZoneSql, [mapId]))?.timeZone,
    listMapVersions: async () =>
      (await pool.query<{ mapId: number; version: number }>(listMapVersionsSql)).rows,
    listClosures: async (mapId: number, at: Date) =>
      (await pool.query<StoredClosureRow>(listClosuresSql, [mapId, at])).rows,
  };
}
