import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DemoRegion } from '#persistence';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { ROOT } from '../source-tree.ts';
import type { RunningSystem } from './system-fixture.ts';
import { until } from './until.ts';

const SHOTS = join(ROOT, 'artifacts', 'screenshots');
export const CREW_PIN = '4826';

/* eslint-disable @typescript-eslint/no-explicit-any -- answers of the api, read as they come */
/** The api as a script uses it, signed in as somebody. */
export class Api {
  private constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  static async signIn(url: string, login: { email: string; password: string }): Promise<Api> {
    const anonymous = new Api(url, '');
    const { email, password } = login;
    const { accessToken } = await anonymous.post('/api/v1/auth/login', { email, password, client: 'native' });
    return new Api(url, accessToken);
  }

  async get(path: string): Promise<any> {
    return (await this.send('GET', path)).json();
  }

  async post(path: string, body: object): Promise<any> {
    const response = await this.send('POST', path, body);
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  }

  command(path: string, body: object): Promise<any> {
    return this.post(path, { commandId: uuidv7(), ...body });
  }

  private send(method: string, path: string, body?: object): Promise<Response> {
    const headers = { authorization: `Bearer ${this.token}`, 'content-type': 'application/json' };
    return fetch(this.url + path, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
  }
}

function uuidv7(): string {
  const time = Date.now().toString(16).padStart(12, '0');
  const random = crypto.randomUUID().slice(15);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(0, 3)}-${random.slice(4)}`;
}

export interface CrewOfTablet {
  readonly desk: Api;
  readonly admin: Api;
  readonly unitId: string;
  readonly callSign: string;
  readonly crewName: string;
  /** A code to enrol a tablet for the unit's vehicle. */
  newCode(): Promise<string>;
  /** An incident with this unit sent to it. */
  sendUnit(): Promise<{ incidentId: string; assignmentId: string }>;
}

/** What there must be before a crew can use a tablet: a PIN and an administrator who makes codes. */
export async function prepareCrew(
  system: Pick<RunningSystem, 'url' | 'regions'>,
  index: number,
): Promise<CrewOfTablet> {
  const region: DemoRegion = system.regions[0]!;
  const loginOf = (role: string) => region.logins.find((login) => login.role === role)!;
  const { unitId, callSign, ...crewLogin } = region.crews[index]!;
  const [desk, admin, crew] = await Promise.all([
    Api.signIn(system.url, loginOf('dispatcher')),
    Api.signIn(system.url, loginOf('admin')),
    Api.signIn(system.url, crewLogin),
  ]);
  await crew.post('/api/v1/me/pin', { currentPassword: crewLogin.password, pin: CREW_PIN });
  const { displayName } = await crew.get('/api/v1/me');
  const { units } = await desk.get('/api/v1/units');
  const vehicleId = units.find((unit: { id: string }) => unit.id === unitId).vehicle.id;
  return {
    desk,
    admin,
    unitId,
    callSign,
    crewName: displayName,
    newCode: async () => {
      const made = await admin.command('/api/v1/admin/devices/enrolments', { vehicleId, name: 'Tablet' });
      return made.code as string;
    },
    sendUnit: async () => {
      const location = { lon: -56.1855, lat: -34.9058, addressText: 'Colonia 1324, apto 5' };
      const { id: incidentId } = await desk.command('/api/v1/incidents', {
        location,
        category: 'chestPain',
        priority: 1,
        notes: 'Pain since 12:40, sweating. Conscious.',
      });
      const { id: assignmentId } = await desk.command(`/api/v1/incidents/${incidentId}/assignments`, {
        unitId,
      });
      return { incidentId, assignmentId };
    },
  };
}

export interface TabletOptions {
  readonly width?: number;
  readonly height?: number;
  readonly locale?: string;
  readonly geolocation?: { readonly longitude: number; readonly latitude: number };
  /** Run in the page before the app, at each load. */
  readonly initScript?: string;
  /** The page's clock is one that the test may push on. */
  readonly hasOwnClock?: boolean;
}

/** The crew's tablet as a crew uses it. */
export class TabletPage {
  readonly problems: string[] = [];

  private constructor(
    readonly context: BrowserContext,
    public page: Page,
    private readonly url: string,
  ) {}

  static async open(browser: Browser, url: string, options: TabletOptions = {}): Promise<TabletPage> {
    const { width = 1280, height = 800, locale = 'en-GB', geolocation } = options;
    const context = await browser.newContext({
      viewport: { width, height },
      locale,
      hasTouch: true,
      serviceWorkers: 'allow',
      permissions: geolocation ? ['geolocation'] : [],
      ...(geolocation ? { geolocation } : {}),
    });
    if (options.initScript) await context.addInitScript(options.initScript);
    if (options.hasOwnClock) await context.clock.install();
    const tablet = new TabletPage(context, await context.newPage(), url);
    await tablet.load();
    return tablet;
  }

  /** The app in a browser that is open already, with a profile of its own. */
  static async openIn(context: BrowserContext, page: Page, url: string): Promise<TabletPage> {
    const tablet = new TabletPage(context, page, url);
    await tablet.load();
    return tablet;
  }

  private async load(): Promise<void> {
    this.page.on('pageerror', (error) => this.problems.push(`page error: ${error.message}`));
    await this.page.goto(`${this.url}/tablet/`);
  }

  /** Closes the app and starts it again, as after a tablet was switched off. */
  async reopen(): Promise<void> {
    await this.page.close();
    this.page = await this.context.newPage();
    await this.load();
  }

  by(testId: string): Locator {
    return this.page.getByTestId(testId);
  }

  async shoot(name: string): Promise<void> {
    mkdirSync(SHOTS, { recursive: true });
    await this.page.screenshot({ path: join(SHOTS, `tablet-${name}.png`) });
  }

  async enrol(code: string): Promise<void> {
    await this.by('enrol-code').fill(code);
    await this.by('enrol-submit').click();
    await this.by('sign-on').waitFor();
  }

  async typePin(pin: string): Promise<void> {
    for (const digit of pin) await this.by(`pin-${digit}`).click();
    await this.by('pin-done').click();
  }

  async chooseUnitAndCrew(callSign: string, name: string, pin: string): Promise<void> {
    await this.page.locator(`[data-testid=unit][data-callsign="${callSign}"]`).click();
    await this.by('hours-12').click();
    await this.page.locator(`[data-testid=crew][data-name="${name}"]`).click();
    await this.typePin(pin);
    await this.by('sign-on-submit').click();
  }

  /** Enrols and signs on; the home view is up and connected afterwards. */
  async begin(crew: CrewOfTablet): Promise<void> {
    await this.enrol(await crew.newCode());
    await this.chooseUnitAndCrew(crew.callSign, crew.crewName, CREW_PIN);
    await this.by('home').waitFor();
    await this.page.locator('[data-testid=network][data-up=true]').waitFor();
  }

  /** Waits until the whole app lies on the tablet and a start needs no network. */
  async waitUntilInstalled(): Promise<void> {
    await this.page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
    await until(this.page, 'navigator.serviceWorker.controller !== null');
  }

  async hold(testId: string, milliseconds: number): Promise<void> {
    await this.by(testId).hover();
    await this.page.mouse.down();
    await this.page.waitForTimeout(milliseconds);
    await this.page.mouse.up();
  }

  /** Waits until nothing is left in the queue. */
  async waitUntilSent(timeout = 15_000): Promise<void> {
    await this.page.locator('[data-testid=network][data-waiting="0"][data-up=true]').waitFor({ timeout });
  }

  /** Like waitUntilSent, also while a view without the header is open. */
  async waitForNothingWaiting(timeout = 15_000): Promise<void> {
    const until = Date.now() + timeout;
    while ((await this.waitingCount()) > 0) {
      if (Date.now() > until) throw new Error(`${await this.waitingCount()} events still wait`);
      await this.page.waitForTimeout(100);
    }
  }

  /** How many events lie in the queue on the disk. */
  waitingCount(): Promise<number> {
    return this.countIn('events');
  }

  /** How many fixes were not sent yet. */
  waitingFixes(): Promise<number> {
    return this.countIn('fixes');
  }

  private countIn(store: 'events' | 'fixes'): Promise<number> {
    return this.page.evaluate(`(${COUNT})('${store}')`);
  }

  /** Puts fixes into the tablet's own store, one for each second, as a drive without a network does. */
  keepFixes(count: number): Promise<void> {
    return this.page.evaluate(`(${KEEP_FIXES})(${count})`);
  }
}

const COUNT = `(store) => new Promise((resolve, reject) => {
  const opening = indexedDB.open('akut-tablet');
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const counting = opening.result.transaction(store).objectStore(store).count();
    counting.onsuccess = () => { opening.result.close(); resolve(counting.result); };
  };
})`;

const KEEP_FIXES = `(count) => new Promise((resolve, reject) => {
  const opening = indexedDB.open('akut-tablet');
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const transaction = opening.result.transaction('fixes', 'readwrite');
    const from = Date.now() - count * 1000;
    for (let second = 0; second < count; second += 1) {
      transaction.objectStore('fixes').add({
        at: new Date(from + second * 1000).toISOString(),
        lon: -56.18, lat: -34.9 + second * 1e-5,
        speedKmh: 4, headingDegrees: 0, accuracyMeters: 6,
      });
    }
    transaction.oncomplete = () => { opening.result.close(); resolve(); };
  };
})`;
