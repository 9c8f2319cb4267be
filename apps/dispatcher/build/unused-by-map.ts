/**
 * Stands for parts of the map library that this desk never reaches: it draws with rules of its own from tiles of its own,
 * so neither the ready-made flavours and styles nor the archive format are needed.
 */
const unused = (name: string): never => {
  throw new Error(`${name} is left out of this build`);
};

export const namedFlavor = (): never => unused('namedFlavor');
export const paintRules = (): never => unused('paintRules');
export const labelRules = (): never => unused('labelRules');

export class PMTiles {
  constructor() {
    unused('PMTiles');
  }
}
