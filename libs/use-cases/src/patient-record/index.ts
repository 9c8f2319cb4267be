export * from './patient-record-store.ts';
export * from './store-patient-record.ts';
export * from './read-patient-record.ts';
export * from './open-hand-over.ts';
