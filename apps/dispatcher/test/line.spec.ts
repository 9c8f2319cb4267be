import { describe, expect, it } from '@jest/globals';
import { actionKeyText, findActionKey } from '../src/desk/action-keys.ts';
import { LineHistory, withoutFreeText } from '../src/command-line/history.ts';
import { complete } from '../src/command-line/complete.ts';
import type { CommandContext, KnownUnit } from '../src/command-line/commands.ts';

const unit = (callSign: string, incidentNumber?: number): KnownUnit => ({
  id: callSign,
  callSign,
  work: incidentNumber === undefined ? undefined : { assignmentId: 'a', incidentNumber, status: 'enRoute' },
  reserved: [],
});
const CONTEXT = {
  locale: 'en',
  units: [unit('M05'), unit('M07', 345), unit('M12')],
  incidents: [
    { id: 'i1', number: 2419, address: 'Colonia 1324' },
    { id: 'i2', number: 345, address: 'Rivera 2000' },
  ],
  closedIncidents: [],
  facilities: [
    { id: 'f1', name: 'Hospital Maciel' },
    { id: 'f2', name: 'Hospital de Clínicas' },
  ],
  outcomes: [
    { outcome: 'transported', word: 'taken to hospital' },
    { outcome: 'refused', word: 'patient refused' },
  ],
} as unknown as CommandContext;

const words = (line: string, context = CONTEXT): string[] => complete(line, context).map(({ word }) => word);
const lines = (line: string): string[] => complete(line, CONTEXT).map((one) => one.line);

describe('completion', () => {
  it('offers verbs by what is typed of them', () => {
    expect(words('d')[0]).toBe('d');
    expect(words('cov')).toEqual(['coverage']);
    expect(words('при', { ...CONTEXT, locale: 'bg' })).toContain('приключи');
  });

  it('offers free units to send and units at work to report on', () => {
    expect(words('d M')).toEqual(['M05', 'M12', 'M07']);
    expect(words('os ')).toEqual(['M07']);
    expect(lines('d M05 24')).toEqual(['d M05 2419 ']);
  });

  it('finds incidents by number and address, facilities and outcomes by their words', () => {
    expect(words('rc ')).toEqual(['2419', '345']);
    expect(words('rc riv')).toEqual(['345']);
    expect(lines('to M07 clin')).toEqual(['to M07 Hospital de Clínicas ']);
    expect(words('to M07 hospital m')).toEqual(['Hospital Maciel']);
    expect(lines('c 345 ref')).toEqual(['c 345 patient refused ']);
  });

  it('offers nothing where free text or digits are typed', () => {
    expect(words('r dog')).toEqual([]);
    expect(words('1')).toEqual([]);
    expect(words('')).toEqual([]);
  });
});

describe('history of the command line', () => {
  const store = () => {
    const items = new Map<string, string>();
    return {
      items,
      getItem: (key: string) => items.get(key) ?? null,
      setItem: (key: string, value: string) => void items.set(key, value),
    };
  };

  it.each([
    ['n Colonia 1324 ap 5', 'n'],
    ['нов Колония 5', ''],
    ['r dog in the yard', 'r'],
    ['r #345 Mrs Alvarez', 'r'],
    ['f Alvarez', 'f'],
    ['ca M12 his wife drives him', 'ca M12'],
    ['tk M12 M07 tyre', 'tk M12 M07'],
    ['off M12 feels ill', 'off M12'],
    ['d M12 345', 'd M12 345'],
    ['1 3', '1 3'],
    ['Maria Alvarez', ''],
  ])('keeps of %p only %p', (line, kept) => expect(withoutFreeText(line, 'en')).toBe(kept));

  it('goes back and forth, for each user apart, and survives nonsense in the storage', () => {
    const storage = store();
    const history = new LineHistory('u1', storage);
    for (const line of ['d M05', 'rc 345', 'd M05']) history.add(line, 'en');
    expect([history.older(), history.older(), history.older()]).toEqual(['d M05', 'rc 345', undefined]);
    expect([history.newer(), history.newer()]).toEqual(['d M05', '']);
    expect(new LineHistory('u1', storage).older()).toBe('d M05');
    expect(new LineHistory('u2', storage).older()).toBeUndefined();
    storage.items.set('akut.lines.u1', '{');
    expect(new LineHistory('u1', storage).older()).toBeUndefined();
  });
});

describe('keys of controls', () => {
  it('are a verb as it is typed, or keys', () => {
    expect(actionKeyText(findActionKey('cancel-assignment')!)).toBe('ca M12');
    expect(actionKeyText(findActionKey('priority-3')!)).toBe('1 … 4');
    expect(findActionKey('something-else')).toBeUndefined();
  });
});
