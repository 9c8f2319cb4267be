export {
  findTabletDevice,
  listDeviceViews,
  listRevokedTablets,
  listVehicles,
  type TabletDeviceRow,
} from './device-store.ts';
export { listPinHashes, readSignOnChoices } from './sign-on-store.ts';
export { listCrewSignals, listMessageNotes, listMessages } from './crew-talk-store.ts';
export * from './tablet-state.ts';
export * from './enrolment-code.ts';
