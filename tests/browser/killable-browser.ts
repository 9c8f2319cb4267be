import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { CHROMIUM_FLAGS, chromiumPath } from './chromium.ts';

const START_MILLISECONDS = 60_000;
const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

interface Running {
  readonly process: ChildProcess;
  readonly browser: Browser;
  readonly context: BrowserContext;
}

export interface KillableOptions {
  readonly width?: number;
  readonly height?: number;
  readonly geolocation?: { readonly longitude: number; readonly latitude: number };
}

/** A chromium whose profile lies on the disk and whose processes can all end at once and unwarned, as a tablet's do when its battery is out. */
export class KillableBrowser {
  private readonly profile = mkdtempSync(join(tmpdir(), 'akut-profile-'));
  private running: Running | undefined;
  kills = 0;

  constructor(
    private readonly url: string,
    private readonly options: KillableOptions = {},
  ) {}

  /** Starts it on the profile as it is, with one empty page. */
  async start(): Promise<{ readonly context: BrowserContext; readonly page: Page }> {
    const portFile = join(this.profile, 'DevToolsActivePort');
    rmSync(portFile, { force: true });
    const { width = 1280, height = 800, geolocation } = this.options;
    const args = [
      ...CHROMIUM_FLAGS,
      '--headless',
      '--remote-debugging-port=0',
      `--user-data-dir=${this.profile}`,
      `--window-size=${width},${height}`,
      '--hide-scrollbars',
      '--no-default-browser-check',
      '--disable-session-crashed-bubble',
      '--lang=en-GB',
      'about:blank',
    ];
    // A group of its own, so that its helpers end with it.
    const process = spawn(chromiumPath(), args, { detached: true, stdio: 'ignore' });
    const port = await readPort(portFile, process);
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
    const context = browser.contexts()[0]!;
    this.running = { process, browser, context };
    if (geolocation) {
      await context.grantPermissions(['geolocation'], { origin: new URL(this.url).origin });
      await context.setGeolocation(geolocation);
    }
    const page = context.pages()[0] ?? (await context.newPage());
    await page.setViewportSize({ width, height });
    return { context, page };
  }

  /** Ends all its processes without any warning. */
  async kill(): Promise<void> {
    const { running } = this;
    this.running = undefined;
    if (!running) return;
    this.kills += 1;
    const { process: chromiumProcess, browser } = running;
    const ended = new Promise((resolve) => chromiumProcess.once('exit', resolve));
    if (chromiumProcess.exitCode === null && chromiumProcess.signalCode === null) {
      process.kill(-chromiumProcess.pid!, 'SIGKILL');
      await ended;
    }
    await browser.close().catch(() => undefined);
  }

  /** Ends it and throws its profile away. */
  async destroy(): Promise<void> {
    await this.kill();
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

async function readPort(file: string, process: ChildProcess): Promise<number> {
  const until = Date.now() + START_MILLISECONDS;
  for (;;) {
    if (process.exitCode !== null) throw new Error(`chromium ended with ${process.exitCode}`);
    try {
      const [port] = readFileSync(file, 'utf8').split('\n');
      if (port) return Number(port);
    } catch {
      // Not written yet.
    }
    if (Date.now() > until) throw new Error('chromium did not say where it listens');
    await pause(50);
  }
}
