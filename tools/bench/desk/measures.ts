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
const MOVED_PIXELS = 0.5;
/** On the screen this is some 20 pixels at the zoom that the map is brought to. */
const STEP_METERS = 60;
const METERS_PER_DEGREE = 111_195;
const LONGEST_MS = 6000;
const TILE_PIXELS = 256;

/** From sending a unit's fix until the map has moved it at all, and until it stands within its sprite of the fix's place. */
export async function measureFixToMap(page: Page, fleet: BenchFleet, acts: number, random: () => number) {
  const probe = fleet.vehicles[0]!;
  await showProbe(page, fleet, probe);
  const moved: number[] = [];
  const there: number[] = [];
  const inFull: number[] = [];
  for (let act = 0; act < acts; act += 1) {
    await pause(random() * 1000);
    const times = await followOneFix(page, fleet, probe, act % 2 === 0 ? STEP_METERS : -STEP_METERS);
    moved.push(times.moved);
    there.push(times.there);
    inFull.push(times.inFull);
  }
  return {
    fixes: there.length,
    movedP95Milliseconds: percentile(moved, 0.95),
    atFixP50Milliseconds: percentile(there, 0.5),
    atFixP95Milliseconds: percentile(there, 0.95),
    inFullP95Milliseconds: percentile(inFull, 0.95),
  };
}

/** Selects the unit, brings the map to it and near enough, and waits until its ring is drawn and nothing moves the map. */
async function showProbe(page: Page, fleet: BenchFleet, probe: Vehicle): Promise<void> {
  await fleet.report(probe, [probe.lon, probe.lat]);
  await page.locator(`[data-testid=unit-row][data-callsign="${probe.callSign}"]`).click();
  await pause(2500);
  await page.getByTestId('map').focus();
  for (let step = 0; step < 2; step += 1) {
    await page.keyboard.press('+');
    await pause(1000);
  }
  await page.evaluate('window.__rings.length = 0');
  const at = await pointOf(page, fleet.regionId, [probe.lon, probe.lat]);
  await fleet.report(probe, [probe.lon + 1e-6, probe.lat]);
  await waitForRing(page, at, 'the selected unit is not drawn at its place');
}

/** Where a place is on the map's canvas, from the view that the page keeps and the size of the map. */
async function pointOf(page: Page, regionId: string, [lon, lat]: Place): Promise<readonly [number, number]> {
  const view = await page.evaluate<string>(`[localStorage.getItem('akut.view.${regionId}'),
    document.querySelector('[data-testid=map] canvas.akut-canvas').clientWidth,
    document.querySelector('[data-testid=map] canvas.akut-canvas').clientHeight].join()`);
  const [centerLat, centerLon, zoom, width, height] = view.split(',').map(Number);
  const world = TILE_PIXELS * 2 ** zoom!;
  const y = (latitude: number): number =>
    -(world * Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360))) / (2 * Math.PI);
  const point = [
    width! / 2 + ((lon - centerLon!) / 360) * world,
    height! / 2 + y(lat) - y(centerLat!),
  ] as const;
  const isInView = point[0] > 0 && point[1] > 0 && point[0] < width! && point[1] < height!;
  if (!isInView) throw new Error(`fix to map: the unit is not in the view (${view}; ${point.join()})`);
  return point;
}

const isNear = (ring: Ring, [x, y]: readonly [number, number], pixels: number): boolean =>
  Math.hypot(ring[1] - x, ring[2] - y) <= pixels;

/** The rings drawn until one is at the place; an error when none comes there, for then nothing was measured. */
async function waitForRing(page: Page, at: readonly [number, number], failure: string): Promise<void> {
  const until = Date.now() + LONGEST_MS;
  for (;;) {
    const rings = await page.evaluate<Ring[]>('window.__rings');
    if (rings.some((ring) => isNear(ring, at, AT_FIX_PIXELS))) return;
    if (Date.now() > until) {
      const last = rings.at(-1)?.slice(1).join() ?? 'nowhere';
      throw new Error(`fix to map: ${failure}: expected at ${at.join()}, drawn last at ${last}`);
    }
    await pause(250);
  }
}

async function followOneFix(page: Page, fleet: BenchFleet, probe: Vehicle, meters: number) {
  const east = meters / (METERS_PER_DEGREE * Math.cos((probe.lat * Math.PI) / 180));
  const before = await pointOf(page, fleet.regionId, [probe.lon, probe.lat]);
  const place: Place = [probe.lon + east, probe.lat];
  const at = await pointOf(page, fleet.regionId, place);
  await page.evaluate('window.__rings.length = 0');
  const sentAt = await fleet.report(probe, place);
  await waitForRing(page, at, 'a fix was not drawn');
  // Until the glide is over, so that the next step begins at rest.
  await pause(1200);
  const rings = await page.evaluate<Ring[]>('window.__rings');
  const [first, last] = [rings[0]!, rings.at(-1)!];
  const when = (is: (ring: Ring) => boolean): number => rings.find(is)![0] - sentAt;
  if (Math.hypot(before[0] - at[0], before[1] - at[1]) < 2 * AT_FIX_PIXELS)
    throw new Error('fix to map: the step is too short to be told on this zoom');
  return {
    moved: when(
      (ring) => !isNear(ring, [first[1], first[2]], MOVED_PIXELS) || isNear(ring, at, AT_FIX_PIXELS),
    ),
    there: when((ring) => isNear(ring, at, AT_FIX_PIXELS)),
    inFull: when((ring) => isNear(ring, [last[1], last[2]], MOVED_PIXELS)),
  };
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
