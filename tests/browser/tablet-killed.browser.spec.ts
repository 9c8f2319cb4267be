import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createPool, type Pool } from '#persistence';
import { createTestDatabase, type TestDatabase } from '#testing';
import { CuttableLine } from './cuttable-line.ts';
import { KillableBrowser } from './killable-browser.ts';
import { statusesOf, storedEvents, storedFixes } from './stored-events.ts';
import { type RunningSystem, startSystem } from './system-fixture.ts';
import { type CrewOfTablet, prepareCrew, TabletPage } from './tablet-page.ts';

/** Back online, everything is at the server and on the screen after so long. */
const CURRENT_MILLISECONDS = 5000;
const AT_STATION = { longitude: -56.18, latitude: -34.9 };
const OFFLINE_MINUTES = 10;
const isFull = process.env['AKUT_TEST_FULL'] === '1';

let database: TestDatabase;
let system: RunningSystem;
let pool: Pool;

beforeAll(async () => {
  database = await createTestDatabase('montevideo');
  system = await startSystem(database, ['montevideo']);
  pool = createPool(database.appUrl, { max: 2 });
}, 180_000);

afterAll(async () => {
  await pool?.end();
  await system?.stop();
  await database?.drop();
}, 60_000);

/** A tablet that can lose its network and its power, with a crew on it and an assignment on its screen. */
class HardTablet {
  private constructor(
    readonly crew: CrewOfTablet,
    readonly line: CuttableLine,
    private readonly browser: KillableBrowser,
    public page: TabletPage,
    /** How many events the server held when it began. */
    readonly before: number,
  ) {}

  static async begin(crewIndex: number): Promise<HardTablet> {
    const crew = await prepareCrew(system, crewIndex);
    const line = await CuttableLine.open(system.url);
    const browser = new KillableBrowser(line.url, { geolocation: AT_STATION });
    const { context, page: first } = await browser.start();
    const page = await TabletPage.openIn(context, first, line.url);
    await page.begin(crew);
    await page.waitUntilInstalled();
    await crew.sendUnit();
    await page.by('new-assignment').waitFor();
    await page.waitForNothingWaiting();
    return new HardTablet(crew, line, browser, page, (await storedEvents(pool)).length);
  }

  /** The battery is out, and in again. */
  async kill(): Promise<void> {
    await this.browser.kill();
    const { context, page } = await this.browser.start();
    this.page = await TabletPage.openIn(context, page, this.line.url);
  }

  /** Presses the next step; it is on the disk once it is shown. */
  async report(status: string): Promise<void> {
    await this.page.page.locator(`[data-testid=next-status][data-status=${status}]`).click();
    await this.page.page.locator(`[data-testid=step-${status}]`).waitFor();
  }

  async write(text: string): Promise<void> {
    await this.page.by('tab-messages').click();
    await this.page.by('message-text').fill(text);
    await this.page.by('message-send').click();
    await this.page.page.locator('[data-testid=message][data-confirmed=false]', { hasText: text }).waitFor();
    await this.page.by('tab-run').click();
  }

  /** Mends the line and answers how long it took until nothing waited any more. */
  async comeBack(): Promise<number> {
    this.line.mend();
    const backAt = Date.now();
    // The device says that it has a network again.
    await this.page.page.evaluate(`dispatchEvent(new Event('online'))`);
    await this.page.waitForNothingWaiting();
    while ((await this.page.waitingFixes()) > 0) await this.page.page.waitForTimeout(50);
    return Date.now() - backAt;
  }

  async stored() {
    return (await storedEvents(pool)).slice(this.before);
  }

  async end(): Promise<void> {
    await this.browser.destroy();
    await this.line.close();
  }
}

const expectEachOnce = (events: Awaited<ReturnType<HardTablet['stored']>>, before: number): void => {
  expect(events.map(({ result }) => result)).toEqual(events.map(() => 'applied'));
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => before + index + 1));
};

