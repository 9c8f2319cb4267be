import { run, STAGING } from './database.ts';
import type { Client } from './database.ts';

/** The tables that are partitioned by map, with the key each partition carries. */
const PRIMARY_KEYS = {
  road_node: 'map_id, node_id',
  road_edge: 'map_id, way_id, from_node, to_node',
  turn_restriction: 'map_id, relation_id, from_way, to_way',
  place: 'map_id, id',
  map_facility: 'map_id, osm_type, osm_id',
  basemap_feature: null,
} as const;
export type MapTable = keyof typeof PRIMARY_KEYS;
export const MAP_TABLES = Object.keys(PRIMARY_KEYS) as MapTable[];

/** One version of one map; both are integers of our own making, so they may stand in names. */
export interface MapVersion {
  mapId: number;
  version: number;
}

const partitionName = (table: MapTable, { mapId, version }: MapVersion): string =>
  `${table}_map_${mapId}_v${version}`;

/** Replaces `{{road_edge}}` and the like by the partitions being built. */
export const intoPartitions = (sql: string, map: MapVersion): string =>
  sql.replace(/\{\{(\w+)\}\}/g, (_, table: string) => `${STAGING}.${partitionName(table as MapTable, map)}`);

/** Empty tables beside the running ones, shaped so that attaching them needs no scan. */
export async function createPartitions(client: Client, map: MapVersion): Promise<void> {
  for (const table of MAP_TABLES) {
    const name = partitionName(table, map);
    await run(
      client,
      `create table ${STAGING}.${name} (
        like public.${table} including defaults including constraints,
        constraint ${name}_map check (map_id = ${map.mapId})
      )`,
    );
  }
}

const INDEXES: Partial<Record<MapTable, readonly string[]>> = {
  road_node: ['using gist (geom)'],
  road_edge: ['using gist (geom)'],
  place: [
    // Words anywhere, and misspelt ones, for everything but house numbers, which are many and found by their street.
    "using gin (search_text gin_trgm_ops) where kind <> 'address'",
    "(search_text text_pattern_ops) where kind = 'address'",
    "(search_text text_pattern_ops) where kind <> 'address'",
    'using gist (geom)',
  ],
  basemap_feature: [
    'using gist (geom)',
    // A tile of a low zoom would else read every building of a county to throw it away.
    'using gist (geom) where min_zoom <= 12',
    'using gist (geom) where min_zoom <= 9',
  ],
};

export async function indexPartitions(client: Client, map: MapVersion, only: MapTable): Promise<void> {
  const name = partitionName(only, map);
  const key = PRIMARY_KEYS[only];
  if (key) await run(client, `alter table ${STAGING}.${name} add primary key (${key})`);
  for (const definition of INDEXES[only] ?? []) {
    await run(client, `create index on ${STAGING}.${name} ${definition}`);
  }
  await run(client, `analyze ${STAGING}.${name}`);
}

async function listAttached(client: Client, table: MapTable, mapId: number): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
     where i.inhparent = $1::regclass and c.relname ~ $2`,
    [`public.${table}`, `^${table}_map_${mapId}_v\\d+$`],
  );
  return rows.map(({ name }) => name);
}

/** Puts the new partitions in the place of the old ones; within the caller's transaction. */
export async function swapPartitions(client: Client, map: MapVersion): Promise<void> {
  for (const table of MAP_TABLES) {
    for (const old of await listAttached(client, table, map.mapId)) {
      await run(client, `alter table public.${table} detach partition public.${old}`);
      await run(client, `drop table public.${old}`);
    }
    const name = partitionName(table, map);
    await run(client, `alter table ${STAGING}.${name} set schema public`);
    await run(
      client,
      `alter table public.${table} attach partition public.${name} for values in (${map.mapId})`,
    );
    await run(client, `alter table public.${name} drop constraint ${name}_map`);
  }
}
