import { greatCircleMeters, type LonLat } from '../geo/lon-lat.ts';
import type { BusyFraction } from './busy-fraction.ts';

/** What lies in one small square of the map. Mean places are undefined where the count is 0. */
export interface DemandSquare {
  readonly column: number;
  readonly row: number;
  readonly addresses: number;
  readonly addressMean: LonLat | undefined;
  /** Metres of roads that people live on. */
  readonly roadMeters: number;
  readonly roadMean: LonLat | undefined;
  readonly incidents: number;
  readonly incidentMean: LonLat | undefined;
}

/** Degrees of one small square: square `(column, row)` begins at `column * lonStep`, `row * latStep`. */
export interface DemandGrid {
  readonly squareMeters: number;
  readonly lonStep: number;
  readonly latStep: number;
}

export interface DemandCell {
  /** Where its people are on average: road times are counted to here. */
  readonly center: LonLat;
  /** West, south, east, north. */
  readonly bounds: readonly [number, number, number, number];
  /** Share of all demand; those of all cells make 1. */
  readonly demand: number;
}

export interface DemandCells {
  readonly cellMeters: number;
  readonly basis: 'addresses' | 'roads';
  /** Weight of past incidents in the demand, 0 to 1. */
  readonly incidentWeight: number;
  readonly cells: readonly DemandCell[];
}

/** What is kept of a region until the next night. */
export interface ChosenDemand {
  readonly demand: DemandCells;
  /** Undefined when nobody was on duty. */
  readonly busy: BusyFraction | undefined;
}

/** A station of the region, or of another one on the same map. */
export interface DemandStation {
  readonly coordinates: LonLat;
  readonly isOwn: boolean;
}

const SMALLEST_SQUARE_METERS = 250;
/** On wider maps squares are larger, so that choosing cells takes milliseconds anywhere. */
const MAX_SQUARES = 50_000;
const SMALLEST_CELL_METERS = 500;
export const MAX_DEMAND_CELLS = 600;
/** Road classes that people live on. */
export const DWELLING_ROAD_CLASSES = ['residential', 'living_street', 'unclassified', 'tertiary'] as const;
/** Incidents of this many days count: a whole year, so that each season and weekday weighs the same. */
export const INCIDENT_DAYS = 365;

/** Cells are this many small squares wide: 500 m, 750 m, 1 km, and wider only where 600 cells would not do. */
const CELL_WIDTHS = [1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 24, 32, 48, 64, 96, 128, 256];
/** The cells hold at least this much of the demand; single farms beyond would make all cells wider. */
const KEPT_SHARE = 0.99;
/** Addresses are taken for people where squares with an address hold at least this much of the dwelling roads. */
const ADDRESSED_ROAD_SHARE = 0.5;
/** The rest goes by roads, so that a street whose houses nobody mapped is not empty. */
const ADDRESS_WEIGHT = 0.9;
/** The map counts for as much as this many incidents: after a thousand incidents both weigh the same. */
export const MAP_WORTH_INCIDENTS = 1000;

const METERS_PER_DEGREE = 111_195.08;
/** More than there are rows of squares on the earth. */
const KEY_STRIDE = 1e7;

/** Small squares of 250 m, or larger ones on a map so wide (west, south, east, north) that there would be too many. */
export function layDemandGrid([west, south, east, north]: DemandCell['bounds']): DemandGrid {
  const metersPerLon = METERS_PER_DEGREE * Math.cos((((south + north) / 2) * Math.PI) / 180);
  const area = (east - west) * metersPerLon * (north - south) * METERS_PER_DEGREE;
  let squareMeters = SMALLEST_SQUARE_METERS;
  while (area / squareMeters ** 2 > MAX_SQUARES) squareMeters *= 2;
  return { squareMeters, latStep: squareMeters / METERS_PER_DEGREE, lonStep: squareMeters / metersPerLon };
}

/**
 * Demand cells of a region from what the map and the region's own incidents show.
 *
 * Demand of a cell = (1 - w) * people + w * incidents, each as a share of the region's. `people` is 0.9 addresses + 0.1 metres of
 * dwelling roads, or roads alone where too few addresses are mapped. w = n / (n + 1000) with n incidents of the last year: the
 * mean of a Dirichlet distribution whose prior is the map, worth 1,000 incidents; so past calls take over as they add up, and
 * a hundred of them don't make a cell with none look safe.
 *
 * Where several regions lie on one map, a square belongs to the region of the nearest station (great circle).
 * Cells are squares of the smallest width from 500 m up with which at most 600 cells hold 99 % of the demand.
 */
export function chooseDemandCells(
  squares: readonly DemandSquare[],
  grid: DemandGrid,
  stations: readonly DemandStation[],
): DemandCells {
  const own = squares.filter((square) => isOwnSquare(square, grid, stations));
  const basis = hasAddresses(own) ? 'addresses' : 'roads';
  const incidents = sumOf(own, ({ incidents: count }) => count);
  const incidentWeight = incidents / (incidents + MAP_WORTH_INCIDENTS);
  const demands = weighSquares(own, basis, incidentWeight);
  const widths = CELL_WIDTHS.filter((width) => width * grid.squareMeters >= SMALLEST_CELL_METERS);
  let [width, cells] = [0, [] as readonly DemandCell[]];
  for (width of widths) {
    cells = keepMost(joinSquares(own, demands, grid, width));
    if (cells.length <= MAX_DEMAND_CELLS) break;
  }
  return { cellMeters: width * grid.squareMeters, basis, incidentWeight, cells };
}

