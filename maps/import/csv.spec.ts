import { describe, expect, it } from '@jest/globals';
import { requireRows } from './csv.ts';
import { ImportError } from './import-error.ts';

describe('requireRows', () => {
  it('gives all rows, or names the file and its bad rows', () => {
    expect(requireRows({ rows: [1, 2], faults: [] }, 'a.csv')).toEqual([1, 2]);
    const refuse = () => requireRows({ rows: [1], faults: ['row 3: the name is missing'] }, 'a.csv');
    expect(refuse).toThrow(new ImportError('a.csv was not imported, mend these rows:'));
    expect(refuse).toThrow(expect.objectContaining({ details: ['row 3: the name is missing'] }));
  });
});
