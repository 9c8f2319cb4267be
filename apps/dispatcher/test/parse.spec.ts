import { describe, expect, it } from '@jest/globals';
import type { AssignmentStatus } from '#domain';
import type { Choice, CommandContext, KnownUnit, NamedIncident } from '../src/command-line/commands.ts';
import { parseLine } from '../src/command-line/parse.ts';
import { fold, findVerb, listAliases, VERBS } from '../src/command-line/verbs.ts';

const named = (callSign: string) => ({ id: `id-${callSign}`, callSign });
const free = (callSign: string): KnownUnit => ({ ...named(callSign), work: undefined, reserved: [] });
const atWork = (callSign: string, incidentNumber: number, status: AssignmentStatus): KnownUnit => ({
  ...free(callSign),
  work: { assignmentId: `a-${callSign}`, incidentNumber, status },
});
const incident = (number: number): NamedIncident => ({ id: `id-${number}`, number, address: 'Colonia 1324' });

const UNITS = [
  free('M05'),
  free('M02'),
  free('M12'),
  free('205'),
  free('R02'),
  atWork('M07', 345, 'enRoute'),
  atWork('M09', 2419, 'onScene'),
  { ...free('M30'), reserved: [{ assignmentId: 'r-M30', incidentNumber: 2419 }] },
  // Lent to a neighbour, kept there, gone too far to be called back, and a unit of theirs that helps here.
  { ...free('LA'), work: { assignmentId: 'a-LA', incidentNumber: 77, status: 'enRoute', elsewhere: 'East' } },
  {
    ...atWork('LB', 5, 'enRoute'),
    reserved: [{ assignmentId: 'r-LB', incidentNumber: 78, elsewhere: 'East' }],
  },
  {
    ...free('LC'),
    work: { assignmentId: 'a-LC', incidentNumber: 79, status: 'atDestination', elsewhere: 'East' },
  },
  { ...atWork('E1', 345, 'enRoute'), owner: 'East' },
];
const INCIDENTS = [incident(2419), incident(345), incident(5)];
const choice = (callSign: string, taking: Choice['taking'] = 'send', fromNumber?: number): Choice => ({
  unit: named(callSign),
  taking,
  fromNumber,
  isProposed: callSign === 'M02',
});
const CHOICES = [choice('M05'), choice('M02'), choice('M30', 'reserve'), choice('M07', 'divert', 345)];

function context(changes: Partial<CommandContext> = {}): CommandContext {
  return {
    locale: 'en',
    selectedIncident: INCIDENTS[0],
    selectedUnit: undefined,
    candidates: CHOICES,
    isRanking: false,
    proposedTogether: [],
    incidents: INCIDENTS,
    closedIncidents: [incident(300)],
    units: UNITS,
    facilities: [
      { id: 'f1', name: 'Hospital Maciel' },
      { id: 'f2', name: 'Hospital de Clínicas' },
    ],
    outcomes: [
      { outcome: 'transported', word: 'taken to hospital' },
      { outcome: 'treatedOnScene', word: 'treated on scene' },
      { outcome: 'refused', word: 'patient refused' },
    ],
    alarms: [
      { id: 'al1', text: 'nobody sent', incidentNumber: 345 },
      { id: 'al2', text: 'no answer', incidentNumber: 5 },
    ],
    proposals: [
      { id: 'p1', text: 'swap' },
      { id: 'p2', text: 'divert' },
    ],
    duplicates: [{ id: 'd1', later: INCIDENTS[0]!, earlier: INCIDENTS[1]! }],
    undoable: undefined,
    notUndoable: undefined,
    draftCount: 0,
    search: (text) => (text === 'M12' ? { kind: 'unit', unit: named('M12') } : undefined),
    ...changes,
  };
}

