/** The dispatcher's desk in chromium; figures go to artifacts/bench/desk.json. Run it by desk.mjs. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { type BenchRegion, provideBenchRegion } from '../bench-region.ts';
import { loadCity, type City } from '../city.ts';
import { percentile, seededRandom } from '../measure.ts';
import { isReady, launch, measureFirstLoad, measureFrames, openPage, signIn } from './browser.ts';
import { BenchFleet } from './fleet.ts';
import { measureEnter, measureFixToMap, measureHeap } from './measures.ts';

const { values } = parseArgs({
  options: {
    units: { type: 'string', default: '500,2000' },
    seconds: { type: 'string', default: '20' },
    acts: { type: 'string', default: '40' },
    hours: { type: 'string', default: '12' },
    smoke: { type: 'boolean', default: false },
    out: { type: 'string', default: 'artifacts/bench/desk.json' },
  },
});
/** Frames handed to the page for each one that comes: 12 hours in 12 minutes. */
const FRAME_REPEATS = 60;
const sizes = values.units.split(',').map(Number);
const seconds = values.smoke ? 5 : Number(values.seconds);
const acts = values.smoke ? 4 : Number(values.acts);
const hours = values.smoke ? 0.3 : Number(values.hours);

interface Bench {
  readonly browser: Browser;
  readonly baseUrl: string;
  readonly ownerUrl: string;
  readonly city: City;
}

const provide = ({ ownerUrl, city }: Bench, units: number): Promise<BenchRegion> =>
  provideBenchRegion(ownerUrl, city, units, seededRandom(units));

/** Frames a second with so many units that each report once a second. */
async function framesPart(bench: Bench, units: number) {
  const region = await provide(bench, units);
  const fleet = await BenchFleet.open(bench.baseUrl, region, seededRandom(7));
  const desk = await openPage(bench.browser, bench.baseUrl);
  await signIn(desk, region);
  fleet.start();
  await desk.page.waitForTimeout(4000);
  const gaps = await measureFrames(desk.page, seconds);
  await fleet.stop();
  await desk.context.close();
  const framesPerSecond = gaps.length / (gaps.reduce((sum, gap) => sum + gap, 0) / 1000);
  const figures = {
    units: fleet.vehicles.length,
    framesPerSecond,
    p95GapMilliseconds: percentile(gaps, 0.95),
    failedPosts: fleet.failedPosts,
  };
  console.log(
    `  ${figures.units} units at 1 Hz: ${framesPerSecond.toFixed(1)} frames a second, 95 of 100 within ` +
      `${figures.p95GapMilliseconds.toFixed(1)} ms`,
  );
  return figures;
}

/** What a dispatcher waits for, while the smaller fleet drives. */
async function waitsPart(bench: Bench, units: number) {
  const region = await provide(bench, units);
  const fleet = await BenchFleet.open(bench.baseUrl, region, seededRandom(8));
  const desk = await openPage(bench.browser, bench.baseUrl);
  await signIn(desk, region);
  const storageState = await desk.context.storageState();
  fleet.start(fleet.vehicles[0]!.unitId);
  await desk.page.waitForTimeout(3000);
  const enter = await measureEnter(desk.page, fleet, acts, seededRandom(9));
  console.log(`  Enter to shown: p95 ${enter.p95Milliseconds.toFixed(0)} ms of ${enter.acts}`);
  const fixToMap = await measureFixToMap(desk.page, fleet, acts, seededRandom(10));
  console.log(
    `  fix to map: p95 ${fixToMap.movedP95Milliseconds.toFixed(0)} ms until it moves, ` +
      `${fixToMap.atFixP95Milliseconds.toFixed(0)} ms within its own sprite of the fix's place ` +
      `(p50 ${fixToMap.atFixP50Milliseconds.toFixed(0)} ms), ` +
      `${fixToMap.inFullP95Milliseconds.toFixed(0)} ms exactly there; ${fixToMap.fixes} fixes`,
  );
  await fleet.stop();
  await desk.context.close();
  const firstLoad = await measureFirstLoad(bench.browser, bench.baseUrl, storageState);
  console.log(
    `  first load: ${(firstLoad.codeGzipBytes / 1000).toFixed(1)} kB gzip and ${(firstLoad.fontBytes / 1000).toFixed(0)} kB of fonts, ` +
      `board after ${firstLoad.boardMilliseconds.toFixed(0)} ms, map after ${firstLoad.mapMilliseconds.toFixed(0)} ms`,
  );
  return { enter, fixToMap, firstLoad };
}

async function heapPart(bench: Bench, units: number) {
  const region = await provide(bench, units);
  const fleet = await BenchFleet.open(bench.baseUrl, region, seededRandom(11));
  const desk = await openPage(bench.browser, bench.baseUrl, { frameRepeats: FRAME_REPEATS });
  await signIn(desk, region);
  fleet.start();
  await isReady(desk.page);
  const heap = await measureHeap(desk, hours, FRAME_REPEATS);
  await fleet.stop();
  await desk.context.close();
  console.log(
    `  heap over ${hours} h, each frame ${FRAME_REPEATS} times: ${(heap.startBytes / 1e6).toFixed(1)} MB to ` +
      `${(heap.endBytes / 1e6).toFixed(1)} MB, ${(100 * heap.growthShare).toFixed(1)} %`,
  );
  return heap;
}

/** A figure that was not measured is an error and no figure. */
function checkMeasured(part: unknown, name = 'report'): void {
  if (typeof part === 'number' && !Number.isFinite(part)) throw new Error(`${name} was not measured`);
  if (typeof part !== 'object' || part === null) return;
  for (const [key, value] of Object.entries(part)) checkMeasured(value, `${name}.${key}`);
}

async function main(): Promise<void> {
  const baseUrl = process.env.AKUT_URL;
  const ownerUrl = process.env.DATABASE_OWNER_URL;
  if (!baseUrl || !ownerUrl) {
    throw new Error(
      'set AKUT_URL and DATABASE_OWNER_URL to a running system, or type npm run bench:desk, which provides one',
    );
  }
  const [load] = loadavg();
  console.log(`Desk in chromium, drawn in software; load of the machine at the start ${load!.toFixed(1)}`);
  const city = await loadCity(ownerUrl, undefined);
  const browser = await launch();
  try {
    const bench = { browser, baseUrl, ownerUrl, city };
    const smallest = Math.min(...sizes);
    const waits = await waitsPart(bench, smallest);
    const heap = await heapPart(bench, smallest);
    const frames = [];
    for (const units of [...sizes].sort((a, b) => a - b)) frames.push(await framesPart(bench, units));
    const report = { isSmoke: values.smoke, loadAtStart: load, frames, ...waits, heap };
    checkMeasured(report);
    mkdirSync(dirname(values.out), { recursive: true });
    writeFileSync(values.out, `${JSON.stringify(report, null, 2)}\n`);
    console.log(`  written to ${values.out}`);
  } finally {
    await browser.close();
    await city.close();
  }
}

main().catch((error: unknown) => {
  console.error((error as Error).message);
  process.exitCode = 1;
});
