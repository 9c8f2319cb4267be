import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listDatabaseFaults, hidePassword } from './provision/given.mjs';
import { findHolder, takeLock, waitForLock } from './provision/lock.mjs';
import { chooseMajor, findBinary, listPackages, readAptStatus } from './provision/packages.mjs';
import { takePort, tryPort } from './provision/ports.mjs';
import { hashSources, isFresh, removeStamp, writeStamp } from './provision/stamp.mjs';
import { delayBeforeStart } from './provision/supervise.mjs';
import { openScope, settleAll } from './provision/system.mjs';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'akut-provision-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('ports', () => {
  it('finds a free port and sees a taken one', async () => {
    const port = await tryPort(0);
    expect(port).toBeGreaterThan(1023);
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const taken = (server.address() as AddressInfo).port;
    expect(await tryPort(taken)).toBeUndefined();
    await new Promise((resolve) => server.close(resolve));
    expect(await tryPort(taken)).toBe(taken);
  });

  it('remembers a port per name and takes another when it is taken', async () => {
    const file = join(folder, 'ports.json');
    const first = await takePort(file, 'postgres');
    expect(await takePort(file, 'postgres')).toBe(first);
    await takePort(file, 'redis');
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(first, '127.0.0.1', resolve));
    const second = await takePort(file, 'postgres');
    await new Promise((resolve) => server.close(resolve));
    expect(second).not.toBe(first);
    expect(Object.keys(JSON.parse(readFileSync(file, 'utf8')))).toEqual(['postgres', 'redis']);
  });

  it('begins anew with a file that was cut off', async () => {
    const file = join(folder, 'broken.json');
    writeFileSync(file, '{"postgres": 54');
    expect(await takePort(file, 'postgres')).toBeGreaterThan(1023);
  });
});

describe('the lock', () => {
  it('is held once, tells by whom, and is free after', async () => {
    const home = join(folder, 'home');
    mkdirSync(home);
    const first = await takeLock(home, 'system', () => ({ url: 'http://127.0.0.1:8080' }));
    expect(first.held).toBe(true);
    const second = await takeLock(home, 'system', () => ({}));
    expect(second).toEqual({ held: false, holder: { url: 'http://127.0.0.1:8080', pid: process.pid } });
    expect((await takeLock(home, 'other', () => ({}))).held).toBe(true);
    if (first.held) await first.release();
    expect(await findHolder(home, 'system')).toBeUndefined();
    expect((await takeLock(home, 'system', () => ({}))).held).toBe(true);
  });

  it('goes to exactly one of many who ask together', async () => {
    const home = join(folder, 'race');
    mkdirSync(home);
    const all = await Promise.all(Array.from({ length: 20 }, () => takeLock(home, 'system', () => ({}))));
    expect(all.filter((lock) => lock.held)).toHaveLength(1);
  });

  it('lets those who wait in one after another', async () => {
    const home = join(folder, 'queue');
    mkdirSync(home);
    let inside = 0;
    let most = 0;
    const work = async () => {
      const release = await waitForLock(home, 'build');
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((resolve) => setTimeout(resolve, 20));
      inside -= 1;
      await release();
    };
    await Promise.all([work(), work(), work()]);
    expect(most).toBe(1);
  });
});

describe('stamps', () => {
  it('change with content, names and new files, and not with tests', () => {
    const root = join(folder, 'project');
    mkdirSync(join(root, 'src/test'), { recursive: true });
    writeFileSync(join(root, 'src/a.ts'), 'one');
    const hash = () => hashSources(root, ['src', 'absent.json']);
    const first = hash();
    expect(hash()).toBe(first);
    writeFileSync(join(root, 'src/a.spec.ts'), 'a test');
    writeFileSync(join(root, 'src/test/b.ts'), 'a test too');
    expect(hash()).toBe(first);
    writeFileSync(join(root, 'src/a.ts'), 'two');
    const second = hash();
    expect(second).not.toBe(first);
    writeFileSync(join(root, 'src/b.ts'), '');
    const third = hash();
    expect(third).not.toBe(second);
    writeFileSync(join(root, 'absent.json'), '');
    expect(hash()).not.toBe(third);
  });

  it('are fresh until the hash changes or they are removed', () => {
    const file = join(folder, 'stamps', 'servers');
    expect(isFresh(file, 'x')).toBe(false);
    writeStamp(file, 'x');
    expect(isFresh(file, 'x')).toBe(true);
    expect(isFresh(file, 'y')).toBe(false);
    removeStamp(file);
    expect(isFresh(file, 'x')).toBe(false);
  });
});

