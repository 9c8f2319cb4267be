import type { Definitions, ElementDefinition } from './fhir-definitions.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type JsonObject = { readonly [key: string]: Json };
const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Patterns of R4's primitive types (hl7.org/fhir/R4/datatypes.html). */
const PRIMITIVES: Readonly<Record<string, (value: Json) => boolean>> = (() => {
  const date = '([0-9]{4})(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01])';
  const time =
    '([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\\.[0-9]+)?(Z|[+-]((0[0-9]|1[0-3]):[0-5][0-9]|14:00))';
  const text = (pattern: RegExp) => (value: Json) => typeof value === 'string' && pattern.test(value);
  const isNumber = (value: Json): boolean => typeof value === 'number' && Number.isFinite(value);
  const integer = (least: number) => (value: Json) => Number.isInteger(value) && (value as number) >= least;
  const string = text(/^[ \r\n\t\S]+$/);
  return {
    boolean: (value) => typeof value === 'boolean',
    string,
    markdown: string,
    uri: text(/^\S+$/),
    url: text(/^\S+$/),
    canonical: text(/^\S+$/),
    oid: text(/^urn:oid:[0-2](\.(0|[1-9][0-9]*))+$/),
    uuid: text(/^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
    code: text(/^\S+( \S+)*$/),
    id: text(/^[A-Za-z0-9\-.]{1,64}$/),
    base64Binary: text(/^[A-Za-z0-9+/]+={0,2}$/),
    instant: text(new RegExp(`^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T${time}$`)),
    date: text(new RegExp(`^${date})?)?$`)),
    dateTime: text(new RegExp(`^${date}(T${time})?)?)?$`)),
    time: text(/^([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\.[0-9]+)?$/),
    decimal: isNumber,
    integer: integer(-2147483648),
    unsignedInt: integer(0),
    positiveInt: integer(1),
    xhtml: text(/^<div xmlns="http:\/\/www\.w3\.org\/1999\/xhtml">[\s\S]*<\/div>$/),
  };
})();

/** The names under which an element may stand in JSON, each with its type; `value[x]` stands as `valueQuantity` and so on. */
function namesOf({ path, type = [] }: ElementDefinition): (readonly [name: string, type: string])[] {
  const name = path.slice(path.lastIndexOf('.') + 1);
  const codes = type.map(({ code, extension }) =>
    code.startsWith('http://hl7.org/fhirpath/') ? (extension?.[0]?.valueUrl ?? 'string') : code,
  );
  if (!name.endsWith('[x]')) return [[name, codes[0] ?? '']];
  return codes.map((code) => [name.slice(0, -3) + code[0]!.toUpperCase() + code.slice(1), code]);
}

const asList = (value: Json): readonly Json[] => (Array.isArray(value) ? value : [value as Json]);

/** Checks that a code stands in the value set to which it is bound without exception. */
function createBindingCheck(expand: Definitions['expand']) {
  const expanded = new Map<string, ReadonlySet<string> | undefined>();
  const codesOf = (url: string) => {
    if (!expanded.has(url)) expanded.set(url, expand(url));
    return expanded.get(url);
  };
  return (element: ElementDefinition, value: Json, at: string): string[] => {
    if (element.binding?.strength !== 'required' || !element.binding.valueSet) return [];
    const codes = codesOf(element.binding.valueSet);
    if (!codes) return [];
    const given = isObject(value)
      ? asList(value['coding'] ?? [value]).map((coding) => (isObject(coding) ? coding['code'] : undefined))
      : [value];
    return given.some((code) => codes.has(String(code)))
      ? []
      : [`${at}: ${given.join()} is not in ${element.binding.valueSet}`];
  };
}

/** Checks JSON against the published structure definitions: known elements, cardinality, types, choices, required bindings. */
export function createValidator({ structures, expand }: Definitions) {
  const checkBinding = createBindingCheck(expand);
  const childrenOf = (definition: string, path: string): ElementDefinition[] =>
    (structures.get(definition)?.snapshot.element ?? []).filter(
      (one) => one.path.startsWith(`${path}.`) && !one.path.slice(path.length + 1).includes('.'),
    );

  function checkType(type: string, value: Json, at: string, owner: string, path: string): string[] {
    const primitive = PRIMITIVES[type];
    if (primitive) return primitive(value) ? [] : [`${at}: no ${type}`];
    if (!isObject(value)) return [`${at}: no object`];
    if (type === 'Resource') return checkResource(value, at);
    // Elements of a resource's own stand in its own definition.
    return type === 'BackboneElement' || type === 'Element'
      ? checkObject(owner, path, value, at)
      : structures.has(type)
        ? checkObject(type, type, value, at)
        : [`${at}: unknown type ${type}`];
  }

  function checkObject(owner: string, path: string, value: JsonObject, at: string): string[] {
    const problems: string[] = [];
    const known = new Set(['resourceType']);
    for (const element of childrenOf(owner, path)) {
      const present = namesOf(element).filter(([name]) => value[name] !== undefined);
      namesOf(element).forEach(([name]) => known.add(name).add(`_${name}`));
      if (present.length > 1) problems.push(`${at}: ${present.map(([name]) => name).join(' and ')}`);
      if (present.length === 0) {
        if (element.min > 0) problems.push(`${at}: ${element.path} is missing`);
        continue;
      }
      const [name, type] = present[0]!;
      problems.push(...checkElement(owner, element, type, value[name]!, `${at}.${name}`));
    }
    for (const name of Object.keys(value))
      if (!known.has(name)) problems.push(`${at}: unknown element ${name}`);
    if (Object.keys(value).length === 0) problems.push(`${at}: empty object`);
    return problems;
  }

  function checkElement(
    owner: string,
    element: ElementDefinition,
    type: string,
    value: Json,
    at: string,
  ): string[] {
    const isList = element.max === '*' || Number(element.max) > 1;
    if (isList !== Array.isArray(value)) return [`${at}: ${isList ? 'no list' : 'a list'}`];
    const items = asList(value);
    const problems = items.length < Math.max(1, element.min) ? [`${at}: too few`] : [];
    if (element.max === '0') problems.push(`${at}: not allowed`);
    const path = element.contentReference?.slice(1) ?? element.path;
    items.forEach((item, index) => {
      const where = isList ? `${at}[${index}]` : at;
      const ofType = element.contentReference ? 'BackboneElement' : type;
      problems.push(...checkType(ofType, item, where, owner, path), ...checkBinding(element, item, where));
    });
    return problems;
  }

  function checkResource(value: JsonObject, at: string): string[] {
    const type = String(value['resourceType']);
    const definition = structures.get(type);
    if (!definition || definition.kind !== 'resource' || definition.abstract)
      return [`${at}: no resource ${type}`];
    return checkObject(type, type, value, type === at ? at : `${at}(${type})`);
  }
  return (value: unknown): string[] =>
    isObject(value as Json) ? checkResource(value as JsonObject, 'Bundle') : ['no object'];
}

function collectReferences(value: Json, found: string[]): void {
  if (Array.isArray(value)) return value.forEach((one) => collectReferences(one, found));
  if (!isObject(value)) return;
  if (typeof value['reference'] === 'string') found.push(value['reference']);
  Object.values(value).forEach((one) => collectReferences(one, found));
}

/**
 * Rules of documents (hl7.org/fhir/R4/documents.html and bundle.html, bdl-3, -7, -9, -10, -11) and the invariants of what we write
 * (ait-1, con-3 to 5, obs-6, obs-7, cmp-1, per-1, pat-1, mad-1) that cardinality alone does not say.
 */
export function checkDocument(bundle: unknown): string[] {
  const document = bundle as JsonObject;
  const entries = (document['entry'] ?? []) as readonly { fullUrl: string; resource: JsonObject }[];
  const problems: string[] = [];
  const check = (isKept: boolean, problem: string): void => void (isKept || problems.push(problem));
  const identifier = document['identifier'] as JsonObject | undefined;
  check(document['type'] === 'document', 'bdl: no document');
  check(Boolean(identifier?.['system'] && identifier['value']), 'bdl-9: identifier');
  check(typeof document['timestamp'] === 'string', 'bdl-10: timestamp');
  check(entries[0]?.resource['resourceType'] === 'Composition', 'bdl-11: first entry');
  const urls = entries.map(({ fullUrl }) => fullUrl);
  check(new Set(urls).size === urls.length, 'bdl-7: fullUrl twice');
  for (const { fullUrl, resource } of entries) {
    check(fullUrl === `urn:uuid:${String(resource['id'])}`, `${fullUrl}: id`);
    problems.push(...checkInvariants(resource));
  }
  const references: string[] = [];
  collectReferences(document, references);
  for (const reference of references) check(urls.includes(reference), `${reference} leads nowhere`);
  const reached = new Set([urls[0]]);
  const reach = (resource: JsonObject): void => {
    const next: string[] = [];
    collectReferences(resource, next);
    for (const url of next) {
      if (reached.has(url)) continue;
      reached.add(url);
      const entry = entries.find(({ fullUrl }) => fullUrl === url);
      if (entry) reach(entry.resource);
    }
  };
  if (entries[0]) reach(entries[0].resource);
  for (const url of urls) check(reached.has(url), `${url} is reached from nowhere`);
  return problems;
}

function checkInvariants(resource: JsonObject): string[] {
  const problems: string[] = [];
  const check = (isKept: boolean, problem: string): void => void (isKept || problems.push(problem));
  const type = resource['resourceType'];
  if (type === 'AllergyIntolerance') check(resource['clinicalStatus'] !== undefined, 'ait-1');
  if (type === 'Condition') check(resource['clinicalStatus'] !== undefined, 'con-3');
  if (type === 'Observation') {
    const hasValue = Object.keys(resource).some((name) => name.startsWith('value'));
    check(!(hasValue && resource['dataAbsentReason'] !== undefined), 'obs-6');
    check(
      hasValue || resource['dataAbsentReason'] !== undefined || resource['component'] !== undefined,
      'obs: nothing said',
    );
  }
  if (type === 'Composition')
    for (const section of (resource['section'] ?? []) as JsonObject[])
      check(section['text'] !== undefined || section['entry'] !== undefined, 'cmp-1');
  if (type === 'Organization')
    check(resource['name'] !== undefined || resource['identifier'] !== undefined, 'org-1');
  if (type === 'MedicationAdministration') {
    const dosage = resource['dosage'] as JsonObject;
    check(dosage['dose'] !== undefined || dosage['rateQuantity'] !== undefined, 'mad-1');
  }
  const period = resource['period'] as JsonObject | undefined;
  if (period?.['end'] !== undefined) check(String(period['start']) <= String(period['end']), 'per-1');
  return problems;
}
