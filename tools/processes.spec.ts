import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  findIdentity,
  listRecorded,
  readTail,
  recordProcess,
  runCommand,
  shorten,
  sleep,
  stopProcess,
} from './provision/processes.mjs';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'akut-processes-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const startSleeper = (script: string) =>
  spawn('/bin/sh', ['-c', script], { stdio: 'ignore', detached: true }).pid!;

describe('recorded processes', () => {
  it('are found while they run, and not once their pid belongs to another', async () => {
    const pid = startSleeper('sleep 30');
    const file = recordProcess(folder, 'sleeper', pid);
    expect(listRecorded(folder).map(({ name }) => name)).toEqual(['sleeper']);
    const record = JSON.parse(readFileSync(file, 'utf8')) as { identity: string };
    writeFileSync(file, JSON.stringify({ ...record, identity: '1' }));
    expect(listRecorded(folder)).toEqual([]);
    await stopProcess(pid);
  });

  it('are gone after stopProcess, with what they started', async () => {
    const childFile = join(folder, 'child');
    const pid = startSleeper(`sleep 30 & echo $! > ${childFile}; wait`);
    await sleep(200);
    const child = Number(readFileSync(childFile, 'utf8'));
    expect(findIdentity(child)).toBeDefined();
    await stopProcess(pid);
    expect(findIdentity(pid)).toBeUndefined();
    await sleep(50);
    expect(findIdentity(child)).toBeUndefined();
  });

  it('are killed when they do not listen', async () => {
    const pid = startSleeper('trap "" TERM; while :; do sleep 0.1; done');
    await sleep(200);
    const startedAt = Date.now();
    await stopProcess(pid, { graceMilliseconds: 300 });
    expect(findIdentity(pid)).toBeUndefined();
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(300);
  });
});

describe('runCommand', () => {
  const options = () => ({ name: 'test', logFile: join(folder, 'log') });

  it('gives each line and keeps all in the log', async () => {
    const lines: string[] = [];
    const script = 'echo one; printf "\\033[31mtwo\\033[0m\\rthree"; echo four >&2';
    await runCommand('/bin/sh', ['-c', script], { ...options(), onLine: (line) => lines.push(line) });
    expect(lines.sort()).toEqual(['four', 'one', 'three', 'two']);
    expect(readTail(join(folder, 'log'))).toContain('three');
  });

  it('says how a command failed and what it printed', async () => {
    const failing = runCommand('/bin/sh', ['-c', 'echo no disk >&2; exit 3'], options());
    await expect(failing).rejects.toThrow(/failed with code 3[\s\S]*no disk/);
    await expect(runCommand('/nonexistent', [], options())).rejects.toThrow(/can't be started/);
  });

  it('ends the command when asked to, and rejects with the reason', async () => {
    const controller = new AbortController();
    const pidFile = join(folder, 'aborted');
    const script = `echo $$ > ${pidFile}; sleep 30`;
    const running = runCommand('/bin/sh', ['-c', script], { ...options(), signal: controller.signal });
    setTimeout(() => controller.abort(new Error('enough')), 300);
    await expect(running).rejects.toThrow('enough');
    expect(findIdentity(Number(readFileSync(pidFile, 'utf8')))).toBeUndefined();
  });
});

it('shortens long output to its two ends', () => {
  const lines = Array.from({ length: 100 }, (_, index) => String(index));
  expect(shorten(lines, 2, 3)).toBe('0\n1\n... 95 lines ...\n97\n98\n99');
  expect(shorten(['a', 'b'], 2, 3)).toBe('a\nb');
});
