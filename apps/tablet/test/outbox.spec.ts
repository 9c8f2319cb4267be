import 'fake-indexeddb/auto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { deleteDB } from 'idb';
import { NotStored, Outbox } from '../src/outbox/outbox.ts';
import { Pump } from '../src/outbox/pump.ts';
import { Sender, type PostResult } from '../src/outbox/sender.ts';
import { openTabletDatabase, type TabletDatabase } from '../src/store/database.ts';
import { StorageGuard } from '../src/store/storage-guard.ts';
import { Vault } from '../src/store/vault.ts';
import { FakeServer } from './fake-server.ts';

let names = 0;
const newName = (): string => `tablet-${(names += 1)}`;
const now = () => ({ at: new Date().toISOString(), monotonicMs: performance.now(), runId: 'run' });

interface Run {
  readonly database: TabletDatabase;
  readonly outbox: Outbox;
  readonly guard: StorageGuard;
}

async function openRun(name: string): Promise<Run> {
  const database = await openTabletDatabase({}, name);
  const guard = new StorageGuard(database, undefined);
  const vault = await Vault.open(database);
  const outbox = new Outbox({ database, vault, guard, now, signOnId: () => null });
  await outbox.load();
  return { database, outbox, guard };
}

const textOf = (index: number) => ({ messageId: String(index), text: `tap ${index}` });

describe('the outbox', () => {
  it('numbers taps without gaps in the order in which they were made', async () => {
    const { database, outbox } = await openRun(newName());
    const added = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        index % 3 === 0
          ? outbox.add('patientRecord', { recordId: 'r', assignmentId: 'a', version: index, document: {} })
          : outbox.add('message', textOf(index)),
      ),
    );
    expect(added.map(({ deviceSeq }) => deviceSeq)).toEqual(added.map((_, index) => index + 1));
    expect(outbox.count.value).toBe(40);
    database.close();
  });

  it('keeps its epoch over restarts and begins another once wiped', async () => {
    const name = newName();
    const first = await openRun(name);
    const epoch = await first.outbox.epoch();
    first.database.close();
    const second = await openRun(name);
    expect(await second.outbox.epoch()).toBe(epoch);
    second.database.close();
    await deleteDB(name);
    const wiped = await openRun(name);
    expect(await wiped.outbox.epoch()).not.toBe(epoch);
    wiped.database.close();
  });

  it('stores nothing clinical in the clear, and reads it back', async () => {
    const name = newName();
    const first = await openRun(name);
    await first.outbox.add('patientRecord', {
      recordId: 'r',
      assignmentId: 'a',
      version: 1,
      document: { finding: 'CANARY' },
    });
    expect(JSON.stringify(await first.database.getAll('events'))).not.toContain('CANARY');
    first.database.close();
    const second = await openRun(name);
    expect(JSON.stringify(second.outbox.waiting.value)).toContain('CANARY');
    const server = new FakeServer();
    const sender = senderOf(second.outbox, (body) => answered(server.take(body)));
    await sender.round();
    expect(JSON.stringify(server.all())).toContain('CANARY');
    expect(JSON.stringify(await second.database.getAll('log'))).not.toContain('CANARY');
    second.database.close();
  });

  it('opens 5,000 waiting items within a second', async () => {
    const name = newName();
    const { database } = await openRun(name);
    const transaction = database.transaction(['events', 'meta'], 'readwrite');
    for (let deviceSeq = 1; deviceSeq <= 5000; deviceSeq += 1) {
      const kept = { ...now(), deviceSeq, signOnId: null, kind: 'message', body: textOf(deviceSeq) };
      void transaction.objectStore('events').add(kept);
    }
    void transaction.objectStore('meta').put(5000, 'lastSeq');
    await transaction.done;
    database.close();
    const from = performance.now();
    const reopened = await openRun(name);
    expect(performance.now() - from).toBeLessThan(1000);
    expect(reopened.outbox.count.value).toBe(5000);
    expect(reopened.outbox.waiting.value.at(-1)?.deviceSeq).toBe(5000);
    reopened.database.close();
  }, 60_000);
});

const answered = (value: unknown): PostResult => ({ kind: 'answered', value });
const notConfirmed: PostResult = { kind: 'notConfirmed' };

function senderOf(outbox: Outbox, post: (body: Parameters<FakeServer['take']>[0]) => PostResult): Sender {
  return new Sender({ outbox, now, post: (body) => Promise.resolve(post(structuredClone(body))) });
}

/** What happens to one request. */
const FAULTS = ['none', 'lostBefore', 'lostAfter', 'html', 'wrongJson', 'reload'] as const;
type Fault = (typeof FAULTS)[number];

