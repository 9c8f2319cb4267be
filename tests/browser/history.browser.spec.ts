import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '#testing';
import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { DeskPage } from './desk-page.ts';
import { launchBrowser, type RunningSystem, startSystem } from './system-fixture.ts';

let database: TestDatabase;
let system: RunningSystem;
let browser: Browser;
let desk: DeskPage;

beforeAll(async () => {
  database = await createTestDatabase('montevideo');
  system = await startSystem(database, ['montevideo']);
  browser = await launchBrowser();
  desk = await DeskPage.open(browser, system.url, 'history');
  desk.page.setDefaultTimeout(15_000);
  await desk.signIn(system.regions[0]!);
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await system?.stop();
  await database?.drop();
});

describe('looking back', () => {
  it('shows the incident before its unit was sent, takes no commands there, and returns to now', async () => {
    // The past begins with the first thing that happened.
    await desk.createIncident('Avenida Italia 2930');
    const incidentId = await desk.createIncident('Colonia 1324');
    const row = desk.page.locator(`[data-testid=incident-row][data-id="${incidentId}"]`);
    await row.waitFor();
    // Long enough that half a minute back lies before the sending and after the opening.
    await desk.by('candidate').first().waitFor();
    await desk.page.waitForTimeout(12_000);
    await desk.by('dispatch-1').click();
    await desk.page
      .locator(`[data-testid=incident-row][data-id="${incidentId}"][data-state=covered]`)
      .waitFor();
    const rowThen = (state: string) =>
      desk.page.locator(`[data-testid=incident-row][data-id="${incidentId}"][data-state=${state}]`);
    // Looking back begins ten seconds ago.
    await desk.page.keyboard.press('F8');
    await desk.by('history-bar').waitFor();
    await rowThen('uncovered').waitFor();
    expect(await desk.by('new-incident').count()).toBe(0);
    expect(await desk.page.locator('#command-line').count()).toBe(0);
    expect(await desk.by('assignment').count()).toBe(0);
    await desk.shoot('past');
    await desk.by('history-slider').focus();
    await desk.page.keyboard.press('ArrowRight');
    await rowThen('covered').waitFor();
    for (let step = 0; step < 4; step += 1) await desk.page.keyboard.press('ArrowLeft');
    await row.waitFor({ state: 'detached' });
    await desk.page.keyboard.press('Escape');
    await desk.by('history-bar').waitFor({ state: 'detached' });
    await rowThen('covered').waitFor();
    expect(await desk.by('new-incident').count()).toBe(1);
  }, 90_000);

  it('tells what happened with the incident and saves it as PDF', async () => {
    await desk.page.keyboard.press('F9');
    await desk.by('timeline').waitFor();
    const entries = await desk.page.locator('.timeline-entry').all();
    const kinds = await Promise.all(entries.map((entry) => entry.getAttribute('data-kind')));
    expect(kinds[0]).toBe('incidentCreated');
    expect(kinds.some((kind) => kind?.startsWith('unitSent'))).toBe(true);
    await desk.shoot('timeline');
    const saving = desk.page.waitForEvent('download');
    await desk.by('download-pdf').click();
    const download = await saving;
    expect(download.suggestedFilename()).toMatch(/^montevideo-\d+\.pdf$/);
    expect(
      readFileSync((await download.path())!)
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    expect(desk.problems).toEqual([]);
  }, 60_000);
});
