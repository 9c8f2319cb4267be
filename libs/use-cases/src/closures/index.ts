export * from './closure-store.ts';
export type { ClosurePorts } from './closure-ports.ts';
export { createClosure, previewClosure } from './create-closure.ts';
export { liftClosure, patchClosure } from './change-closure.ts';
