import { t } from '../i18n/text.ts';
import type { Command, ParsedLine } from './parse.ts';

function listWords(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? '';
  return t('echo.and', { list: words.slice(0, -1).join(', '), last: words.at(-1) ?? '' });
}

type Echoes = { readonly [K in Command['kind']]: (command: Extract<Command, { kind: K }>) => string };

const ECHOES: Echoes = {
  new: ({ addressText }) => (addressText === '' ? t('echo.new') : t('echo.newAt', { address: addressText })),
  dispatch: ({ units, incident }) =>
    t('echo.dispatch', {
      callSigns: listWords(units.map((unit) => unit.callSign)),
      number: String(incident.number),
      address: incident.address,
    }),
  recommend: ({ incident }) =>
    t('echo.recommend', { number: String(incident.number), address: incident.address }),
  find: ({ found }) =>
    found.kind === 'unit'
      ? t('echo.findUnit', { callSign: found.unit.callSign })
      : t('echo.findIncident', { number: String(found.incident.number), address: found.incident.address }),
  help: () => t('echo.help'),
};

export interface Echo {
  readonly tone: 'ready' | 'hint' | 'wrong';
  readonly text: string;
}

/** What Enter would do, or what is missing, in the user's language. */
export function echoOf(parsed: ParsedLine): Echo {
  if (parsed.kind === 'empty') return { tone: 'hint', text: '' };
  if (parsed.kind === 'incomplete') return { tone: 'hint', text: t(`line.${parsed.problem}`) };
  if (parsed.kind === 'wrong')
    return { tone: 'wrong', text: t(`line.${parsed.problem}`, { word: parsed.word }) };
  const speak = ECHOES[parsed.command.kind] as (command: Command) => string;
  return { tone: 'ready', text: speak(parsed.command) };
}
