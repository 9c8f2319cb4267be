import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '#testing';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { get, type IncomingHttpHeaders } from 'node:http';
import { basename, join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { ROOT } from '../source-tree.ts';
import { measureDeskFirstLoad } from '../web/first-load.ts';
import { DeskPage } from './desk-page.ts';
import { launchBrowser, type RunningSystem, startSystem } from './system-fixture.ts';

const BUILT_PAGE = join(ROOT, 'dist', 'web', 'dispatcher');
const LIMIT_BYTES = 180_000;
const LANGUAGES = ['en', 'bg', 'cs', 'sv'] as const;

/** What a browser, an old proxy and a bare client understand, and how each is unpacked. */
const FORMS: readonly (readonly [string, (body: Buffer) => Buffer])[] = [
  ['br, gzip', brotliDecompressSync],
  ['gzip', gunzipSync],
  ['', (body) => body],
];

interface RawAnswer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

const firstLoadIn = (language: string) => measureDeskFirstLoad(BUILT_PAGE, language);

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

/** Raw: a client that unpacks would hide what was sent. */
const askRaw = (path: string, headers: Readonly<Record<string, string>>): Promise<RawAnswer> =>
  new Promise((resolve, reject) => {
    get(new URL(path, system.url), { headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    }).on('error', reject);
  });

describe.each([
  { page: 'desk', folder: 'dispatcher' },
  { page: 'tablet', folder: 'tablet' },
])('files of the $page', ({ page, folder }) => {
  it('go out as small as the browser understands, each form under a tag of its own', async () => {
    const names = readdirSync(join(ROOT, 'dist', 'web', folder, 'assets'));
    const [largest] = names
      .filter((name) => name.endsWith('.js'))
      .map((name) => ({ name, bytes: statSync(join(ROOT, 'dist', 'web', folder, 'assets', name)).size }))
      .sort((one, other) => other.bytes - one.bytes);
    const whole = readFileSync(join(ROOT, 'dist', 'web', folder, 'assets', largest!.name));
    const tags = new Set<string | undefined>();
    for (const [accepted, unpack] of FORMS) {
      const path = `/${page}/assets/${largest!.name}`;
      const answer = await askRaw(path, accepted === '' ? {} : { 'accept-encoding': accepted });
      expect(answer.status).toBe(200);
      expect(answer.headers['content-encoding']).toBe(accepted === '' ? undefined : accepted.split(',')[0]);
      expect(answer.headers['content-type']).toMatch(/javascript/);
      expect(answer.headers['vary']).toMatch(/accept-encoding/i);
      expect(answer.headers['cache-control']).toMatch(/immutable/);
      expect(unpack(answer.body).equals(whole)).toBe(true);
      if (accepted !== '') expect(answer.body.length).toBeLessThan(whole.length / 2);
      const tag = answer.headers.etag!;
      const again = await askRaw(path, { 'accept-encoding': accepted, 'if-none-match': tag });
      expect([again.status, again.body.length]).toEqual([304, 0]);
      tags.add(tag);
    }
    expect(tags.size).toBe(FORMS.length);
  });

  it('begin with a page that is asked for anew each time', async () => {
    const answer = await askRaw(`/${page}/`, { 'accept-encoding': 'br' });
    expect(answer.headers['content-type']).toMatch(/^text\/html/);
    expect(answer.headers['cache-control']).toBe('no-cache');
    const markup =
      answer.headers['content-encoding'] === 'br' ? brotliDecompressSync(answer.body) : answer.body;
    expect(markup.toString()).toMatch(/^<!doctype html>/i);
  });
});

describe('the first load of the desk', () => {
  it.each(LANGUAGES)('is at most 180 kB compressed, with the map, in %s', (language) => {
    const { totalBytes } = firstLoadIn(language);
    console.log(`first load of the desk, ${language}: ${(totalBytes / 1000).toFixed(1)} kB gzip`);
    expect(totalBytes).toBeLessThanOrEqual(LIMIT_BYTES);
  });

  it('is all that the desk needs to stand; the rest follows by itself, later if the network is bad', async () => {
    const { files } = firstLoadIn('en');
    const counted = new Set([...files.keys()].map((file) => basename(file)));
    const desk = await DeskPage.open(browser, system.url, 'first-load');
    await desk.signIn(system.regions[0]!);
    const refused: string[] = [];
    const isCode = /\/assets\/[^/]+\.(js|css)$/;
    await desk.page.route(isCode, (route) => {
      const name = basename(route.request().url());
      if (counted.has(name)) return route.continue();
      refused.push(name);
      return route.abort();
    });
    await desk.page.reload();
    await desk.page
      .locator('[data-testid=map][data-state=ready]')
      .waitFor({ timeout: 8000 })
      .catch(async (e) => {
        console.log(refused, desk.problems, await desk.page.locator('body').innerText());
        await desk.shoot('x');
        throw e;
      });
    await desk.by('unit-row').first().waitFor();
    await desk.page.keyboard.press('F1');
    await desk.page.getByRole('alert').first().waitFor();
    expect(refused.length).toBeGreaterThan(0);
    await desk.page.unroute(isCode);
    await desk.by('help').waitFor();
    await desk.page.keyboard.press('Escape');
    await desk.by('sectors-open').waitFor();
    expect(desk.problems).toEqual([]);
  }, 60_000);
});
