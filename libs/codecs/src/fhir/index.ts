export * from './document-bundle.ts';
export type { FhirBundle, FhirReference, FhirResource } from './resource.ts';
