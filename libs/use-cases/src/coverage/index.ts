export * from './coverage-ports.ts';
export * from './coverage-engine.ts';
export { refreshAllDemandCells } from './make-demand-cells.ts';
