import type { LoadedRoads } from '#persistence';

type Edges = LoadedRoads['edges'];

/** Far above any OpenStreetMap id, and a thousand tiles stay exact in a double (2^53 is 9.0e15). */
const ID_STEP = 1e12;
/** Roads that join neighbouring tiles, spread over their common side. */
const JOINS_PER_SIDE = 12;
const METERS_PER_DEGREE = 111_195;

interface Node {
  readonly id: number;
  readonly lon: number;
  readonly lat: number;
}

interface Join {
  readonly from: Node;
  readonly to: Node;
}

/**
 * A large road graph made of copies of a real one, laid side by side in `columns` x `rows` tiles and joined along their
 * common sides by primary roads. Streets, turns and densities stay those of the real city.
 */
export function tileRoads(roads: LoadedRoads, columns: number, rows: number): LoadedRoads {
  const nodes = listNodes(roads.edges);
  const west = Math.min(...extremes(nodes, ({ lon }) => lon));
  const east = Math.max(...extremes(nodes, ({ lon }) => lon));
  const south = Math.min(...extremes(nodes, ({ lat }) => lat));
  const north = Math.max(...extremes(nodes, ({ lat }) => lat));
  const shift = { lon: east - west + 0.002, lat: north - south + 0.002 };
  const place = (tile: number) => ({
    lon: (tile % columns) * shift.lon,
    lat: Math.floor(tile / columns) * shift.lat,
  });
  const tiles = columns * rows;
  const move = ({ id, lon, lat }: Node, tile: number): Node => ({
    id: id + tile * ID_STEP,
    lon: lon + place(tile).lon,
    lat: lat + place(tile).lat,
  });
  const sides = {
    east: pickSide(
      nodes,
      ({ lat }) => lat,
      ({ lon }) => lon,
    ),
    west: pickSide(
      nodes,
      ({ lat }) => lat,
      ({ lon }) => -lon,
    ),
    north: pickSide(
      nodes,
      ({ lon }) => lon,
      ({ lat }) => lat,
    ),
    south: pickSide(
      nodes,
      ({ lon }) => lon,
      ({ lat }) => -lat,
    ),
  };
  const joins: Join[] = [];
  for (let tile = 0; tile < tiles; tile++) {
    const join = (from: readonly Node[], to: readonly Node[], other: number) =>
      from.forEach((node, i) => joins.push({ from: move(node, tile), to: move(to[i]!, other) }));
    if ((tile % columns) + 1 < columns) join(sides.east, sides.west, tile + 1);
    if (tile + columns < tiles) join(sides.north, sides.south, tile + columns);
  }
  const classNames = roads.classNames.includes('primary')
    ? roads.classNames
    : [...roads.classNames, 'primary'];
  return {
    edges: copyEdges(roads.edges, tiles, place, joins, classNames.indexOf('primary')),
    classNames,
    names: roads.names,
    turnRestrictions: Array.from({ length: tiles }, (_, tile) =>
      roads.turnRestrictions.map((one) => ({
        ...one,
        relationId: one.relationId + tile * ID_STEP,
        fromWay: one.fromWay + tile * ID_STEP,
        toWay: one.toWay + tile * ID_STEP,
        viaNode: one.viaNode === null ? null : one.viaNode + tile * ID_STEP,
        viaWays: one.viaWays && one.viaWays.map((way) => way + tile * ID_STEP),
      })),
    ).flat(),
  };
}

/** Least and greatest value; spreading a hundred thousand arguments would overflow the stack. */
function extremes(nodes: readonly Node[], valueOf: (node: Node) => number): [number, number] {
  return nodes.reduce<[number, number]>(
    ([least, greatest], node) => [Math.min(least, valueOf(node)), Math.max(greatest, valueOf(node))],
    [Infinity, -Infinity],
  );
}

