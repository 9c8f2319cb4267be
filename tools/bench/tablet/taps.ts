import type { Browser, Page } from 'playwright-core';
import type { DemoRegion } from '#persistence';
import { DeskPage } from '../../../tests/browser/desk-page.ts';
import { prepareCrew, TabletPage, type CrewOfTablet } from '../../../tests/browser/tablet-page.ts';
import { percentile } from '../measure.ts';

const AT_STATION = { longitude: -56.18, latitude: -34.9 };
const LONGEST_MS = 15_000;

/** Each tap of a run that changes what the desk's board says, with what the crew has to press before it. */
const STEPS = [
  { press: 'acknowledge', board: 'acknowledged' },
  { press: 'enRoute', board: 'enRoute' },
  { press: 'onScene', board: 'onScene' },
  { press: 'no-destination', board: 'transporting', before: ['atPatient', 'leftScene'] },
  { press: 'atDestination', board: 'atDestination' },
  { press: 'available', board: 'available', before: ['handedOver'] },
] as const;
const SINGLE = new Set(['acknowledge', 'no-destination']);

const keyOf = (name: string): string =>
  SINGLE.has(name) ? `[data-testid="${name}"]` : `[data-testid=next-status][data-status="${name}"]`;

/** Notes when a finger comes down, by the clock that both pages share. */
const NOTE_TAPS = `addEventListener('pointerdown', () => { window.__tappedAt = Date.now(); }, { capture: true })`;

/** A promise of the time of the frame in which the board shows the unit so. */
const watchBoard = (callSign: string, status: string): string => `(() => {
  window.__shown = new Promise((resolve, reject) => {
    const row = () => document.querySelector('[data-testid=unit-row][data-callsign="${callSign}"]');
    const look = () => {
      if (row()?.dataset.status === '${status}') requestAnimationFrame(() => resolve(Date.now()));
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
    setTimeout(() => reject(new Error('${callSign} was not shown as ${status}')), ${LONGEST_MS});
  });
  window.__shown.catch(() => undefined);
})()`;

async function tapAndSee(
  tablet: Page,
  desk: Page,
  callSign: string,
  step: (typeof STEPS)[number],
): Promise<number> {
  for (const name of 'before' in step ? step.before : []) await tablet.locator(keyOf(name)).click();
  const key = tablet.locator(keyOf(step.press));
  await key.waitFor();
  await desk.evaluate(watchBoard(callSign, step.board));
  // Not in step with anything that comes once a second.
  await tablet.waitForTimeout(300 + Math.random() * 700);
  await key.click();
  const shownAt = await desk.evaluate<number>('window.__shown');
  return shownAt - (await tablet.evaluate<number>('window.__tappedAt'));
}

/** From the finger on the tablet to the frame in which the dispatcher's board shows it; and from the desk's send to the tablet. */
export async function measureTaps(
  browser: Browser,
  system: { readonly url: string; readonly regions: readonly DemoRegion[] },
  taps: number,
) {
  const crew: CrewOfTablet = await prepareCrew(system, 0);
  const desk = await DeskPage.open(browser, system.url, 'bench');
  await desk.signIn(system.regions[0]!);
  const tablet = await TabletPage.open(browser, system.url, { geolocation: AT_STATION });
  await tablet.begin(crew);
  await tablet.page.evaluate(NOTE_TAPS);
  const times: number[] = [];
  const alarms: number[] = [];
  while (times.length < taps) {
    const sentAt = Date.now();
    await crew.sendUnit();
    await tablet.by('new-assignment').waitFor();
    alarms.push(Date.now() - sentAt);
    await desk.waitForUnit(crew.callSign, ['notified'], LONGEST_MS);
    for (const step of STEPS) times.push(await tapAndSee(tablet.page, desk.page, crew.callSign, step));
    await tablet.by('home').waitFor();
  }
  const problems = [...desk.problems, ...tablet.problems];
  if (problems.length > 0) throw new Error(`the pages had faults: ${problems.join('; ')}`);
  await Promise.all([tablet.context.close(), desk.page.context().close()]);
  return {
    taps: times.length,
    p50Milliseconds: percentile(times, 0.5),
    p95Milliseconds: percentile(times, 0.95),
    mostMilliseconds: Math.max(...times),
    sends: alarms.length,
    sendToTabletP95Milliseconds: percentile(alarms, 0.95),
  };
}
