import { describe, expect, it } from '@jest/globals';
import { createRoadNetwork, MAX_STRETCHES, type RoadShape, type ShapeMatch } from '../src/index.ts';
import { draw, plainProfile, toGraphData, type TinyNetwork } from './support/tiny-network.ts';

const DEGREES_PER_METER = 1 / 111_195.08;
type Meters = readonly [east: number, south: number];
const at = ([east, south]: Meters): [number, number] => [
  east * DEGREES_PER_METER,
  -south * DEGREES_PER_METER,
];

/** Columns are 50 m and rows 100 m, so streets across are 200 m and down 100 m long. */
const GRID = `
A---B---C---D
|   |   |   |
E---F---G---H
|   |   |   |
I---J---K---L
`;

const networkOf = (network: TinyNetwork) =>
  createRoadNetwork(toGraphData(network), { profiles: { plain: plainProfile() } });

function matchIn(network: TinyNetwork, shape: RoadShape): ShapeMatch {
  return networkOf(network).matchShape(shape);
}

/** The streets matched, by their letters; `>` and `<` where one direction only. */
function streets(network: TinyNetwork, shape: RoadShape): string[] {
  const match = matchIn(network, shape);
  if (!match.ok) throw new Error(match.reason);
  const nameOf = new Map(network.ways.map(({ id, name }) => [String(id), name!]));
  return match.value.edgeKeys
    .map((key) => {
      const [way, , , direction] = key.split(':');
      return nameOf.get(way!)! + (direction === undefined ? '' : direction === '1' ? '>' : '<');
    })
    .sort();
}

const line = (points: Meters[], directions: 'both' | 'drawn' = 'both'): RoadShape => ({
  type: 'line',
  coordinates: points.map(at),
  directions,
});
const polygon = (points: Meters[]): RoadShape => ({ type: 'polygon', coordinates: points.map(at) });
const point = (place: Meters, towardsDegrees: number | null = null): RoadShape => ({
  type: 'point',
  coordinates: at(place),
  towardsDegrees,
});

