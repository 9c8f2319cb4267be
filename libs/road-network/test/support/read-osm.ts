/** Reads the roads of an OpenStreetMap extract for tests, by itself: no code of the import is shared with it. */
import { execFileSync } from 'node:child_process';
import type { RoadGraphData, TurnRestriction } from '../../src/road-graph-data.ts';

const DRIVABLE = new Set(
  'motorway motorway_link trunk trunk_link primary primary_link secondary secondary_link tertiary tertiary_link unclassified residential living_street service track road'.split(
    ' ',
  ),
);

export interface OsmWay {
  readonly id: number;
  readonly nodes: readonly number[];
  readonly tags: ReadonlyMap<string, string>;
}

export interface OsmExtract {
  readonly nodes: ReadonlyMap<number, readonly [number, number]>;
  readonly ways: readonly OsmWay[];
  readonly restrictions: readonly TurnRestriction[];
}

const unescape = (text: string): string =>
  text.replace(/%([0-9a-f]+)%/g, (_, hex: string) => String.fromCodePoint(parseInt(hex, 16)));

function parseTags(field: string | undefined): Map<string, string> {
  const tags = new Map<string, string>();
  for (const pair of (field ?? '').split(',')) {
    const [key, value] = pair.split('=');
    if (key && value) tags.set(unescape(key), unescape(value));
  }
  return tags;
}

function parseRestriction(
  id: number,
  tags: Map<string, string>,
  members: string,
): TurnRestriction | undefined {
  const kind = tags.get('restriction');
  if (tags.get('type') !== 'restriction' || !kind) return undefined;
  const found = {
    from: [] as number[],
    viaNode: [] as number[],
    viaWays: [] as number[],
    to: [] as number[],
  };
  for (const member of members.split(',')) {
    const [reference, role] = member.split('@');
    const number = Number(reference!.slice(1));
    if (role === 'from') found.from.push(number);
    if (role === 'to') found.to.push(number);
    if (role === 'via') (reference!.startsWith('n') ? found.viaNode : found.viaWays).push(number);
  }
  if (found.from.length !== 1 || found.to.length !== 1) return undefined;
  if (found.viaNode.length !== 1 && found.viaWays.length === 0) return undefined;
  return {
    relationId: id,
    kind,
    fromWay: found.from[0]!,
    viaNode: found.viaNode[0] ?? null,
    viaWays: found.viaNode.length > 0 ? null : found.viaWays,
    toWay: found.to[0]!,
    excepted: (tags.get('except') ?? '').split(';').filter(Boolean),
  };
}

export function readOsmExtract(file: string): OsmExtract {
  const text = execFileSync('osmium', ['cat', file, '-f', 'opl', '-o', '-'], {
    maxBuffer: 2 ** 30,
    encoding: 'utf8',
  });
  const nodes = new Map<number, readonly [number, number]>();
  const ways: OsmWay[] = [];
  const restrictions: TurnRestriction[] = [];
  for (const line of text.split('\n')) {
    const fields = line.split(' ');
    const field = (letter: string): string | undefined =>
      fields.find((part, i) => i > 0 && part.startsWith(letter))?.slice(1);
    const id = Number(fields[0]!.slice(1));
    if (line.startsWith('n')) nodes.set(id, [Number(field('x')), Number(field('y'))]);
    else if (line.startsWith('w')) {
      const tags = parseTags(field('T'));
      if (!DRIVABLE.has(tags.get('highway') ?? '')) continue;
      ways.push({ id, nodes: (field('N') ?? '').split(',').map((n) => Number(n.slice(1))), tags });
    } else if (line.startsWith('r')) {
      const restriction = parseRestriction(id, parseTags(field('T')), field('M') ?? '');
      if (restriction) restrictions.push(restriction);
    }
  }
  return { nodes, ways, restrictions };
}

const RADIANS = Math.PI / 180;

function haversineMeters(a: readonly [number, number], b: readonly [number, number]): number {
  const h =
    Math.sin(((b[1] - a[1]) * RADIANS) / 2) ** 2 +
    Math.cos(a[1] * RADIANS) * Math.cos(b[1] * RADIANS) * Math.sin(((b[0] - a[0]) * RADIANS) / 2) ** 2;
  return 2 * 6_371_008.8 * Math.asin(Math.sqrt(h));
}

function oneWayOf(tags: ReadonlyMap<string, string>): number {
  const tag = tags.get('oneway');
  if (tag === '-1' || tag === 'reverse') return -1;
  if (tag === 'yes' || tag === '1' || tag === 'true') return 1;
  if (tag === 'no') return 0;
  return tags.get('junction') === 'roundabout' || tags.get('highway') === 'motorway' ? 1 : 0;
}

interface EdgeRow {
  way: OsmWay;
  points: readonly number[];
}

/** Splits the ways at nodes that several ways (or one way twice) use. */
function splitWays(extract: OsmExtract): EdgeRow[] {
  const uses = new Map<number, number>();
  for (const way of extract.ways) for (const node of way.nodes) uses.set(node, (uses.get(node) ?? 0) + 1);
  const rows: EdgeRow[] = [];
  for (const way of extract.ways) {
    const known = way.nodes.filter((node) => extract.nodes.has(node));
    let start = 0;
    for (let i = 1; i < known.length; i++) {
      if (i < known.length - 1 && uses.get(known[i]!) === 1) continue;
      rows.push({ way, points: known.slice(start, i + 1) });
      start = i;
    }
  }
  return rows;
}

export function toRoadGraphData(extract: OsmExtract): RoadGraphData {
  const rows = splitWays(extract);
  const classNames = [...DRIVABLE];
  const names = [...new Set(extract.ways.map((way) => way.tags.get('name') ?? ''))].filter(Boolean);
  const nameIndex = new Map(names.map((name, i) => [name, i]));
  const geometryOffsets = new Uint32Array(rows.length + 1);
  rows.forEach((row, i) => (geometryOffsets[i + 1] = geometryOffsets[i]! + row.points.length));
  const coordinates = rows.flatMap((row) => row.points.map((node) => extract.nodes.get(node)!));
  const lengthOf = (row: EdgeRow): number =>
    row.points
      .slice(1)
      .reduce(
        (sum, node, i) => sum + haversineMeters(extract.nodes.get(row.points[i]!)!, extract.nodes.get(node)!),
        0,
      );
  const column = (value: (row: EdgeRow) => number): number[] => rows.map(value);
  return {
    edges: {
      count: rows.length,
      wayIds: Float64Array.from(column((row) => row.way.id)),
      fromNodeIds: Float64Array.from(column((row) => row.points[0]!)),
      toNodeIds: Float64Array.from(column((row) => row.points.at(-1)!)),
      lengthMeters: Float32Array.from(column(lengthOf)),
      classIndexes: Uint8Array.from(column((row) => classNames.indexOf(row.way.tags.get('highway')!))),
      maxspeedKmh: Int16Array.from(
        column((row) => Number.parseInt(row.way.tags.get('maxspeed') ?? '', 10) || 0),
      ),
      oneWay: Int8Array.from(column((row) => oneWayOf(row.way.tags))),
      emergencyOnly: Uint8Array.from(
        column((row) => (['no', 'private'].includes(row.way.tags.get('access') ?? '') ? 1 : 0)),
      ),
      emergencyBothWays: new Uint8Array(rows.length),
      nameIndexes: Int32Array.from(column((row) => nameIndex.get(row.way.tags.get('name') ?? '') ?? -1)),
      geometryOffsets,
      geometry: Float64Array.from(coordinates.flat()),
    },
    classNames,
    names,
    turnRestrictions: extract.restrictions,
  };
}
