import { CuttableLine } from '../../../tests/browser/cuttable-line.ts';
import { KillableBrowser } from '../../../tests/browser/killable-browser.ts';
import { prepareCrew, TabletPage } from '../../../tests/browser/tablet-page.ts';
import { until } from '../../../tests/browser/until.ts';
import type { DemoRegion } from '#persistence';
import { percentile } from '../measure.ts';

const AT_STATION = { longitude: -56.18, latitude: -34.9 };
const FIXES = 600;
const QUEUED = 5000;
const LONGEST_MS = 60_000;

interface System {
  readonly url: string;
  readonly regions: readonly DemoRegion[];
}

/** A tablet on a profile of its own, behind a line that can be cut. */
class BenchTablet {
  private constructor(
    readonly crew: Awaited<ReturnType<typeof prepareCrew>>,
    readonly line: CuttableLine,
    private readonly browser: KillableBrowser,
    public tablet: TabletPage,
  ) {}

  static async begin(system: System, crewIndex: number): Promise<BenchTablet> {
    const crew = await prepareCrew(system, crewIndex);
    const line = await CuttableLine.open(system.url);
    const browser = new KillableBrowser(line.url, { geolocation: AT_STATION });
    const { context, page } = await browser.start();
    const tablet = await TabletPage.openIn(context, page, line.url);
    await tablet.begin(crew);
    await tablet.waitUntilInstalled();
    return new BenchTablet(crew, line, browser, tablet);
  }

  async kill(): Promise<void> {
    await this.browser.kill();
    const { context, page } = await this.browser.start();
    this.tablet = await TabletPage.openIn(context, page, this.line.url);
  }

  async press(key: string, shown: string): Promise<void> {
    await this.tablet.page.locator(key).click();
    await this.tablet.page.locator(shown).first().waitFor();
  }

  async end(): Promise<void> {
    await this.browser.destroy();
    await this.line.close();
  }
}

const next = (status: string): readonly [string, string] => [
  `[data-testid=next-status][data-status=${status}]`,
  `[data-testid=step-${status}]`,
];

/** 6 statuses, a message and 600 fixes without a network, the browser killed among them and reopened. */
async function beOffline(bench: BenchTablet): Promise<void> {
  await bench.crew.sendUnit();
  await bench.tablet.by('new-assignment').waitFor();
  // It tells by itself that the assignment is on the screen.
  await bench.tablet.page.waitForTimeout(500);
  await bench.tablet.waitForNothingWaiting();
  bench.line.cut();
  await bench.press('[data-testid=acknowledge]', '[data-testid=step-acknowledged]');
  await bench.press(...next('enRoute'));
  await bench.kill();
  await bench.press(...next('onScene'));
  await bench.press(...next('atPatient'));
  await bench.press('[data-testid=tab-messages]', '[data-testid=message-text]');
  await bench.tablet.by('message-text').fill('Stairs are blocked');
  await bench.press('[data-testid=message-send]', '[data-testid=message][data-confirmed=false]');
  await bench.tablet.keepFixes(FIXES);
  await bench.press('[data-testid=tab-run]', '[data-testid=run]');
  await bench.press('[data-testid=next-status][data-status=leftScene]', '[data-testid=no-destination]');
  await bench.press('[data-testid=no-destination]', '[data-testid=step-leftScene]');
  await bench.press(...next('atDestination'));
  await bench.kill();
  await bench.tablet.page.locator('[data-testid=step-atDestination][data-confirmed=false]').waitFor();
  const waiting = await bench.tablet.waitingCount();
  const fixes = await bench.tablet.waitingFixes();
  if (waiting !== 7 || fixes < FIXES)
    throw new Error(`${waiting} events and ${fixes} fixes wait, not 7 and ${FIXES}`);
}