const sumOf = <T>(list: readonly T[], value: (one: T) => number): number =>
  list.reduce((sum, one) => sum + value(one), 0);

function isOwnSquare(square: DemandSquare, grid: DemandGrid, stations: readonly DemandStation[]): boolean {
  if (stations.every(({ isOwn }) => isOwn)) return true;
  const middle: LonLat = [(square.column + 0.5) * grid.lonStep, (square.row + 0.5) * grid.latStep];
  let nearest = { meters: Infinity, isOwn: false };
  for (const { coordinates, isOwn } of stations) {
    const meters = greatCircleMeters(middle, coordinates);
    if (meters < nearest.meters) nearest = { meters, isOwn };
  }
  return nearest.isOwn;
}

function hasAddresses(squares: readonly DemandSquare[]): boolean {
  const roads = sumOf(squares, ({ roadMeters }) => roadMeters);
  const addressed = sumOf(squares, ({ addresses, roadMeters }) => (addresses > 0 ? roadMeters : 0));
  const isAnywhere = squares.some(({ addresses }) => addresses > 0);
  return isAnywhere && (roads === 0 || addressed / roads >= ADDRESSED_ROAD_SHARE);
}

/** Share of the demand of each square. */
function weighSquares(
  squares: readonly DemandSquare[],
  basis: DemandCells['basis'],
  incidentWeight: number,
): Float64Array {
  const totals = {
    addresses: sumOf(squares, ({ addresses }) => addresses),
    roadMeters: sumOf(squares, ({ roadMeters }) => roadMeters),
    incidents: sumOf(squares, ({ incidents }) => incidents),
  };
  const addressWeight = basis === 'roads' ? 0 : totals.roadMeters > 0 ? ADDRESS_WEIGHT : 1;
  const shareOf = (part: number, total: number): number => (total > 0 ? part / total : 0);
  return Float64Array.from(squares, ({ addresses, roadMeters, incidents }) => {
    const people =
      addressWeight * shareOf(addresses, totals.addresses) +
      (1 - addressWeight) * shareOf(roadMeters, totals.roadMeters);
    return (1 - incidentWeight) * people + incidentWeight * shareOf(incidents, totals.incidents);
  });
}

/** Sums of one cell while its squares are added up. */
interface Gathered {
  demand: number;
  readonly means: { count: number; lon: number; lat: number }[];
  readonly bounds: DemandCell['bounds'];
}

function joinSquares(
  squares: readonly DemandSquare[],
  demands: Float64Array,
  grid: DemandGrid,
  width: number,
): DemandCell[] {
  const gathered = new Map<number, Gathered>();
  squares.forEach((square, index) => {
    if (!(demands[index]! > 0)) return;
    const column = Math.floor(square.column / width);
    const row = Math.floor(square.row / width);
    const key = column * KEY_STRIDE + row;
    let cell = gathered.get(key);
    if (!cell) gathered.set(key, (cell = startCell(column, row, grid, width)));
    cell.demand += demands[index]!;
    const { addresses, addressMean, roadMeters, roadMean, incidents, incidentMean } = square;
    addMean(cell.means[0]!, addresses, addressMean);
    addMean(cell.means[1]!, roadMeters, roadMean);
    addMean(cell.means[2]!, incidents, incidentMean);
  });
  return [...gathered.values()].map(({ demand, means, bounds }) => {
    // Where there are houses their middle counts, else that of the streets, else that of past incidents.
    const { count, lon, lat } = means.find((mean) => mean.count > 0)!;
    return { demand, bounds, center: [lon / count, lat / count] };
  });
}

function startCell(column: number, row: number, { lonStep, latStep }: DemandGrid, width: number): Gathered {
  const bounds = [column * lonStep, row * latStep, (column + 1) * lonStep, (row + 1) * latStep] as const;
  const none = () => ({ count: 0, lon: 0, lat: 0 });
  return {
    demand: 0,
    means: [none(), none(), none()],
    bounds: [bounds[0] * width, bounds[1] * width, bounds[2] * width, bounds[3] * width],
  };
}

function addMean(mean: Gathered['means'][number], count: number, place: LonLat | undefined): void {
  if (!place) return;
  mean.count += count;
  mean.lon += count * place[0];
  mean.lat += count * place[1];
}

/** The fullest cells that hold 99 % together, in order from south-west to north-east, their demands made up to 1. */
function keepMost(cells: readonly DemandCell[]): DemandCell[] {
  const byDemand = [...cells].sort((a, b) => b.demand - a.demand || comparePlaces(a, b));
  const all = sumOf(byDemand, ({ demand }) => demand);
  let held = 0;
  const kept = byDemand.filter(({ demand }) => {
    const isNeeded = held < KEPT_SHARE * all;
    if (isNeeded) held += demand;
    return isNeeded;
  });
  return kept.sort(comparePlaces).map((cell) => ({ ...cell, demand: cell.demand / held }));
}

const comparePlaces = (a: DemandCell, b: DemandCell): number =>
  a.bounds[1] - b.bounds[1] || a.bounds[0] - b.bounds[0];
