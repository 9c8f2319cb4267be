import 'fake-indexeddb/auto';
import { describe, expect, it } from '@jest/globals';
import { pauseAfter, PinLock } from '../src/lock/pin-lock.ts';
import { openTabletDatabase } from '../src/store/database.ts';

describe('the PIN of the locked screen', () => {
  it('lets three tries pass, then makes each wait longer, up to five minutes', () => {
    expect([0, 1, 2, 3, 4, 5, 40].map(pauseAfter)).toEqual([0, 0, 0, 5000, 10_000, 20_000, 300_000]);
  });

  it('knows whose it is, counts wrong ones over restarts and keeps no PIN', async () => {
    const database = await openTabletDatabase({}, 'pins');
    const lock = new PinLock(database);
    expect(await lock.isArmed()).toBe(false);
    await lock.remember([
      { userId: 'a', pin: '4826' },
      { userId: 'b', pin: '91737' },
    ]);
    expect(await lock.open('4827')).toBeUndefined();
    expect(await lock.open('9173')).toBeUndefined();
    expect(await new PinLock(database).failures()).toBe(2);
    expect(await lock.open('91737')).toBe('b');
    expect(await lock.failures()).toBe(0);
    expect(await lock.open('4826')).toBe('a');
    const kept = await Promise.all(
      (await database.getAllKeys('meta')).map((key) => database.get('meta', key)),
    );
    expect(JSON.stringify(kept)).not.toMatch(/4826|91737/);
    await lock.forget();
    expect(await lock.isArmed()).toBe(false);
    database.close();
  });
});
