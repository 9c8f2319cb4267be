export * from './osmand.ts';
export * from './csv.ts';
export * from './fhir/index.ts';
