import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '#testing';
import type { Browser } from 'playwright-core';
import { doMainJob } from './main-job.ts';
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

describe('the main job in the demo city', () => {
  it('goes from a call at a searched address to a closed incident', async () => {
    system.simulate('montevideo', '--no-dispatch', '--calls-per-hour', '0', '--speed', '60');
    await doMainJob(browser, system, database, {
      regionId: 'montevideo',
      said: 'colonia 1341',
      shots: 'montevideo',
    });
  }, 480_000);
});
