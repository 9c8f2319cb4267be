export * from './record-store.ts';
export * from './record-commands.ts';
export * from './edit-units.ts';
export * from './edit-places.ts';
export * from './edit-shifts.ts';
export { changeUser, createUser, endSessionsOfUser, resetTotp, setInitialPassword } from './edit-users.ts';
export * from './change-region.ts';
export * from './import-records.ts';
export * from './export-records.ts';