describe('packages', () => {
  it('takes the newest PostgreSQL that has PostGIS and is new enough', () => {
    expect(
      chooseMajor(['postgresql-15-postgis-3', 'postgresql-17-postgis-3', 'postgresql-16-postgis-3-scripts']),
    ).toBe(17);
    expect(chooseMajor(['postgresql-14-postgis-3'])).toBeUndefined();
    expect(chooseMajor([])).toBeUndefined();
  });

  it('names the packages of what is missing, each once', () => {
    expect(listPackages(['postgres', 'pgrouting', 'redis', 'osmium'], 15)).toEqual([
      'postgresql-15',
      'postgresql-15-postgis-3',
      'postgresql-15-pgrouting',
      'redis-server',
      'osmium-tool',
    ]);
  });

  it('reads the progress that apt tells', () => {
    expect(readAptStatus('dlstatus:3:50.0000:Retrieving file 3 of 6')).toEqual({
      fraction: 0.25,
      text: 'Retrieving file 3 of 6',
    });
    expect(readAptStatus('pmstatus:redis-server:80.0000:Configuring redis-server (amd64)')?.fraction).toBe(
      0.9,
    );
    expect(readAptStatus('pmerror:redis-server:80:broken')).toBeUndefined();
    expect(readAptStatus('noise')).toBeUndefined();
  });

  it('finds programs on the PATH it is given, and no folders', () => {
    mkdirSync(join(folder, 'bin/akut-folder'), { recursive: true });
    writeFileSync(join(folder, 'bin/akut-program'), '#!/bin/sh\n', { mode: 0o755 });
    writeFileSync(join(folder, 'bin/akut-text'), '', { mode: 0o644 });
    const path = join(folder, 'bin');
    expect(findBinary('akut-program', path)).toBe(join(path, 'akut-program'));
    expect(findBinary('akut-folder', path)).toBeUndefined();
    expect(findBinary('akut-text', path)).toBeUndefined();
  });
});

describe('a given database', () => {
  const extension = (version: string, installed = true) => ({
    default: version,
    installed: installed ? version : null,
  });
  const good = {
    version: 150_003,
    who: 'owner',
    database: 'akut',
    is_superuser: false,
    may_create_roles: true,
    may_create: true,
    extensions: {
      postgis: extension('3.3.2'),
      pg_trgm: extension('1.6', false),
      unaccent: extension('1.1', false),
      btree_gist: extension('1.7', false),
    },
  };

  it('is accepted when it has all', () => {
    expect(listDatabaseFaults(good)).toEqual([]);
    const bare = { ...good, is_superuser: true, may_create_roles: false };
    expect(
      listDatabaseFaults({
        ...bare,
        extensions: { ...good.extensions, postgis: extension('3.10.0', false) },
      }),
    ).toEqual([]);
  });

  it('is told all that it lacks at once', () => {
    const faults = listDatabaseFaults({
      ...good,
      version: 140_010,
      may_create: false,
      may_create_roles: false,
      extensions: { pg_trgm: good.extensions.pg_trgm, unaccent: good.extensions.unaccent } as never,
    });
    expect(faults).toEqual([
      'PostgreSQL 14 is too old: 15 or newer is needed',
      'the extension postgis is not installed on the server (Debian: postgresql-14-postgis-3)',
      'the extension btree_gist is not installed on the server (Debian: postgresql-contrib)',
      'owner may not create in "akut": it has to be the owner',
      'owner sets up the role akut_app, so a superuser has to do once: alter role owner createrole;',
    ]);
  });

  it('has to have PostGIS 3.3, made by a superuser', () => {
    const withPostgis = (postgis: object) =>
      listDatabaseFaults({ ...good, extensions: { ...good.extensions, postgis } } as never);
    expect(withPostgis(extension('3.2.9'))).toEqual(['PostGIS 3.2.9 is too old: 3.3 or newer is needed']);
    expect(withPostgis(extension('3.4.0', false))).toEqual([
      'only a superuser can do this once in "akut": create extension postgis;',
    ]);
  });

  it('is named without its password', () => {
    expect(hidePassword('postgres://owner:secret@db:5432/akut')).toBe('postgres://owner:...@db:5432/akut');
  });
});

describe('settleAll', () => {
  it('waits for all, ends the others early, and throws what failed first', async () => {
    const { scoped, abandon } = openScope({ signal: new AbortController().signal } as never);
    const ended: string[] = [];
    const patient = new Promise((_, reject) => {
      scoped.signal.addEventListener('abort', () => {
        ended.push('patient');
        reject(scoped.signal.reason as Error);
      });
    });
    const failing = new Promise((_, reject) => setTimeout(() => reject(new Error('no room')), 5));
    await expect(settleAll([patient, failing], abandon)).rejects.toThrow('no room');
    expect(ended).toEqual(['patient']);
    expect(await settleAll([Promise.resolve(1), Promise.resolve(2)])).toEqual([1, 2]);
  });
});

it('starts a dying process again after growing delays', () => {
  expect([1, 2, 3, 4, 5, 6, 7].map(delayBeforeStart)).toEqual([1, 2, 4, 8, 16, 30, 30]);
});