function postWith(server: FakeServer, fault: Fault) {
  return (body: Parameters<FakeServer['take']>[0]): PostResult => {
    if (fault === 'lostBefore') return notConfirmed;
    const answer = server.take(body);
    if (fault === 'lostAfter' || fault === 'reload') return notConfirmed;
    if (fault === 'html') return answered('<html>502</html>');
    if (fault === 'wrongJson') return answered({ receipts: [{ deviceSeq: 1 }], storedSeq: '1' });
    return answered(answer);
  };
}

describe('delivery', () => {
  it('brings every tap to the server once and in order, whatever fails and wherever the page is reloaded', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(fc.constant('tap' as const), fc.constantFrom(...FAULTS)), { maxLength: 40 }),
        async (script) => {
          const name = newName();
          const server = new FakeServer();
          let run = await openRun(name);
          let taps = 0;
          const step = async (what: 'tap' | Fault): Promise<void> => {
            if (what === 'tap') {
              await run.outbox.add('message', textOf((taps += 1)));
              return;
            }
            await senderOf(run.outbox, postWith(server, what)).round();
            if (what !== 'reload') return;
            run.database.close();
            run = await openRun(name);
          };
          for (const what of script) await step(what);
          while (run.outbox.count.value > 0) await step('none');
          const texts = server.all().map(({ body }) => body['text']);
          expect(texts).toEqual(Array.from({ length: taps }, (_, index) => `tap ${index + 1}`));
          expect(server.all().map(({ deviceSeq }) => deviceSeq)).toEqual(texts.map((_, index) => index + 1));
          run.database.close();
        },
      ),
      { numRuns: 60 },
    );
  }, 120_000);

  it('sends at most 100 at once, and the rest after them', async () => {
    const { outbox, database } = await openRun(newName());
    for (let index = 0; index < 230; index += 1) void outbox.add('message', textOf(index));
    await outbox.add('message', textOf(230));
    const server = new FakeServer();
    const sizes: number[] = [];
    const sender = senderOf(outbox, (body) => {
      sizes.push(body.events.length);
      return answered(server.take(body));
    });
    while ((await sender.round()) === 'more');
    expect(sizes).toEqual([100, 100, 31]);
    expect(outbox.count.value).toBe(0);
    database.close();
  });

  it('is not blocked by an event that the server cannot read, and says which it was', async () => {
    const { outbox, database } = await openRun(newName());
    for (const index of [1, 2, 3, 4, 5]) await outbox.add('message', textOf(index));
    const server = new FakeServer();
    const sender = senderOf(outbox, (body) =>
      body.events.some(({ body: tap }) => tap['text'] === 'tap 3')
        ? { kind: 'unreadable' }
        : answered(server.take(body)),
    );
    for (let rounds = 0; rounds < 20 && outbox.count.value > 0; rounds += 1) await sender.round();
    expect(server.all().map(({ kind }) => kind)).toEqual([
      'message',
      'message',
      'unreadable',
      'message',
      'message',
    ]);
    expect(JSON.stringify(server.all())).not.toContain('tap 3');
    // The crew finds its words again, as not delivered.
    expect(outbox.notApplied.value).toMatchObject([
      { deviceSeq: 3, kind: 'message', body: { text: 'tap 3' }, result: 'recordedNotApplied' },
    ]);
    expect(outbox.confirmed.value).toHaveLength(5);
    database.close();
  });

  it('keeps no clinical words of an event that the server cannot read', async () => {
    const { outbox, database } = await openRun(newName());
    const document = { finding: 'CANARY' };
    await outbox.add('patientRecord', { recordId: 'r', assignmentId: 'a', version: 1, document });
    const server = new FakeServer();
    const sender = senderOf(outbox, (body) =>
      body.events.some(({ kind }) => kind === 'patientRecord')
        ? { kind: 'unreadable' }
        : answered(server.take(body)),
    );
    for (let rounds = 0; rounds < 20 && outbox.count.value > 0; rounds += 1) await sender.round();
    expect(outbox.notApplied.value).toMatchObject([{ kind: 'patientRecord', body: null }]);
    expect(JSON.stringify(await database.getAll('log'))).not.toContain('CANARY');
    database.close();
  });

  it('counts anew under another epoch for a server that lost what it had confirmed', async () => {
    const { outbox, database } = await openRun(newName());
    const before = new FakeServer();
    await outbox.add('message', textOf(1));
    await senderOf(outbox, (body) => answered(before.take(body))).round();
    await outbox.add('message', textOf(2));
    await outbox.add('message', textOf(3));
    const restored = new FakeServer();
    const sender = senderOf(outbox, (body) => answered(restored.take(body)));
    while ((await sender.round()) === 'more');
    expect(restored.all().map(({ deviceSeq, body }) => [deviceSeq, body['text']])).toEqual([
      [1, 'tap 2'],
      [2, 'tap 3'],
    ]);
    database.close();
  });
});