const dispatch = (callSigns: string[], number: number) => ({
  kind: 'ready',
  command: { kind: 'dispatch', units: callSigns.map(named), incident: incident(number) },
});
const take = (...choices: readonly Choice[]) => ({
  kind: 'ready',
  command: { kind: 'take', choices, incident: INCIDENTS[0] },
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
    ['1', take(CHOICES[0]!)],
    ['2 1', take(CHOICES[1]!, CHOICES[0]!)],
    ['1 1', take(CHOICES[0]!)],
    ['3', take(CHOICES[2]!)],
    ['4', take(CHOICES[3]!)],
    ['d 1 2', take(CHOICES[0]!, CHOICES[1]!)],
    // The plan proposes one unit alone, which is not the first.
    ['0', take(CHOICES[1]!)],
    ['d m12', dispatch(['M12'], 2419)],
    ['d M12 345', dispatch(['M12'], 345)],
    ['d M12 M05 #345', dispatch(['M12', 'M05'], 345)],
    ['d M12 5', dispatch(['M12'], 5)],
    ['d 205', dispatch(['205'], 2419)],
    ['d 205 345', dispatch(['205'], 345)],
    ['d 12', dispatch(['M12'], 2419)],
    ['d 12 M5', { kind: 'wrong', problem: 'unitUnknown', word: 'M5' }],
  ])('reads %p', (line, expected) => expect(parseLine(line, context())).toEqual(expected));

  it.each([
    ['h M07 2419', { kind: 'hold', units: [named('M07')], incident: INCIDENTS[0] }],
    ['dv M07', { kind: 'divert', unit: named('M07'), incident: INCIDENTS[0] }],
    ['go M30', { kind: 'sendNow', assignmentId: 'r-M30', incidentNumber: 2419 }],
    ['ca M07 caller rang again', { kind: 'cancel', assignmentId: 'a-M07', reason: 'caller rang again' }],
    ['ca M30 no need', { kind: 'cancel', assignmentId: 'r-M30', incidentNumber: 2419 }],
    ['tk M09 M12 tyre', { kind: 'takeOver', unit: named('M09'), toUnit: named('M12'), reason: 'tyre' }],
    ['to M09 maciel', { kind: 'destination', facility: { id: 'f1', name: 'Hospital Maciel' } }],
    ['to M09 clinicas', { kind: 'destination', facility: { id: 'f2' } }],
    ['to M09 -', { kind: 'destination', facility: undefined }],
    ['ap M09', { kind: 'report', status: 'atPatient', unit: named('M09') }],
    ['lv', { kind: 'report', status: 'leftScene', unit: named('M09') }],
    ['cl M09', { kind: 'report', status: 'available' }],
    ['av M09', { kind: 'report', status: 'available' }],
    ['st M07', { kind: 'report', status: 'staged' }],
    [
      'ca LA storm here',
      { kind: 'callBack', assignmentId: 'a-LA', incidentNumber: 77, region: 'East', reason: 'storm here' },
    ],
    ['cb LA storm', { kind: 'callBack', unit: named('LA'), region: 'East', reason: 'storm' }],
    ['cb LB storm', { kind: 'callBack', assignmentId: 'r-LB', incidentNumber: 78 }],
    ['ca LB storm', { kind: 'cancel', assignmentId: 'a-LB', incidentNumber: 5 }],
    ['ca E1 not needed', { kind: 'cancel', unit: named('E1'), incidentNumber: 345 }],
    ['os E1', { kind: 'report', unit: named('E1'), status: 'onScene' }],
    ['off M12', { kind: 'duty', unit: named('M12'), state: 'offDuty', until: undefined, reason: '' }],
    ['oos M12 14.30 flat tyre', { kind: 'duty', state: 'outOfService', until: '14:30', reason: 'flat tyre' }],
    ['off M12 24:30', { kind: 'duty', until: undefined, reason: '24:30' }],
    ['oos M12 flat tyre', { kind: 'duty', state: 'outOfService', reason: 'flat tyre' }],
    ['me M12', { kind: 'duty', state: 'meal' }],
    ['r 2 patients', { kind: 'remark', incident: INCIDENTS[0], text: '2 patients' }],
    ['r #345 dog in the yard', { kind: 'remark', incident: INCIDENTS[1], text: 'dog in the yard' }],
    ['msg M12 come home', { kind: 'message', unit: { callSign: 'M12' }, text: 'come home' }],
    ['c refused', { kind: 'close', incident: INCIDENTS[0], outcome: { outcome: 'refused' } }],
    ['c 345 taken', { kind: 'close', incident: INCIDENTS[1], outcome: { outcome: 'transported' } }],
    ['a', { kind: 'alarm', alarm: { id: 'al1' } }],
    ['a 5', { kind: 'alarm', alarm: { id: 'al2' } }],
    ['ok', { kind: 'accept', proposal: { id: 'p1' } }],
    ['no 2', { kind: 'dismiss', proposal: { id: 'p2' } }],
    ['j', { kind: 'join', later: INCIDENTS[0], earlier: INCIDENTS[1] }],
    ['j 5 345', { kind: 'join', later: INCIDENTS[2], earlier: INCIDENTS[1] }],
    ['j 5', { kind: 'join', later: INCIDENTS[0], earlier: INCIDENTS[2] }],
    ['uj 300', { kind: 'unjoin', incident: { number: 300 } }],
    ['nd', { kind: 'notSame', duplicate: { id: 'd1' } }],
    ['p 345', { kind: 'place', incident: INCIDENTS[1] }],
    ['rc', { kind: 'recommend', incident: { number: 2419 } }],
    ['rc 345', { kind: 'recommend', incident: { number: 345 } }],
    ['f M12', { kind: 'find', found: { kind: 'unit' } }],
    ['lg sv', { kind: 'language', language: 'sv' }],
    ['lg češ', { kind: 'language', language: 'cs' }],
    ['cv', { kind: 'screen', act: 'coverage' }],
    ['zc', { kind: 'screen', act: 'drawClosure' }],
    ['?', { kind: 'screen', act: 'help' }],
  ])('reads %p', (line, command) =>
    expect(parseLine(line, context())).toMatchObject({ kind: 'ready', command }),
  );

  it('means the selected unit when none is named', () => {
    const selectedUnit = UNITS.find(({ callSign }) => callSign === 'M07');
    expect(parseLine('os', context({ selectedUnit }))).toMatchObject({ command: { unit: named('M07') } });
    expect(parseLine('ca no more', context({ selectedUnit }))).toMatchObject({
      command: { kind: 'cancel', reason: 'no more' },
    });
  });

  it('sends all that the plan proposes', () => {
    const proposedTogether = [named('M05'), named('M02')];
    expect(parseLine('0', context({ proposedTogether }))).toEqual({
      kind: 'ready',
      command: { kind: 'sendProposed', units: proposedTogether, incident: INCIDENTS[0] },
    });
  });

  it.each([
    ['9', 'candidateUnknown', '9'],
    ['d M99', 'unitUnknown', 'M99'],
    ['d 2', 'unitAmbiguous', 'M02, R02', true],
    ['d 02', 'unitAmbiguous', 'M02, R02'],
    ['d M12 999', 'incidentUnknown', '999'],
    ['d M07', 'unitWorking', 'M07 → 345'],
    ['dv M12', 'unitNotWorking', 'M12'],
    ['dv M09 345', 'divertImpossible', 'M09'],
    ['dv M07 345', 'unitOnThis', 'M07'],
    ['go M12', 'nothingReserved', 'M12'],
    ['er M09', 'stepImpossible', 'M09'],
    ['os M12', 'unitNotWorking', 'M12'],
    ['os M07 now', 'wordTooMany', 'now'],
    ['to M09 hospital', 'facilityAmbiguous', 'Hospital Maciel, Hospital de Clínicas'],
    ['to M09 moon', 'facilityUnknown', 'moon'],
    ['c t', 'outcomeAmbiguous', 'taken to hospital, treated on scene'],
    ['c eaten', 'outcomeUnknown', 'eaten'],
    ['a 2419', 'noAlarm', '2419'],
    ['ok 7', 'noProposal', '7'],
    ['j 5 5', 'sameIncident', '5'],
    ['uj 345', 'incidentUnknown', '345'],
    ['rc 999', 'incidentUnknown', '999'],
    ['f nowhere', 'nothingFound', 'nowhere'],
    ['lg fi', 'languageUnknown', 'fi'],
    ['cv now', 'wordTooMany', 'now'],
    ['u', 'nothingToUndo', ''],
    ['nn', 'noDraft', ''],
    ['dd M12', 'unknownVerb', 'dd'],
    ['os LA', 'unitElsewhere', 'LA'],
    ['to LA maciel', 'unitElsewhere', 'LA'],
    ['tk LA M12 tyre', 'unitElsewhere', 'LA'],
    ['dv LA 345', 'unitElsewhere', 'LA'],
    ['d LA', 'unitElsewhere', 'LA'],
    ['go LB 78', 'unitElsewhere', 'LB'],
    ['cb LC storm', 'cancelImpossible', 'LC'],
    ['cb M07 storm', 'unitNotLent', 'M07'],
    ['off E1', 'unitOfNeighbour', 'E1'],
    ['me E1 12:30', 'unitOfNeighbour', 'E1'],
  ])('says what is wrong with %p', (line, problem, word, isCandidate = false) => {
    const expected = isCandidate ? take(CHOICES[1]!) : { kind: 'wrong', problem, word };
    expect(parseLine(line, context())).toEqual(expected);
  });

  it.each([
    ['d', 'unitNeeded'],
    ['f', 'textNeeded'],
    ['r', 'remarkNeeded'],
    ['msg M09', 'messageNeeded'],
    ['c', 'outcomeNeeded'],
    ['ca M07', 'reasonNeeded'],
    ['tk M09', 'toUnitNeeded'],
    ['tk M09 M12', 'reasonNeeded'],
    ['to M09', 'facilityNeeded'],
    ['off', 'unitNeeded'],
    ['lg', 'languageNeeded'],
    ['uj', 'secondIncidentNeeded'],
  ])('asks for the rest of %p', (line, problem) =>
    expect(parseLine(line, context())).toMatchObject({ kind: 'incomplete', problem }),
  );

  it('waits for the list instead of guessing', () => {
    const coming = context({ candidates: [], isRanking: true });
    expect(parseLine('1', coming)).toMatchObject({ problem: 'candidatesComing' });
    expect(parseLine('0', coming)).toMatchObject({ problem: 'candidatesComing' });
    expect(parseLine('0', context({ candidates: [] }))).toMatchObject({ problem: 'nothingProposed' });
  });

  it('says why a reported step cannot be undone', () => {
    expect(parseLine('u', context({ notUndoable: 'step' }))).toMatchObject({ problem: 'never.step' });
    expect(parseLine('u', context({ undoable: 'sent', notUndoable: 'step' }))).toMatchObject({
      command: { kind: 'screen', act: 'undo' },
    });
  });

  it('never guesses the incident', () => {
    const nothing = context({ selectedIncident: undefined });
    for (const line of ['1', '0', 'd M12', 'h M12', 'rc', 'r text', 'c refused', 'p'])
      expect(parseLine(line, nothing)).toEqual({ kind: 'incomplete', problem: 'incidentNeeded' });
    expect(parseLine('d M12 345', nothing)).toEqual(dispatch(['M12'], 345));
  });
});

