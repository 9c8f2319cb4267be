import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createPool, type Pool } from '#persistence';
import { createTestDatabase, type TestDatabase } from '#testing';
import type { Browser } from 'playwright-core';
import { DRIVEN_GEOLOCATION } from './driven-geolocation.ts';
import { statusesOf, storedEvents } from './stored-events.ts';
import { launchBrowser, type RunningSystem, startSystem } from './system-fixture.ts';
import { CREW_PIN, type CrewOfTablet, prepareCrew, TabletPage, type TabletOptions } from './tablet-page.ts';

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

/** A crew on its tablet with an assignment that it has acknowledged. */
async function beginRun(
  index: number,
  options: TabletOptions = {},
): Promise<{ readonly tablet: TabletPage; readonly crew: CrewOfTablet }> {
  const crew = await prepareCrew(system, index);
  const tablet = await TabletPage.open(browser, system.url, options);
  await tablet.begin(crew);
  await crew.sendUnit();
  await tablet.by('acknowledge').click();
  await tablet.by('run').waitFor();
  await tablet.waitForNothingWaiting();
  return { tablet, crew };
}

const stepOf = (tablet: TabletPage, status: string) =>
  tablet.page.locator(`[data-testid=next-status][data-status=${status}]`);

describe('a wrong clock', () => {
  /** As on a device whose clock begins anew whenever it is switched on. */
  const YEAR_1970 = `(() => {
    const Real = Date;
    const startedAt = Real.now();
    const now = () => 5000 + Real.now() - startedAt;
    globalThis.Date = class extends Real {
      constructor(...parts) { parts.length > 0 ? super(...parts) : super(now()); }
      static now() { return now(); }
    };
  })()`;

  it('of 1970 is told; the crew works on and the server has the right times', async () => {
    const { tablet } = await beginRun(1, { initScript: YEAR_1970 });
    await tablet.by('warning-clock').waitFor();
    await tablet.reopen();
    await tablet.by('warning-clock').waitFor();
    await stepOf(tablet, 'enRoute').click();
    await tablet.page.locator('[data-testid=step-enRoute][data-confirmed=true]').waitFor();
    await tablet.shoot('clock-1970');
    const { rows } = await pool.query<{ year: number; late: number; isOff: boolean }>(
      `select extract(year from device_at at time zone 'UTC')::int as year, is_clock_off as "isOff",
              extract(epoch from now() - corrected_at)::float8 as late
         from device_event order by received_at desc, device_seq desc limit 1`,
    );
    expect(rows[0]).toMatchObject({ year: 1970, isOff: true });
    expect(Math.abs(rows[0]!.late)).toBeLessThan(60);
    await tablet.context.close();
  }, 90_000);
});

describe('positions', () => {
  it('that may not be read are missed aloud, and nothing else', async () => {
    const { tablet } = await beginRun(2);
    await tablet.by('warning-geo-refused').waitFor();
    await stepOf(tablet, 'enRoute').click();
    await tablet.page.locator('[data-testid=step-enRoute][data-confirmed=true]').waitFor();
    await tablet.shoot('geo-refused');
    await tablet.context.close();
  }, 60_000);

  const CONTROLS = `[...document.querySelectorAll('button, a[href], input, textarea, select')]
    .filter((one) => one.checkVisibility())
    .map((one) => one.dataset.testid ?? (one.getAttribute('href')?.split(':')[0] === 'tel' ? 'call' : one.className))`;
  const WHILE_DRIVING = new Set([
    'next-status',
    'driving-speak',
    'emergency',
    'call',
    'map-key',
    'navigation-key',
  ]);

  it('above 8 km/h leave the next step, navigation and the call alone, and do not flicker at a red light', async () => {
    const { tablet } = await beginRun(3, { initScript: DRIVEN_GEOLOCATION });
    const driveAt = async (kmh: number): Promise<void> => {
      await tablet.page.evaluate(`driveAt(${kmh})`);
      await tablet.page.waitForTimeout(150);
    };
    const isDriving = async (): Promise<boolean> => (await tablet.by('driving').count()) > 0;
    for (const kmh of [3, 7, 7.9]) await driveAt(kmh);
    expect(await isDriving()).toBe(false);
    await stepOf(tablet, 'enRoute').click();
    await tablet.by('step-enRoute').waitFor();
    await tablet.by('tab-messages').click();
    await driveAt(8.5);
    await tablet.by('driving').waitFor();
    await tablet.page.locator('.navigation-panel').waitFor();
    const controls = await tablet.page.evaluate<string[]>(CONTROLS);
    expect(controls.filter((one) => !WHILE_DRIVING.has(one))).toEqual([]);
    expect(controls).toEqual(expect.arrayContaining(['next-status', 'driving-speak', 'navigation-key']));

    // Slow, then at a halt for less than a red light lasts, then on.
    for (const kmh of [7, 6, 2, 0]) await driveAt(kmh);
    await tablet.page.waitForTimeout(2000);
    expect(await isDriving()).toBe(true);
    await driveAt(30);
    await driveAt(0);
    await tablet.page.waitForTimeout(3000);
    expect(await isDriving()).toBe(true);
    await tablet.by('driving').waitFor({ state: 'detached', timeout: 15_000 });
    await tablet.page.locator('[data-testid=tab-messages][aria-current=page]').waitFor();
    await driveAt(6);
    expect(await isDriving()).toBe(false);
    await tablet.context.close();
  }, 90_000);
});

describe('a server that answers 500 and HTML', () => {
  it('for an hour loses nothing, is told, and is asked again and again', async () => {
    const { tablet } = await beginRun(4, { hasOwnClock: true });
    const before = (await storedEvents(pool)).length;
    let asked = 0;
    await tablet.page.route('**/tablet/v1/**', (route) => {
      asked += 1;
      return asked % 2 === 0
        ? route.fulfill({ status: 500, contentType: 'application/json', body: '{"oops":1}' })
        : route.fulfill({ status: 200, contentType: 'text/html', body: '<html>maintenance</html>' });
    });
    await stepOf(tablet, 'enRoute').click();
    await tablet.by('warning-server-wrong').waitFor();
    for (let minute = 0; minute < 60; minute += 1) {
      await tablet.page.clock.fastForward(60_000);
      await tablet.page.waitForTimeout(60);
    }
    expect(asked).toBeGreaterThan(60);
    // Nobody has touched it for an hour.
    await tablet.by('lock').waitFor();
    await tablet.typePin(CREW_PIN);
    await tablet.page.locator('[data-testid=step-enRoute][data-confirmed=false]').waitFor();
    await tablet.by('warning-server-wrong').waitFor();
    await stepOf(tablet, 'onScene').click();
    await tablet.page.locator('[data-testid=step-onScene][data-confirmed=false]').waitFor();
    await tablet.shoot('server-wrong-for-an-hour');
    expect(await storedEvents(pool)).toHaveLength(before);

    await tablet.page.unrouteAll({ behavior: 'ignoreErrors' });
    await tablet.page.locator('[data-testid=step-onScene][data-confirmed=true]').waitFor({ timeout: 20_000 });
    const events = (await storedEvents(pool)).slice(before);
    expect(statusesOf(events)).toEqual(['enRoute', 'onScene']);
    expect(events.map(({ result }) => result)).toEqual(['applied', 'applied']);
    await tablet.context.close();
  }, 120_000);
});
