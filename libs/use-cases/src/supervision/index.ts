export * from './sector-store.ts';
export * from './set-sector-holder.ts';
export * from './change-sectors.ts';
export * from './supervision-ports.ts';
export * from './supervision-figures.ts';
export * from './supervision-live.ts';
export * from './export-responses.ts';
