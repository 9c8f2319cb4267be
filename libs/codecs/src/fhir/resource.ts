import { v5 as uuidv5 } from 'uuid';

export interface FhirResource {
  readonly resourceType: string;
  readonly id: string;
  readonly [property: string]: unknown;
}
export interface FhirReference {
  readonly reference: string;
}
export interface FhirBundle {
  readonly resourceType: 'Bundle';
  readonly [property: string]: unknown;
  readonly entry: readonly { readonly fullUrl: string; readonly resource: FhirResource }[];
}

const NAMESPACE = '5b0a6f0e-0d0f-5c9a-8a53-2f0e4c1d7a11';

/** The same thing of the same record has the same id in every export. */
export const idOf = (recordId: string, what: string): string =>
  uuidv5(`${recordId.toLowerCase()}/${what}`, NAMESPACE);
export const urlOf = (id: string): string => `urn:uuid:${id}`;
export const referTo = ({ id }: Pick<FhirResource, 'id'>): FhirReference => ({ reference: urlOf(id) });

/** FHIR's `instant` and `dateTime` want seconds; clients may leave them out. */
export const instantOf = (at: string): string => new Date(at).toISOString();

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeXml = (text: string): string => text.replace(/[&<>"]/g, (character) => ESCAPES[character]!);

/** What people read of a resource, in XHTML. Everything given is shown as text. */
export const narrative = (lines: readonly string[]): { status: 'generated'; div: string } => ({
  status: 'generated',
  div: `<div xmlns="http://www.w3.org/1999/xhtml">${(lines.length > 0 ? lines : ['Nothing recorded.'])
    .map((line) => `<p>${escapeXml(line)}</p>`)
    .join('')}</div>`,
});
