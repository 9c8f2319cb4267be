import { run } from './database.ts';
import type { Client } from './database.ts';
import { ImportError } from './import-error.ts';
import { indexPartitions, intoPartitions } from './partitions.ts';
import type { MapVersion } from './partitions.ts';
import addCuts from './sql/add-cuts.sql';
import buildCut from './sql/build-cut.sql';
import buildEdgeDraft from './sql/build-edge-draft.sql';
import buildPiece from './sql/build-piece.sql';
import buildWayNode from './sql/build-way-node.sql';
import copyEdges from './sql/copy-edges.sql';
import copyNodes from './sql/copy-nodes.sql';
import copyRestrictions from './sql/copy-restrictions.sql';
import limitGatedEdges from './sql/limit-gated-edges.sql';
import partClosedBarriers from './sql/part-closed-barriers.sql';
import { findLargestComponent } from './strong-component.ts';

export interface RoadCounts {
  ways: number;
  edges: number;
  nodes: number;
  kilometers: number;
  /** Edges outside of the largest part that can be driven from everywhere to everywhere. */
  edgesDropped: number;
  kilometersDropped: number;
  restrictions: number;
  restrictionsDropped: number;
}

/** Ways into `edge_draft`: cut at junctions, measured. */
export async function buildEdges(client: Client): Promise<void> {
  await run(client, buildWayNode);
  await run(client, 'create index on way_node (way_id, pos)');
  await run(client, 'analyze way_node');
  await run(client, 'analyze stage_barrier');
  await run(client, buildCut);
  await run(client, 'create index on cut (way_id, pos)');
  // Each round halves what still repeats; real data needs one or two.
  for (let round = 0; round < 12; round++) {
    if ((await run(client, addCuts)) === 0) break;
  }
  await run(client, buildPiece);
  await run(client, partClosedBarriers);
  await run(client, 'analyze piece');
  await run(client, buildEdgeDraft);
  await run(client, 'create index on edge_draft (from_node)');
  await run(client, 'create index on edge_draft (to_node)');
  await run(client, 'analyze edge_draft');
  await run(client, limitGatedEdges);
}

/** Fills `dropped_node`: nodes that an emergency vehicle can't reach from, or return to, the rest of the map. */
export async function dropUnconnected(client: Client): Promise<void> {
  const ids: number[] = [];
  const indexOf = new Map<number, number>();
  const indexNode = (id: number): number => {
    const known = indexOf.get(id);
    if (known !== undefined) return known;
    indexOf.set(id, ids.length);
    return ids.push(id) - 1;
  };
  const from: number[] = [];
  const to: number[] = [];
  for await (const edge of readArcs(client)) {
    const a = indexNode(edge.a);
    const b = indexNode(edge.b);
    if (edge.forward) {
      from.push(a);
      to.push(b);
    }
    if (edge.backward) {
      from.push(b);
      to.push(a);
    }
  }
  const kept = findLargestComponent(ids.length, Int32Array.from(from), Int32Array.from(to));
  await run(client, 'create unlogged table dropped_node (node_id bigint primary key)');
  const dropped = ids.filter((_, index) => kept[index] === 0);
  for (let at = 0; at < dropped.length; at += 50_000) {
    const batch = dropped.slice(at, at + 50_000);
    await run(client, 'insert into dropped_node select unnest($1::bigint[])', [batch]);
  }
  await run(client, 'analyze dropped_node');
}

async function* readArcs(client: Client) {
  await run(client, 'begin');
  // Node ids stay below 2^53, so a double holds them exactly.
  await run(
    client,
    `declare arc no scroll cursor for
     select from_node::float8 as a, to_node::float8 as b,
       one_way >= 0 or emergency_both_ways as forward, one_way <= 0 or emergency_both_ways as backward
     from edge_draft`,
  );
  for (;;) {
    const { rows } = await client.query<{ a: number; b: number; forward: boolean; backward: boolean }>(
      'fetch 20000 from arc',
    );
    if (rows.length === 0) break;
    yield* rows;
  }
  await run(client, 'commit');
}

/** Edges, nodes and restrictions into the new partitions. @throws ImportError when no road is left */
export async function copyRoads(client: Client, map: MapVersion): Promise<RoadCounts> {
  const edges = await run(client, intoPartitions(copyEdges, map), [map.mapId]);
  if (edges === 0) {
    throw new ImportError('the file holds no roads that an ambulance may drive: nothing was changed');
  }
  await indexPartitions(client, map, 'road_edge');
  const nodes = await run(client, intoPartitions(copyNodes, map), [map.mapId]);
  await indexPartitions(client, map, 'road_node');
  await run(client, intoPartitions('create index way_of_edge on {{road_edge}} (way_id)', map));
  const restrictions = await run(client, intoPartitions(copyRestrictions, map), [map.mapId]);
  await run(client, 'drop index way_of_edge');
  await indexPartitions(client, map, 'turn_restriction');
  const { rows } = await client.query<Omit<RoadCounts, 'edges' | 'nodes' | 'restrictions'>>(
    intoPartitions(
      `select
         (select count(distinct way_id)::int from {{road_edge}}) as ways,
         (select count(*)::int from edge_draft) - $1::int as "edgesDropped",
         (select sum(length_meters)::float8 / 1000 from {{road_edge}}) as kilometers,
         (select sum(length_meters)::float8 / 1000 from edge_draft)
           - (select sum(length_meters)::float8 / 1000 from {{road_edge}}) as "kilometersDropped",
         (select count(*)::int from stage_restriction) - $2::int as "restrictionsDropped"`,
      map,
    ),
    [edges, restrictions],
  );
  return { ...rows[0]!, edges, nodes, restrictions };
}
