import type { Page } from 'playwright-core';
import { percentile } from '../measure.ts';
import { heapBytes, type OpenDesk } from './browser.ts';
import type { BenchFleet, Place } from './fleet.ts';

type Ring = readonly [at: number, x: number, y: number];
type Vehicle = BenchFleet['vehicles'][number];

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** From Enter in the command line, which sends a unit, to the board showing it as sent. */
export async function measureEnter(page: Page, fleet: BenchFleet, acts: number, random: () => number) {
  const times: number[] = [];
  for (const vehicle of fleet.vehicles.slice(1, acts + 1)) {
    const number = await fleet.createIncident(vehicle);
    await page
      .locator(`[data-testid=incident-row]`, { hasText: String(number) })
      .first()
      .waitFor();
    await page.getByTestId('command-line').fill(`d ${vehicle.callSign} ${number}`);
    await pause(100 + random() * 200);
    await page.evaluate(watchForSent(vehicle.callSign));
    await page.getByTestId('command-line').press('Enter');
    times.push(await page.evaluate<number>('window.__shown'));
  }
  return {
    p50Milliseconds: percentile(times, 0.5),
    p95Milliseconds: percentile(times, 0.95),
    acts: times.length,
  };
}

/** A promise of the ms from the next Enter to the frame in which the row of the unit says that it was sent. */
const watchForSent = (callSign: string): string => `(() => {
  window.__shown = new Promise((resolve, reject) => {
    let pressedAt;
    addEventListener('keydown', (event) => { if (event.key === 'Enter') pressedAt = event.timeStamp; }, { capture: true, once: true });
    const isSent = () => document.querySelector('[data-testid=unit-row][data-callsign="${callSign}"]')?.dataset.status !== 'available';
    const look = (now) => {
      if (pressedAt !== undefined && isSent()) requestAnimationFrame(() => resolve(performance.now() - pressedAt));
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
    setTimeout(() => reject(new Error('${callSign} was not shown as sent')), 15000);
  });
  window.__shown.catch(() => undefined);
})()`;

/** How far the drawn unit may still be from its fix to count as there: less than its own sprite. */
const AT_FIX_PIXELS = 6;
const STEP_METERS = 14;
const METERS_PER_DEGREE = 111_195;
const SETTLE_MS = 3200;

/** From sending a unit's fix until the map has moved it at all, and until it stands within its sprite of the fix. */
export async function measureFixToMap(page: Page, fleet: BenchFleet, acts: number, random: () => number) {
  const probe = fleet.vehicles[0]!;
  await page.locator(`[data-testid=unit-row][data-callsign="${probe.callSign}"]`).click();
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('+');
  await page.keyboard.press('Alt+g');
  await pause(2500);
  await page.keyboard.press('Alt+g');
  const moved: number[] = [];
  const there: number[] = [];
  const inFull: number[] = [];
  for (let act = 0; act < acts; act += 1) {
    await pause(random() * 1000);
    const times = await followOneFix(page, fleet, probe, act % 2 === 0 ? STEP_METERS : -STEP_METERS);
    if (!times) continue;
    moved.push(times.moved);
    there.push(times.there);
    inFull.push(times.inFull);
  }
  return {
    fixes: moved.length,
    movedP95Milliseconds: percentile(moved, 0.95),
    atFixP95Milliseconds: percentile(there, 0.95),
    inFullP95Milliseconds: percentile(inFull, 0.95),
  };
}

async function followOneFix(page: Page, fleet: BenchFleet, probe: Vehicle, meters: number) {
  await page.evaluate('window.__rings.length = 0');
  const east = meters / (METERS_PER_DEGREE * Math.cos((probe.lat * Math.PI) / 180));
  const place: Place = [probe.lon + east, probe.lat];
  const sentAt = await fleet.report(probe, place);
  await pause(SETTLE_MS);
  const rings = await page.evaluate<Ring[]>('window.__rings');
  const [first, last] = [rings[0], rings.at(-1)];
  if (!first || !last) return undefined;
  const far = (ring: Ring, from: Ring): number => Math.hypot(ring[1] - from[1], ring[2] - from[2]);
  const when = (is: (ring: Ring) => boolean): number => (rings.find(is)?.[0] ?? NaN) - sentAt;
  const times = {
    moved: when((ring) => far(ring, first) > 0.5),
    there: when((ring) => far(ring, first) > 0.5 && far(ring, last) <= AT_FIX_PIXELS),
    inFull: when((ring) => far(ring, last) < 0.5),
  };
  return Number.isNaN(times.moved) ? undefined : times;
}

/** Growth of the heap from a twelfth of the session, when everything has been seen once, to its end. */
export async function measureHeap(desk: OpenDesk, hours: number, repeats: number) {
  const seconds = (hours * 3600) / repeats;
  await pause((seconds * 1000) / 12);
  const startBytes = await heapBytes(desk);
  await pause((seconds * 1000 * 11) / 12);
  const endBytes = await heapBytes(desk);
  return { hours, repeats, startBytes, endBytes, growthShare: endBytes / startBytes - 1 };
}
