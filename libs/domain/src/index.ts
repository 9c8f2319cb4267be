export * from './decision.ts';
export * from './geo/lon-lat.ts';
export * from './assignment/ladder.ts';
export * from './assignment/decide-status.ts';
export * from './unit/board-status.ts';
export * from './unit/position-age.ts';
export * from './access/roles.ts';
export * from './incident/incident.ts';
