export * from './pool.ts';
export * from './journal.ts';
export * from './command-store.ts';
export * from './views.ts';
export * from './accounts.ts';
export * from './dispatch.ts';
export * from './road-graph.ts';
