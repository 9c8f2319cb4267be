export const LOINC = 'http://loinc.org';
export const UCUM = 'http://unitsofmeasure.org';
export const ATC = 'http://www.whocc.no/atc';
export const SNOMED = 'http://snomed.info/sct';
const TERMINOLOGY = 'http://terminology.hl7.org/CodeSystem';
/** Codes of our own lists, where no published one has the same meaning beyond doubt. */
const OWN = 'urn:x-akut';

export interface Coding {
  readonly system: string;
  readonly code: string;
  readonly display?: string;
}
export interface CodeableConcept {
  readonly coding?: readonly Coding[];
  readonly text?: string;
}
export interface Quantity {
  readonly value: number;
  readonly unit: string;
  readonly system: string;
  readonly code: string;
}

/** `radialPulseAbsent` as "radial pulse absent". */
export const readable = (code: string): string =>
  code.replace(
    /([a-z])([A-Z0-9])/g,
    (_match, before: string, after: string) => `${before} ${after.toLowerCase()}`,
  );

/** Text as FHIR's `string` allows it: not empty, and no blanks but the plain ones. Undefined when nothing is left. */
export function plainText(text: string): string | undefined {
  const plain = text.replace(/[^\S \r\n\t]/g, ' ').trim();
  return plain === '' ? undefined : plain;
}

export const loinc = (code: string, display: string): CodeableConcept => ({
  coding: [{ system: LOINC, code, display }],
  text: display,
});
export const terminology = (system: string, code: string): CodeableConcept => ({
  coding: [{ system: `${TERMINOLOGY}/${system}`, code }],
});
export const terminologyCoding = (system: string, code: string): Coding => ({
  system: `${TERMINOLOGY}/${system}`,
  code,
});

/** A code of one of our lists, with what was written beside it or instead. */
export function ownConcept(list: string, code: string | null, words = ''): CodeableConcept {
  const said = plainText(words);
  if (code === null) return { text: said ?? 'not stated' };
  const display = readable(code);
  return {
    coding: [{ system: `${OWN}:${list}`, code, display }],
    text: said === undefined ? display : `${display}: ${said}`,
  };
}

export const quantity = (value: number, unit: string): Quantity => ({
  value,
  unit,
  system: UCUM,
  code: unit,
});
