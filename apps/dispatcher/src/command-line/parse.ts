import { digitsOfRow } from './cyrillic.ts';
import { ready, wrong, type CommandContext, type ParsedLine, type ScreenAct } from './commands.ts';
import {
  isCandidateDigit,
  parseCallBack,
  parseCancel,
  parseCandidates,
  parseDispatch,
  parseDivert,
  parseDuty,
  parseMessage,
  parseHold,
  parseProposed,
  parseReport,
  parseSendNow,
  parseTakeOver,
} from './parse-units.ts';
import {
  parseAlarm,
  parseClose,
  parseDestination,
  parseFind,
  parseJoin,
  parseLanguage,
  parseNotSame,
  parsePlace,
  parseProposal,
  parseRecommend,
  parseRemark,
  parseUndo,
  parseUnjoin,
} from './parse-words.ts';
import { DUTY_VERBS, findVerb, STEP_VERBS, type Verb } from './verbs.ts';

type VerbParser = (words: readonly string[], context: CommandContext, rest: string) => ParsedLine;
type StepVerb = keyof typeof STEP_VERBS;
type DutyVerb = keyof typeof DUTY_VERBS;
type OtherVerb = Exclude<Verb, StepVerb | DutyVerb>;

/** A verb that only does something on the screen; a word after it is a mistake. */
const onScreen =
  (act: ScreenAct): VerbParser =>
  ([extra]) =>
    extra === undefined ? ready({ kind: 'screen', act }) : wrong('wordTooMany', extra);

const draftVerb =
  (act: ScreenAct): VerbParser =>
  (words, context, rest) =>
    context.draftCount === 0 ? wrong('noDraft', '') : onScreen(act)(words, context, rest);

const PARSERS: Readonly<Record<OtherVerb, VerbParser>> = {
  new: (_words, _context, rest) => ready({ kind: 'new', addressText: rest }),
  nextDraft: draftVerb('nextDraft'),
  discardDraft: draftVerb('discardDraft'),
  place: parsePlace,
  remark: (_words, context, rest) => parseRemark(rest, context),
  message: (_words, context, rest) => parseMessage(rest, context),
  close: (_words, context, rest) => parseClose(rest, context),
  recommend: parseRecommend,
  dispatch: parseDispatch,
  hold: parseHold,
  sendNow: parseSendNow,
  divert: parseDivert,
  takeOver: parseTakeOver,
  cancel: parseCancel,
  callBack: parseCallBack,
  destination: parseDestination,
  rejected: onScreen('rejected'),
  alarm: parseAlarm,
  accept: (words, context) => parseProposal(words, context, 'accept'),
  dismiss: (words, context) => parseProposal(words, context, 'dismiss'),
  join: parseJoin,
  notSame: parseNotSame,
  unjoin: parseUnjoin,
  undo: (_words, context) => parseUndo(context),
  find: (_words, context, rest) => parseFind(rest, context),
  coverage: onScreen('coverage'),
  closures: onScreen('closures'),
  hazards: onScreen('hazards'),
  drawClosure: onScreen('drawClosure'),
  shift: onScreen('shift'),
  language: (_words, _context, rest) => parseLanguage(rest),
  theme: onScreen('theme'),
  menu: onScreen('menu'),
  signOut: onScreen('signOut'),
  help: onScreen('help'),
};

const isStep = (verb: Verb): verb is StepVerb => Object.hasOwn(STEP_VERBS, verb);
const isDuty = (verb: Verb): verb is DutyVerb => Object.hasOwn(DUTY_VERBS, verb);

/** Reads a line of the command line: what Enter would do now, or what is missing or wrong. Pure. */
export function parseLine(line: string, context: CommandContext): ParsedLine {
  const trimmed = digitsOfRow(line, context.locale).trim();
  if (trimmed === '') return { kind: 'empty' };
  const [first = '', ...words] = trimmed.split(/\s+/);
  if (isCandidateDigit(first)) return parseCandidates([first, ...words], context);
  if (first === '0') return parseProposed(words, context);
  const verb = findVerb(first, context.locale);
  if (!verb) return wrong('unknownVerb', first);
  if (isStep(verb)) return parseReport(words, context, STEP_VERBS[verb]);
  if (isDuty(verb)) return parseDuty(words, context, DUTY_VERBS[verb]);
  return PARSERS[verb](words, context, trimmed.slice(first.length).trim());
}