describe('verbs in four languages', () => {
  it('takes local words, with or without their marks', () => {
    expect(parseLine('прати M12', context({ locale: 'bg' }))).toEqual(dispatch(['M12'], 2419));
    expect(parseLine('v M12', context({ locale: 'cs' }))).toEqual(dispatch(['M12'], 2419));
    expect(parseLine('skicka M12', context({ locale: 'sv' }))).toEqual(dispatch(['M12'], 2419));
    expect(parseLine('skicka M12', context())).toMatchObject({ problem: 'unknownVerb' });
    expect(findVerb('zpet', 'cs')).toBe('undo');
    expect(findVerb('ANGRA', 'sv')).toBe('undo');
  });

  it('takes a keyboard left in Cyrillic, and call signs that look the same', () => {
    for (const line of ['д M12', 'd М12', 'д м12', 'Д 12'])
      expect(parseLine(line, context())).toEqual(dispatch(['M12'], 2419));
    expect(parseLine('рц 345', context())).toMatchObject({ command: { kind: 'recommend' } });
    expect(parseLine('ос М07', context())).toMatchObject({ command: { kind: 'report', status: 'onScene' } });
    // Cyrillic М is a phonetic m as well; Р is r by its key and p by its look.
    expect(parseLine('d Р02', context())).toEqual(dispatch(['R02'], 2419));
  });

  it('reads digits from the top row of a Czech keyboard', () => {
    expect(parseLine('+ ě', context({ locale: 'cs' }))).toEqual(take(CHOICES[0]!, CHOICES[1]!));
    expect(parseLine('ě', context())).toMatchObject({ problem: 'unknownVerb' });
  });

  it.each(['en', 'bg', 'cs', 'sv'] as const)('gives no word two meanings in %s', (locale) => {
    const meanings = new Map<string, string>();
    for (const verb of VERBS) {
      for (const word of listAliases(verb, locale)) {
        expect([word, findVerb(word, locale)]).toEqual([word, verb]);
        expect([word, meanings.get(fold(word)) ?? verb]).toEqual([word, verb]);
        meanings.set(fold(word), verb);
      }
    }
  });

  it('has words of its own for every verb in every language', () => {
    for (const locale of ['en', 'bg', 'cs', 'sv'] as const)
      for (const verb of VERBS) expect([verb, listAliases(verb, locale).length > 1]).toEqual([verb, true]);
  });
});
