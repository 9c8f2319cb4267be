import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '#testing';
import type { Browser } from 'playwright-core';
import { takeCall } from './by-keyboard.ts';
import { DeskPage } from './desk-page.ts';
import { launchBrowser, type RunningSystem, startSystem } from './system-fixture.ts';

let database: TestDatabase;
let system: RunningSystem;
let browser: Browser;
let desk: DeskPage;

const line = () => desk.by('command-line').inputValue();
const press = (key: string) => desk.page.keyboard.press(key);

beforeAll(async () => {
  database = await createTestDatabase('montevideo');
  system = await startSystem(database, ['montevideo']);
  browser = await launchBrowser();
  desk = await DeskPage.open(browser, system.url, 'keyboard');
  desk.page.setDefaultTimeout(8000);
  await desk.signIn(system.regions[0]!);
  // From here on the mouse is away: whatever would be pressed by it fails.
  await desk.page.evaluate(`
    for (const kind of ['pointerdown', 'mousedown'])
      window.addEventListener(kind, () => { throw new Error('the mouse was used'); }, true)`);
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await system?.stop();
  await database?.drop();
}, 60_000);

describe('the desk by keyboard', () => {
  let number: number;

  it('goes from a new call to the first unit sent in three commands', async () => {
    // One: the call with its place. Two: what it is. Three: the first candidate.
    number = await takeCall(desk, { said: 'Colonia 1324', category: 'chest', priority: 1 });
    await desk.by('candidate').first().waitFor();
    const callSign = (await desk.by('candidate').first().getAttribute('data-callsign'))!;
    await desk.page.keyboard.type('1');
    await desk.by('echo').getByText(callSign).waitFor();
    await desk.shoot('echo');
    await press('Enter');
    await desk.waitForUnit(callSign, ['notified'], 10_000);
    await desk.shoot('sent');
  }, 60_000);

  it('takes back what was done within ten seconds, and says so', async () => {
    await desk.by('undo-notice').waitFor();
    await press('Control+z');
    await desk.by('undo-notice').waitFor({ state: 'detached' });
    await desk.by('candidate').first().waitFor();
    await desk.page.locator('[data-testid=unit-row][data-status=notified]').waitFor({ state: 'detached' });
    await desk.by('echo').getByText(String(number)).waitFor();
    await desk.shoot('taken-back');
  }, 30_000);

  it('completes verbs, call signs and numbers, and sends what they say', async () => {
    await desk.page.keyboard.type('disp');
    await desk.by('completion').first().waitFor();
    await press('Tab');
    const callSign = (await desk.by('completion').first().locator('b').textContent())!;
    await press('Tab');
    expect(await line()).toMatch(new RegExp(`^\\S+ ${callSign} $`));
    await desk.page.keyboard.type(`#${String(number).slice(0, 2)}`);
    await desk.by('completion').first().waitFor();
    await desk.shoot('completion');
    await press('Tab');
    expect(await line()).toContain(String(number));
    await press('Enter');
    await desk.waitForUnit(callSign, ['notified'], 10_000);
  }, 30_000);

  it('offers no way back when the ten seconds are over', async () => {
    await desk.by('undo-notice').waitFor();
    await desk.by('undo-notice').waitFor({ state: 'detached', timeout: 12_000 });
    await desk.page.keyboard.type('u');
    await press('Enter');
    expect(await line()).toBe('u');
    await desk.shoot('too-late');
    expect(await desk.page.locator('[data-testid=unit-row][data-status=notified]').count()).toBe(1);
  }, 30_000);

  it('brings lines back by the arrow, without what the caller said', async () => {
    for (let times = 0; times < 3; times += 1) await press('Escape');
    await press('F6');
    await press('ArrowUp');
    expect(await line()).toMatch(/^\S+ \S+ /);
    await press('ArrowUp');
    expect(await line()).toBe('1');
    await press('ArrowUp');
    expect(await line()).toBe('n');
    await press('ArrowDown');
    expect(await line()).toBe('1');
    await press('Escape');
    expect(desk.problems).toEqual([]);
  }, 30_000);
});
