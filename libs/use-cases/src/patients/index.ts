export * from './patient-store.ts';
export * from './add-patients.ts';
export * from './change-patient.ts';
