export * from './osmand.ts';
export * from './csv.ts';
