import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '#testing';
import type { Browser } from 'playwright-core';
import { readContrast } from './contrast.ts';
import { DeskPage } from './desk-page.ts';
import { launchBrowser, type RunningSystem, startSystem } from './system-fixture.ts';

const THEMES = ['dark', 'light'] as const;
/** What text on the boards must have against what is behind it. */
const BOARD_RATIO = 7;

let database: TestDatabase;
let system: RunningSystem;
let browser: Browser;

beforeAll(async () => {
  database = await createTestDatabase('montevideo');
  system = await startSystem(database, ['montevideo']);
  browser = await launchBrowser();
  const desk = await DeskPage.open(browser, system.url, 'looks');
  await desk.signIn(system.regions[0]!);
  await desk.createIncident('Avenida Italia 2930');
  await desk.by('dispatch-1').click();
  await desk.by('assignment').first().waitFor();
  await desk.createIncident('Colonia 1324');
  await desk.page.context().close();
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await system?.stop();
  await database?.drop();
}, 60_000);

async function openDesk(theme: (typeof THEMES)[number]): Promise<DeskPage> {
  const desk = await DeskPage.open(browser, system.url, `looks-${theme}`);
  await desk.by(`theme-${theme}`).click();
  await desk.signIn(system.regions[0]!);
  await desk.incidentRowAt(0).click();
  await desk.by('incident-panel').waitFor();
  return desk;
}

describe.each(THEMES)('the boards in the %s theme', (theme) => {
  it('have no text below 7:1', async () => {
    const desk = await openDesk(theme);
    await desk.by('candidate').first().waitFor();
    await desk.by('unit-row').nth(2).click();
    const { texts, weak } = await readContrast(
      desk.page,
      '.zone-slot:not(.slot-map), .command-line, .top-bar',
      BOARD_RATIO,
    );
    console.log(`${theme}: ${texts} pieces of text read on the boards`);
    expect(texts).toBeGreaterThan(100);
    expect(weak).toEqual([]);
    await desk.page.context().close();
  }, 90_000);
});

describe('at 200 % zoom of a small screen', () => {
  it('every control can be reached, seen and is not cut off', async () => {
    const desk = await openDesk('dark');
    await desk.page.setViewportSize({ width: 683, height: 384 });
    for (const tab of ['stack', 'work', 'units', 'map']) {
      await desk.by(`tab-${tab}`).click();
      await desk.page.waitForTimeout(300);
      await desk.shoot(`zoom-${tab}`);
      expect({ tab, lost: await desk.page.evaluate<string[]>(LOST_CONTROLS) }).toEqual({ tab, lost: [] });
    }
    await desk.page.context().close();
  }, 90_000);
});

/** Controls that are drawn, but that scrolling to them does not bring wholly into the view. */
const LOST_CONTROLS = `(() => {
  const lost = [];
  for (const control of document.querySelectorAll('button, a[href], input, select, textarea')) {
    if (!control.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    if (control.closest('.skip-links, .visually-hidden, .in-view, [inert]')) continue;
    control.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    const { left, right, top, bottom, width } = control.getBoundingClientRect();
    if (width === 0) continue;
    const isInView = left >= -1 && right <= innerWidth + 1 && top >= -1 && bottom <= innerHeight + 1;
    if (!isInView) lost.push((control.dataset.testid ?? control.className) + ': ' + control.textContent.trim().slice(0, 30));
  }
  document.scrollingElement.scrollTo(0, 0);
  return lost;
})()`;
