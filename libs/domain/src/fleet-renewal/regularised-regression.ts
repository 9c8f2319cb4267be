/** What is believed before any record: where coefficients lie and how far records scatter. */
export interface RegressionPrior {
  readonly mean: readonly number[];
  readonly standardDeviation: readonly number[];
  /** Of one record around the line. */
  readonly scatter: number;
  /** How many records the belief about the scatter is worth. */
  readonly scatterWeight: number;
}

export interface Regression {
  readonly coefficients: readonly number[];
  /** Of the coefficients; row by row. */
  readonly covariance: readonly (readonly number[])[];
  readonly scatter: number;
  readonly recordCount: number;
}

const SCATTER_ROUNDS = 5;

/**
 * Least squares with a normal prior (ridge towards `mean`): few records stay near the prior, many overrule it. Scatter and coefficients are found in
 * turns; the covariance is that of the posterior at the found scatter.
 */
export function regress(
  records: readonly { readonly terms: readonly number[]; readonly amount: number }[],
  prior: RegressionPrior,
): Regression {
  const size = prior.mean.length;
  let variance = prior.scatter ** 2;
  let coefficients: readonly number[] = prior.mean;
  let covariance: readonly (readonly number[])[] = [];
  for (let round = 0; round < SCATTER_ROUNDS; round += 1) {
    const precision = Array.from({ length: size }, (_, row) =>
      Array.from({ length: size }, (_, column) => (row === column ? prior.standardDeviation[row]! ** -2 : 0)),
    );
    const pull = prior.mean.map((mean, index) => mean * prior.standardDeviation[index]! ** -2);
    for (const { terms, amount } of records) {
      for (let row = 0; row < size; row += 1) {
        pull[row]! += (terms[row]! * amount) / variance;
        for (let column = 0; column < size; column += 1) {
          precision[row]![column]! += (terms[row]! * terms[column]!) / variance;
        }
      }
    }
    covariance = invert(precision);
    coefficients = covariance.map((row) => dot(row, pull));
    const squares = records.reduce((sum, one) => sum + (one.amount - dot(coefficients, one.terms)) ** 2, 0);
    const believed = prior.scatterWeight * prior.scatter ** 2;
    variance = (believed + squares) / (prior.scatterWeight + records.length);
  }
  return { coefficients, covariance, scatter: Math.sqrt(variance), recordCount: records.length };
}

/** The standard error of the line at some terms: of the mean, not of a single record. */
export const standardErrorAt = ({ covariance }: Regression, terms: readonly number[]): number =>
  Math.sqrt(
    Math.max(
      0,
      dot(
        terms,
        covariance.map((row) => dot(row, terms)),
      ),
    ),
  );

export const dot = (left: readonly number[], right: readonly number[]): number =>
  left.reduce((sum, value, index) => sum + value * right[index]!, 0);

/** Of a symmetric positive definite matrix, by Gauss and Jordan with the largest pivot. */
function invert(matrix: readonly (readonly number[])[]): number[][] {
  const size = matrix.length;
  const rows = matrix.map((row, index) => [...row, ...row.map((_, column) => (column === index ? 1 : 0))]);
  for (let pivot = 0; pivot < size; pivot += 1) {
    let best = pivot;
    for (let row = pivot + 1; row < size; row += 1) {
      if (Math.abs(rows[row]![pivot]!) > Math.abs(rows[best]![pivot]!)) best = row;
    }
    [rows[pivot], rows[best]] = [rows[best]!, rows[pivot]!];
    const divisor = rows[pivot]![pivot]!;
    rows[pivot] = rows[pivot]!.map((value) => value / divisor);
    for (let row = 0; row < size; row += 1) {
      const factor = rows[row]![pivot]!;
      if (row === pivot || factor === 0) continue;
      rows[row] = rows[row]!.map((value, column) => value - factor * rows[pivot]![column]!);
    }
  }
  return rows.map((row) => row.slice(size));
}
