import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type CDPSession, type Page } from 'playwright-core';
import { measureDeskFirstLoad } from '../../../tests/web/first-load.ts';
import type { BenchRegion } from '../bench-region.ts';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
];

/**
 * Notes in the page where the ring of the selected unit is drawn, with the time: the one thing of the canvas that tells which
 * unit it is. The page itself is the one that dispatchers get.
 */
const WATCH_RING = `(() => {
  const rings = (window.__rings = []);
  const arc = CanvasRenderingContext2D.prototype.arc;
  CanvasRenderingContext2D.prototype.arc = function (x, y, radius, ...more) {
    if (radius === 20) rings.push([Date.now(), x, y]);
    return arc.call(this, x, y, radius, ...more);
  };
})()`;

export const launch = (): Promise<Browser> =>
  chromium.launch({ executablePath: process.env.AKUT_CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });

export interface OpenDesk {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly cdp: CDPSession;
}

export interface DeskOptions {
  readonly storageState?: Awaited<ReturnType<BrowserContext['storageState']>>;
  /** Each position frame is handed to the page so many times. */
  readonly frameRepeats?: number;
}

/** A window of a dispatcher's size on the page, before anything is typed. */
export async function openPage(browser: Browser, url: string, options: DeskOptions = {}): Promise<OpenDesk> {
  const { storageState, frameRepeats = 1 } = options;
  const context = await browser.newContext({
    viewport: { width: 1920, height: 1080 },
    ...(storageState && { storageState }),
  });
  await context.addInitScript(WATCH_RING);
  const page = await context.newPage();
  if (frameRepeats > 1) await repeatFrames(page, frameRepeats);
  const cdp = await context.newCDPSession(page);
  await page.goto(new URL('/desk/', url).href);
  return { context, page, cdp };
}

export async function signIn({ page }: OpenDesk, { email, password }: BenchRegion): Promise<void> {
  await page.getByTestId('login-email').fill(email);
  await page.getByTestId('login-password').fill(password);
  await page.getByTestId('login-submit').click();
  await isReady(page);
}

export async function isReady(page: Page): Promise<void> {
  await page.getByTestId('unit-row').first().waitFor({ timeout: 60_000 });
  await page.locator('[data-testid=map][data-state=ready]').waitFor({ timeout: 60_000 });
}

/** An hour in a minute: what comes once a second comes many times; rows of the journal come once. */
async function repeatFrames(page: Page, times: number): Promise<void> {
  await page.routeWebSocket(/socket\.io/, (client) => {
    const server = client.connectToServer();
    let head: string | undefined;
    client.onMessage((message) => server.send(message));
    server.onMessage((message) => {
      const isFrame = typeof message !== 'string' && head?.includes('"positions"') === true;
      client.send(message);
      for (let time = 1; isFrame && time < times; time += 1) {
        client.send(head!);
        client.send(message);
      }
      head = typeof message === 'string' ? message : undefined;
    });
  });
}

/** Frames a second that the page was given to draw in, and the slowest of a hundred in ms. */
export async function measureFrames(page: Page, seconds: number) {
  const gaps = await page.evaluate<number[]>(`new Promise((resolve) => {
    const gaps = [];
    let last = performance.now();
    const end = last + ${seconds * 1000};
    const step = (now) => {
      gaps.push(now - last);
      last = now;
      if (now < end) requestAnimationFrame(step);
      else resolve(gaps);
    };
    requestAnimationFrame(step);
  })`);
  return gaps;
}

/** Bytes of the heap that are in use after the garbage has been collected. */
export async function heapBytes({ cdp }: OpenDesk): Promise<number> {
  await cdp.send('HeapProfiler.enable');
  for (let time = 0; time < 3; time += 1) await cdp.send('HeapProfiler.collectGarbage');
  return (await cdp.send('Runtime.getHeapUsage')).usedSize;
}

/** A first load without any cache, by somebody who has signed in before: its size as gzip, and when it can be used. */
export async function measureFirstLoad(
  browser: Browser,
  url: string,
  storageState: NonNullable<DeskOptions['storageState']>,
) {
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, storageState });
  const page = await context.newPage();
  // What follows once the map stands is no part of it, so code is counted in the build and only fonts on the way.
  const codeGzipBytes = measureDeskFirstLoad(join('dist', 'web', 'dispatcher'), 'en').totalBytes;
  let fontBytes = 0;
  const reading: Promise<void>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() !== 'font') return;
    reading.push(
      response.body().then((body) => {
        fontBytes += body.length;
      }),
    );
  });
  const startedAt = performance.now();
  await page.goto(new URL('/desk/', url).href, { waitUntil: 'commit' });
  await page.getByTestId('unit-row').first().waitFor({ timeout: 60_000 });
  const boardMilliseconds = performance.now() - startedAt;
  await page.locator('[data-testid=map][data-state=ready]').waitFor({ timeout: 60_000 });
  const mapMilliseconds = performance.now() - startedAt;
  await Promise.all(reading);
  await context.close();
  return { codeGzipBytes, fontBytes, boardMilliseconds, mapMilliseconds };
}
