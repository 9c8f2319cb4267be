import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createPool, type Pool } from '#persistence';
import { createTestDatabase, type TestDatabase } from '#testing';
import type { Browser } from 'playwright-core';
import { statusesOf, storedEvents } from './stored-events.ts';
import { launchBrowser, type RunningSystem, startSystem } from './system-fixture.ts';
import { prepareCrew, TabletPage } from './tablet-page.ts';

/* eslint-disable @typescript-eslint/no-explicit-any -- answers of the api, read as they come */
/** Back online, everything is at the server and on the screen after so long. */
const CURRENT_MILLISECONDS = 5000;
const STEPS = ['enRoute', 'onScene', 'atPatient'] as const;

let database: TestDatabase;
let system: RunningSystem;
let browser: Browser;
let pool: Pool;

beforeAll(async () => {
  database = await createTestDatabase('montevideo');
  system = await startSystem(database, ['montevideo']);
  browser = await launchBrowser();
  pool = createPool(database.appUrl, { max: 2 });
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await pool?.end();
  await system?.stop();
  await database?.drop();
}, 60_000);

describe('T7: a tablet without a network', () => {
  it('keeps every tap, fix and message over a restart, and delivers each once and in order', async () => {
    const crew = await prepareCrew(system, 0);
    const at = { longitude: -56.18, latitude: -34.9 };
    const tablet = await TabletPage.open(browser, system.url, { geolocation: at });
    await tablet.begin(crew);
    await tablet.waitUntilInstalled();
    await crew.sendUnit();
    await tablet.by('new-assignment').waitFor();
    await tablet.waitForNothingWaiting();
    const before = (await storedEvents(pool)).length;

    await tablet.context.setOffline(true);
    await tablet.by('acknowledge').click();
    for (const status of STEPS) {
      await tablet.page.locator(`[data-testid=next-status][data-status=${status}]`).click();
      await tablet.page.locator(`[data-testid=step-${status}][data-confirmed=false]`).waitFor();
    }
    await tablet.by('tab-messages').click();
    await tablet.by('message-text').fill('Stairs are blocked');
    await tablet.by('message-send').click();
    await tablet.page.locator('[data-testid=message][data-confirmed=false]').waitFor();
    await tablet.keepFixes(600);
    expect(await tablet.waitingCount()).toBe(5);

    await tablet.reopen();
    await tablet.page.locator('[data-testid=network][data-up=false]').waitFor();
    await tablet.by('run').waitFor();
    expect(await tablet.waitingCount()).toBe(5);
    expect(await tablet.by('facts-as-of').innerText()).toMatch(/\d\d:\d\d/);
    await tablet.page.locator('[data-testid=next-status][data-status=leftScene]').click();
    await tablet.by('no-destination').click();
    await tablet.page.locator('[data-testid=step-leftScene][data-confirmed=false]').waitFor();
    await tablet.shoot('offline-reopened');

    await tablet.context.setOffline(false);
    const backAt = Date.now();
    await tablet.waitForNothingWaiting(CURRENT_MILLISECONDS);
    await tablet.page.locator('[data-testid=step-leftScene][data-confirmed=true]').waitFor();
    console.log(`current ${Date.now() - backAt} ms after the network was back`);
    const events = (await storedEvents(pool)).slice(before);
    expect(statusesOf(events)).toEqual(['acknowledged', ...STEPS, 'leftScene']);
    expect(events.map(({ result }) => result)).toEqual(events.map(() => 'applied'));
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => before + index + 1));
    expect(events.find(({ kind }) => kind === 'message')?.body.text).toBe('Stairs are blocked');
    const stored = await pool.query<{ fixes: number }>(
      'select max(stored_fix_seq)::int as fixes from device_outbox',
    );
    expect(stored.rows[0]!.fixes).toBeGreaterThanOrEqual(600);
    expect(tablet.problems).toEqual([]);
    await tablet.context.close();
  }, 120_000);

  it('stores each tap once, with every answer lost once before and once after the commit', async () => {
    const crew = await prepareCrew(system, 1);
    const tablet = await TabletPage.open(browser, system.url);
    await tablet.begin(crew);
    await crew.sendUnit();
    await tablet.by('new-assignment').waitFor();
    await tablet.waitForNothingWaiting();
    const before = (await storedEvents(pool)).length;
    let requests = 0;
    await tablet.page.route('**/tablet/v1/outbox', async (route) => {
      requests += 1;
      // Of three requests the first never arrives, the second is stored and its answer lost, the third is let through.
      if (requests % 3 === 1) return route.abort('connectionreset');
      const response = await route.fetch();
      return requests % 3 === 2 ? route.abort('connectionreset') : route.fulfill({ response });
    });
    await tablet.by('acknowledge').click();
    for (const status of STEPS) {
      await tablet.page.locator(`[data-testid=next-status][data-status=${status}]`).click();
      await tablet.page.locator(`[data-testid=step-${status}]`).waitFor();
    }
    await tablet.page
      .locator('[data-testid=step-atPatient][data-confirmed=true]')
      .waitFor({ timeout: 30_000 });
    const events = (await storedEvents(pool)).slice(before);
    expect(statusesOf(events)).toEqual(['acknowledged', ...STEPS]);
    expect(events.map(({ result }) => result)).toEqual(events.map(() => 'applied'));
    expect(requests).toBeGreaterThanOrEqual(3);
    await tablet.page.unrouteAll({ behavior: 'ignoreErrors' });
    await tablet.context.close();
  }, 90_000);

  it('shows an assignment that was called off meanwhile, and what was not applied and why', async () => {
    const crew = await prepareCrew(system, 2);
    const tablet = await TabletPage.open(browser, system.url);
    await tablet.begin(crew);
    const { assignmentId } = await crew.sendUnit();
    await tablet.by('new-assignment').waitFor();
    await tablet.by('acknowledge').click();
    await tablet.waitForNothingWaiting();
    await tablet.context.setOffline(true);
    await tablet.page.locator('[data-testid=next-status][data-status=enRoute]').click();
    await tablet.page.locator('[data-testid=step-enRoute][data-confirmed=false]').waitFor();
    await crew.desk.command(`/api/v1/assignments/${assignmentId}/cancel`, { reason: 'not needed' });
    await tablet.context.setOffline(false);
    await tablet.by('called-off').waitFor({ timeout: 15_000 });
    await tablet.by('understood').click();
    await tablet.by('home').waitFor();
    await tablet.by('warning-not-applied').waitFor();
    await tablet.by('network').click();
    expect(await tablet.by('not-applied').first().innerText()).toMatch(/en route: .*ended/);
    await tablet.context.close();
  }, 90_000);
});

