import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '#testing';
import { basename, join } from 'node:path';
import type { Browser } from 'playwright-core';
import { ROOT } from '../source-tree.ts';
import { measureDeskFirstLoad } from '../web/first-load.ts';
import { DeskPage } from './desk-page.ts';
import { launchBrowser, type RunningSystem, startSystem } from './system-fixture.ts';

const BUILT_PAGE = join(ROOT, 'dist', 'web', 'dispatcher');
const LIMIT_BYTES = 180_000;
const LANGUAGES = ['en', 'bg', 'cs', 'sv'] as const;

const firstLoadIn = (language: string) => measureDeskFirstLoad(BUILT_PAGE, language);

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

describe('the first load of the desk', () => {
  it.each(LANGUAGES)('is at most 180 kB compressed, with the map, in %s', (language) => {
    const { totalBytes } = firstLoadIn(language);
    console.log(`first load of the desk, ${language}: ${(totalBytes / 1000).toFixed(1)} kB gzip`);
    expect(totalBytes).toBeLessThanOrEqual(LIMIT_BYTES);
  });

  it('is all that the desk needs to stand; the rest follows by itself, later if the network is bad', async () => {
    const { files } = firstLoadIn('en');
    const counted = new Set([...files.keys()].map((file) => basename(file)));
    const desk = await DeskPage.open(browser, system.url, 'first-load');
    await desk.signIn(system.regions[0]!);
    const refused: string[] = [];
    const isCode = /\/assets\/[^/]+\.(js|css)$/;
    await desk.page.route(isCode, (route) => {
      const name = basename(route.request().url());
      if (counted.has(name)) return route.continue();
      refused.push(name);
      return route.abort();
    });
    await desk.page.reload();
    await desk.page
      .locator('[data-testid=map][data-state=ready]')
      .waitFor({ timeout: 8000 })
      .catch(async (e) => {
        console.log(refused, desk.problems, await desk.page.locator('body').innerText());
        await desk.shoot('x');
        throw e;
      });
    await desk.by('unit-row').first().waitFor();
    await desk.page.keyboard.press('F1');
    await desk.page.getByRole('alert').first().waitFor();
    expect(refused.length).toBeGreaterThan(0);
    await desk.page.unroute(isCode);
    await desk.by('help').waitFor();
    await desk.page.keyboard.press('Escape');
    await desk.by('sectors-open').waitFor();
    expect(desk.problems).toEqual([]);
  }, 60_000);
});
