import { describe } from '@jest/globals';

/**
 * A group of tests that needs something which not every machine has (a map extract, a program). Where it is missing, the
 * tests are skipped and their names say why; `npm test` prints them.
 */
export function describeWhen(isThere: boolean, missing: string): (name: string, body: () => void) => void {
  return (name, body) => {
    if (isThere) describe(name, body);
    else describe.skip(`${name} (skipped: ${missing})`, body);
  };
}
