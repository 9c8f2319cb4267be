export * from './hazard-store.ts';
export * from './find-hazards.ts';
export * from './change-hazard.ts';
