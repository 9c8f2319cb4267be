import { beforeEach, describe, expect, it } from '@jest/globals';
import type { GeofencedStep } from '#domain';
import { GeofenceSaves } from './geofence-saves.ts';

const step = (atMilliseconds: number): GeofencedStep => ({ status: 'onScene', atMilliseconds });
const soon = () => new Promise<void>((resolve) => setImmediate(resolve));

let begun: string[];
let saved: string[];
let failures: number;
/** Assignments that a command holds just now. */
let held: Map<string, { letGo: () => void; fail: () => void }>;
let saves: GeofenceSaves;

beforeEach(() => {
  begun = [];
  saved = [];
  failures = 0;
  held = new Map();
  const save = async (assignmentId: string, { atMilliseconds }: GeofencedStep): Promise<void> => {
    begun.push(`${assignmentId} ${atMilliseconds}`);
    if (assignmentId.startsWith('held')) {
      await new Promise<void>((resolve, reject) => {
        held.set(assignmentId, { letGo: resolve, fail: () => reject(new Error('lock timeout')) });
      });
    }
    saved.push(`${assignmentId} ${atMilliseconds}`);
  };
  saves = new GeofenceSaves(save, () => (failures += 1));
});

describe('saving geofenced steps', () => {
  it('goes on with other assignments while one is held by a command', async () => {
    saves.add('held', step(1));
    for (const id of ['a', 'b', 'c']) saves.add(id, step(1));
    for (let turn = 0; turn < 4; turn += 1) {
      saves.start();
      await soon();
    }
    expect(saved).toEqual(['a 1', 'b 1', 'c 1']);
    held.get('held')!.letGo();
    await saves.stop();
    expect(saved).toEqual(['a 1', 'b 1', 'c 1', 'held 1']);
  });

  it('saves the steps of one assignment in order, never two at once', async () => {
    saves.add('held', step(1));
    saves.start();
    saves.add('held', step(2));
    saves.start();
    expect(begun).toEqual(['held 1']);
    held.get('held')!.letGo();
    await soon();
    saves.start();
    expect(begun).toEqual(['held 1', 'held 2']);
    held.get('held')!.letGo();
    await saves.stop();
    expect(saved).toEqual(['held 1', 'held 2']);
  });

  it('tries again what failed, behind the others, before what came later of the same assignment', async () => {
    saves.add('held', step(1));
    saves.start();
    saves.add('held', step(2));
    held.get('held')!.fail();
    await soon();
    expect(failures).toBe(1);
    saves.start();
    expect(begun).toEqual(['held 1', 'held 1']);
    held.get('held')!.letGo();
    await soon();
    held.get('held')!.letGo();
    await saves.stop();
    expect(saved).toEqual(['held 1', 'held 2']);
  });

  it('takes two connections at most', async () => {
    for (const id of ['held a', 'held b', 'held c']) saves.add(id, step(1));
    saves.start();
    saves.start();
    expect(begun).toEqual(['held a 1', 'held b 1']);
    held.get('held b')!.letGo();
    await soon();
    saves.start();
    expect(begun).toEqual(['held a 1', 'held b 1', 'held c 1']);
    for (const { letGo } of held.values()) letGo();
    await saves.stop();
    expect(saved).toHaveLength(3);
  });
});
