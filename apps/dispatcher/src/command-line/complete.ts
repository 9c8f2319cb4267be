import { LOCALE_NAMES, LOCALES } from '#ui';
import type { CommandContext, KnownUnit, NamedIncident } from './commands.ts';
import { looksLike } from './cyrillic.ts';
import { matchName } from './find-word.ts';
import { NO_DESTINATION } from './parse-units.ts';
import { DUTY_VERBS, findVerb, fold, listAliases, shortOf, STEP_VERBS, VERBS, type Verb } from './verbs.ts';

/** A way to go on with the line. */
export interface Completion {
  /** The whole line with it. */
  readonly line: string;
  readonly word: string;
  /** What it is; a verb's meaning is said by the texts. */
  readonly about: string;
  readonly verb: Verb | undefined;
}

export const COMPLETIONS_SHOWN = 8;

type Offer = readonly [word: string, about: string];
type Kind = 'unit' | 'unitOrIncident' | 'incident' | 'outcome' | 'facility' | 'joined' | 'language';

/** What each word after a verb can be. The last kind holds for all further words where `repeats` is set. */
const WORDS: Readonly<Partial<Record<Verb, readonly Kind[]>>> = {
  place: ['incident'],
  message: ['unit'],
  close: ['outcome'],
  recommend: ['incident'],
  dispatch: ['unit', 'unitOrIncident', 'unitOrIncident', 'unitOrIncident'],
  hold: ['unit', 'unitOrIncident'],
  sendNow: ['unit', 'incident'],
  divert: ['unit', 'incident'],
  takeOver: ['unit', 'unit'],
  cancel: ['unit'],
  callBack: ['unit'],
  destination: ['unit', 'facility'],
  join: ['incident', 'incident'],
  notSame: ['incident'],
  unjoin: ['joined'],
  find: ['unitOrIncident'],
  language: ['language'],
};

function kindOf(verb: Verb, at: number): Kind | undefined {
  if (Object.hasOwn(STEP_VERBS, verb) || Object.hasOwn(DUTY_VERBS, verb))
    return at === 0 ? 'unit' : undefined;
  const kinds = WORDS[verb];
  // Names of facilities and outcomes have several words.
  const last = kinds?.at(-1);
  return kinds?.[at] ?? (last === 'facility' || last === 'outcome' ? last : undefined);
}

/** Units fit for the verb first: those at work to report on, those free to send. */
function unitsFor(verb: Verb, { units }: CommandContext): readonly KnownUnit[] {
  const wantsWork =
    Object.hasOwn(STEP_VERBS, verb) || ['divert', 'takeOver', 'cancel', 'destination'].includes(verb);
  if (verb === 'callBack')
    return units.filter(({ work, reserved }) =>
      [work, ...reserved].some((one) => one?.elsewhere !== undefined),
    );
  const isFit = (unit: KnownUnit): boolean => (unit.work !== undefined) === wantsWork;
  if (verb === 'find' || verb === 'hold' || verb === 'message' || Object.hasOwn(DUTY_VERBS, verb))
    return units;
  if (verb === 'sendNow') return units.filter(({ reserved }) => reserved.length > 0);
  return wantsWork ? units.filter(isFit) : [...units].sort((a, b) => Number(isFit(b)) - Number(isFit(a)));
}

const offerUnit = ({ callSign, work }: KnownUnit): Offer => [
  callSign,
  work ? `→ ${work.incidentNumber}${work.elsewhere === undefined ? '' : ` · ${work.elsewhere}`}` : '',
];
const offerIncident = ({ number, address }: NamedIncident): Offer => [String(number), address];

function offersOf(kind: Kind, verb: Verb, typed: string, context: CommandContext): readonly Offer[] {
  const units = (): readonly Offer[] =>
    unitsFor(verb, context)
      .filter(({ callSign }) => looksLike(callSign).includes(looksLike(typed)))
      .map(offerUnit);
  const incidents = (all: readonly NamedIncident[] = context.incidents): readonly Offer[] =>
    all
      .filter(
        ({ number, address }) =>
          String(number).startsWith(typed.replace('#', '')) ||
          (typed.length > 1 && fold(address).includes(fold(typed))),
      )
      .map(offerIncident);
  switch (kind) {
    case 'unit':
      return units();
    case 'incident':
      return incidents();
    case 'unitOrIncident':
      return /^#/.test(typed) ? incidents() : [...units(), ...incidents()];
    case 'joined':
      return incidents(context.closedIncidents);
    case 'outcome':
      return matchName(typed, context.outcomes, ({ word }) => word).map(({ word }) => [word, '']);
    case 'facility':
      return [
        ...matchName(typed, context.facilities, ({ name }) => name).map(({ name }): Offer => [name, '']),
        ...(typed === '' ? ([[NO_DESTINATION, '']] as const) : []),
      ];
    case 'language':
      return LOCALES.map((one): Offer => [one, LOCALE_NAMES[one]]).filter(([word]) => word.startsWith(typed));
  }
}

function completeVerb(typed: string, context: CommandContext): readonly Completion[] {
  const wanted = fold(typed);
  const found = VERBS.flatMap((verb) => {
    const alias = listAliases(verb, context.locale).find((one) => fold(one).startsWith(wanted));
    return alias === undefined ? [] : [{ verb, alias }];
  });
  // What is typed in full comes first, then the shortest.
  found.sort((a, b) => Number(fold(b.alias) === wanted) - Number(fold(a.alias) === wanted));
  return found.map(({ verb, alias }) => {
    const word = fold(shortOf(verb)).startsWith(wanted) ? shortOf(verb) : alias;
    return { line: `${word} `, word, about: '', verb };
  });
}

/** Ways to go on with what is typed so far: verbs, then call signs, incidents, facilities and outcomes as the verb asks. */
export function complete(line: string, context: CommandContext): readonly Completion[] {
  const words = line.trimStart().split(/\s+/);
  const [first = ''] = words;
  if (first === '' || /^\d/.test(first)) return [];
  if (words.length === 1) return completeVerb(first, context).slice(0, COMPLETIONS_SHOWN);
  const verb = findVerb(first, context.locale);
  if (!verb) return [];
  const at = words.length - 2;
  const kind = kindOf(verb, at);
  if (!kind) return [];
  const isName = kind === 'facility' || kind === 'outcome';
  const isNumbered = verb === 'close' && /^#?\d+$/.test(words[1] ?? '');
  const nameFrom = isName ? 1 + (WORDS[verb]?.indexOf(kind) ?? 0) + Number(isNumbered) : words.length - 1;
  const typed = words.slice(nameFrom).join(' ');
  const before = words.slice(0, nameFrom);
  return offersOf(kind, verb, typed, context)
    .slice(0, COMPLETIONS_SHOWN)
    .filter(([word]) => word !== typed)
    .map(([word, about]) => ({ line: [...before, word, ''].join(' '), word, about, verb: undefined }));
}
