import pg from 'pg';
import type { EdgePoint, RoadNetwork } from '#road-network';
import type { City } from './city.ts';
import { percentile, timed } from './measure.ts';

export interface PgRoutingFigures {
  readonly ratio: number;
  readonly ourMedianMilliseconds: number;
  readonly theirMedianMilliseconds: number;
  readonly maxDifferenceSeconds: number;
}

const SETTING = { profile: 'emergency', hourOfWeek: 2 * 24 + 10 };
const LIMIT_SECONDS = 7200;

/** Our edges with our weights, in a table of this session alone. */
async function writeEdges(client: pg.Client, { graph }: RoadNetwork, weights: Float32Array): Promise<void> {
  const ids = Array.from({ length: graph.edgeCount }, (_, edge) => edge);
  const cost = (arc: number): number => (weights[arc] === Infinity ? -1 : weights[arc]!);
  await client.query(
    `create temporary table referee_edge as
     select * from unnest($1::int[], $2::int[], $3::int[], $4::float8[], $5::float8[])
       as t (id, source, target, cost, reverse_cost)`,
    [
      ids,
      ids.map((edge) => graph.arcHeads[2 * edge + 1]),
      ids.map((edge) => graph.arcHeads[2 * edge]),
      ids.map((edge) => cost(2 * edge)),
      ids.map((edge) => cost(2 * edge + 1)),
    ],
  );
  await client.query('analyze referee_edge');
}

/** A junction as a point of one of its two-way edges, so that both routers may leave it in any direction. */
function pickJunctions({ graph }: RoadNetwork, weights: Float32Array, count: number, random: () => number) {
  const points: { point: EdgePoint; node: number }[] = [];
  while (points.length < count) {
    const edge = Math.floor(random() * graph.edgeCount);
    if (weights[2 * edge] === Infinity || weights[2 * edge + 1] === Infinity) continue;
    points.push({ point: { edge, fraction: 0 }, node: graph.arcHeads[2 * edge + 1]! });
  }
  return points;
}

/**
 * The same question to both in turn: seconds from every unit to an incident. pgRouting reads its graph from the table
 * for each question, which is how it is used. Undefined, with the reason printed, where pgRouting is not installed.
 */
export async function comparePgRouting(
  databaseUrl: string,
  city: City,
  units: number,
  incidents: number,
  random: () => number,
): Promise<PgRoutingFigures | undefined> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('create extension if not exists pgrouting');
  } catch (error) {
    console.log(
      `  pgRouting: not compared, ${(error as Error).message} (Debian: apt-get install postgresql-15-pgrouting)`,
    );
    await client.end();
    return undefined;
  }
  try {
    const { network } = city;
    const weights = network.weightsOf(SETTING);
    await writeEdges(client, network, weights);
    const sources = pickJunctions(network, weights, units, random);
    const targets = pickJunctions(network, weights, incidents + 1, random);
    const ours: number[] = [];
    const theirs: number[] = [];
    let maxDifferenceSeconds = 0;
    for (const [i, target] of targets.entries()) {
      const own = await timed(() =>
        network.travelTimesTo(
          sources.map(({ point }) => point),
          target.point,
          SETTING,
          LIMIT_SECONDS,
        ),
      );
      const referee = await timed(() =>
        client.query<{ start_vid: string; agg_cost: number }>(
          `select start_vid, agg_cost from pgr_dijkstraCost(
             'select id, source, target, cost, reverse_cost from referee_edge', $1::bigint[], $2::bigint, true)`,
          [sources.map(({ node }) => node), target.node],
        ),
      );
      const seconds = new Map(referee.answer.rows.map((row) => [Number(row.start_vid), row.agg_cost]));
      sources.forEach(({ node }, s) => {
        const expected = node === target.node ? 0 : (seconds.get(node) ?? Infinity);
        const difference = Math.abs(own.answer.travelSeconds[s]! - expected);
        if (difference > maxDifferenceSeconds) maxDifferenceSeconds = difference;
      });
      // The first question of each warms its caches.
      if (i === 0) continue;
      ours.push(own.milliseconds);
      theirs.push(referee.milliseconds);
    }
    const ourMedianMilliseconds = percentile(ours, 0.5);
    const theirMedianMilliseconds = percentile(theirs, 0.5);
    const ratio = theirMedianMilliseconds / ourMedianMilliseconds;
    return { ratio, ourMedianMilliseconds, theirMedianMilliseconds, maxDifferenceSeconds };
  } finally {
    await client.end();
  }
}
