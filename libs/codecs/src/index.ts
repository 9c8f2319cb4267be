export * from './tracker-report.ts';
export * from './osmand.ts';
export * from './csv.ts';
export * from './pmtiles.ts';
export * from './traccar.ts';
export * from './teltonika.ts';
export * from './fhir/index.ts';
