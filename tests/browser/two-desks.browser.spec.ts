import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Locator } from 'playwright-core';
import { createTestDatabase, type TestDatabase } from '#testing';
import { DeskPage } from './desk-page.ts';
import { launchBrowser, type RunningSystem, startSystem } from './system-fixture.ts';

const REGION = 'montevideo';
const LOST_MILLISECONDS = 10_000;

let database: TestDatabase;
let system: RunningSystem;
let browser: Browser;
let one: DeskPage;
let other: DeskPage;
let incidentId: string;

/** Presses a key and waits for what it opens. */
async function press(desk: DeskPage, keys: string, opens: Locator): Promise<void> {
  await desk.page.keyboard.press(keys);
  await opens.waitFor();
}

async function openDesk(name: string, role: string): Promise<DeskPage> {
  const desk = await DeskPage.open(browser, system.url, name);
  const region = system.regions.find(({ regionId }) => regionId === REGION)!;
  const logins = region.logins.filter((login) => login.role === role);
  desk.page.setDefaultTimeout(10_000);
  await desk.signIn({ ...region, logins: logins.map((login) => ({ ...login, role: 'dispatcher' })) });
  return desk;
}

const chip = (desk: DeskPage, field: string): Locator =>
  desk.page.locator(`[data-testid=presence-chip][data-field="${field}"]`);

beforeAll(async () => {
  database = await createTestDatabase(REGION);
  system = await startSystem(database, [REGION]);
  browser = await launchBrowser();
  one = await openDesk('two-desks-one', 'dispatcher');
  other = await openDesk('two-desks-other', 'supervisor');
  incidentId = await one.createIncident('Avenida Italia 2930');
  await one.by('incident-panel').waitFor();
  await other.incidentRow(incidentId).click();
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await system?.stop();
  await database?.drop();
});

describe('two desks on one incident', () => {
  it('see each other, and which field the other has in hand', async () => {
    await chip(one, '').waitFor();
    await press(other, 'Alt+KeyT', other.by('edit-notes'));
    await chip(one, 'notes').waitFor();
    await one.shoot('presence');
  });

  it('keep edits of different fields made at the same time', async () => {
    await press(one, 'Alt+KeyU', one.by('edit-priority-2'));
    await one.page.keyboard.press('2');
    const hostile = 'man of 61, sweating\n<script>window.wasRun = true</script> \u202e'.padEnd(9000, 'x');
    await other.by('edit-notes').fill(hostile);
    await one.page.keyboard.press('Enter');
    await other.page.keyboard.press('Control+Enter');
    for (const desk of [one, other]) {
      await desk.page.getByTestId('field-notes').getByText('<script>').waitFor();
      await desk.page.getByTestId('field-priority').getByText('2').waitFor();
      expect(await desk.page.evaluate('window.wasRun')).toBeUndefined();
    }
  });

  it('show both values of the same field, and let the person decide', async () => {
    await press(one, 'Alt+KeyU', one.by('field-editor'));
    await press(other, 'Alt+KeyU', other.by('field-editor'));
    await one.page.keyboard.press('4');
    await other.page.keyboard.press('3');
    await one.page.keyboard.press('Enter');
    await other.by('conflict').waitFor();
    expect(await other.by('conflict-theirs').textContent()).toContain('4');
    expect(await other.by('conflict-mine').textContent()).toContain('3');
    await other.shoot('conflict');
    await other.by('use-mine').click();
    await one.page.getByTestId('field-priority').getByText('3').waitFor();
  });

  it('add callers and patients by keyboard, and warn the other desk of the place', async () => {
    await press(one, 'Alt+KeyR', one.by('caller-name'));
    await one.page.keyboard.type('Ana <b>Rodríguez</b>');
    await one.page.keyboard.press('Tab');
    await one.page.keyboard.type('099 123 456');
    await one.page.keyboard.press('Enter');
    await one.shoot('caller-added');
    await one.by('caller-row').getByText('Ana <b>Rodríguez</b>').waitFor();
    await press(one, 'Alt+KeyS', one.by('patient-age'));
    await one.page.keyboard.type('8 m');
    await one.page.keyboard.press('Enter');
    await one.by('patient-row').getByText('8 months').waitFor();
    await press(one, 'Alt+KeyH', one.by('hazard-kind'));
    await one.by('hazard-text').fill('two big dogs');
    await one.page.keyboard.press('Enter');
    await other.by('hazard-banner').getByText('two big dogs').waitFor();
  });

  it('join a second call about it in one step, without a second incident', async () => {
    await one.by('new-incident').click();
    await one.by('address-input').fill('Avenida Italia 2930');
    await one.by('address-option').first().click();
    await one.by('hazard-banner').getByText('two big dogs').waitFor();
    await one.by('form-caller-name').fill('Neighbour');
    await one.by('category-select').selectOption('chestPain');
    await one.by('likely-duplicate').first().waitFor();
    await one.shoot('joining');
    await one.page.keyboard.press('Alt+KeyJ');
    await one.by('incident-form').waitFor({ state: 'detached' });
    await other.page.keyboard.press('Alt+KeyR');
    await other.by('caller-row').getByText('Neighbour').waitFor();
    expect(await one.by('incident-row').count()).toBe(1);
  });

  it('lose sight of a desk within 10 s of its connection', async () => {
    await chip(one, 'callers').waitFor();
    await other.page.context().setOffline(true);
    await one.by('presence-chip').waitFor({ state: 'detached', timeout: LOST_MILLISECONDS });
    expect([...one.problems, ...other.problems]).toEqual([]);
  });
});
