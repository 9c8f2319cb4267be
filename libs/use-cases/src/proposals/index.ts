export * from './proposal-store.ts';
export * from './proposal-ports.ts';
export * from './read-joint-situation.ts';
export * from './decide-region.ts';
export * from './settle-proposal.ts';
