import { ASSIGNMENT_TRANSITIONS, isActive, type AssignmentStatus, type DutyState } from '#domain';
import {
  incomplete,
  ready,
  wrong,
  type Choice,
  type CommandContext,
  type KeptWork,
  type KnownUnit,
  type NamedIncident,
  type NamedUnit,
  type ParsedLine,
  type UnitWork,
} from './commands.ts';
import { findIncident, matchUnit } from './find-word.ts';

export const isCandidateDigit = (word: string): boolean => /^[1-9]$/.test(word);

/** A part that was read, or the answer that ends the reading. */
type Read<Value> = { readonly value: Value } | { readonly stop: ParsedLine };

function readUnit(word: string | undefined, context: CommandContext): Read<KnownUnit> {
  if (word === undefined) return { stop: incomplete('unitNeeded') };
  const match = matchUnit(word, context);
  if (match.kind === 'one') return { value: match.value };
  if (match.kind === 'many') return { stop: wrong('unitAmbiguous', match.names.join(', ')) };
  const isNumber = /^#?\d+$/.test(word);
  return { stop: wrong(isNumber ? 'incidentUnknown' : 'unitUnknown', word) };
}

/** `1 3`: candidates of the selected incident by their place in the list. */
export function parseCandidates(words: readonly string[], context: CommandContext): ParsedLine {
  const incident = context.selectedIncident;
  if (!incident) return incomplete('incidentNeeded');
  if (context.isRanking && context.candidates.length === 0) return incomplete('candidatesComing');
  const choices: Choice[] = [];
  for (const word of words) {
    const choice = isCandidateDigit(word) ? context.candidates[Number(word) - 1] : undefined;
    if (!choice) return wrong('candidateUnknown', word);
    if (!choices.includes(choice)) choices.push(choice);
  }
  return ready({ kind: 'take', choices, incident });
}

/** `0`: everything that the plan proposes. */
export function parseProposed(words: readonly string[], context: CommandContext): ParsedLine {
  const { selectedIncident: incident, proposedTogether: units, candidates } = context;
  const [extra] = words;
  if (extra !== undefined) return wrong('wordTooMany', extra);
  if (!incident) return incomplete('incidentNeeded');
  if (units.length > 0) return ready({ kind: 'sendProposed', units, incident });
  if (context.isRanking && candidates.length === 0) return incomplete('candidatesComing');
  const choices = candidates.filter(({ isProposed }) => isProposed);
  return choices.length > 0 ? ready({ kind: 'take', choices, incident }) : wrong('nothingProposed', '0');
}

/** `M12 M14 345`: units, and at the end the incident unless the selected one is meant. */
function readUnitsAndIncident(
  words: readonly string[],
  context: CommandContext,
): Read<{ readonly units: readonly KnownUnit[]; readonly incident: NamedIncident }> {
  const last = words.at(-1);
  const isCallSign = last !== undefined && context.units.some(({ callSign }) => callSign === last);
  const named = words.length > 1 && !isCallSign ? findIncident(last, context.incidents) : undefined;
  const units: KnownUnit[] = [];
  for (const word of named ? words.slice(0, -1) : words) {
    const read = readUnit(word, context);
    if ('stop' in read) return read;
    if (!units.includes(read.value)) units.push(read.value);
  }
  const incident = named ?? context.selectedIncident;
  return incident ? { value: { units, incident } } : { stop: incomplete('incidentNeeded') };
}

const plain = ({ id, callSign }: NamedUnit): NamedUnit => ({ id, callSign });

export function parseDispatch(words: readonly string[], context: CommandContext): ParsedLine {
  if (words.length === 0) return incomplete('unitNeeded');
  if (words.every(isCandidateDigit)) return parseCandidates(words, context);
  const read = readUnitsAndIncident(words, context);
  if ('stop' in read) return read.stop;
  const { units, incident } = read.value;
  const busy = units.find(({ work }) => work);
  if (busy?.work?.elsewhere !== undefined) return wrong('unitElsewhere', busy.callSign);
  if (busy?.work) return wrong('unitWorking', `${busy.callSign} → ${busy.work.incidentNumber}`);
  return ready({ kind: 'dispatch', units: units.map(plain), incident });
}