describe('T7: a tablet without a network whose battery is out again and again', () => {
  it('keeps every tap that it showed, and delivers each once and in order', async () => {
    const tablet = await HardTablet.begin(0);
    const lastSeq = (await storedEvents(pool)).at(-1)!.seq;
    tablet.line.cut();
    await tablet.page.by('acknowledge').click();
    await tablet.page.by('run').waitFor();
    await tablet.kill();
    await tablet.page.page.locator('[data-testid=step-acknowledged][data-confirmed=false]').waitFor();
    await tablet.report('enRoute');
    await tablet.kill();
    await tablet.page.page.locator('[data-testid=step-enRoute][data-confirmed=false]').waitFor();
    await tablet.report('onScene');
    await tablet.write('Stairs are blocked');
    await tablet.page.keepFixes(600);
    await tablet.kill();
    await tablet.report('atPatient');
    expect(await tablet.page.waitingCount()).toBe(5);
    expect(await tablet.stored()).toEqual([]);

    console.log(`current ${await tablet.comeBack()} ms after the network was back`);
    const events = await tablet.stored();
    expect(statusesOf(events)).toEqual(['acknowledged', 'enRoute', 'onScene', 'atPatient']);
    expect(events.filter(({ kind }) => kind === 'message').map(({ body }) => body.text)).toEqual([
      'Stairs are blocked',
    ]);
    expectEachOnce(events, lastSeq);
    expect(await storedFixes(pool)).toBeGreaterThanOrEqual(600);
    await tablet.end();
  }, 180_000);

  it('stores once what was on its way when the battery was out', async () => {
    const tablet = await HardTablet.begin(1);
    const lastSeq = (await storedEvents(pool)).at(-1)!.seq;
    await tablet.page.by('acknowledge').click();
    await tablet.page.by('run').waitFor();
    await tablet.kill();
    for (const status of ['enRoute', 'onScene', 'atPatient']) {
      await tablet.report(status);
      await tablet.kill();
    }
    await tablet.page.waitForNothingWaiting();
    const events = await tablet.stored();
    expect(statusesOf(events)).toEqual(['acknowledged', 'enRoute', 'onScene', 'atPatient']);
    expectEachOnce(events, lastSeq);
    await tablet.end();
  }, 180_000);

  (isFull ? it : it.skip)(
    `is current again at once after ${OFFLINE_MINUTES} real minutes without a network`,
    async () => {
      const tablet = await HardTablet.begin(2);
      const lastSeq = (await storedEvents(pool)).at(-1)!.seq;
      const fixesBefore = await storedFixes(pool);
      tablet.line.cut();
      await tablet.page.by('acknowledge').click();
      await tablet.page.by('run').waitFor();
      const steps = ['enRoute', 'onScene', 'atPatient'];
      for (let minute = 0; minute < OFFLINE_MINUTES; minute += 1) {
        await driveAMinute(tablet.page, minute);
        const next = minute % 2 === 1 ? steps.shift() : undefined;
        if (next) await tablet.report(next);
        if (minute === 4) await tablet.write('Tunnel');
        if (minute % 4 === 2) await tablet.kill();
      }
      expect(await tablet.page.waitingFixes()).toBeGreaterThan(400);
      const milliseconds = await tablet.comeBack();
      console.log(`current ${milliseconds} ms after ${OFFLINE_MINUTES} minutes`);
      expect(milliseconds).toBeLessThanOrEqual(CURRENT_MILLISECONDS);
      const events = await tablet.stored();
      expect(statusesOf(events)).toEqual(['acknowledged', 'enRoute', 'onScene', 'atPatient']);
      expect(events.filter(({ kind }) => kind === 'message')).toHaveLength(1);
      expectEachOnce(events, lastSeq);
      expect((await storedFixes(pool)) - fixesBefore).toBeGreaterThan(400);
      await tablet.end();
    },
    (OFFLINE_MINUTES + 5) * 60_000,
  );
});

/** North and back at some 45 km/h, a place each second, with a halt at the end in which a crew may press something. */
async function driveAMinute({ context, page }: TabletPage, minute: number): Promise<void> {
  const until = Date.now() + 60_000;
  for (let second = 0; Date.now() < until - 14_000; second += 1) {
    const meters = minute % 2 === 0 ? second * 14 : (46 - second) * 14;
    await context.setGeolocation({ ...AT_STATION, latitude: AT_STATION.latitude + meters / 111_195 });
    await page.waitForTimeout(1000);
  }
  await page.waitForTimeout(Math.max(0, until - Date.now()));
}