describe('a line along the road', () => {
  const grid = draw(GRID);

  it('M01 closes the streets it follows and none that cross them', () => {
    const shape = line([
      [20, 108],
      [580, 94],
    ]);
    expect(streets(grid, shape)).toEqual(['EF', 'FG', 'GH']);
  });

  it('M02 turns where it is drawn to turn', () => {
    const shape = line([
      [30, 4],
      [196, 5],
      [204, 60],
      [200, 96],
      [370, 104],
    ]);
    expect(streets(grid, shape)).toEqual(['AB', 'BF', 'FG']);
  });

  it('M03 forgives a click that slips past the junction', () => {
    const shape = line([
      [192, 100],
      [409, 100],
    ]);
    expect(streets(grid, shape)).toEqual(['FG']);
    const slippedAside = line([
      [201, 108],
      [395, 92],
    ]);
    expect(streets(grid, slippedAside)).toEqual(['FG']);
  });

  it('M04 takes the one street of a short line', () => {
    const shape = line([
      [290, 102],
      [298, 102],
    ]);
    expect(streets(grid, shape)).toEqual(['FG']);
  });

  it('M05 closes only the direction of the drawing when told so', () => {
    const east = line(
      [
        [10, 100],
        [390, 100],
      ],
      'drawn',
    );
    expect(streets(grid, east)).toEqual(['EF>', 'FG>']);
    const west = line(
      [
        [390, 100],
        [10, 100],
      ],
      'drawn',
    );
    expect(streets(grid, west)).toEqual(['EF<', 'FG<']);
  });

  it('M06 follows a one-way against its direction, and finds nothing to close in the direction nobody drives', () => {
    const oneWays = draw(GRID.replace('E---F---G---H', 'E>>>F>>>G---H'));
    const west = [
      [390, 100],
      [10, 100],
    ] as Meters[];
    expect(streets(oneWays, line(west))).toEqual(['EF', 'FG']);
    expect(matchIn(oneWays, line(west, 'drawn'))).toMatchObject({ ok: false, reason: 'noRoadInShape' });
    const intoTwoWays = [[590, 100], ...west] as Meters[];
    expect(streets(oneWays, line(intoTwoWays, 'drawn'))).toEqual(['GH<']);
  });

  it('M07 stays on a street that bends, rather than take the shorter way by others', () => {
    // The avenue goes round A B C D, side streets cut across from A over E to D.
    const nodes = new Map<number, readonly [number, number]>([
      [1, [0, 0]],
      [2, [0, 3]],
      [3, [3, 3]],
      [4, [3, 0.4]],
      [5, [1.5, 0.2]],
    ]);
    const bend: TinyNetwork = {
      nodes,
      ways: [
        { id: 1, nodes: [1, 2, 3, 4], name: 'Avenue' },
        { id: 2, nodes: [1, 5], name: 'Lane' },
        { id: 3, nodes: [5, 4], name: 'Lane' },
      ],
      restrictions: [],
    };
    const clicks = line([
      [0, -150],
      [150, -300],
      [300, -150],
    ]);
    const match = matchIn(bend, clicks);
    expect(match.ok && match.value.roadNames).toEqual(['Avenue']);
    expect(match.ok && match.value.edgeKeys).toHaveLength(3);
  });

  it('M08 closes both carriageways of a divided road, and not the one-ways of the blocks beside', () => {
    const nodes = new Map<number, readonly [number, number]>([
      [1, [0, 0]],
      [2, [5, 0]],
      [3, [5, 0.2]],
      [4, [0, 0.2]],
      [5, [0, 1.2]],
      [6, [5, 1.2]],
    ]);
    const divided: TinyNetwork = {
      nodes,
      ways: [
        { id: 1, nodes: [1, 2], oneWay: 1, name: 'Avenue' },
        { id: 2, nodes: [3, 4], oneWay: 1, name: 'Avenue' },
        { id: 3, nodes: [2, 3], name: 'Turn' },
        { id: 4, nodes: [4, 1], name: 'Turn' },
        { id: 5, nodes: [6, 5], oneWay: 1, name: 'Avenue' },
        { id: 6, nodes: [4, 5], name: 'Turn' },
        { id: 7, nodes: [3, 6], name: 'Turn' },
      ],
      restrictions: [],
    };
    const drawn = [
      [50, 2],
      [450, 2],
    ] as Meters[];
    const ways = (shape: RoadShape): string[] => {
      const match = matchIn(divided, shape);
      return match.ok ? match.value.edgeKeys.map((key) => key.split(':')[0]!).sort() : [];
    };
    expect(ways(line(drawn))).toEqual(['1', '2']);
    expect(ways(line(drawn, 'drawn'))).toEqual(['1']);
    // Clicked on the wrong carriageway: the one that is driven that way is meant.
    expect(ways(line([...drawn].reverse(), 'drawn'))).toEqual(['2']);
  });

  it('M09 says where no road is near, where none leads along, and what lies off the map', () => {
    const lost = matchIn(
      grid,
      line([
        [100, 100],
        [300, 430],
      ]),
    );
    expect(lost).toEqual({
      ok: false,
      reason: 'noRoadNearby',
      details: { field: 'shape.coordinates.1', distanceMeters: 230 },
    });
    const parted = draw('A---B     C---D');
    const across = line([
      [20, 0],
      [680, 0],
    ]);
    expect(matchIn(parted, across)).toMatchObject({ ok: false, reason: 'noRoadInShape' });
    expect(
      matchIn(
        grid,
        line([
          [100, 100],
          [90_000, 100],
        ]),
      ),
    ).toMatchObject({ ok: false, reason: 'offMap', details: { field: 'shape.coordinates.1' } });
  });

  it('M10 answers the geometry in the direction of driving', () => {
    const match = matchIn(
      grid,
      line(
        [
          [390, 100],
          [210, 100],
        ],
        'drawn',
      ),
    );
    if (!match.ok) throw new Error(match.reason);
    const [from, to] = match.value.coordinates[0]!;
    expect(from![0]).toBeGreaterThan(to![0]);
    expect(match.value.lengthMeters).toBeCloseTo(200, 0);
  });
});