export function parseHold(words: readonly string[], context: CommandContext): ParsedLine {
  if (words.length === 0) return incomplete('unitNeeded');
  const read = readUnitsAndIncident(words, context);
  if ('stop' in read) return read.stop;
  return ready({ kind: 'hold', units: read.value.units.map(plain), incident: read.value.incident });
}

/** `dv M07 2419`: the unit leaves what it drives to. */
export function parseDivert(words: readonly string[], context: CommandContext): ParsedLine {
  if (words.length === 0) return incomplete('unitNeeded');
  const read = readUnitsAndIncident(words, context);
  if ('stop' in read) return read.stop;
  const { units, incident } = read.value;
  const [unit, second] = units;
  if (!unit) return incomplete('unitNeeded');
  if (second) return wrong('wordTooMany', second.callSign);
  const { work } = unit;
  if (!work) return wrong('unitNotWorking', unit.callSign);
  if (work.elsewhere !== undefined) return wrong('unitElsewhere', unit.callSign);
  if (work.incidentNumber === incident.number) return wrong('unitOnThis', unit.callSign);
  if (!ASSIGNMENT_TRANSITIONS[work.status].includes('diverted'))
    return wrong('divertImpossible', unit.callSign);
  return ready({ kind: 'divert', unit: plain(unit), work, incident });
}

export function parseSendNow(words: readonly string[], context: CommandContext): ParsedLine {
  const [word, number] = words;
  const read = word === undefined ? ownUnit(context) : readUnit(word, context);
  if ('stop' in read) return read.stop;
  const unit = read.value;
  const wanted = number ?? context.selectedIncident?.number;
  const kept =
    unit.reserved.find(({ incidentNumber }) => String(incidentNumber) === String(wanted).replace('#', '')) ??
    (number === undefined ? unit.reserved[0] : undefined);
  if (!kept) return wrong('nothingReserved', unit.callSign);
  if (kept.elsewhere !== undefined) return wrong('unitElsewhere', unit.callSign);
  if (unit.work) return wrong('unitWorking', `${unit.callSign} → ${unit.work.incidentNumber}`);
  return ready({ kind: 'sendNow', unit: plain(unit), ...kept });
}

/** Units at work on the selected incident. */
function unitsOfSelected({ units, selectedIncident }: CommandContext): readonly KnownUnit[] {
  return units.filter(({ work }) => work !== undefined && work.incidentNumber === selectedIncident?.number);
}

/** The unit meant when none is named: the selected one, else the only one on the selected incident. */
function ownUnit(context: CommandContext): Read<KnownUnit> {
  const [only, other] = unitsOfSelected(context);
  const unit = context.selectedUnit ?? (other === undefined ? only : undefined);
  return unit ? { value: unit } : { stop: incomplete('unitNeeded') };
}

const unknownUnit = (word: string): ParsedLine => wrong('unitUnknown', word);

/** A unit that works, and the words after it. With no unit named the words begin at once. */
function readWorking(
  words: readonly string[],
  context: CommandContext,
): Read<{ readonly unit: KnownUnit; readonly work: UnitWork; readonly rest: readonly string[] }> {
  const [first] = words;
  const named = first === undefined ? undefined : matchUnit(first, context);
  const isNamed = named !== undefined && named.kind !== 'none';
  const read = isNamed ? readUnit(first, context) : ownUnit(context);
  if ('stop' in read) return { stop: first === undefined || isNamed ? read.stop : unknownUnit(first) };
  const { value: unit } = read;
  if (!unit.work) return { stop: wrong('unitNotWorking', unit.callSign) };
  if (unit.work.elsewhere !== undefined) return { stop: wrong('unitElsewhere', unit.callSign) };
  return { value: { unit, work: unit.work, rest: isNamed ? words.slice(1) : words } };
}

/** `os M12`, or `os` for the selected unit. */
export function parseReport(
  words: readonly string[],
  context: CommandContext,
  status: AssignmentStatus,
): ParsedLine {
  const read = readWorking(words, context);
  if ('stop' in read) return read.stop;
  const { unit, work, rest } = read.value;
  const [extra] = rest;
  if (extra !== undefined) return words[0] === extra ? unknownUnit(extra) : wrong('wordTooMany', extra);
  if (!ASSIGNMENT_TRANSITIONS[work.status].includes(status)) return wrong('stepImpossible', unit.callSign);
  return ready({ kind: 'report', unit: plain(unit), work, status });
}

