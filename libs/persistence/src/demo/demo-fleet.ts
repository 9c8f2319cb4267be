import type { Capability } from '#domain';

export interface DemoUnit {
  readonly callSign: string;
  readonly plate: string;
  readonly en1789Class: string;
  readonly capabilities: readonly Capability[];
}

interface Kind {
  readonly every: number;
  readonly en1789Class: string;
  readonly capabilities: readonly Capability[];
}

/** First kind whose turn it is; like a real fleet, mostly basic crews, every third advanced, a few special ones. */
const KINDS: readonly Kind[] = [
  {
    every: 20,
    en1789Class: 'C',
    capabilities: ['als', 'physician', 'aed', 'transport', 'intensiveCare', 'incubator'],
  },
  { every: 13, en1789Class: 'B', capabilities: ['bls', 'aed', 'transport', 'bariatric'] },
  { every: 10, en1789Class: 'B', capabilities: ['als', 'physician', 'aed'] },
  { every: 7, en1789Class: 'C', capabilities: ['als', 'aed', 'transport', 'obstetric', 'paediatric'] },
  { every: 3, en1789Class: 'C', capabilities: ['als', 'aed', 'transport'] },
  { every: 1, en1789Class: 'B', capabilities: ['bls', 'aed', 'transport'] },
];

/** The demo fleet of a region: `count` units with call signs from prefix + 01. */
export function planDemoFleet(prefix: string, count: number): DemoUnit[] {
  return Array.from({ length: count }, (_, index) => {
    const number = index + 1;
    const { en1789Class, capabilities } = KINDS.find(({ every }) => number % every === 0)!;
    const digits = String(number).padStart(2, '0');
    return {
      callSign: `${prefix}${digits}`,
      plate: `AKT ${prefix} ${String(100 + number)}`,
      en1789Class,
      capabilities,
    };
  });
}
