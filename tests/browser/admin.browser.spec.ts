import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { createTestDatabase, type TestDatabase } from '#testing';
import { stepAt, totpCode } from '../../apps/dispatch-api/src/auth/totp.ts';
import { DeskPage } from './desk-page.ts';
import { launchBrowser, type RunningSystem, startSystem } from './system-fixture.ts';
import { until } from './until.ts';

const REGION = 'montevideo';
const OWN_PASSWORD = 'a sentence that nobody guesses';

let database: TestDatabase;
let system: RunningSystem;
let browser: Browser;
let elsewhere: DeskPage;
let admin: DeskPage;
let password: string;

async function openAdmin(name: string): Promise<DeskPage> {
  const desk = await DeskPage.open(browser, system.url, name);
  desk.page.setDefaultTimeout(15_000);
  const region = system.regions.find(({ regionId }) => regionId === REGION)!;
  const login = region.logins.find(({ role }) => role === 'admin')!;
  password = login.password;
  await desk.signIn({ ...region, logins: [{ ...login, role: 'dispatcher' }] });
  return desk;
}

async function goTo(section: string): Promise<void> {
  await admin.by(`nav-${section}`).click();
  await admin.by('office-row').first().waitFor();
}

async function fill(desk: DeskPage, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, value] of Object.entries(fields)) await desk.by(`field-${name}`).fill(value);
}