/** `ca M12 reason`: called off from what it works on, else from what it is kept for; back from a neighbour when that is there. */
export const parseCancel = (words: readonly string[], context: CommandContext): ParsedLine =>
  callOff(words, context, ({ work, reserved }) => work ?? reserved[0], 'unitNotWorking');

/** `cb M12 reason`: back from the neighbour for whom it works or is kept. */
export const parseCallBack = (words: readonly string[], context: CommandContext): ParsedLine =>
  callOff(
    words,
    context,
    ({ work, reserved }) => [work, ...reserved].find((one) => one?.elsewhere !== undefined),
    'unitNotLent',
  );

function callOff(
  words: readonly string[],
  context: CommandContext,
  workOf: (unit: KnownUnit) => UnitWork | KeptWork | undefined,
  without: 'unitNotWorking' | 'unitNotLent',
): ParsedLine {
  const [word] = words;
  const named = word === undefined ? undefined : matchUnit(word, context);
  const isNamed = named?.kind === 'one' || named?.kind === 'many';
  const read = isNamed ? readUnit(word, context) : ownUnit(context);
  if ('stop' in read) return word === undefined ? read.stop : unknownUnit(word);
  const { value: unit } = read;
  const from = workOf(unit);
  if (!from) return wrong(without, unit.callSign);
  if ('status' in from && !ASSIGNMENT_TRANSITIONS[from.status].includes('cancelled'))
    return wrong('cancelImpossible', unit.callSign);
  const reason = words.slice(isNamed ? 1 : 0).join(' ');
  if (reason === '') return incomplete('reasonNeeded', unit.callSign);
  const { assignmentId, incidentNumber, elsewhere: region } = from;
  const called = { unit: plain(unit), assignmentId, incidentNumber, reason };
  return ready(
    region === undefined ? { kind: 'cancel', ...called } : { kind: 'callBack', ...called, region },
  );
}

/** `tk M12 M07 reason`: M07 takes the incident over from M12. */
export function parseTakeOver(words: readonly string[], context: CommandContext): ParsedLine {
  const [from, to, ...rest] = words;
  if (from === undefined) return incomplete('unitNeeded');
  const read = readWorking([from], context);
  if ('stop' in read) return read.stop;
  const { unit, work } = read.value;
  if (!isActive(work.status)) return wrong('unitNotWorking', unit.callSign);
  if (to === undefined) return incomplete('toUnitNeeded', unit.callSign);
  const other = readUnit(to, context);
  if ('stop' in other) return other.stop;
  if (other.value.id === unit.id) return wrong('unitOnThis', unit.callSign);
  if (rest.length === 0) return incomplete('reasonNeeded', unit.callSign);
  return ready({
    kind: 'takeOver',
    unit: plain(unit),
    work,
    toUnit: plain(other.value),
    reason: rest.join(' '),
  });
}

/** `-` takes a destination back. */
export const NO_DESTINATION = '-';

export { readWorking };

const TIME_OF_DAY = /^(?:[01]?\d|2[0-3])[:.][0-5]\d$/;

/** `off M12 14:30 reason`, the time being optional. */
export function parseDuty(words: readonly string[], context: CommandContext, state: DutyState): ParsedLine {
  const [word, ...rest] = words;
  const read = word === undefined ? selectedUnit(context) : readUnit(word, context);
  if ('stop' in read) return read.stop;
  if (read.value.owner !== undefined) return wrong('unitOfNeighbour', read.value.callSign);
  const [first = ''] = rest;
  const until = TIME_OF_DAY.test(first) ? first.replace('.', ':') : undefined;
  const reason = rest.slice(until === undefined ? 0 : 1).join(' ');
  return ready({ kind: 'duty', unit: plain(read.value), state, until, reason });
}

function selectedUnit({ selectedUnit: unit }: CommandContext): Read<KnownUnit> {
  return unit ? { value: unit } : { stop: incomplete('unitNeeded') };
}

/** `msg M12 text`. */
export function parseMessage(rest: string, context: CommandContext): ParsedLine {
  const word = /^\S+/.exec(rest)?.[0];
  const read = readUnit(word, context);
  if ('stop' in read) return read.stop;
  const { id, callSign } = read.value;
  const text = rest.slice(word?.length ?? 0).trim();
  return text === ''
    ? incomplete('messageNeeded', callSign)
    : ready({ kind: 'message', unit: { id, callSign }, text });
}
