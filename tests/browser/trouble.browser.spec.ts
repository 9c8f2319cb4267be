import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '#testing';
import type { Browser } from 'playwright-core';
import { DeskPage } from './desk-page.ts';
import { launchBrowser, type RunningSystem, startSystem } from './system-fixture.ts';

let database: TestDatabase;
let system: RunningSystem;
let browser: Browser;

beforeAll(async () => {
  database = await createTestDatabase('montevideo');
  system = await startSystem(database, ['montevideo']);
  browser = await launchBrowser();
}, 180_000);

afterAll(async () => {
  await browser.close();
  await system.stop();
  await database.drop();
}, 60_000);

const openDesk = async (shots: string): Promise<DeskPage> => {
  const desk = await DeskPage.open(browser, system.url, shots);
  await desk.signIn(system.regions[0]!);
  return desk;
};

describe('signing in', () => {
  it('says what is wrong with a wrong password, and keeps the session over a reload', async () => {
    const desk = await DeskPage.open(browser, system.url, 'login');
    const login = system.regions[0]!.logins[0]!;
    await desk.by('login-email').fill(login.email);
    await desk.by('login-password').fill('not it');
    await desk.by('login-submit').click();
    await desk.page.getByRole('alert').waitFor();
    await desk.shoot('wrong-password');
    await desk.by('login-password').fill(login.password);
    await desk.by('login-submit').click();
    await desk.by('unit-row').first().waitFor();
    await desk.page.reload();
    await desk.by('unit-row').first().waitFor();
    await desk.page.context().close();
  }, 60_000);
});

describe('two desks', () => {
  it('tell the loser who sent the unit, and both show the same', async () => {
    const [first, second] = [await openDesk('two-first'), await openDesk('two-second')];
    const incidentId = await first.createIncident('avenida italia 2950');
    await first.by('candidate').first().waitFor();
    const callSign = (await first.by('candidate').first().getAttribute('data-callsign'))!;
    await second.incidentRow(incidentId).click();
    await second.by('candidate').first().waitFor();
    // The second desk's request is held back until the first has won, as on a slow line.
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    await second.page.route('**/assignments', async (route) => {
      await held;
      await route.continue();
    });
    await second.by('dispatch-1').click();
    await first.by('dispatch-1').click();
    await first.waitForUnit(callSign, ['notified'], 10_000);
    release();
    await second.by('race-lost').waitFor();
    expect(await second.by('race-lost').textContent()).toContain(callSign);
    await second.shoot('race-lost');
    await second.waitForUnit(callSign, ['notified'], 10_000);
    await first.page.context().close();
    await second.page.context().close();
  }, 90_000);
});

describe('when the api dies', () => {
  it('says so at once, goes read-only, and is level again after the restart', async () => {
    const desk = await openDesk('api-away');
    const connection = (state: string) => desk.page.locator(`[data-testid=connection][data-state=${state}]`);
    await system.killApi();
    await connection('offline').waitFor({ timeout: 2000 });
    await desk.by('offline-banner').waitFor();
    await desk.shoot('offline');
    await system.startApi();
    await connection('live').waitFor({ timeout: 15_000 });
    await desk.by('offline-banner').waitFor({ state: 'detached' });
    await desk.page.locator('[data-testid=map][data-state=ready]').waitFor({ timeout: 15_000 });
    await desk.createIncident('colonia 1341');
    await desk.by('candidate').first().waitFor();
    await desk.page.context().close();
  }, 90_000);
});

describe('the desk for everybody', () => {
  it.each(['dark', 'light'] as const)(
    'has no accessibility violation in the %s theme',
    async (theme) => {
      const desk = await DeskPage.open(browser, system.url, `axe-${theme}`);
      await desk.by(`theme-${theme}`).click();
      await desk.signIn(system.regions[0]!);
      await desk.incidentRowAt(0).click();
      await desk.by('candidate').first().waitFor();
      await desk.page.waitForTimeout(1000);
      await desk.shoot('desk');
      const result = await new AxeBuilder({ page: desk.page }).analyze();
      expect(
        result.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target).join(' ')}`),
      ).toEqual([]);
      await desk.page.context().close();
    },
    90_000,
  );
});
