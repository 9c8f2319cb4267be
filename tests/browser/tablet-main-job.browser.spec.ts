import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '#testing';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { ROOT } from '../source-tree.ts';
import { measureTabletFirstLoad } from '../web/first-load.ts';
import { DeskPage } from './desk-page.ts';
import { launchBrowser, type RunningSystem, startSystem } from './system-fixture.ts';
import { CREW_PIN, prepareCrew, TabletPage } from './tablet-page.ts';

/* eslint-disable @typescript-eslint/no-explicit-any -- answers of the api, read as they come */
const BUILT_APP = join(ROOT, 'dist', 'web', 'tablet');
const LIMIT_BYTES = 120_000;
const AT_STATION = { longitude: -56.18, latitude: -34.9 };

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

describe('the first load of the tablet', () => {
  it.each(['en', 'bg', 'cs', 'sv'])('is at most 120 kB compressed in %s', (language) => {
    const { totalBytes } = measureTabletFirstLoad(BUILT_APP, language);
    console.log(`first load of the tablet, ${language}: ${(totalBytes / 1000).toFixed(1)} kB gzip`);
    expect(totalBytes).toBeLessThanOrEqual(LIMIT_BYTES);
  });

  it('carries no schemas of the contracts', () => {
    const { files } = measureTabletFirstLoad(BUILT_APP, 'en');
    for (const file of files.keys()) {
      expect(readFileSync(join(BUILT_APP, file), 'utf8')).not.toContain('ZodError');
      expect(gzipSync(readFileSync(join(BUILT_APP, file))).length).toBeLessThan(LIMIT_BYTES);
    }
  });
});

describe('a crew with its tablet', () => {
  it('signs on, takes an assignment and reports it to its end; the desk sees each step', async () => {
    const crew = await prepareCrew(system, 0);
    const desk = await DeskPage.open(browser, system.url, 'tablet-desk');
    await desk.signIn(system.regions[0]!);
    const tablet = await TabletPage.open(browser, system.url, { geolocation: AT_STATION });
    await tablet.enrol(await crew.newCode());
    await tablet.chooseUnitAndCrew(crew.callSign, crew.crewName, '0000');
    await tablet.by('trouble').waitFor();
    await tablet.page.locator(`[data-testid=crew][data-name="${crew.crewName}"]`).click();
    await tablet.typePin(CREW_PIN);
    await tablet.by('sign-on-submit').click();
    await tablet.by('home').waitFor();

    const { incidentId, assignmentId } = await crew.sendUnit();
    await tablet.by('new-assignment').waitFor({ timeout: 5000 });
    expect(await tablet.by('address').innerText()).toBe('Colonia 1324, apto 5');
    const tappedAt = Date.now();
    await tablet.by('acknowledge').click();
    await desk.waitForUnit(crew.callSign, ['acknowledged'], 5000);
    console.log(`tap on the tablet to the desk's board: ${Date.now() - tappedAt} ms`);
    await tablet.by('run').waitFor();
    await tablet.page.locator('[data-testid=step-acknowledged][data-confirmed=true]').waitFor();

    for (const [status, shown] of [
      ['enRoute', 'enRoute'],
      ['onScene', 'onScene'],
      ['atPatient', 'onScene'],
    ] as const) {
      await tablet.page.locator(`[data-testid=next-status][data-status=${status}]`).click();
      await desk.waitForUnit(crew.callSign, [shown], 5000);
      await tablet.page.locator(`[data-testid=step-${status}][data-confirmed=true]`).waitFor();
    }
    await tablet.page.locator('[data-testid=next-status][data-status=leftScene]').click();
    await tablet.by('facility').first().click();
    await desk.waitForUnit(crew.callSign, ['transporting'], 5000);
    await tablet.by('other-status').click();
    await tablet.by('status-handedOver').click();
    await tablet.page.locator('[data-testid=next-status][data-status=available]').click();
    await tablet.by('home').waitFor();
    await tablet.waitUntilSent();
    await desk.waitForUnit(crew.callSign, ['available'], 5000);

    const incident = await crew.desk.get(`/api/v1/incidents/${incidentId}`);
    const assignment = incident.assignments.find(({ id }: { id: string }) => id === assignmentId);
    expect(assignment.status).toBe('available');
    expect([...desk.problems, ...tablet.problems]).toEqual([]);
    await Promise.all([tablet.context.close(), desk.page.context().close()]);
  }, 120_000);

  it('writes and reads messages, asks to speak and calls for help', async () => {
    const crew = await prepareCrew(system, 1);
    const tablet = await TabletPage.open(browser, system.url, { geolocation: AT_STATION });
    await tablet.begin(crew);
    await crew.desk.command('/api/v1/unit-messages', { unitId: crew.unitId, text: 'Gate 4 is closed' });
    await tablet.page.locator('[data-testid=tab-messages] .tab-count').waitFor();
    await tablet.by('tab-messages').click();
    await tablet.page.getByText('Gate 4 is closed').waitFor();
    await tablet.by('message-text').fill('We use gate 5 <b>');
    await tablet.by('message-send').click();
    await tablet.page
      .locator('[data-testid=message][data-confirmed=true]', { hasText: 'gate 5 <b>' })
      .waitFor();
    await tablet.by('speak').click();
    await tablet.by('speak-urgent').click();
    await tablet.page.locator('[data-testid=speak][data-asked=true]').waitFor();
    await tablet.hold('emergency', 500);
    await tablet.hold('emergency', 2500);
    await tablet.by('warning-emergency-sent').waitFor();
    await tablet.waitUntilSent();
    const { messages } = await crew.desk.get(`/api/v1/unit-messages?unitId=${crew.unitId}`);
    expect(messages.map(({ text, readAt }: any) => [text, readAt !== null])).toEqual([
      ['We use gate 5 <b>', false],
      ['Gate 4 is closed', true],
    ]);
    const { signals } = await crew.desk.get('/api/v1/crew-signals');
    const own = signals.filter(({ unitId }: any) => unitId === crew.unitId);
    expect(own.map(({ kind }: any) => kind)).toEqual(['emergency', 'speak']);
    expect(own[0].coordinates).toEqual([AT_STATION.longitude, AT_STATION.latitude]);
    await tablet.context.close();
  }, 90_000);
});
