export * from './osmand.ts';
