import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DemoRegion } from '#persistence';
import type { Browser, Locator, Page } from 'playwright-core';
import { ROOT } from '../source-tree.ts';

const SHOTS = join(ROOT, 'artifacts', 'screenshots');

/** The dispatcher's desk as a person uses it. */
export class DeskPage {
  readonly problems: string[] = [];

  private constructor(
    readonly page: Page,
    private readonly shotPrefix: string,
  ) {}

  static async open(browser: Browser, url: string, shotPrefix: string): Promise<DeskPage> {
    const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, locale: 'en-GB' });
    const page = await context.newPage();
    const desk = new DeskPage(page, shotPrefix);
    page.on('pageerror', (error) => desk.problems.push(`page error: ${error.message}`));
    page.on('request', (request) => {
      const isOwn = [url, url.replace(/^http/, 'ws'), 'data:', 'blob:'].some((start) =>
        request.url().startsWith(start),
      );
      if (!isOwn) desk.problems.push(`left the host: ${request.url()}`);
    });
    await page.goto(`${url}/desk/`);
    return desk;
  }

  by(testId: string): Locator {
    return this.page.getByTestId(testId);
  }

  async shoot(name: string): Promise<void> {
    mkdirSync(SHOTS, { recursive: true });
    await this.page.screenshot({ path: join(SHOTS, `${this.shotPrefix}-${name}.png`) });
  }

  async signIn(region: DemoRegion): Promise<void> {
    const login = region.logins.find((one) => one.role === 'dispatcher')!;
    await this.by('login-email').fill(login.email);
    await this.by('login-password').fill(login.password);
    await this.by('login-submit').click();
    await this.page.locator('[data-testid=connection][data-state=live]').waitFor();
    await this.by('unit-row').first().waitFor();
  }

  /** Types what the caller said, takes the first address offered, and saves. Answers the incident's id. */
  async createIncident(said: string): Promise<string> {
    await this.by('new-incident').click();
    await this.by('address-input').fill(said);
    await this.by('address-option').first().waitFor();
    await this.by('address-option').first().click();
    await this.by('category-select').selectOption('chestPain');
    await this.by('priority-1').click();
    await this.by('notes-input').fill('man of 61, sweating');
    const saving = this.page.waitForResponse(
      (response) => response.request().method() === 'POST' && response.url().endsWith('/api/v1/incidents'),
    );
    await this.by('save-incident').click();
    const saved = await saving;
    if (saved.status() !== 201) throw new Error(`not saved: ${await saved.text()}`);
    return ((await saved.json()) as { id: string }).id;
  }

  incidentRow(incidentId: string): Locator {
    return this.page.locator(`[data-testid=incident-row][data-id="${incidentId}"]`);
  }

  incidentRowAt(index: number): Locator {
    return this.by('incident-row').nth(index);
  }

  unitRow(callSign: string): Locator {
    return this.page.locator(`[data-testid=unit-row][data-callsign="${callSign}"]`);
  }

  /** Waits until the board shows the unit in one of the statuses. */
  async waitForUnit(callSign: string, statuses: readonly string[], timeout: number): Promise<void> {
    const anyOf = statuses
      .map((status) => `[data-testid=unit-row][data-callsign="${callSign}"][data-status="${status}"]`)
      .join(', ');
    await this.page.locator(anyOf).first().waitFor({ timeout, state: 'attached' });
  }

  async closeIncident(outcome: string): Promise<void> {
    await this.by('close-incident').click();
    await this.by('outcome-select').selectOption(outcome);
    await this.by('confirm-close').click();
  }
}