function listNodes(edges: Edges): Node[] {
  const nodes = new Map<number, Node>();
  const add = (id: number, point: number) =>
    nodes.set(id, { id, lon: edges.geometry[2 * point]!, lat: edges.geometry[2 * point + 1]! });
  for (let i = 0; i < edges.count; i++) {
    add(edges.fromNodeIds[i]!, edges.geometryOffsets[i]!);
    add(edges.toNodeIds[i]!, edges.geometryOffsets[i + 1]! - 1);
  }
  return [...nodes.values()];
}

/** The outermost node of each of the bands across a side. */
function pickSide(
  nodes: readonly Node[],
  along: (node: Node) => number,
  outward: (node: Node) => number,
): Node[] {
  const [first, last] = extremes(nodes, along);
  const bands: (Node | undefined)[] = new Array<undefined>(JOINS_PER_SIDE).fill(undefined);
  for (const node of nodes) {
    const share = (along(node) - first) / (last - first);
    const band = Math.min(JOINS_PER_SIDE - 1, Math.floor(share * JOINS_PER_SIDE));
    const best = bands[band];
    if (!best || outward(node) > outward(best)) bands[band] = node;
  }
  // A band without a road borrows that of the first band that has one.
  const any = bands.find((node) => node !== undefined)!;
  return bands.map((node) => node ?? any);
}

function copyEdges(
  edges: Edges,
  tiles: number,
  place: (tile: number) => { lon: number; lat: number },
  joins: readonly Join[],
  joinClass: number,
): Edges {
  const { count } = edges;
  const points = edges.geometryOffsets[count]!;
  const total = tiles * count + joins.length;
  const copies = {
    count: total,
    wayIds: new Float64Array(total),
    fromNodeIds: new Float64Array(total),
    toNodeIds: new Float64Array(total),
    lengthMeters: new Float32Array(total),
    classIndexes: new Uint8Array(total),
    maxspeedKmh: new Int16Array(total),
    oneWay: new Int8Array(total),
    emergencyOnly: new Uint8Array(total),
    emergencyBothWays: new Uint8Array(total),
    nameIndexes: new Int32Array(total).fill(-1),
    geometryOffsets: new Uint32Array(total + 1),
    geometry: new Float64Array(2 * (tiles * points + 2 * joins.length)),
  };
  const same = [
    'lengthMeters',
    'classIndexes',
    'maxspeedKmh',
    'oneWay',
    'emergencyOnly',
    'emergencyBothWays',
    'nameIndexes',
  ] as const;
  for (let tile = 0; tile < tiles; tile++) {
    const { lon, lat } = place(tile);
    for (const name of same) copies[name].set(edges[name], tile * count);
    for (const name of ['wayIds', 'fromNodeIds', 'toNodeIds'] as const) {
      copies[name].set(
        edges[name].map((id) => id + tile * ID_STEP),
        tile * count,
      );
    }
    copies.geometryOffsets.set(
      edges.geometryOffsets.subarray(0, count).map((offset) => offset + tile * points),
      tile * count,
    );
    copies.geometry.set(
      edges.geometry.map((value, i) => value + (i % 2 === 0 ? lon : lat)),
      2 * tile * points,
    );
  }
  joins.forEach(({ from, to }, i) => {
    const edge = tiles * count + i;
    const point = tiles * points + 2 * i;
    copies.wayIds[edge] = tiles * ID_STEP + i;
    copies.fromNodeIds[edge] = from.id;
    copies.toNodeIds[edge] = to.id;
    copies.classIndexes[edge] = joinClass;
    const east = (to.lon - from.lon) * Math.cos((from.lat * Math.PI) / 180);
    copies.lengthMeters[edge] = Math.max(1, METERS_PER_DEGREE * Math.hypot(east, to.lat - from.lat));
    copies.geometryOffsets[edge] = point;
    copies.geometry.set([from.lon, from.lat, to.lon, to.lat], 2 * point);
  });
  copies.geometryOffsets[total] = tiles * points + 2 * joins.length;
  return copies;
}
