import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '#testing';
import type { Browser } from 'playwright-core';
import { DeskPage } from './desk-page.ts';
import { type CallTimes, closeAll, ShiftRecord, type WorkedCall, workCall } from './shift.ts';
import { launchBrowser, type RunningSystem, startSystem } from './system-fixture.ts';

const isFull = process.env['AKUT_TEST_FULL'] === '1';
const CALLS = isFull ? 200 : 10;
const LIMIT_MILLISECONDS = isFull ? 5_400_000 : 420_000;
/** Crews drive so many times faster than real ones. */
const SPEED = '60';
const REGION = 'montevideo';

let database: TestDatabase;
let system: RunningSystem;
let browser: Browser;
let record: ShiftRecord;

beforeAll(async () => {
  database = await createTestDatabase(REGION);
  system = await startSystem(database, [REGION]);
  system.simulate(REGION, '--no-dispatch', '--calls-per-hour', '0', '--speed', SPEED);
  browser = await launchBrowser();
  record = new ShiftRecord(database, REGION);
}, 180_000);

afterAll(async () => {
  await record?.end();
  await browser?.close();
  await system?.stop();
  await database?.drop();
}, 60_000);

async function openDesk(index: number): Promise<DeskPage> {
  const desk = await DeskPage.open(browser, system.url, `shift-${index + 1}`);
  desk.page.setDefaultTimeout(30_000);
  const region = system.regions[0]!;
  const dispatchers = region.logins.filter(({ role }) => role === 'dispatcher');
  await desk.signIn({ ...region, logins: [dispatchers[index]!] });
  await desk.page.locator('[data-testid=map][data-state=ready]').waitFor();
  return desk;
}

/** Takes calls until none waits, and closes what is done in between and at the end. */
async function workShift(desk: DeskPage, waiting: string[]): Promise<readonly WorkedCall[]> {
  const worked: WorkedCall[] = [];
  const open = new Set<number>();
  const closeDone = async (): Promise<void> => {
    const done = await record.listFinished([...open]);
    await closeAll(desk, done);
    for (const number of done) open.delete(number);
  };
  for (let said = waiting.pop(); said !== undefined; said = waiting.pop()) {
    const call = await workCall(desk, waiting.length, said);
    worked.push(call);
    open.add(call.number);
    if (worked.length % 5 === 0) await closeDone();
  }
  while (open.size > 0) {
    await closeDone();
    await desk.page.waitForTimeout(500);
  }
  return worked;
}

const percentile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.ceil(values.length * share) - 1]!;

function printTimes(worked: readonly CallTimes[], seconds: number): void {
  const line = (name: string, of: keyof CallTimes): string => {
    const values = worked.map((call) => call[of]);
    return `  ${name}: p50 ${percentile(values, 0.5).toFixed(0)} ms, p95 ${percentile(values, 0.95).toFixed(0)} ms`;
  };
  console.log(
    [
      `${worked.length} calls on two desks in ${seconds.toFixed(0)} s`,
      line('call to saved incident', 'takingMilliseconds'),
      line('saved to first candidate', 'rankingMilliseconds'),
      line('Enter to shown as sent', 'sendingMilliseconds'),
    ].join('\n'),
  );
}

describe('a shift on two desks by keyboard', () => {
  it(
    `works ${CALLS} calls to their end and loses nothing`,
    async () => {
      const waiting = [...(await record.listAddresses(CALLS))];
      const desks = [await openDesk(0), await openDesk(1)];
      const beganAt = performance.now();
      const shifts = await Promise.all(desks.map((desk) => workShift(desk, waiting)));
      const worked = shifts.flat();
      printTimes(worked, (performance.now() - beganAt) / 1000);
      await desks[0]!.shoot('end');
      const kept = await record.listKept();
      const expected = worked.map(({ number, remark }) => ({ number, state: 'closed', remark }));
      expect(kept.map(({ number, state, remarks: [remark] }) => ({ number, state, remark }))).toEqual(
        expected.sort((a, b) => a.number - b.number),
      );
      expect(kept.map(({ number }) => number)).toEqual(
        Array.from({ length: CALLS }, (_, index) => index + 1),
      );
      expect(kept.filter(({ sent }) => sent === 0)).toEqual([]);
      expect(shifts.every(({ length }) => length > 0)).toBe(true);
      expect(await record.verifyJournal()).toMatchObject({ ok: true });
      expect(desks.flatMap(({ problems }) => problems)).toEqual([]);
    },
    LIMIT_MILLISECONDS,
  );
});