/** Until nothing waits on the tablet and its last step is shown as confirmed. */
async function measureReturn({ line, tablet }: BenchTablet, tellsOnline: boolean): Promise<number> {
  line.mend();
  const backAt = Date.now();
  if (tellsOnline) await tablet.page.evaluate(`dispatchEvent(new Event('online'))`);
  await tablet.page
    .locator('[data-testid=step-atDestination][data-confirmed=true]')
    .waitFor({ timeout: LONGEST_MS });
  while ((await tablet.waitingCount()) + (await tablet.waitingFixes()) > 0)
    await tablet.page.waitForTimeout(25);
  return Date.now() - backAt;
}

async function endRun({ tablet }: BenchTablet): Promise<void> {
  for (const status of ['handedOver', 'available']) {
    await tablet.page.locator(`[data-testid=next-status][data-status=${status}]`).click();
  }
  await tablet.by('home').waitFor();
  await tablet.waitForNothingWaiting();
}

/** Back online: ms until current, once where the device tells the page of its network and once where it does not. */
export async function measureReturns(system: System, returns: number) {
  const bench = await BenchTablet.begin(system, 1);
  const told: number[] = [];
  const untold: number[] = [];
  for (let index = 0; index < returns; index += 1) {
    for (const [times, tellsOnline] of [
      [told, true],
      [untold, false],
    ] as const) {
      await beOffline(bench);
      times.push(await measureReturn(bench, tellsOnline));
      await endRun(bench);
    }
  }
  const { tablet } = bench;
  const session = await tablet.context.newCDPSession(tablet.page);
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  await bench.end();
  return {
    installable: {
      isInstallable: installabilityErrors.length === 0,
      errors: installabilityErrors.map(({ errorId }) => errorId),
    },
    backOnline: {
      fixes: FIXES,
      statuses: 6,
      messages: 1,
      returns,
      mostMilliseconds: Math.max(...told),
      mostMillisecondsWhenNotToldOfTheNetwork: Math.max(...untold),
    },
  };
}

const QUEUE = `(count) => new Promise((resolve, reject) => {
  const opening = indexedDB.open('akut-tablet');
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const transaction = opening.result.transaction(['events', 'meta'], 'readwrite');
    const [events, meta] = [transaction.objectStore('events'), transaction.objectStore('meta')];
    meta.get('lastSeq').onsuccess = ({ target }) => {
      for (let index = 1; index <= count; index += 1) {
        events.add({
          deviceSeq: target.result + index, at: new Date().toISOString(), monotonicMs: null, runId: null, signOnId: null,
          kind: 'message', body: { messageId: crypto.randomUUID(), text: 'Message ' + index, incidentId: null },
        });
      }
      meta.put(target.result + count, 'lastSeq');
    };
    transaction.oncomplete = () => { opening.result.close(); resolve(); };
    transaction.onerror = () => reject(transaction.error);
  };
})`;

/** In the page, from its beginning: when the home view stands with the whole queue counted, drawn. */
const NOTE_OPENED = `(() => {
  const look = () => {
    const waiting = Number(document.querySelector('[data-testid=network]')?.dataset.waiting ?? 0);
    if (waiting >= ${QUEUED} && document.querySelector('[data-testid=home]'))
      requestAnimationFrame(() => { window.__openedAfter = performance.now(); });
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})()`;

/** A start without a network with 5,000 entries in the queue, from the navigation to the drawn home view. */
export async function measureLongQueue(system: System, opens: number) {
  const bench = await BenchTablet.begin(system, 2);
  bench.line.cut();
  await bench.tablet.page.evaluate(`(${QUEUE})(${QUEUED})`);
  const times: number[] = [];
  for (let index = 0; index < opens; index += 1) {
    await bench.kill();
    // The first start of a new browser process also reads the program from the disk; a crew opens the app on a device that runs.
    await bench.tablet.by('home').waitFor();
    await bench.tablet.context.addInitScript(NOTE_OPENED);
    await bench.tablet.reopen();
    await until(bench.tablet.page, 'window.__openedAfter !== undefined', LONGEST_MS);
    times.push(await bench.tablet.page.evaluate<number>('window.__openedAfter'));
  }
  await bench.end();
  return {
    items: QUEUED,
    opens,
    p50Milliseconds: percentile(times, 0.5),
    mostMilliseconds: Math.max(...times),
  };
}
