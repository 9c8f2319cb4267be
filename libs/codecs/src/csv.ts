/** Splits CSV text into rows of cells: commas or semicolons, quotes, any line ends. */
export function parseCsv(text: string): string[][] {
  const source = text.replace(/^\uFEFF/, '');
  const separator = (source.split('\n', 1)[0] ?? '').includes(';') ? ';' : ',';
  const rows: string[][] = [];
  let row: string[] = [];
  // A quoted cell, a bare one, then what ends it.
  const cell =
    separator === ';'
      ? /(?:[ \t]*"((?:[^"]|"")*)"[^;\n]*|([^;\n]*))(;|\n|$)/y
      : /(?:[ \t]*"((?:[^"]|"")*)"[^,\n]*|([^,\n]*))(,|\n|$)/y;
  while (cell.lastIndex < source.length) {
    const [, quoted, bare = '', end] = cell.exec(source) ?? [];
    if (end === undefined) break;
    row.push(quoted === undefined ? bare.trim() : quoted.replaceAll('""', '"').trim());
    if (end === separator) continue;
    rows.push(row);
    row = [];
  }
  if (row.length > 0) rows.push(row);
  return rows;
}

// Spreadsheets take such a cell for a formula; a plain number is none.
const ACTS_AS_FORMULA = /^[=+\-@\t\r]/;
const PLAIN_NUMBER = /^-?\d+(\.\d+)?$/;

const guard = (cell: string): string =>
  ACTS_AS_FORMULA.test(cell) && !PLAIN_NUMBER.test(cell) ? `'${cell}` : cell;

/** The cell as it was before it was guarded against acting as a formula. */
export const unguardCell = (cell: string): string => cell.replace(/^'(?=[=+\-@\t\r])/, '');

/** CSV in UTF-8 with a byte order mark, so that spreadsheets read it as such; no cell acts as a formula. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  const quote = (cell: string): string => (/[",;\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return `\uFEFF${rows.map((row) => row.map((cell) => quote(guard(cell))).join(',')).join('\r\n')}\r\n`;
}
