export * from './travel-ports.ts';
export * from './travel-engine.ts';
export * from './hour-of-week.ts';
export * from './travel-times.ts';
export * from './route.ts';
export * from './isochrones.ts';
export { MAX_OFF_ROAD_METERS } from './snap-place.ts';
export * from './unit-legs.ts';
