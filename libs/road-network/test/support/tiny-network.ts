/** Small road networks written as text, for scenarios; and random ones for properties. */
import type { RoadGraphData, TurnRestriction } from '../../src/road-graph-data.ts';
import { stretchMeters } from '../../src/geometry.ts';
import type { TravelProfile } from '../../src/travel-profile.ts';

/** 100 m in degrees at the equator, where the tiny networks lie. */
const STEP = 100 / 111_195.08;

export interface TinyWay {
  readonly id: number;
  /** Every point is a junction. */
  readonly nodes: readonly number[];
  readonly roadClass?: string;
  readonly oneWay?: 0 | 1 | -1;
  readonly emergencyOnly?: boolean;
  readonly emergencyBothWays?: boolean;
  readonly maxspeedKmh?: number;
  readonly name?: string;
}

export interface TinyNetwork {
  /** Node id to `[x, y]` in units of 100 m. */
  readonly nodes: ReadonlyMap<number, readonly [number, number]>;
  readonly ways: readonly TinyWay[];
  readonly restrictions: readonly TurnRestriction[];
}

export function toGraphData({ nodes, ways, restrictions }: TinyNetwork): RoadGraphData {
  const rows = ways.flatMap((way) => way.nodes.slice(1).map((to, i) => ({ way, from: way.nodes[i]!, to })));
  const classNames = [...new Set(rows.map(({ way }) => way.roadClass ?? 'residential'))];
  const names = [...new Set(rows.map(({ way }) => way.name ?? ''))].filter(Boolean);
  const point = (id: number): [number, number] => {
    const [x, y] = nodes.get(id)!;
    return [x * STEP, y * STEP];
  };
  const geometry = rows.flatMap(({ from, to }) => [...point(from), ...point(to)]);
  return {
    edges: {
      count: rows.length,
      wayIds: Float64Array.from(rows, ({ way }) => way.id),
      fromNodeIds: Float64Array.from(rows, ({ from }) => from),
      toNodeIds: Float64Array.from(rows, ({ to }) => to),
      lengthMeters: Float32Array.from(rows, ({ from, to }) => stretchMeters(...point(from), ...point(to))),
      classIndexes: Uint8Array.from(rows, ({ way }) => classNames.indexOf(way.roadClass ?? 'residential')),
      maxspeedKmh: Int16Array.from(rows, ({ way }) => way.maxspeedKmh ?? 0),
      oneWay: Int8Array.from(rows, ({ way }) => way.oneWay ?? 0),
      emergencyOnly: Uint8Array.from(rows, ({ way }) => (way.emergencyOnly ? 1 : 0)),
      emergencyBothWays: Uint8Array.from(rows, ({ way }) => (way.emergencyBothWays ? 1 : 0)),
      nameIndexes: Int32Array.from(rows, ({ way }) => names.indexOf(way.name ?? '')),
      geometryOffsets: Uint32Array.from({ length: rows.length + 1 }, (_, i) => 2 * i),
      geometry: Float64Array.from(geometry),
    },
    classNames,
    names,
    turnRestrictions: restrictions,
  };
}

/**
 * Reads a drawing: letters are junctions, `-` and `|` two-way streets, `>` `<` `^` `v` one-way streets. One column is 50 m
 * and one row 100 m. Node ids are the letters' codes; each street is a way of its own, numbered 1, 2, ... row by row.
 */
export function draw(drawing: string, restrictions: readonly TurnRestriction[] = []): TinyNetwork {
  const lines = drawing.split('\n').filter((line) => line.trim() !== '');
  const nodes = new Map<number, readonly [number, number]>();
  const ways: TinyWay[] = [];
  const at = (x: number, y: number): string => lines[y]?.[x] ?? ' ';
  lines.forEach((line, y) =>
    [...line].forEach((character, x) => {
      if (/[A-Z]/.test(character)) nodes.set(character.charCodeAt(0), [x / 2, -y / 2]);
    }),
  );
  const follow = (x: number, y: number, dx: number, dy: number): void => {
    const marks = dx === 1 ? '-><' : '|v^';
    let [endX, endY] = [x + dx, y + dy];
    const first = at(endX, endY);
    if (!marks.includes(first)) return;
    while (marks.includes(at(endX, endY))) [endX, endY] = [endX + dx, endY + dy];
    const oneWay = '>v'.includes(first) ? 1 : '<^'.includes(first) ? -1 : 0;
    ways.push({
      id: ways.length + 1,
      nodes: [at(x, y).charCodeAt(0), at(endX, endY).charCodeAt(0)],
      oneWay,
      name: `${at(x, y)}${at(endX, endY)}`,
    });
  };
  lines.forEach((line, y) =>
    [...line].forEach((character, x) => {
      if (!/[A-Z]/.test(character)) return;
      follow(x, y, 1, 0);
      follow(x, y, 0, 1);
    }),
  );
  return { nodes, ways, restrictions };
}

/** A way of a drawing by the letters of its ends, in the order they were met. */
export function wayBetween(network: TinyNetwork, letters: string): number {
  const way = network.ways.find(({ name }) => name === letters);
  if (!way)
    throw new Error(`no street ${letters}; there are ${network.ways.map((one) => one.name).join(', ')}`);
  return way.id;
}

/** 36 km/h (10 m/s) everywhere and no delays, so that seconds can be counted by hand. */
export function plainProfile(changes: Partial<TravelProfile> = {}): TravelProfile {
  const anySpeed = { usualKmh: 36, ceilingKmh: 36, rank: 1, trafficShare: 0 };
  return {
    name: 'plain',
    accessMask: 1,
    obeysTurnRestrictions: false,
    exceptedAs: ['motorcar'],
    maxspeedShare: 1,
    speeds: {},
    otherSpeed: anySpeed,
    junctionSeconds: 0,
    giveWaySeconds: 0,
    hourOfWeekFactors: new Array<number>(168).fill(1),
    ...changes,
  };
}