const chooseFile = (lines: readonly string[]): Promise<void> =>
  admin
    .by('import-file')
    .setInputFiles({ name: 'units.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) });

beforeAll(async () => {
  database = await createTestDatabase(REGION);
  system = await startSystem(database, [REGION]);
  browser = await launchBrowser();
  elsewhere = await openAdmin('admin-elsewhere');
  admin = await openAdmin('admin');
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await system?.stop();
  await database?.drop();
}, 60_000);

describe('two administrators at once', () => {
  it('see each other’s changes, and lose nothing that they are typing', async () => {
    for (const one of [elsewhere, admin]) {
      await one.by('user-menu').click();
      await one.by('open-admin').click();
      await one.by('nav-admin/units').click();
      await one.by('office-row').first().click();
      await one.by('office-form').waitFor();
    }
    const callSign = await admin.by('field-callSign').inputValue();
    const rowIn = (one: DeskPage, plate: string) =>
      one.by('office-row').filter({ hasText: callSign }).filter({ hasText: plate });
    await fill(elsewhere, { vehiclePlate: 'MINE 1' });
    await fill(admin, { vehiclePlate: 'THEIRS 1' });
    await admin.by('office-save').click();
    await rowIn(elsewhere, 'THEIRS 1').waitFor();
    await elsewhere.by('office-overtaken').waitFor();
    expect(await elsewhere.by('field-vehiclePlate').inputValue()).toBe('MINE 1');
    await elsewhere.shoot('overtaken');
    await elsewhere.by('keep-mine').click();
    await elsewhere.by('office-overtaken').waitFor({ state: 'detached' });
    await elsewhere.by('office-save').click();
    await rowIn(admin, 'MINE 1').waitFor();
    for (const one of [elsewhere, admin]) {
      await one.by('office-back').click();
      await one.by('unit-row').first().waitFor();
    }
  }, 60_000);
});

describe('the account page', () => {
  it('ends another session, which is signed out at once', async () => {
    await admin.by('user-menu').click();
    await admin.by('open-account').click();
    await admin.by('session-row').nth(1).waitFor();
    await admin.by('session-end').click();
    await admin.by('session-end').waitFor({ state: 'detached' });
    expect(await admin.by('session-row').count()).toBe(1);
    await elsewhere.by('login-email').waitFor();
  }, 60_000);

  it('sets up the second step of signing in', async () => {
    await fill(admin, { totpPassword: password });
    await admin.by('totp-begin').click();
    const secret = (await admin.by('totp-secret').innerText()).replaceAll(' ', '');
    await admin.shoot('totp');
    await fill(admin, { totpCode: '000000' });
    await admin.by('totp-confirm').click();
    await admin.by('totp-panel').locator('[role=alert]:not(:empty)').waitFor();
    await fill(admin, { totpCode: totpCode(secret, stepAt(new Date())) });
    await admin.by('totp-confirm').click();
    await admin.by('recovery-codes').waitFor();
    await admin.by('totp-done').click();
    await admin.page.locator('[data-testid=totp-panel][data-enrolled=true]').waitFor();
  }, 60_000);
});

describe('the lists of the region', () => {
  it('take a new user, who first chooses a password of their own', async () => {
    await goTo('admin/users');
    await admin.page.keyboard.press('n');
    const initialPassword = await admin.by('field-initialPassword').inputValue();
    await fill(admin, { displayName: 'N. Novak', email: 'dispatcher@montevideo.demo' });
    await admin.by('office-save').click();
    await admin.by('office-failure').filter({ hasText: /./ }).waitFor();
    await fill(admin, { email: 'novak@example.org' });
    await admin.by('office-save').click();
    await admin.by('office-row').filter({ hasText: 'novak@example.org' }).waitFor();

    const novak = await DeskPage.open(browser, system.url, 'novak');
    await novak.by('login-email').fill('novak@example.org');
    await novak.by('login-password').fill(initialPassword);
    await novak.by('login-submit').click();
    await novak.by('setup').waitFor();
    await fill(novak, { currentPassword: initialPassword, newPassword: OWN_PASSWORD, again: OWN_PASSWORD });
    await novak.by('password-save').click();
    await novak.by('desk').waitFor();
    await novak.page.context().close();
  }, 60_000);

  it('take a new unit', async () => {
    await goTo('admin/units');
    await admin.by('office-add').click();
    await fill(admin, { callSign: 'N900', vehiclePlate: 'TEST 900' });
    await admin.by('office-save').click();
    await admin.by('office-row').filter({ hasText: 'N900' }).waitFor();
  }, 60_000);

  it('say row by row what is wrong with a file, and save it once it is mended', async () => {
    const head = 'callSign,capabilities,station,plate,retired';
    await admin.by('office-import').click();
    await chooseFile([head, 'N901,bls transport,,,', 'N902,bls flying,,,', 'N903,bls,Nowhere,,']);
    await admin.by('import-fault').nth(1).waitFor();
    const faults = await admin.by('import-fault').allInnerTexts();
    expect(faults.map((text) => text.split(/\s/)[0])).toEqual(['3', '4']);
    expect(faults[0]).toMatch(/capabilities\s+“flying” is not known here; possible are: bls, /);
    expect(faults[1]).toMatch(/station\s+there is no station “Nowhere”; add it first/);
    expect(await admin.by('import-save').isDisabled()).toBe(true);
    await admin.shoot('import');
    await chooseFile([head, 'N901,bls transport,,,', 'N902,bls,,,', 'N903,bls,,,']);
    await admin.by('import-save').click();
    await admin.by('office-row').filter({ hasText: 'N903' }).waitFor();
    expect(await admin.by('office-said').innerText()).toMatch(/3 new/);
  }, 60_000);
});

describe('the response plan', () => {
  it('says what is wrong while it is edited, warns before it is lost, and is kept as the next version', async () => {
    await admin.by('nav-admin/plan').click();
    const entry = admin.by('plan-entry').first();
    const count = entry.locator('.is-slot input').first();
    await count.fill('0');
    await count.press('Tab');
    await entry.locator('.field-error').waitFor();
    expect(await admin.by('policy-save').isDisabled()).toBe(true);
    await admin.by('office-back').click();
    await admin.by('office-unsaved').filter({ hasText: /./ }).waitFor();
    await count.fill('3');
    await count.press('Tab');
    await entry.locator('.field-error').waitFor({ state: 'detached' });
    await fill(admin, { note: 'three for a cardiac arrest' });
    await admin.by('policy-save').click();
    await admin.by('policy-version').filter({ hasText: 'Version 1, saved by S. Berg' }).waitFor();
    expect(await count.inputValue()).toBe('3');
    await admin.shoot('plan');
  }, 60_000);
});

describe('the destination rules', () => {
  it('are checked field by field, saved by a key, and taken back to the preset', async () => {
    await admin.by('nav-admin/destinations').click();
    const rule = admin.by('destination-rule').first();
    const limit = rule.getByLabel('not farther than');
    const before = await limit.inputValue();
    await limit.fill('0');
    await limit.press('Tab');
    await rule.locator('.field-error').filter({ hasText: 'not farther than' }).waitFor();
    await admin.shoot('destinations-faulty');
    await limit.fill('45');
    await limit.press('Tab');
    await rule.locator('.field-error').waitFor({ state: 'detached' });
    await limit.press('Control+s');
    await admin.by('policy-version').filter({ hasText: 'Version 1, saved by S. Berg' }).waitFor();
    expect(await limit.inputValue()).toBe('45');
    await admin.by('policy-versions').selectOption('0');
    const shown = `document.querySelector('[data-testid=destination-rule] .number-box input').value`;
    await until(admin.page, `${shown} === '${before}'`);
    await admin.by('policy-save').click();
    await admin.by('policy-version').filter({ hasText: 'Version 2' }).waitFor();
    await admin.by('office-back').click();
    await admin.by('unit-row').first().waitFor();
    expect([...admin.problems, ...elsewhere.problems]).toEqual([]);
  }, 60_000);
});

describe('the page of a facility', () => {
  it('is worked by keys alone, which its help lists', async () => {
    const hospital = await DeskPage.open(browser, system.url, 'facility');
    hospital.page.setDefaultTimeout(15_000);
    const region = system.regions.find(({ regionId }) => regionId === REGION)!;
    const login = region.logins.find(({ role }) => role === 'facility')!;
    await hospital.by('login-email').fill(login.email);
    await hospital.by('login-password').fill(login.password);
    await hospital.page.keyboard.press('Enter');
    await hospital.by('facility-form').waitFor();
    const { keyboard } = hospital.page;
    await keyboard.press('Shift+?');
    await hospital.by('facility-help').locator('kbd').filter({ hasText: 'Ctrl+Enter' }).waitFor();
    await hospital.shoot('keys');
    await keyboard.press('Escape');
    await hospital.by('facility-help').locator('h2').waitFor({ state: 'detached' });
    await keyboard.press('l');
    for (let step = 0; step < 4; step += 1) await keyboard.press('ArrowRight');
    await keyboard.press('Space');
    await keyboard.press('b');
    // A letter among figures is not a key: the field keeps the focus.
    await keyboard.type('l3');
    await keyboard.press('Control+Enter');
    await hospital.by('facility-said').waitFor();
    expect(await hospital.by('load-90').getAttribute('aria-pressed')).toBe('true');
    expect(await hospital.page.locator('[data-part=beds] input').inputValue()).toBe('3');
    expect(hospital.problems).toEqual([]);
    await hospital.page.context().close();
  }, 60_000);
});
