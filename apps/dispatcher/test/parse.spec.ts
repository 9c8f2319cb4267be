import { describe, expect, it } from '@jest/globals';
import { parseLine, type CommandContext, type NamedIncident } from '../src/command-line/parse.ts';
import { findVerb, listAliases, VERBS } from '../src/command-line/verbs.ts';

const unit = (callSign: string) => ({ id: `id-${callSign}`, callSign });
const incident = (number: number): NamedIncident => ({ id: `id-${number}`, number, address: 'Colonia 1324' });
const UNITS = ['M05', 'M02', 'M12', '205'].map(unit);
const INCIDENTS = [incident(2419), incident(345), incident(5)];

function context(changes: Partial<CommandContext> = {}): CommandContext {
  return {
    locale: 'en',
    selectedIncident: INCIDENTS[0],
    candidates: UNITS.slice(0, 2),
    findIncidentByNumber: (number) => INCIDENTS.find((one) => one.number === number),
    findUnitByCallSign: (callSign) => UNITS.find((one) => one.callSign === callSign.toUpperCase()),
    search: (text) => (text === 'M12' ? { kind: 'unit', unit: UNITS[2]! } : undefined),
    ...changes,
  };
}

const dispatch = (callSigns: string[], number: number) => ({
  kind: 'ready',
  command: { kind: 'dispatch', units: callSigns.map(unit), incident: incident(number) },
});

describe('command line', () => {
  it('is empty without words', () => expect(parseLine('   ', context())).toEqual({ kind: 'empty' }));

  it('opens a new incident and keeps the address as typed', () => {
    expect(parseLine('n  Colonia  1324, ap 5', context())).toEqual({
      kind: 'ready',
      command: { kind: 'new', addressText: 'Colonia  1324, ap 5' },
    });
  });

  it.each([
    ['1', dispatch(['M05'], 2419)],
    ['2 1', dispatch(['M02', 'M05'], 2419)],
    ['1 1', dispatch(['M05'], 2419)],
    ['d 1 2', dispatch(['M05', 'M02'], 2419)],
    ['d m12', dispatch(['M12'], 2419)],
    ['d M12 345', dispatch(['M12'], 345)],
    ['d M12 M05 #345', dispatch(['M12', 'M05'], 345)],
    ['d M12 5', dispatch(['M12'], 5)],
    ['d 205', dispatch(['205'], 2419)],
    ['d 205 345', dispatch(['205'], 345)],
  ])('reads %p', (line, expected) => expect(parseLine(line, context())).toEqual(expected));

  it.each([
    ['9', { kind: 'wrong', problem: 'candidateUnknown', word: '9' }],
    ['d', { kind: 'incomplete', problem: 'unitNeeded' }],
    ['d M99', { kind: 'wrong', problem: 'unitUnknown', word: 'M99' }],
    ['d M12 999', { kind: 'wrong', problem: 'incidentUnknown', word: '999' }],
    ['rc 999', { kind: 'wrong', problem: 'incidentUnknown', word: '999' }],
    ['f', { kind: 'incomplete', problem: 'textNeeded' }],
    ['f nowhere', { kind: 'wrong', problem: 'nothingFound', word: 'nowhere' }],
    ['dd M12', { kind: 'wrong', problem: 'unknownVerb', word: 'dd' }],
  ])('says what is wrong with %p', (line, expected) => expect(parseLine(line, context())).toEqual(expected));

  it('never guesses the incident', () => {
    const nothing = context({ selectedIncident: undefined });
    for (const line of ['1', 'd M12', 'rc']) {
      expect(parseLine(line, nothing)).toEqual({ kind: 'incomplete', problem: 'incidentNeeded' });
    }
    expect(parseLine('d M12 345', nothing)).toEqual(dispatch(['M12'], 345));
  });

  it('recommends, finds and helps', () => {
    expect(parseLine('rc', context())).toMatchObject({
      command: { kind: 'recommend', incident: { number: 2419 } },
    });
    expect(parseLine('rc 345', context())).toMatchObject({ command: { incident: { number: 345 } } });
    expect(parseLine('f M12', context())).toMatchObject({
      command: { kind: 'find', found: { kind: 'unit' } },
    });
    expect(parseLine('?', context())).toEqual({ kind: 'ready', command: { kind: 'help' } });
  });

  it('takes local words and a keyboard left in Cyrillic', () => {
    expect(parseLine('прати M12', context({ locale: 'bg' }))).toEqual(dispatch(['M12'], 2419));
    expect(parseLine('д M12', context({ locale: 'bg' }))).toEqual(dispatch(['M12'], 2419));
    expect(parseLine('v M12', context({ locale: 'cs' }))).toEqual(dispatch(['M12'], 2419));
    expect(parseLine('skicka M12', context({ locale: 'sv' }))).toEqual(dispatch(['M12'], 2419));
    expect(parseLine('skicka M12', context())).toMatchObject({ problem: 'unknownVerb' });
  });

  it('gives no word two meanings in any language', () => {
    for (const locale of ['en', 'bg', 'cs', 'sv'] as const) {
      for (const verb of VERBS) {
        for (const word of listAliases(verb, locale))
          expect([word, findVerb(word, locale)]).toEqual([word, verb]);
      }
    }
  });
});