describe('a polygon', () => {
  const grid = draw(GRID);

  it('M11 takes every street inside and every one that crosses its edge', () => {
    const around = polygon([
      [150, 60],
      [250, 60],
      [250, 140],
      [150, 140],
    ]);
    expect(streets(grid, around)).toEqual(['BF', 'EF', 'FG', 'FJ']);
  });

  it('M12 takes a street that passes through without a point inside, and leaves those it only boxes', () => {
    const strip = polygon([
      [280, 90],
      [300, 90],
      [300, 110],
      [280, 110],
    ]);
    expect(streets(grid, strip)).toEqual(['FG']);
    const triangle = polygon([
      [10, -20],
      [190, 10],
      [190, 80],
    ]);
    expect(streets(grid, triangle)).toEqual(['AB']);
  });

  it('M13 is refused without a road, and with too many', () => {
    const empty = polygon([
      [210, 10],
      [300, 10],
      [300, 90],
    ]);
    expect(matchIn(grid, empty)).toMatchObject({ ok: false, reason: 'noRoadInShape' });
    const size = 34;
    const nodes = new Map<number, readonly [number, number]>();
    const ways = [];
    for (let i = 0; i < size * size; i++) nodes.set(i, [i % size, Math.floor(i / size)]);
    for (let i = 0; i + 1 < size * size; i++)
      if ((i + 1) % size > 0) ways.push({ id: i + 1, nodes: [i, i + 1] });
    const large: TinyNetwork = { nodes, ways, restrictions: [] };
    const all = polygon([
      [-100, 100],
      [4000, 100],
      [4000, -4000],
      [-100, -4000],
    ]);
    expect(ways.length).toBeGreaterThan(MAX_STRETCHES);
    expect(matchIn(large, all)).toEqual({
      ok: false,
      reason: 'closureTooLarge',
      details: { field: 'shape.coordinates', stretches: ways.length, maxStretches: MAX_STRETCHES },
    });
  });
});

describe('a point', () => {
  const grid = draw(GRID);

  it('M14 takes the nearest stretch, from junction to junction', () => {
    expect(streets(grid, point([300, 110]))).toEqual(['FG']);
    expect(streets(grid, point([205, 150]))).toEqual(['FJ']);
  });

  it('M15 takes one direction by the compass', () => {
    expect(streets(grid, point([300, 100], 90))).toEqual(['FG>']);
    expect(streets(grid, point([300, 100], 250))).toEqual(['FG<']);
    expect(streets(grid, point([200, 150], 359))).toEqual(['FJ<']);
    const oneWays = draw(GRID.replace('F---G', 'F>>>G'));
    expect(matchIn(oneWays, point([300, 100], 270))).toMatchObject({ ok: false, reason: 'noRoadInShape' });
  });

  it('M16 is refused far from any road', () => {
    expect(matchIn(grid, point([100, 420]))).toEqual({
      ok: false,
      reason: 'noRoadNearby',
      details: { field: 'shape.coordinates', distanceMeters: 220 },
    });
  });
});

describe('closing one direction', () => {
  it('M17 leaves the other open', () => {
    const grid = draw(GRID);
    const network = networkOf(grid);
    const setting = { profile: 'plain', hourOfWeek: 0 };
    const match = network.matchShape(point([300, 100], 90));
    if (!match.ok) throw new Error(match.reason);
    const middleOf = (place: Meters) => network.snap(at(place), setting, 50)!;
    const [west, east] = [middleOf([100, 100]), middleOf([500, 100])];
    const seconds = (from: typeof west, to: typeof west): number =>
      network.travelTimesTo([from], to, setting, 1e5).travelSeconds[0]!;
    expect([seconds(west, east), seconds(east, west)]).toEqual([40, 40].map((s) => expect.closeTo(s, 1)));
    network.setConditions([{ edgeKeys: match.value.edgeKeys, emergencyMayPass: false }]);
    expect([seconds(west, east), seconds(east, west)]).toEqual([60, 40].map((s) => expect.closeTo(s, 1)));
    network.setConditions([], [{ edgeKeys: match.value.edgeKeys, timeFactor: 1.5 }]);
    expect([seconds(west, east), seconds(east, west)]).toEqual([50, 40].map((s) => expect.closeTo(s, 1)));
  });
});
