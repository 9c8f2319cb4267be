export * from './maneuver.ts';
export * from './line-measure.ts';
export * from './plain-maneuvers.ts';
export * from './follow-route.ts';
export * from './announcements.ts';
export * from './near-line.ts';
