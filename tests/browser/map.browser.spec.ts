import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '#testing';
import type { Browser, Page } from 'playwright-core';
import { waitUntil } from './by-keyboard.ts';
import { DeskPage } from './desk-page.ts';
import { launchBrowser, type RunningSystem, startSystem } from './system-fixture.ts';

let database: TestDatabase;
let system: RunningSystem;
let browser: Browser;

beforeAll(async () => {
  database = await createTestDatabase('montevideo');
  system = await startSystem(database, ['montevideo']);
  system.simulate('montevideo', '--no-dispatch', '--calls-per-hour', '0', '--speed', '4');
  browser = await launchBrowser();
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await system?.stop();
  await database?.drop();
}, 60_000);

const openDesk = async (theme: 'dark' | 'light'): Promise<DeskPage> => {
  const desk = await DeskPage.open(browser, system.url, `map-${theme}`);
  desk.page.setDefaultTimeout(15_000);
  await desk.by(`theme-${theme}`).click();
  await desk.signIn(system.regions[0]!);
  await mapIsReady(desk.page);
  return desk;
};

const mapIsReady = (page: Page) =>
  page.locator('[data-testid=map][data-state=ready]').waitFor({ timeout: 20_000 });
const press = async (page: Page, ...keys: readonly string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};

describe.each(['dark', 'light'] as const)('the map by keyboard, %s', (theme) => {
  it('follows, measures, draws and changes, and nothing leaves the host', async () => {
    const desk = await openDesk(theme);
    await follow(desk);
    await reach(desk);
    await layers(desk);
    await menu(desk);
    await closure(desk);
    await listBeside(desk);
    await print(desk);
    expect(desk.problems).toEqual([]);
    await desk.page.context().close();
  }, 180_000);
});

/** A unit is followed until somebody moves the map by hand. */
async function follow(desk: DeskPage): Promise<void> {
  const { page } = desk;
  await desk.by('unit-row').first().click();
  await press(page, 'Alt+g');
  await page.locator('[data-testid=follow][data-following=true]').waitFor();
  await page.waitForTimeout(1200);
  await press(page, 'Alt+m', 'ArrowRight');
  await page.locator('[data-testid=follow][data-following=false]').waitFor();
}

async function reach(desk: DeskPage): Promise<void> {
  const { page } = desk;
  await press(page, 'Alt+i');
  await page.locator('[data-testid=reach][data-state=ready]').waitFor();
  const rings = page.locator('.leaflet-akut-areas-pane path');
  await rings.first().waitFor({ state: 'attached' });
  expect(await rings.count()).toBe(3);
  await desk.shoot('1-reach');
  const before = await rings.first().getAttribute('d');
  await desk.by('reach-turn').click();
  await waitUntil('the reach is turned', async () => (await rings.first().getAttribute('d')) !== before);
  await press(page, 'Alt+i');
  await desk.by('reach').waitFor({ state: 'detached' });
  expect(await rings.count()).toBe(0);
}

/** Layers are switched by digits and are still so after a reload. */
async function layers(desk: DeskPage): Promise<void> {
  const { page } = desk;
  await press(page, 'Alt+l');
  await desk.by('layers-panel').waitFor();
  await press(page, '1', '6');
  // The first coverage of a region that has just started is computed for some seconds.
  await page.locator('.leaflet-akut-areas-pane path').first().waitFor({ state: 'attached', timeout: 60_000 });
  expect(await desk.by('layer-facilities').isChecked()).toBe(false);
  await desk.by('coverage-legend').waitFor();
  await desk.shoot('2-layers');
  await page.reload();
  await mapIsReady(page);
  await press(page, 'Alt+l');
  expect(await desk.by('layer-facilities').isChecked()).toBe(false);
  expect(await desk.by('layer-coverage').isChecked()).toBe(true);
  await press(page, '1', '6', 'Escape');
  await desk.by('layers-panel').waitFor({ state: 'detached' });
}

/** The menu of the middle of the map, and who is nearest to it. */
async function menu(desk: DeskPage): Promise<void> {
  const { page } = desk;
  await press(page, 'Alt+m', 'Enter');
  await desk.by('map-menu').waitFor();
  await press(page, 'ArrowDown', 'Enter');
  await desk.by('near-unit').first().waitFor();
  const times = await page.locator('[data-testid=near-unit] > b.mono:nth-child(4)').allTextContents();
  const seconds = times.map((text) => text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0));
  expect(seconds).toEqual([...seconds].sort((a, b) => a - b));
  await desk.shoot('3-nearest');
  await press(page, 'Alt+n');
  await desk.by('nearest-panel').waitFor({ state: 'detached' });
}

/** A road is closed by pointing with the arrow keys, then changed, then opened again. */
async function closure(desk: DeskPage): Promise<void> {
  const { page } = desk;
  await press(page, 'Alt+x');
  await desk.by('draw-closure').click();
  await desk.by('closure-point').click();
  await press(page, 'Alt+m', 'ArrowLeft', 'Enter');
  await desk.by('closure-preview').waitFor();
  await desk.by('save-closure').click();
  const row = desk.by('closure').first();
  await row.waitFor();
  await desk.by('edit-closure').first().click();
  await desk.by('closure-end').selectOption('12');
  await desk.by('closure-may-pass').check();
  await desk.by('closure-reason').fill('burst <script>main</script>');
  await desk.shoot('4-closure');
  await press(page, 'Enter');
  await desk.by('closure-edit').waitFor({ state: 'detached' });
  await page.getByText('burst <script>main</script>').waitFor();
  await desk.by('lift-closure').first().click();
  await row.waitFor({ state: 'detached' });
  await press(page, 'Alt+x');
}

/** What the canvas shows is a list too: one stop of the Tab key, arrows inside, Enter selects. */
async function listBeside(desk: DeskPage): Promise<void> {
  const { page } = desk;
  await desk.by('in-view').locator('button[tabindex="0"]').focus();
  await press(page, 'ArrowDown', 'ArrowDown');
  const focused = await page.evaluate<string>('document.activeElement.textContent');
  await desk.shoot('5-in-view');
  await press(page, 'Enter');
  const callSign = focused.split(' ')[0]!;
  await page.locator(`[data-testid=unit-row][data-callsign="${callSign}"].is-selected`).waitFor();
}

/** Paper is white whatever the theme, and the screen is as before after it. */
async function print(desk: DeskPage): Promise<void> {
  const { page } = desk;
  await page.evaluate(`window.print = () => {
    const { documentElement: root, body } = document;
    const land = getComputedStyle(root).getPropertyValue('--map-land').trim();
    body.dataset.printed = root.dataset.print + ' ' + land;
  }`);
  await desk.by('print-map').click();
  await page.locator('html[data-print=map]').waitFor();
  await page.locator('body[data-printed="map #fff"]').waitFor();
  await page.locator('html:not([data-print])').waitFor();
}
