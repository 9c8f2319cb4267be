/**
 * The part of ICU MessageFormat that our texts use: `{name}` and `{count, plural, one {# row} other {# rows}}`
 * (also `=0 {...}`), nested as deep as wanted. Plural categories come from the platform's own Intl.PluralRules, so the
 * Czech one/few/many/other are right without data of ours. 1 kB instead of the 9 kB of a full run-time compiler.
 */
export type MessageValue = string | number;
export type MessageValues = Readonly<Record<string, MessageValue>>;

type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'value'; readonly name: string }
  | { readonly kind: 'count' }
  | {
      readonly kind: 'plural';
      readonly name: string;
      readonly options: ReadonlyMap<string, readonly Part[]>;
    };

const parsed = new Map<string, readonly Part[]>();
const pluralRules = new Map<string, Intl.PluralRules>();
const numberFormats = new Map<string, Intl.NumberFormat>();

function cached<V>(map: Map<string, V>, key: string, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

/** Index of the brace that closes the one at `open`. Throws SyntaxError when there is none. */
function closingBrace(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    if (text[at] === '{') depth += 1;
    if (text[at] === '}') depth -= 1;
    if (depth === 0) return at;
  }
  throw new SyntaxError(`unclosed brace in message: ${text}`);
}

function parsePlural(name: string, body: string): Part {
  const options = new Map<string, readonly Part[]>();
  let at = 0;
  while (at < body.length) {
    const open = body.indexOf('{', at);
    if (open === -1) break;
    const close = closingBrace(body, open);
    options.set(body.slice(at, open).trim(), parse(body.slice(open + 1, close), true));
    at = close + 1;
  }
  if (!options.has('other')) throw new SyntaxError(`plural without "other": ${body}`);
  return { kind: 'plural', name, options };
}

function parseArgument(inner: string): Part {
  const comma = inner.indexOf(',');
  if (comma === -1) return { kind: 'value', name: inner.trim() };
  const rest = inner.slice(comma + 1).trimStart();
  if (!rest.startsWith('plural')) throw new SyntaxError(`unknown argument: {${inner}}`);
  return parsePlural(inner.slice(0, comma).trim(), rest.slice(rest.indexOf(',') + 1));
}

function textParts(text: string, insidePlural: boolean): Part[] {
  if (!insidePlural) return text === '' ? [] : [{ kind: 'text', text }];
  return text
    .split(/(#)/)
    .filter((piece) => piece !== '')
    .map((piece): Part => (piece === '#' ? { kind: 'count' } : { kind: 'text', text: piece }));
}

/** Parses a message; throws SyntaxError on unbalanced braces or an unknown argument type. */
export function parse(message: string, insidePlural = false): readonly Part[] {
  const parts: Part[] = [];
  let at = 0;
  while (at < message.length) {
    const open = message.indexOf('{', at);
    if (open === -1) break;
    parts.push(...textParts(message.slice(at, open), insidePlural));
    const close = closingBrace(message, open);
    parts.push(parseArgument(message.slice(open + 1, close)));
    at = close + 1;
  }
  return [...parts, ...textParts(message.slice(at), insidePlural)];
}

/** Plural categories a message gives for its plural arguments, by argument name. */
export function pluralCategories(message: string): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const part of parse(message)) {
    if (part.kind === 'plural') found.set(part.name, [...part.options.keys()]);
  }
  return found;
}

/** Names of the values a message asks for, sorted. */
export function argumentNames(message: string): readonly string[] {
  const names = new Set<string>();
  const visit = (parts: readonly Part[]): void => {
    for (const part of parts) {
      if (part.kind === 'value' || part.kind === 'plural') names.add(part.name);
      if (part.kind === 'plural') part.options.forEach(visit);
    }
  };
  visit(parse(message));
  return [...names].sort();
}

/** A number as the locale writes it. */
export function formatNumber(locale: string, value: number): string {
  return cached(numberFormats, locale, () => new Intl.NumberFormat(locale)).format(value);
}

function choose(
  locale: string,
  part: Extract<Part, { kind: 'plural' }>,
  value: MessageValue | undefined,
): readonly Part[] {
  const count = Number(value ?? 0);
  const rules = cached(pluralRules, locale, () => new Intl.PluralRules(locale));
  return (
    part.options.get(`=${count}`) ?? part.options.get(rules.select(count)) ?? part.options.get('other') ?? []
  );
}

function render(
  locale: string,
  parts: readonly Part[],
  values: MessageValues,
  count: MessageValue | undefined,
): string {
  const shown = (value: MessageValue | undefined): string =>
    typeof value === 'number' ? formatNumber(locale, value) : (value ?? '');
  return parts
    .map((part) => {
      if (part.kind === 'text') return part.text;
      if (part.kind === 'count') return shown(count);
      if (part.kind === 'value') return shown(values[part.name]);
      return render(locale, choose(locale, part, values[part.name]), values, values[part.name]);
    })
    .join('');
}

/** The message in the locale's grammar with its values put in. A missing value shows as nothing. */
export function formatMessage(locale: string, message: string, values: MessageValues = {}): string {
  const parts = cached(parsed, message, () => parse(message));
  return render(locale, parts, values, undefined);
}
