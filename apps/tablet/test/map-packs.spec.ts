import 'fake-indexeddb/auto';
import { createHash, randomBytes, webcrypto } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { MapPackFile, MapPacks } from '#contracts';
import { MapPackStore, type PackState } from '../src/map/packs/map-pack-store.ts';
import { openPackDatabase } from '../src/map/packs/pack-database.ts';

const PART = 1000;
const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A server with one map; what goes wrong with its next answers is said by `plan`. */
class FakeServer {
  version = 1;
  files = new Map<string, Uint8Array>();
  list: MapPacks = { mapName: 'town', mapVersion: 1, packs: [] };
  asked: string[] = [];
  plan: ((request: { path: string; range: string | null }) => Response | undefined)[] = [];
  isUp = true;

  offer(kind: 'map' | 'places', bytes: Uint8Array, mapVersion = 1): MapPackFile {
    const id = `${kind}-${mapVersion}`;
    this.files.set(id, bytes);
    const partSha256s = [];
    for (let at = 0; at < bytes.length; at += PART) partSha256s.push(sha(bytes.subarray(at, at + PART)));
    const file = {
      id,
      mapVersion,
      madeAt: '2026-01-01T00:00:00Z',
      bytes: bytes.length,
      sha256: sha(bytes),
      partBytes: PART,
      partSha256s,
    };
    const others = this.list.packs.filter((pack) => pack.kind !== kind);
    this.list = { mapName: 'town', mapVersion, packs: [...others, { kind, file, progress: null }] };
    return file;
  }

  readonly fetch = (path: string, init: RequestInit): Promise<Response> => {
    const range = new Headers(init.headers).get('range');
    this.asked.push(range ?? path);
    if (!this.isUp) return Promise.reject(new TypeError('no network'));
    const planned = range === null ? undefined : this.plan.shift()?.({ path, range });
    if (planned) return Promise.resolve(planned);
    if (range === null) return Promise.resolve(Response.json(this.list));
    const bytes = this.files.get(path.split('/').at(-1)!);
    if (!bytes) return Promise.resolve(new Response(null, { status: 404 }));
    const [first, last] = /(\d+)-(\d+)/.exec(range)!.slice(1).map(Number) as [number, number];
    return Promise.resolve(new Response(Buffer.from(bytes.subarray(first, last + 1)), { status: 206 }));
  };
}

let server: FakeServer;
let names = 0;
let stores: MapPackStore[] = [];
let storage = { quota: 1e9, usage: 0 };
const globals = globalThis as unknown as Record<string, unknown>;

function open(databaseName: string): MapPackStore {
  const tokens = { getToken: () => Promise.resolve('token') };
  const store = new MapPackStore({ mapName: 'town', tokens, databaseName });
  stores.push(store);
  store.start();
  return store;
}

async function until(
  store: MapPackStore,
  kind: 'map' | 'places',
  check: (state: PackState) => boolean,
): Promise<PackState> {
  for (let tries = 0; tries < 500; tries += 1) {
    const state = store.stateOf(kind).peek();
    if (check(state)) return state;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`never so: ${JSON.stringify(store.stateOf(kind).peek())}`);
}
const isKept = ({ kept, work }: PackState): boolean => kept !== null && work === 'idle';

beforeEach(() => {
  server = new FakeServer();
  names += 1;
  storage = { quota: 1e9, usage: 0 };
  globals['fetch'] = server.fetch;
  globals['addEventListener'] = () => undefined;
  globals['removeEventListener'] = () => undefined;
  globals['crypto'] ??= webcrypto;
  Object.defineProperty(globalThis, 'navigator', {
    configurable: true,
    value: {
      locks: {
        request: (_name: string, _options: unknown, work: (lock: object) => Promise<void>) => work({}),
      },
      storage: { estimate: () => Promise.resolve(storage) },
    },
  });
});

afterEach(() => {
  for (const store of stores) store.stop();
  stores = [];
  jest.restoreAllMocks();
});

