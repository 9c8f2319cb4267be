import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '#testing';
import type { Browser } from 'playwright-core';
import { DeskPage } from './desk-page.ts';
import { launchBrowser, type RunningSystem, startSystem } from './system-fixture.ts';

const isFull = process.env['AKUT_TEST_FULL'] === '1';
const THEMES = ['dark', 'light'] as const;
const LANGUAGES = ['bg', 'en', 'cs', 'sv'] as const;
const ROLES = ['nobody', 'dispatcher', 'supervisor', 'admin', 'facility'] as const;
type Theme = (typeof THEMES)[number];
type Role = (typeof ROLES)[number];

interface View {
  readonly name: string;
  /** In which themes the short run looks at it; the full run looks at all of them in all languages. */
  readonly inShort: readonly Theme[];
  readonly show: (desk: DeskPage) => Promise<unknown>;
  readonly leave?: (desk: DeskPage) => Promise<unknown>;
}

const escape = (desk: DeskPage): Promise<void> => desk.page.keyboard.press('Escape');

const office = (section: string, inShort: readonly Theme[] = []): View => ({
  name: section,
  inShort,
  show: async ({ page }) => {
    await page.evaluate(`location.hash = '${section}'`);
    await page.locator(`[data-testid="nav-${section}"][aria-current]`).waitFor();
    await page.locator('.office-section').waitFor();
    // Until nothing says any more that it is being read.
    await page.getByTestId('office-waiting').waitFor({ state: 'detached' });
    await page.waitForTimeout(400);
  },
});

const DISPATCHER_VIEWS: readonly View[] = [
  {
    name: 'desk',
    inShort: ['dark'],
    show: async (desk) => {
      await desk.by('incident-row').first().click();
      await desk.by('candidate').first().waitFor();
      await desk.page.locator('[data-testid=map][data-state=ready]').waitFor();
    },
  },
  {
    name: 'incident in print',
    inShort: ['dark'],
    show: async (desk) => {
      await desk.page.keyboard.press('F9');
      await desk.page.locator('.timeline-entry').first().waitFor();
      await desk.page.evaluate(`document.documentElement.dataset.print = 'incident'`);
      await desk.page.emulateMedia({ media: 'print' });
    },
    leave: async (desk) => {
      await desk.page.emulateMedia({ media: 'screen' });
      await desk.page.evaluate(`delete document.documentElement.dataset.print`);
      await desk.page.keyboard.press('F9');
    },
  },
  {
    name: 'new incident',
    inShort: ['dark'],
    show: async (desk) => {
      await desk.page.keyboard.press('F2');
      await desk.by('incident-form').waitFor();
      await desk.by('category-select').selectOption('chestPain');
    },
    leave: async (desk) => {
      await escape(desk);
      await escape(desk);
    },
  },
  {
    name: 'messages',
    inShort: ['light'],
    show: async (desk) => {
      await desk.page.keyboard.press('Alt+b');
      await desk.by('messages-panel').waitFor();
    },
    leave: (desk) => desk.page.keyboard.press('Alt+b'),
  },
  {
    name: 'help',
    inShort: ['light'],
    show: async (desk) => {
      await desk.page.keyboard.press('F1');
      await desk.by('help').locator('h2').waitFor();
    },
    leave: escape,
  },
  {
    name: 'hazards',
    inShort: [],
    show: async (desk) => {
      await desk.by('user-menu').click();
      await desk.by('show-hazards').click();
      await desk.by('hazard-dialog').locator('h2').waitFor();
      await desk.page.waitForTimeout(400);
    },
    leave: (desk) => desk.by('hazard-close').click(),
  },
  {
    name: 'history',
    inShort: ['light'],
    show: async (desk) => {
      await desk.by('history-open').click();
      await desk.page.locator('[data-testid=history-bar][data-state=ready]').waitFor();
    },
  },
];

