import { describe, expect, it } from '@jest/globals';
import { parseCsv, requireRows } from './csv.ts';
import { ImportError } from './import-error.ts';

describe('parseCsv', () => {
  it('reads commas, semicolons, quotes, line ends and a byte order mark', () => {
    expect(parseCsv('\uFEFFa,b\r\n"x, ""y""",2\r\n,\n')).toEqual([
      ['a', 'b'],
      ['x, "y"', '2'],
      ['', ''],
    ]);
    expect(parseCsv('a;b\n"1;2";3,5')).toEqual([
      ['a', 'b'],
      ['1;2', '3,5'],
    ]);
    expect(parseCsv('')).toEqual([]);
  });
});

describe('requireRows', () => {
  it('gives all rows, or names the file and its bad rows', () => {
    expect(requireRows({ rows: [1, 2], faults: [] }, 'a.csv')).toEqual([1, 2]);
    const refuse = () => requireRows({ rows: [1], faults: ['row 3: the name is missing'] }, 'a.csv');
    expect(refuse).toThrow(new ImportError('a.csv was not imported, mend these rows:'));
    expect(refuse).toThrow(expect.objectContaining({ details: ['row 3: the name is missing'] }));
  });
});