describe('a server in trouble', () => {
  it('is told apart from a lost network, and what is tapped is sent when it works again', async () => {
    const crew = await prepareCrew(system, 3);
    const tablet = await TabletPage.open(browser, system.url);
    await tablet.begin(crew);
    await crew.sendUnit();
    await tablet.by('new-assignment').waitFor();
    await tablet.waitForNothingWaiting();
    let answers = 0;
    await tablet.page.route('**/tablet/v1/**', (route) => {
      answers += 1;
      return answers % 2 === 0
        ? route.fulfill({ status: 500, contentType: 'application/json', body: '{"oops":1}' })
        : route.fulfill({ status: 200, contentType: 'text/html', body: '<html>maintenance</html>' });
    });
    await tablet.by('acknowledge').click();
    await tablet.by('warning-server-wrong').waitFor();
    await tablet.page.locator('[data-testid=step-acknowledged][data-confirmed=false]').waitFor();
    await tablet.shoot('server-wrong');
    await tablet.page.unroute('**/tablet/v1/**');
    await tablet.page
      .locator('[data-testid=step-acknowledged][data-confirmed=true]')
      .waitFor({ timeout: 20_000 });
    await tablet.context.close();
  }, 60_000);

  it('lets a revoked tablet hand in what it holds, then wipes it and says so', async () => {
    const crew = await prepareCrew(system, 4);
    const tablet = await TabletPage.open(browser, system.url);
    await tablet.begin(crew);
    await crew.sendUnit();
    await tablet.by('new-assignment').waitFor();
    await tablet.waitForNothingWaiting();
    const before = (await storedEvents(pool)).length;
    await tablet.context.setOffline(true);
    await tablet.by('acknowledge').click();
    await tablet.by('run').waitFor();
    const { devices } = await crew.admin.get('/api/v1/admin/devices');
    const device = devices
      .filter((one: any) => one.kind === 'tablet' && one.vehicle !== null && one.revokedAt === null)
      .sort((a: any, b: any) => String(b.enrolledAt).localeCompare(String(a.enrolledAt)))[0];
    await crew.admin.command(`/api/v1/admin/devices/${device.id}/revoke`, {});
    await tablet.context.setOffline(false);
    await tablet.page.locator('[data-testid=revoked][data-done=true]').waitFor({ timeout: 20_000 });
    expect(statusesOf((await storedEvents(pool)).slice(before))).toEqual(['acknowledged']);
    expect(
      await tablet.page.evaluate('indexedDB.databases().then((all) => all.map((one) => one.name))'),
    ).not.toContain('akut-tablet');
    await tablet.reopen();
    await tablet.by('revoked').waitFor();
    await tablet.by('enrol-again').click();
    await tablet.by('enrol').waitFor();
    await tablet.context.close();
  }, 60_000);
});

describe('the locked screen', () => {
  it('opens with a PIN of the crew alone, and makes wrong ones wait', async () => {
    const crew = await prepareCrew(system, 5);
    const tablet = await TabletPage.open(browser, system.url);
    await tablet.begin(crew);
    await tablet.by('tab-menu').click();
    await tablet.by('menu-lock').click();
    for (const wrong of ['1111', '2222', '3333']) {
      await tablet.typePin(wrong);
      await tablet.by('lock-wrong').waitFor();
    }
    await tablet.page.locator('[data-testid=lock-wrong]', { hasText: 'Wait' }).waitFor();
    expect(await tablet.by('pin-done').isDisabled()).toBe(true);
    await tablet.typePin('4826');
    await tablet.by('home').waitFor({ timeout: 15_000 });
    await tablet.context.close();
  }, 60_000);
});
