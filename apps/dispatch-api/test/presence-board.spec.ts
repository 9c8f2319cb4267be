import { describe, expect, it } from '@jest/globals';
import { type OpenIncident, PresenceBoard } from '../src/live/presence-board.ts';

const open = (socketId: string, more: Partial<OpenIncident> = {}): OpenIncident => ({
  socketId,
  userId: 'ana',
  regionId: 'north',
  incidentId: 'one',
  field: null,
  ...more,
});

describe('who has what open', () => {
  it('names each person once per incident, with the field that any window has in hand', () => {
    const board = new PresenceBoard();
    board.say(open('a'), 0);
    board.say(open('b', { field: 'notes' }), 0);
    board.say(open('c', { userId: 'ben', regionId: 'south' }), 0);
    expect(board.listPeople('north')).toEqual([{ userId: 'ana', incidentId: 'one', field: 'notes' }]);
    expect(board.forget('b')).toEqual(['north']);
    expect(board.listPeople('north')).toEqual([{ userId: 'ana', incidentId: 'one', field: null }]);
  });

  it('is no news when it is only said again', () => {
    const board = new PresenceBoard();
    expect(board.say(open('a'), 0)).toEqual(['north']);
    expect(board.say(open('a'), 3000)).toEqual([]);
    expect(board.sweep(9000)).toEqual([]);
    expect(board.sweep(11_500)).toEqual(['north']);
    expect(board.listPeople('north')).toEqual([]);
  });

  it('goes with a process that is silent, and stays while it speaks', () => {
    const board = new PresenceBoard();
    expect(board.takeOthers('p', [open('x'), open('y', { incidentId: 'two' })], 0)).toEqual(['north']);
    expect(board.takeOthers('p', [open('x'), open('y', { incidentId: 'two' })], 3000)).toEqual([]);
    expect(board.listPeople('north')).toHaveLength(2);
    expect(board.takeOthers('p', [], 4000)).toEqual(['north']);
    board.takeOthers('p', [open('x')], 5000);
    expect(board.sweep(14_000)).toEqual(['north']);
    expect(board.listPeople('north')).toEqual([]);
  });
});
