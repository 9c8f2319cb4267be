import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '#testing';
import type { Browser } from 'playwright-core';
import { launchBrowser, type RunningSystem, startSystem } from './system-fixture.ts';
import { prepareCrew, TabletPage } from './tablet-page.ts';
import { until } from './until.ts';

const CENTRE = { longitude: -56.2005, latitude: -34.9085 };

let database: TestDatabase;
let system: RunningSystem;
let browser: Browser;

beforeAll(async () => {
  database = await createTestDatabase('montevideo');
  system = await startSystem(database, ['montevideo']);
  browser = await launchBrowser();
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await system?.stop();
  await database?.drop();
}, 60_000);

/** What lies topmost in the middle of the panel: the panel itself, and not the map it stands on. */
const IS_ON_TOP = `(() => {
  const { x, y, width, height } = document.querySelector('.navigation-panel').getBoundingClientRect();
  return document.elementFromPoint(x + width / 2, y + height / 2)?.closest('.navigation-panel') !== null;
})()`;

describe('navigation on the tablet', () => {
  it('guides to the incident, finds a way from elsewhere, and stays with the last one without a network', async () => {
    const crew = await prepareCrew(system, 0);
    const tablet = await TabletPage.open(browser, system.url, { geolocation: CENTRE });
    await tablet.begin(crew);
    await tablet.waitUntilInstalled();
    await crew.sendUnit();
    await tablet.by('acknowledge').click();
    await tablet.page.locator('[data-testid=next-status][data-status=enRoute]').click();
    const title = tablet.page.locator('.navigation-title');
    const facts = tablet.page.locator('.navigation-facts');
    await tablet.page.locator('.navigation-title', { hasText: /^[\d.,]+ k?m · \p{Ll}/u }).waitFor();
    expect(await facts.textContent()).toMatch(/^arrival \d\d:\d\d · [\d.,]+ k?m/);
    await until(tablet.page, IS_ON_TOP);
    const before = await title.textContent();
    const handOff = await tablet.page.locator('.navigation-keys a').getAttribute('href');
    expect(handOff).toBe('geo:-34.905800,-56.185500?q=-34.905800,-56.185500(Colonia%201324%2C%20apto%205)');

    for (let i = 1; i <= 14; i++) {
      await tablet.context.setGeolocation({
        longitude: CENTRE.longitude - 0.0004 * i,
        latitude: CENTRE.latitude + 0.0012 + 0.0003 * i,
      });
      await tablet.page.waitForTimeout(1000);
    }
    await tablet.page.locator('.navigation-panel.is-calm').waitFor();
    await until(tablet.page, IS_ON_TOP);
    expect(await title.textContent()).not.toBe(before);

    await tablet.context.setOffline(true);
    await tablet.page.locator('.navigation-facts', { hasText: 'route kept on this tablet' }).waitFor();
    const kept = (await title.textContent())!;
    await tablet.reopen();
    await tablet.page.locator('.navigation-facts', { hasText: 'route kept on this tablet' }).waitFor();
    await tablet.page.locator('.navigation-title', { hasText: kept }).waitFor();
    await tablet.shoot('navigation-offline');
    expect(tablet.problems).toEqual([]);
  }, 180_000);
});
