export * from './catalogue.ts';
export * from './patient-record.ts';
export * from './start-triage.ts';
export * from './vital-ranges.ts';
export * from './scores.ts';
export * from './check-record.ts';
export * from './merge-record.ts';
export * from './arrival-notice.ts';
