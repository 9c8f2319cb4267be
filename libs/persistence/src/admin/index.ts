export * from './records.ts';
export * from './shifts.ts';
export * from './users.ts';