describe('the map that a tablet keeps', () => {
  it('is fetched part by part and read back whole', async () => {
    const bytes = randomBytes(3500);
    server.offer('map', bytes);
    const store = open(`packs-${names}`);
    const { kept } = await until(store, 'map', isKept);
    expect(kept).toMatchObject({ id: 'map-1', mapVersion: 1 });
    expect(server.asked).toContain('bytes=3000-3499');
    expect(Buffer.from(await store.readBytes(kept!, 0, 9999))).toEqual(bytes);
    expect(Buffer.from(await store.readBytes(kept!, 900, 1200))).toEqual(bytes.subarray(900, 2100));
  });

  it('goes on where it was cut, after the app was closed', async () => {
    server.offer('map', randomBytes(5000));
    server.plan = [
      () => undefined,
      () => undefined,
      () => ((server.isUp = false), new Response(null, { status: 500 })),
    ];
    const first = open(`packs-${names}`);
    await until(first, 'map', ({ work }) => work === 'offline');
    first.stop();
    expect(first.stateOf('map').peek().kept).toBeNull();
    server.isUp = true;
    server.asked = [];
    await until(open(`packs-${names}`), 'map', isKept);
    expect(server.asked.filter((one) => one.startsWith('bytes'))).toEqual([
      'bytes=2000-2999',
      'bytes=3000-3999',
      'bytes=4000-4999',
    ]);
  });

  it('never takes a part that is not the right one', async () => {
    const bytes = randomBytes(2000);
    server.offer('map', bytes);
    const wrong = () => new Response(Buffer.alloc(1000, 7), { status: 206 });
    const html = () => new Response('<html>', { status: 200, headers: { 'content-type': 'text/html' } });
    server.plan = [wrong, html];
    const store = open(`packs-${names}`);
    const { kept } = await until(store, 'map', isKept);
    expect(Buffer.from(await store.readBytes(kept!, 0, 2000))).toEqual(bytes);
  });

  it('says so when the file does not arrive whole again and again', async () => {
    server.offer('map', randomBytes(1500));
    server.plan = Array.from({ length: 9 }, () => () => new Response(Buffer.alloc(1000), { status: 206 }));
    const state = await until(open(`packs-${names}`), 'map', ({ work }) => work === 'damaged');
    expect(state.kept).toBeNull();
  });

  it('takes the whole file where a proxy leaves out ranges', async () => {
    const bytes = randomBytes(2500);
    server.offer('map', bytes);
    server.plan = [() => new Response(Buffer.from(bytes), { status: 200 })];
    await until(open(`packs-${names}`), 'map', isKept);
    expect(server.asked.filter((one) => one.startsWith('bytes')).length).toBe(1);
  });

  it('stays the old one until a newer one is whole, which then takes its room', async () => {
    const old = randomBytes(1500);
    server.offer('map', old);
    const store = open(`packs-${names}`);
    const { kept: before } = await until(store, 'map', isKept);
    server.offer('map', randomBytes(2500), 2);
    server.plan = [() => undefined, () => ((server.isUp = false), new Response(null, { status: 500 }))];
    store.lookNow();
    const cut = await until(store, 'map', ({ work }) => work === 'offline');
    expect(cut).toMatchObject({ serverVersion: 2, kept: { mapVersion: 1 } });
    expect(Buffer.from(await store.readBytes(before!, 0, 1500))).toEqual(old);
    server.isUp = true;
    store.lookNow();
    const { kept } = await until(store, 'map', (state) => state.kept?.mapVersion === 2);
    const database = await openPackDatabase(`packs-${names}`);
    const fileIds = new Set((await database.getAllKeys('parts')).map(([fileId]) => fileId));
    expect([...fileIds]).toEqual([kept!.id]);
  });

  it('begins anew when the server has another file meanwhile', async () => {
    server.offer('map', randomBytes(2500));
    server.plan = [
      () => (server.offer('map', randomBytes(1200), 2), server.files.delete('map-1'), undefined),
    ];
    const store = open(`packs-${names}`);
    await until(store, 'map', ({ work }) => work === 'asking');
    store.lookNow();
    expect((await until(store, 'map', isKept)).kept?.mapVersion).toBe(2);
  });

  it('is not begun when it would leave too little room for taps', async () => {
    storage = { quota: 100_000_000, usage: 60_000_000 };
    server.offer('map', randomBytes(1500));
    const store = open(`packs-${names}`);
    await until(store, 'map', ({ work }) => work === 'storageFull');
    expect(server.asked.filter((one) => one.startsWith('bytes'))).toEqual([]);
    storage = { quota: 1e9, usage: 60_000_000 };
    store.lookNow();
    await until(store, 'map', isKept);
  });

  it('says how far the server is that makes it', async () => {
    server.list = { mapName: 'town', mapVersion: 1, packs: [{ kind: 'map', file: null, progress: 0.4 }] };
    expect(await until(open(`packs-${names}`), 'map', ({ work }) => work === 'making')).toMatchObject({
      share: 0.4,
      kept: null,
    });
  });
});
