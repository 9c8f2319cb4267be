import { LOCALE_NAMES, stepWord } from '#ui';
import { t } from '../i18n/text.ts';
import type { Choice, Command, NamedIncident, ParsedLine } from './commands.ts';

function listWords(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? '';
  return t('echo.and', { list: words.slice(0, -1).join(', '), last: words.at(-1) ?? '' });
}

const where = ({ number, address }: NamedIncident) => ({ number: String(number), address });
const callSigns = (units: readonly { readonly callSign: string }[]): string =>
  listWords(units.map((unit) => unit.callSign));

/** What is done with each candidate: sending together, then those that are kept or turned away. */
function takeText(choices: readonly Choice[], incident: NamedIncident): string {
  const place = where(incident);
  const of = (taking: Choice['taking']) =>
    choices.filter((one) => one.taking === taking).map(({ unit }) => unit);
  const parts: string[] = [];
  if (of('send').length > 0) parts.push(t('echo.dispatch', { callSigns: callSigns(of('send')), ...place }));
  if (of('reserve').length > 0)
    parts.push(t('echo.hold', { callSigns: callSigns(of('reserve')), number: place.number }));
  for (const { unit, taking, fromNumber } of choices)
    if (taking === 'divert')
      parts.push(
        t('echo.divert', {
          callSign: unit.callSign,
          from: String(fromNumber ?? ''),
          number: place.number,
        }),
      );
  return parts.join('; ');
}

type Of<K extends Command['kind']> = Extract<Command, { kind: K }>;
type Echoes = { readonly [K in Command['kind']]: (command: Of<K>) => string };

const ECHOES: Echoes = {
  new: ({ addressText }) => (addressText === '' ? t('echo.new') : t('echo.newAt', { address: addressText })),
  take: ({ choices, incident }) => takeText(choices, incident),
  sendProposed: ({ units, incident }) =>
    t('echo.dispatch', { callSigns: callSigns(units), ...where(incident) }),
  dispatch: ({ units, incident }) => t('echo.dispatch', { callSigns: callSigns(units), ...where(incident) }),
  hold: ({ units, incident }) =>
    t('echo.hold', { callSigns: callSigns(units), number: String(incident.number) }),
  divert: ({ unit, work, incident }) =>
    t('echo.divert', {
      callSign: unit.callSign,
      from: String(work.incidentNumber),
      number: String(incident.number),
    }),
  sendNow: ({ unit, incidentNumber }) =>
    t('echo.sendNow', { callSign: unit.callSign, number: String(incidentNumber) }),
  cancel: ({ unit, incidentNumber, reason }) =>
    t('echo.cancel', { callSign: unit.callSign, number: String(incidentNumber), reason }),
  callBack: ({ unit, incidentNumber, region, reason }) =>
    t('echo.callBack', { callSign: unit.callSign, number: String(incidentNumber), region, reason }),
  takeOver: ({ unit, toUnit, work }) =>
    t('echo.takeOver', {
      callSign: unit.callSign,
      otherCallSign: toUnit.callSign,
      number: String(work.incidentNumber),
    }),
  destination: ({ unit, facility }) =>
    facility
      ? t('command.destination', { callSign: unit.callSign, name: facility.name })
      : t('echo.noDestination', { callSign: unit.callSign }),
  report: ({ unit, work, status }) =>
    t('echo.report', {
      callSign: unit.callSign,
      step: stepWord(status),
      number: String(work.incidentNumber),
    }),
  duty: ({ unit, state, until }) => {
    const what = t(`echo.duty.${state}`, { callSign: unit.callSign });
    return until === undefined ? what : t('echo.dutyUntil', { what, time: until });
  },
  remark: ({ incident, text }) => t('echo.remark', { number: String(incident.number), text }),
  message: ({ unit, text }) => t('echo.message', { callSign: unit.callSign, text }),
  place: ({ incident }) => t('echo.placeForm', { number: String(incident.number) }),
  close: ({ incident, outcome }) => t('echo.close', { ...where(incident), outcome: outcome.word }),
  alarm: ({ alarm }) => t('echo.alarm', { what: alarm.text }),
  accept: ({ proposal }) => t('echo.accept', { what: proposal.text }),
  dismiss: ({ proposal }) => t('echo.dismiss', { what: proposal.text }),
  join: ({ later, earlier }) =>
    t('duplicate.join', { later: String(later.number), earlier: String(earlier.number) }),
  notSame: ({ duplicate: { later, earlier } }) =>
    t('echo.notSame', { later: String(later.number), earlier: String(earlier.number) }),
  unjoin: ({ incident }) => t('command.unjoin', { number: String(incident.number) }),
  recommend: ({ incident }) => t('echo.recommend', where(incident)),
  find: ({ found }) =>
    found.kind === 'unit'
      ? t('echo.findUnit', { callSign: found.unit.callSign })
      : t('echo.findIncident', where(found.incident)),
  language: ({ language }) => t('echo.language', { language: LOCALE_NAMES[language] }),
  screen: ({ act }) => t(`verb.${act}`),
};

export interface Echo {
  readonly tone: 'ready' | 'hint' | 'wrong';
  readonly text: string;
}

/** What Enter would do, or what is missing, in the user's language. */
export function echoOf(parsed: ParsedLine, undoable?: string): Echo {
  if (parsed.kind === 'empty') return { tone: 'hint', text: '' };
  if (parsed.kind === 'incomplete')
    return { tone: 'hint', text: t(`line.${parsed.problem}`, { word: parsed.word ?? '' }) };
  if (parsed.kind === 'wrong')
    return { tone: 'wrong', text: t(`line.${parsed.problem}`, { word: parsed.word }) };
  const { command } = parsed;
  if (command.kind === 'screen' && command.act === 'undo' && undoable !== undefined)
    return { tone: 'ready', text: t('echo.undo', { what: undoable }) };
  const speak = ECHOES[command.kind] as (command: Command) => string;
  return { tone: 'ready', text: speak(command) };
}
