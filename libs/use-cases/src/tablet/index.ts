export * from './tablet-store.ts';
export { takeOutbox } from './take-outbox.ts';
export type { EventContext } from './effects.ts';
export { acknowledgeCrewSignal, settleCrewSignal } from './crew-signals.ts';
export * from './unit-messages.ts';
export { signOff, signOn, type SignedOn } from './sign-on.ts';
export * from './devices.ts';
export { setCrewPin, setOwnPin } from './pins.ts';
