import { LOCALE_NAMES, LOCALES } from '#ui';
import {
  incomplete,
  ready,
  wrong,
  type CommandContext,
  type NamedIncident,
  type ParsedLine,
} from './commands.ts';
import { findIncident, matchName, oneOf } from './find-word.ts';
import { NO_DESTINATION, readWorking } from './parse-units.ts';
import { fold } from './verbs.ts';

/** A leading number that is an open incident's, or the selected incident; and the text after it. */
function readIncidentAndText(
  rest: string,
  context: CommandContext,
  mustHash: boolean,
): {
  readonly incident: NamedIncident | undefined;
  readonly text: string;
  readonly unknown: string | undefined;
} {
  const first = /^\S+/.exec(rest)?.[0] ?? '';
  const isNumber = mustHash ? /^#\d+$/.test(first) : /^#?\d+$/.test(first);
  if (!isNumber) return { incident: context.selectedIncident, text: rest, unknown: undefined };
  const incident = findIncident(first, context.incidents);
  return { incident, text: rest.slice(first.length).trim(), unknown: incident ? undefined : first };
}

/** `r text`, or `r #345 text`: without # a number is the beginning of the text. */
export function parseRemark(rest: string, context: CommandContext): ParsedLine {
  const { incident, text, unknown } = readIncidentAndText(rest, context, true);
  if (unknown !== undefined) return wrong('incidentUnknown', unknown);
  if (!incident) return incomplete('incidentNeeded');
  return text === '' ? incomplete('remarkNeeded') : ready({ kind: 'remark', incident, text });
}

/** `p`, `p 345`: opens the form in which the place is changed. */
export function parsePlace([word]: readonly string[], context: CommandContext): ParsedLine {
  const incident = word === undefined ? context.selectedIncident : findIncident(word, context.incidents);
  if (incident) return ready({ kind: 'place', incident });
  return word === undefined ? incomplete('incidentNeeded') : wrong('incidentUnknown', word);
}

/** `c transported`, `c 345 refused`. */
export function parseClose(rest: string, context: CommandContext): ParsedLine {
  const { incident, text, unknown } = readIncidentAndText(rest, context, false);
  if (unknown !== undefined) return wrong('incidentUnknown', unknown);
  if (!incident) return incomplete('incidentNeeded');
  if (text === '') return incomplete('outcomeNeeded');
  const { outcomes } = context;
  const byCode = outcomes.filter(({ outcome }) => fold(outcome) === fold(text));
  const found = byCode.length > 0 ? byCode : matchName(text, outcomes, ({ word }) => word);
  const match = oneOf(found, ({ word }) => word);
  if (match.kind === 'none') return wrong('outcomeUnknown', text);
  if (match.kind === 'many') return wrong('outcomeAmbiguous', match.names.join(', '));
  return ready({ kind: 'close', incident, outcome: match.value });
}

/** `to M12 maciel`, `to M12 -` to take it back. */
export function parseDestination(words: readonly string[], context: CommandContext): ParsedLine {
  const read = readWorking(words, context);
  if ('stop' in read) return read.stop;
  const { unit, work, rest } = read.value;
  const named = { id: unit.id, callSign: unit.callSign };
  const text = rest.join(' ');
  if (text === '') return incomplete('facilityNeeded', unit.callSign);
  if (text === NO_DESTINATION) return ready({ kind: 'destination', unit: named, work, facility: undefined });
  const match = oneOf(
    matchName(text, context.facilities, ({ name }) => name),
    ({ name }) => name,
  );
  if (match.kind === 'none') return wrong('facilityUnknown', text);
  if (match.kind === 'many') return wrong('facilityAmbiguous', match.names.join(', '));
  return ready({ kind: 'destination', unit: named, work, facility: match.value });
}

/** `a`: the alarm to be seen to first; `a 345`: the one of that incident. */
export function parseAlarm([word]: readonly string[], context: CommandContext): ParsedLine {
  const number = word === undefined ? undefined : Number(word.replace('#', ''));
  const alarm =
    number === undefined
      ? context.alarms[0]
      : context.alarms.find(({ incidentNumber }) => incidentNumber === number);
  if (!alarm) return wrong('noAlarm', word ?? '');
  return ready({ kind: 'alarm', alarm });
}

/** `ok`, `ok 2`: proposals by their place in the list. */
export function parseProposal(
  [word]: readonly string[],
  context: CommandContext,
  kind: 'accept' | 'dismiss',
): ParsedLine {
  const proposal = context.proposals[word === undefined ? 0 : Number(word) - 1];
  return proposal ? ready({ kind, proposal }) : wrong('noProposal', word ?? '');
}

/** `j 350 345`: the first is joined into the second; `j` alone takes the first likely pair. */
export function parseJoin([first, second]: readonly string[], context: CommandContext): ParsedLine {
  if (first === undefined) {
    const [likely] = context.duplicates;
    return likely
      ? ready({ kind: 'join', later: likely.later, earlier: likely.earlier })
      : wrong('noDuplicate', '');
  }
  const one = findIncident(first, context.incidents);
  if (!one) return wrong('incidentUnknown', first);
  const other = second === undefined ? context.selectedIncident : findIncident(second, context.incidents);
  if (!other)
    return second === undefined ? incomplete('secondIncidentNeeded') : wrong('incidentUnknown', second);
  // With one number the selected incident is the report that came later.
  const [later, earlier] = second === undefined ? [other, one] : [one, other];
  return later.id === earlier.id
    ? wrong('sameIncident', String(later.number))
    : ready({ kind: 'join', later, earlier });
}

export function parseNotSame([word]: readonly string[], context: CommandContext): ParsedLine {
  const number = word === undefined ? undefined : Number(word.replace('#', ''));
  const duplicate = context.duplicates.find(
    ({ later, earlier }) => number === undefined || later.number === number || earlier.number === number,
  );
  return duplicate ? ready({ kind: 'notSame', duplicate }) : wrong('noDuplicate', word ?? '');
}

export function parseUnjoin([word]: readonly string[], { closedIncidents }: CommandContext): ParsedLine {
  if (word === undefined) return incomplete('secondIncidentNeeded');
  const incident = findIncident(word, closedIncidents);
  return incident ? ready({ kind: 'unjoin', incident }) : wrong('incidentUnknown', word);
}

export function parseRecommend([word]: readonly string[], context: CommandContext): ParsedLine {
  const incident = word === undefined ? context.selectedIncident : findIncident(word, context.incidents);
  if (incident) return ready({ kind: 'recommend', incident });
  return word === undefined ? incomplete('incidentNeeded') : wrong('incidentUnknown', word);
}

export function parseFind(rest: string, context: CommandContext): ParsedLine {
  if (rest === '') return incomplete('textNeeded');
  const found = context.search(rest);
  return found ? ready({ kind: 'find', found }) : wrong('nothingFound', rest);
}

/** `lg bg`, or the language's own name. */
export function parseLanguage(rest: string): ParsedLine {
  if (rest === '') return incomplete('languageNeeded');
  const wanted = fold(rest);
  const language = LOCALES.find((one) => one === wanted || fold(LOCALE_NAMES[one]).startsWith(wanted));
  return language ? ready({ kind: 'language', language }) : wrong('languageUnknown', rest);
}

export function parseUndo({ undoable, notUndoable }: CommandContext): ParsedLine {
  if (undoable !== undefined) return ready({ kind: 'screen', act: 'undo' });
  return notUndoable ? wrong(`never.${notUndoable}`, '') : wrong('nothingToUndo', '');
}
