import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '#testing';
import type { Browser } from 'playwright-core';
import { readContrast } from './contrast.ts';
import { launchBrowser, type RunningSystem, startSystem } from './system-fixture.ts';
import { type CrewOfTablet, prepareCrew, TabletPage } from './tablet-page.ts';

const SIZES = [
  { width: 1280, height: 800 },
  { width: 800, height: 1280 },
  { width: 412, height: 915 },
] as const;
const LEAST_RATIO = 7;
const LEAST_TARGET = 76;

let database: TestDatabase;
let system: RunningSystem;
let browser: Browser;
let crew: CrewOfTablet;
let tablet: TabletPage;

beforeAll(async () => {
  database = await createTestDatabase('montevideo');
  system = await startSystem(database, ['montevideo']);
  browser = await launchBrowser();
  crew = await prepareCrew(system, 0);
  tablet = await TabletPage.open(browser, system.url, {
    geolocation: { longitude: -56.18, latitude: -34.9 },
  });
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await system?.stop();
  await database?.drop();
}, 60_000);

/** Controls that a glove would miss. */
const SMALL_TARGETS = `(() => {
  const small = [];
  for (const one of document.querySelectorAll('button, a[href], input, textarea')) {
    if (!one.checkVisibility()) continue;
    const { width, height } = one.getBoundingClientRect();
    if (width < ${LEAST_TARGET} - 0.5 || height < ${LEAST_TARGET} - 0.5)
      small.push((one.dataset.testid ?? one.className) + ' ' + Math.round(width) + 'x' + Math.round(height));
  }
  return small;
})()`;
const SIDEWAYS = 'document.scrollingElement.scrollWidth - innerWidth';

/** Looks at what is shown now with axe, for contrast, target sizes and in each size of screen. */
async function inspect(view: string): Promise<void> {
  const { page } = tablet;
  const found: Record<string, unknown> = {};
  for (const size of SIZES) {
    await page.setViewportSize(size);
    const small = await page.evaluate<string[]>(SMALL_TARGETS);
    const sideways = await page.evaluate<number>(SIDEWAYS);
    if (small.length > 0) found[`small targets at ${size.width}`] = small;
    if (sideways > 0) found[`wider than ${size.width}`] = sideways;
    await tablet.shoot(`${view}-${size.width}`);
  }
  await page.setViewportSize(SIZES[0]);
  const { violations } = await new AxeBuilder({ page }).analyze();
  const broken = violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target).join(' ')}`);
  if (broken.length > 0) found['axe'] = broken;
  const { weak } = await readContrast(page, 'body', LEAST_RATIO);
  if (weak.length > 0) found['contrast'] = weak;
  expect({ view, found }).toEqual({ view, found: {} });
}

async function setTheme(theme: 'dark' | 'light'): Promise<void> {
  await tablet.by('tab-menu').click();
  await tablet.by('menu-settings').click();
  await tablet.by(`theme-${theme}`).click();
  await tablet.by('tab-run').click();
}

describe('the tablet', () => {
  it('has nothing that axe, a glove or the sun would fault before sign-on', async () => {
    await inspect('enrol');
    await tablet.enrol(await crew.newCode());
    await inspect('units');
    await tablet.page.locator(`[data-testid=unit][data-callsign="${crew.callSign}"]`).click();
    await inspect('shift');
    await tablet.by('hours-12').click();
    await inspect('crew');
    await tablet.page.locator(`[data-testid=crew][data-name="${crew.crewName}"]`).click();
    await inspect('pin');
    await tablet.typePin('4826');
    await tablet.by('sign-on-submit').click();
    await tablet.by('home').waitFor();
  }, 120_000);

  it.each(['dark', 'light'] as const)(
    'nor in any view by %s',
    async (theme) => {
      await setTheme(theme);
      await inspect(`home-${theme}`);
      await tablet.by('home-check').click();
      await tablet.by('check-submit').waitFor();
      await inspect(`check-${theme}`);
      await tablet.by('back').click();
      await crew.sendUnit();
      await tablet.by('new-assignment').waitFor();
      await inspect(`new-${theme}`);
      await tablet.by('refuse').click();
      await inspect(`refuse-${theme}`);
      await tablet.by('back').click();
      await tablet.by('acknowledge').click();
      await tablet.by('run').waitFor();
      await tablet.context.setOffline(true);
      await tablet.by('next-status').click();
      await inspect(`run-${theme}`);
      for (const [open, view] of [
        ['other-status', 'other'],
        ['speak', 'speak'],
        ['tab-messages', 'messages'],
        ['network', 'queue'],
        ['tab-menu', 'menu'],
        ['menu-settings', 'settings'],
      ] as const) {
        await tablet.by(open).click();
        await inspect(`${view}-${theme}`);
      }
      await tablet.context.setOffline(false);
      await tablet.by('tab-run').click();
      await tablet.by('destination').click();
      await tablet.by('facility').first().waitFor();
      await inspect(`facilities-${theme}`);
      await tablet.by('back').click();
      await tablet.by('stand-down').click();
      await tablet.by('refuse-roadBlocked').click();
      await tablet.hold('refuse-hold', 1600);
      await tablet.by('home').waitFor();
      await tablet.waitUntilSent();
      await tablet.by('tab-menu').click();
      await tablet.by('menu-lock').click();
      await tablet.by('lock').waitFor();
      await inspect(`lock-${theme}`);
      await tablet.typePin('4826');
      await tablet.by('tab-run').waitFor();
    },
    240_000,
  );

  it.each(['bg', 'cs', 'sv'])(
    'nor in the run in %s, switched without a reload',
    async (language) => {
      await tablet.by('tab-menu').click();
      await tablet.by('menu-settings').click();
      await tablet.by(`language-${language}`).click();
      await tablet.page.locator(`html[lang=${language}]`).waitFor();
      await inspect(`settings-${language}`);
      await tablet.by('tab-run').click();
      await inspect(`home-${language}`);
    },
    60_000,
  );

  it('counts as installable', async () => {
    await tablet.waitUntilInstalled();
    const session = await tablet.context.newCDPSession(tablet.page);
    const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
    // A window of a private context cannot install anything, whatever the page is like.
    expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual(
      [],
    );
  }, 30_000);
});