/** Views by the role of who sees them. */
const VIEWS: Readonly<Record<Role, readonly View[]>> = {
  nobody: [{ name: 'login', inShort: ['dark'], show: (desk) => desk.by('login-submit').waitFor() }],
  dispatcher: DISPATCHER_VIEWS,
  supervisor: [
    {
      name: 'supervisor',
      inShort: ['dark'],
      show: async (desk) => {
        await desk.by('supervisor-open').click();
        await desk.by('supervisor').waitFor();
        await desk.page.locator('.sup-figures, .sup-live').first().waitFor();
        await desk.page.waitForTimeout(800);
      },
    },
  ],
  admin: [
    office('account', ['light']),
    office('admin/users'),
    office('admin/units'),
    office('admin/shifts'),
    office('admin/stations'),
    office('admin/posts'),
    office('admin/facilities'),
    office('admin/devices'),
    office('admin/region'),
    office('admin/plan'),
    office('admin/destinations', ['light']),
    office('admin/standards'),
    office('admin/triage'),
    {
      name: 'a record beside its list',
      inShort: ['light'],
      show: async (desk) => {
        await office('admin/units').show(desk);
        await desk.by('office-row').first().click();
        await desk.by('office-form').waitFor();
      },
    },
  ],
  facility: [
    {
      name: 'facility',
      inShort: ['dark'],
      show: async (desk) => {
        await desk.by('facility-page').waitFor();
        await desk.by('facility-form').waitFor();
      },
    },
    {
      name: 'keys of the facility',
      inShort: [],
      show: async (desk) => {
        await desk.page.keyboard.press('F1');
        await desk.by('facility-help').locator('h2').waitFor();
      },
    },
  ],
};

/** The short run takes each theme in one language, of another script than the other's. */
const SHORT_LANGUAGE: Readonly<Record<Theme, (typeof LANGUAGES)[number]>> = { dark: 'bg', light: 'en' };
const CASES = THEMES.flatMap((theme) =>
  (isFull ? LANGUAGES : [SHORT_LANGUAGE[theme]]).flatMap((language) =>
    ROLES.map((role) => ({
      theme,
      language,
      role,
      views: VIEWS[role].filter(({ inShort }) => isFull || inShort.includes(theme)),
    })),
  ),
).filter(({ views }) => views.length > 0);
type Case = (typeof CASES)[number];

let database: TestDatabase;
let system: RunningSystem;
let browser: Browser;

beforeAll(async () => {
  database = await createTestDatabase('montevideo');
  system = await startSystem(database, ['montevideo']);
  browser = await launchBrowser();
  const desk = await DeskPage.open(browser, system.url, 'axe');
  await desk.signIn(system.regions[0]!);
  await desk.createIncident('Avenida Italia 2930');
  await desk.by('dispatch-1').click();
  await desk.by('assignment').first().waitFor();
  await desk.createIncident('Colonia 1324');
  await desk.page.context().close();
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await system?.stop();
  await database?.drop();
}, 60_000);

async function open({ theme, language, role }: Case): Promise<DeskPage> {
  const desk = await DeskPage.open(browser, system.url, `axe-${theme}-${language}`);
  desk.page.setDefaultTimeout(30_000);
  await desk.page.evaluate(
    `localStorage.setItem('akut.locale', '${language}'); localStorage.setItem('akut.theme', '${theme}')`,
  );
  await desk.page.reload();
  const login = system.regions[0]!.logins.find((one) => one.role === role);
  if (!login) return desk;
  await desk.by('login-email').fill(login.email);
  await desk.by('login-password').fill(login.password);
  await desk.by('login-submit').click();
  if (role !== 'facility')
    await desk.page.locator('[data-testid=connection][data-state=live]').waitFor({ state: 'attached' });
  return desk;
}

/** What the rules of accessibility say against the view as it stands. */
async function findViolations({ page }: DeskPage): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations.map(({ id, nodes }) => {
    const [first] = nodes;
    return `${id} (${nodes.length}): ${first?.target.join(' ')} ${first?.failureSummary ?? ''}`;
  });
}

describe('the rules of accessibility', () => {
  it.each(CASES)(
    'hold for what $role sees in the $theme theme, $language',
    async (one) => {
      const desk = await open(one);
      const found: Record<string, readonly string[]> = {};
      for (const { name, show, leave } of one.views) {
        await show(desk);
        const violations = await findViolations(desk);
        if (violations.length > 0) {
          found[name] = violations;
          await desk.shoot(name.replaceAll(/\W+/g, '-'));
        }
        await leave?.(desk);
      }
      expect(found).toEqual({});
      expect(await desk.page.evaluate('document.documentElement.lang')).toBe(one.language);
      expect(await desk.page.evaluate('document.documentElement.dataset.theme')).toBe(one.theme);
      await desk.page.context().close();
    },
    isFull ? 600_000 : 90_000,
  );
});
