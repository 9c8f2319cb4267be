/**
 * One unit for each of several waiting incidents, all decided together.
 *
 * Method: shortest augmenting paths with dual prices (Jonker and Volgenant, "A shortest augmenting path algorithm for
 * dense and sparse linear assignment problems", Computing 38, 1987), in the rectangular form of Crouse, "On implementing
 * 2D rectangular assignment algorithms", IEEE Trans. AES 52(4), 2016. A row may stay unassigned at a price of its own: it
 * then takes a column that exists for that row only.
 */
export interface JointAssignment {
  /** Column of each row; -1 where leaving the row unassigned is cheaper. */
  readonly columnOfRow: readonly number[];
  /** Costs of the chosen pairs and prices of the rows left unassigned. */
  readonly totalCost: number;
}

/**
 * Exact least-cost assignment of rows (incidents) to columns (units), each column used at most once.
 *
 * @param costs costs[row][column], finite and of any sign; `Infinity` forbids the pair
 * @param unassignedPrices price of leaving a row without a column; `Infinity` where it must have one
 * @throws RangeError for ragged or NaN costs, or when a row that must have a column can't get one
 */
export function assignJointly(
  costs: readonly (readonly number[])[],
  unassignedPrices: readonly number[],
): JointAssignment {
  const problem = readProblem(costs, unassignedPrices);
  const search = startSearch(problem);
  for (let row = 0; row < problem.rows; row += 1) augmentFrom(problem, search, row);
  const columnOfRow = Array.from(search.columnOfRow, (column) => (column < problem.columns ? column : -1));
  const totalCost = columnOfRow.reduce(
    (sum, column, row) => sum + (column >= 0 ? costs[row]![column]! : unassignedPrices[row]!),
    0,
  );
  return { columnOfRow, totalCost };
}

interface Problem {
  readonly rows: number;
  readonly columns: number;
  /** Row-major, `rows` columns appended: column `columns + row` stands for "unassigned" and is open to that row alone. */
  readonly cost: Float64Array;
  readonly width: number;
}

interface Search {
  readonly columnOfRow: Int32Array;
  readonly rowOfColumn: Int32Array;
  readonly rowPrice: Float64Array;
  readonly columnPrice: Float64Array;
  readonly distance: Float64Array;
  readonly previousRow: Int32Array;
  readonly settled: Uint8Array;
}

function readProblem(costs: readonly (readonly number[])[], prices: readonly number[]): Problem {
  const rows = costs.length;
  const columns = costs[0]?.length ?? 0;
  if (prices.length !== rows) throw new RangeError('give one unassigned price for each row');
  const width = columns + rows;
  const cost = new Float64Array(rows * width).fill(Infinity);
  costs.forEach((line, row) => {
    if (line.length !== columns) throw new RangeError('all rows of costs must be of one length');
    const all = [...line, prices[row]!];
    if (all.some((value) => Number.isNaN(value) || value === -Infinity)) {
      throw new RangeError('a cost must be a number or Infinity');
    }
    cost.set(line, row * width);
    cost[row * width + columns + row] = prices[row]!;
  });
  return { rows, columns, cost, width };
}

function startSearch({ rows, width }: Problem): Search {
  return {
    columnOfRow: new Int32Array(rows).fill(-1),
    rowOfColumn: new Int32Array(width).fill(-1),
    rowPrice: new Float64Array(rows),
    columnPrice: new Float64Array(width),
    distance: new Float64Array(width),
    previousRow: new Int32Array(width),
    settled: new Uint8Array(width),
  };
}

/** Gives `start` a column along the cheapest chain of exchanges, and keeps the prices that prove it cheapest. */
function augmentFrom(problem: Problem, search: Search, start: number): void {
  const { distance, previousRow, settled, rowOfColumn, columnOfRow, rowPrice, columnPrice } = search;
  distance.fill(Infinity);
  settled.fill(0);
  const path: number[] = [];
  let row = start;
  let reached = 0;
  let column: number;
  for (;;) {
    column = settleNearest(problem, search, row, reached);
    if (column < 0) throw new RangeError(`row ${start} can neither be assigned nor left unassigned`);
    reached = distance[column]!;
    settled[column] = 1;
    if (rowOfColumn[column]! < 0) break;
    path.push(column);
    row = rowOfColumn[column]!;
  }
  rowPrice[start]! += reached;
  for (const passed of path) {
    rowPrice[rowOfColumn[passed]!]! += reached - distance[passed]!;
    columnPrice[passed]! += distance[passed]! - reached;
  }
  for (;;) {
    const taker = previousRow[column]!;
    rowOfColumn[column] = taker;
    const given = columnOfRow[taker]!;
    columnOfRow[taker] = column;
    if (taker === start) return;
    column = given;
  }
}

/** Relaxes the edges of `row`, reached at distance `reached`, and returns the nearest column not settled (-1: none). */
function settleNearest(problem: Problem, search: Search, row: number, reached: number): number {
  const { cost, width } = problem;
  const { distance, previousRow, settled, rowPrice, columnPrice } = search;
  const slack = reached - rowPrice[row]!;
  let nearest = -1;
  for (let column = 0; column < width; column += 1) {
    if (settled[column] === 1) continue;
    const candidate = slack + cost[row * width + column]! - columnPrice[column]!;
    if (candidate < distance[column]!) {
      distance[column] = candidate;
      previousRow[column] = row;
    }
    if (distance[column]! < (nearest < 0 ? Infinity : distance[nearest]!)) nearest = column;
  }
  return nearest;
}
