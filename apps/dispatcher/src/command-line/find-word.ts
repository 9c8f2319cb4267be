import { latinOf, looksLike } from './cyrillic.ts';
import type { CommandContext, KnownUnit, NamedIncident } from './commands.ts';
import { fold } from './verbs.ts';

/** One of what a word can mean: exactly one thing, several, or nothing. */
export type Match<Value> =
  | { readonly kind: 'one'; readonly value: Value }
  | { readonly kind: 'many'; readonly names: readonly string[] }
  | { readonly kind: 'none' };

const NAMES_SAID = 4;

export function oneOf<Value>(found: readonly Value[], nameOf: (value: Value) => string): Match<Value> {
  const [first] = found;
  if (first === undefined) return { kind: 'none' };
  if (found.length === 1) return { kind: 'one', value: first };
  const names = found.slice(0, NAMES_SAID).map(nameOf);
  return { kind: 'many', names: found.length > NAMES_SAID ? [...names, '…'] : names };
}

const digitsOf = (text: string): string => text.replace(/\D/g, '').replace(/^0+(?=\d)/, '');

/**
 * The unit that a word means: its call sign as written, as it looks or as typed on a keyboard left in Cyrillic; else the
 * digits of exactly one call sign.
 */
export function matchUnit(word: string, { units }: CommandContext): Match<KnownUnit> {
  const nameOf = ({ callSign }: KnownUnit): string => callSign;
  for (const read of [fold, looksLike, (text: string) => latinOf(fold(text))]) {
    const exact = units.filter(({ callSign }) => read(callSign) === read(word));
    if (exact.length > 0) return oneOf(exact, nameOf);
  }
  if (!/^\d+$/.test(word)) return { kind: 'none' };
  return oneOf(
    units.filter(({ callSign }) => digitsOf(callSign) === digitsOf(word)),
    nameOf,
  );
}

/** The open incident with the number that a word says, with or without #. */
export function findIncident(
  word: string | undefined,
  incidents: readonly NamedIncident[],
): NamedIncident | undefined {
  const digits = /^#?(\d+)$/.exec(word ?? '')?.[1];
  return digits === undefined ? undefined : incidents.find(({ number }) => number === Number(digits));
}

/** Things whose name begins with the text, or else has all its words somewhere. */
export function matchName<Value>(
  text: string,
  values: readonly Value[],
  nameOf: (value: Value) => string,
): readonly Value[] {
  const wanted = fold(text.trim());
  const named = values.map((value) => ({ value, name: fold(nameOf(value)) }));
  const exact = named.filter(({ name }) => name === wanted);
  if (exact.length > 0) return exact.map(({ value }) => value);
  const begins = named.filter(({ name }) => name.startsWith(wanted));
  if (begins.length > 0) return begins.map(({ value }) => value);
  const words = wanted.split(/\s+/);
  return named.filter(({ name }) => words.every((word) => name.includes(word))).map(({ value }) => value);
}
