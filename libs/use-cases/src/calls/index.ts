export * from './call-store.ts';
export * from './patch-call.ts';
export * from './end-call.ts';
