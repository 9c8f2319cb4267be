import type { Locale } from '#ui';
import { findVerb, type Verb } from './verbs.ts';

export interface NamedIncident {
  readonly id: string;
  readonly number: number;
  readonly address: string;
}

export interface NamedUnit {
  readonly id: string;
  readonly callSign: string;
}

export type Found =
  | { readonly kind: 'incident'; readonly incident: NamedIncident }
  | { readonly kind: 'unit'; readonly unit: NamedUnit };

/** What the parser may ask about the present board. It changes nothing. */
export interface CommandContext {
  readonly locale: Locale;
  readonly selectedIncident: NamedIncident | undefined;
  /** Candidates shown, in order of rank. */
  readonly candidates: readonly NamedUnit[];
  readonly findIncidentByNumber: (number: number) => NamedIncident | undefined;
  readonly findUnitByCallSign: (callSign: string) => NamedUnit | undefined;
  readonly search: (text: string) => Found | undefined;
}

export type Command =
  | { readonly kind: 'new'; readonly addressText: string }
  | { readonly kind: 'dispatch'; readonly units: readonly NamedUnit[]; readonly incident: NamedIncident }
  | { readonly kind: 'recommend'; readonly incident: NamedIncident }
  | { readonly kind: 'find'; readonly found: Found }
  | { readonly kind: 'help' };

/** Why a line cannot be carried out; a key of the texts (`line.…`). */
export type LineProblem =
  | 'unknownVerb'
  | 'unitNeeded'
  | 'unitUnknown'
  | 'incidentNeeded'
  | 'incidentUnknown'
  | 'candidateUnknown'
  | 'textNeeded'
  | 'nothingFound';

export type ParsedLine =
  | { readonly kind: 'empty' }
  | { readonly kind: 'ready'; readonly command: Command }
  /** Right as far as it goes. */
  | { readonly kind: 'incomplete'; readonly problem: LineProblem }
  | { readonly kind: 'wrong'; readonly problem: LineProblem; readonly word: string };

const ready = (command: Command): ParsedLine => ({ kind: 'ready', command });
const incomplete = (problem: LineProblem): ParsedLine => ({ kind: 'incomplete', problem });
const wrong = (problem: LineProblem, word: string): ParsedLine => ({ kind: 'wrong', problem, word });

const isCandidateDigit = (word: string): boolean => /^[1-9]$/.test(word);

function incidentOf(word: string, context: CommandContext): NamedIncident | undefined {
  const digits = /^#?(\d+)$/.exec(word)?.[1];
  return digits === undefined ? undefined : context.findIncidentByNumber(Number(digits));
}

/** `1 3`: candidates of the selected incident by their place in the list. */
function parseCandidates(words: readonly string[], context: CommandContext): ParsedLine {
  const incident = context.selectedIncident;
  if (!incident) return incomplete('incidentNeeded');
  const units: NamedUnit[] = [];
  for (const word of words) {
    const unit = isCandidateDigit(word) ? context.candidates[Number(word) - 1] : undefined;
    if (!unit) return wrong('candidateUnknown', word);
    if (!units.includes(unit)) units.push(unit);
  }
  return ready({ kind: 'dispatch', units, incident });
}

/** `M12 M14 345`: call signs, and at the end the incident unless the selected one is meant. */
function parseCallSigns(words: readonly string[], context: CommandContext): ParsedLine {
  const last = words.at(-1) ?? '';
  const named = words.length > 1 && !context.findUnitByCallSign(last) ? incidentOf(last, context) : undefined;
  const incident = named ?? context.selectedIncident;
  const units: NamedUnit[] = [];
  for (const word of named ? words.slice(0, -1) : words) {
    const unit = context.findUnitByCallSign(word);
    if (!unit) return wrong(/^#?\d+$/.test(word) ? 'incidentUnknown' : 'unitUnknown', word);
    if (!units.includes(unit)) units.push(unit);
  }
  return incident ? ready({ kind: 'dispatch', units, incident }) : incomplete('incidentNeeded');
}

type VerbParser = (words: readonly string[], context: CommandContext, rest: string) => ParsedLine;

const PARSERS: Readonly<Record<Verb, VerbParser>> = {
  new: (_words, _context, rest) => ready({ kind: 'new', addressText: rest }),
  dispatch: (words, context) => {
    if (words.length === 0) return incomplete('unitNeeded');
    return words.every(isCandidateDigit) ? parseCandidates(words, context) : parseCallSigns(words, context);
  },
  recommend: ([word], context) => {
    const incident = word === undefined ? context.selectedIncident : incidentOf(word, context);
    if (incident) return ready({ kind: 'recommend', incident });
    return word === undefined ? incomplete('incidentNeeded') : wrong('incidentUnknown', word);
  },
  find: (_words, context, rest) => {
    if (rest === '') return incomplete('textNeeded');
    const found = context.search(rest);
    return found ? ready({ kind: 'find', found }) : wrong('nothingFound', rest);
  },
  help: () => ready({ kind: 'help' }),
};

/** Reads a line of the command line: what Enter would do now, or what is missing or wrong. Pure. */
export function parseLine(line: string, context: CommandContext): ParsedLine {
  const trimmed = line.trim();
  if (trimmed === '') return { kind: 'empty' };
  const [first = '', ...words] = trimmed.split(/\s+/);
  if (isCandidateDigit(first)) return parseCandidates([first, ...words], context);
  const verb = findVerb(first, context.locale);
  if (!verb) return wrong('unknownVerb', first);
  return PARSERS[verb](words, context, trimmed.slice(first.length).trim());
}
