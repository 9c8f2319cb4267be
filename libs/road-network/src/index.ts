export * from './road-graph-data.ts';
export * from './road-graph.ts';
export * from './build-road-graph.ts';
export * from './travel-profile.ts';
export * from './arc-weights.ts';
export * from './search-graph.ts';
export * from './search-workspace.ts';
export * from './connected.ts';
export * from './snap.ts';
export {
  travelTimesFrom,
  travelTimesTo,
  type EdgePoint,
  type TravelTimes,
  type TravelTimesOptions,
} from './travel-times.ts';
export * from './find-route.ts';
export * from './isochrone.ts';
export * from './match-shape.ts';
export { findWaysOut, type WayOut } from './way-out.ts';
export { CellTrees, STEP_STATES, type CellTreesOptions } from './cell-trees.ts';
export * from './road-network.ts';