describe('a full device', () => {
  const quotaError = () => Object.assign(new Error('full'), { name: 'QuotaExceededError' });

  /** An outbox over a disk on which only so many more writes succeed. */
  async function openFull(name: string, room: { writes: number }, reserve: { isThere: boolean }) {
    const { database } = await openRun(name);
    const full = new Proxy(database, {
      get: (target, key) => {
        if (key !== 'transaction') return Reflect.get(target, key) as unknown;
        return (...args: Parameters<TabletDatabase['transaction']>) => {
          if (args[1] === 'readwrite' && (room.writes -= 1) < 0) throw quotaError();
          return target.transaction(...args);
        };
      },
    });
    const guard = {
      freeReserve: () => {
        const wasThere = reserve.isThere;
        reserve.isThere = false;
        if (wasThere) room.writes = 1;
        return Promise.resolve(wasThere);
      },
      restoreReserve: () => Promise.resolve(),
    };
    const vault = await Vault.open(database);
    const outbox = new Outbox({ database: full, vault, guard, now, signOnId: () => null });
    await outbox.load();
    return { outbox, database };
  }

  it('gives up the reserve for a tap, and refuses the one that finds no room, leaving no gap', async () => {
    const room = { writes: 1 };
    const { outbox, database } = await openFull(newName(), room, { isThere: true });
    await outbox.add('message', textOf(1));
    await outbox.add('message', textOf(2));
    await expect(outbox.add('message', textOf(3))).rejects.toThrow(NotStored);
    expect(outbox.count.value).toBe(2);
    room.writes = 10;
    expect((await outbox.add('message', textOf(4))).deviceSeq).toBe(3);
    database.close();
  });

  it('is known before a tap finds no room, whatever room the browser names', async () => {
    const { database } = await openRun(newName());
    let isFull = false;
    const full = new Proxy(database, {
      get: (target, key) => {
        const value = Reflect.get(target, key) as unknown;
        if (key === 'put' && isFull) return () => Promise.reject(quotaError());
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
    const storage = { estimate: () => Promise.resolve({ quota: 10_737_418_240, usage: 0 }) };
    const guard = new StorageGuard(full, storage as StorageManager);
    await guard.restoreReserve();
    await guard.look();
    expect(guard.state.value).toBe('enough');
    isFull = true;
    for (let look = 0; look < 10; look += 1) await guard.look();
    expect(guard.state.value).toBe('low');
    isFull = false;
    await guard.look();
    expect(guard.state.value).toBe('enough');
    database.close();
  });

  it('lays the reserve down, frees it once and says so', async () => {
    const { guard, database } = await openRun(newName());
    await guard.restoreReserve();
    expect(guard.state.value).toBe('enough');
    expect(await guard.freeReserve()).toBe(true);
    expect(guard.state.value).toBe('reserveInUse');
    expect(await guard.freeReserve()).toBe(false);
    expect(guard.state.value).toBe('full');
    await guard.restoreReserve();
    expect(guard.state.value).toBe('enough');
    database.close();
  });
});

describe('the pump', () => {
  it('goes on after any number of failures and never has two rounds at once', async () => {
    let rounds = 0;
    let running = 0;
    const pump = new Pump(
      async () => {
        running += 1;
        expect(running).toBe(1);
        await new Promise((resolve) => setTimeout(resolve, 1));
        running -= 1;
        rounds += 1;
        if (rounds % 2 === 0) throw new Error('lost');
        return 'failed';
      },
      { lockName: 'test', firstDelayMs: 1, mostDelayMs: 2 },
    );
    pump.start();
    while (rounds < 50) await new Promise((resolve) => setTimeout(resolve, 5));
    pump.stop();
    expect(rounds).toBeGreaterThanOrEqual(50);
  });

  it('sends at once when it is woken, also while a round is under way', async () => {
    const results: number[] = [];
    let work = 1;
    const pump = new Pump(
      async () => {
        await new Promise((resolve) => setTimeout(resolve, 5));
        results.push(work);
        if (work === 0) return 'idle';
        work = 0;
        return 'idle';
      },
      { lockName: 'test', idleDelayMs: 60_000 },
    );
    pump.start();
    await new Promise((resolve) => setTimeout(resolve, 2));
    work = 7;
    pump.wake();
    while (results.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    pump.stop();
    expect(results[0]).toBe(7);
  });
});
