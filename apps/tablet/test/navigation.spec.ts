import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { signal } from '@preact/signals';
import { type TabletRoute, type TabletRun, type TabletRunAnswer } from '#contracts';
import { locale, LOCALES, pluralCategories, argumentNames } from '#ui';
import { drivenDistance, roundForDriver, spokenDistance } from '../src/navigation/distances.ts';
import type { KeptRun } from '../src/navigation/kept-run.ts';
import { createRunStore } from '../src/navigation/kept-run.ts';
import { describePanel } from '../src/navigation/panel-view.ts';
import {
  type Asked,
  type FreeTarget,
  type NavigationFix,
  RouteGuide,
} from '../src/navigation/route-guide.ts';
import { bg } from '../src/navigation/texts/bg.ts';
import { cs } from '../src/navigation/texts/cs.ts';
import { en } from '../src/navigation/texts/en.ts';
import { sv } from '../src/navigation/texts/sv.ts';
import { asClause } from '../src/navigation/wording.ts';

const METERS = 1 / 111_195.08;
const at = (east: number, north: number): [number, number] => [east * METERS, north * METERS];

/** 500 m north, then right and 500 m east, at 10 m/s. */
const route = (more: Partial<TabletRoute> = {}): TabletRoute => ({
  travelSeconds: 100,
  distanceMeters: 1000,
  coordinates: [at(0, 0), at(0, 500), at(500, 500)],
  elapsedSeconds: [0, 50, 100],
  language: 'en',
  wording: 'spoken',
  maneuvers: (['depart', 'right', 'arrive'] as const).map((kind, i) => ({
    kind,
    instruction: ['Drive north on A.', 'Turn right onto Ejido.', 'You have arrived.'][i]!,
    alert: [null, 'Turn right onto Ejido.', 'You will arrive.'][i]!,
    verbal: ['Drive north on A.', 'Turn right onto Ejido.', 'You have arrived.'][i]!,
    tellsNext: false,
    streetNames: [['A'], ['Ejido'], []][i]!,
    beginIndex: i,
    endIndex: Math.min(2, i + 1),
    distanceMeters: 500,
    seconds: 50,
    roundaboutExit: null,
  })),
  ...more,
});
const run = (more: Partial<TabletRun> = {}): TabletRun => ({
  assignmentId: 'a1',
  incidentId: 'i1',
  unitId: 'u1',
  leg: 'toIncident',
  to: at(500, 500),
  state: 'onTheWay',
  reason: 'assigned',
  travelSeconds: 100,
  distanceMeters: 1000,
  arrivesAt: '2026-01-01T12:10:00.000Z',
  asOf: '2026-01-01T12:00:00.000Z',
  routeNumber: 1,
  route: route(),
  closures: [],
  ...more,
});
const closure = (id: string): TabletRun['closures'][number] => ({
  id,
  kind: 'closed',
  emergencyMayPass: false,
  reason: 'Fire',
  endsAt: null,
  coordinates: [[at(0, 300), at(0, 350)]],
});

function setUp(first: TabletRun | null | 'noNetwork' = run(), stored?: KeptRun) {
  const world = {
    now: Date.parse('2026-01-01T12:00:00.000Z'),
    answer: (first === 'noNetwork'
      ? { kind: 'notConfirmed' }
      : { kind: 'ok', value: { serverAt: '', run: first }, etag: 'W/"1"' }) as Asked<TabletRunAnswer>,
    runsAsked: [] as (string | undefined)[],
    routesAsked: [] as object[],
    said: [] as string[],
    stored,
  };
  const parts = {
    askRun: async (_language: string, etag: string | undefined) => {
      world.runsAsked.push(etag);
      return world.answer;
    },
    askRoute: async (asked: object) => {
      world.routesAsked.push(asked);
      const detour = route({
        coordinates: [at(200, 200), at(500, 500)],
        distanceMeters: 424,
        elapsedSeconds: [0, 40],
      });
      const maneuvers = detour.maneuvers
        .slice(0, 2)
        .map((one, i) => ({ ...one, beginIndex: i, endIndex: 1 }));
      const value = {
        serverAt: '',
        route: { ...detour, maneuvers },
        closures: [closure('c1'), closure('c2')],
      };
      return { kind: 'ok' as const, value, etag: null };
    },
    fix: signal<NavigationFix | undefined>(undefined),
    isOnline: signal(first !== 'noNetwork'),
    runChanges: signal(0),
    target: signal<FreeTarget | undefined>(undefined),
    assignmentId: signal<string | undefined>(undefined),
    language: locale,
    isMuted: signal(false),
    store: createRunStore({
      read: async () => world.stored,
      write: async (kept) => void (world.stored = kept),
    }),
    speaker: {
      voicesVersion: signal(0),
      findVoice: () => undefined,
      say: (text: string) => void world.said.push(text),
      stop: () => undefined,
    },
    now: () => world.now,
  };
  const guide = new RouteGuide(parts);
  const drive = (east: number, north: number, seconds = 1): void => {
    world.now += seconds * 1000;
    const [lon, lat] = at(east, north);
    parts.fix.value = { atMs: world.now, lon, lat, speedKmh: 36, headingDegrees: null, accuracyMeters: 8 };
  };
  const panel = () => describePanel(guide, world.now, { timeZone: 'UTC', targetName: 'Colonia 1324' });
  return { guide, parts, world, drive, panel };
}
const settle = async (): Promise<void> => {
  for (let i = 0; i < 20; i++) await Promise.resolve();
};

beforeEach(() => {
  jest.useFakeTimers();
  locale.value = 'en';
});
afterEach(() => {
  jest.useRealTimers();
});

describe('guiding', () => {
  it('shows the next thing to do, and moves arrival and distance by its own progress', async () => {
    const { guide, drive, panel } = setUp();
    await guide.start();
    await settle();
    expect(panel()).toMatchObject({
      title: '500 m · turn right onto Ejido',
      facts: ['arrival 12:10', '1.0 km'],
    });
    drive(0, 380);
    expect(panel()).toMatchObject({
      title: '120 m · turn right onto Ejido',
      facts: ['arrival 12:01', '600 m'],
    });
    drive(300, 500, 40);
    expect(panel().title).toBe('200 m · Colonia 1324');
    drive(499, 500, 20);
    expect(panel()).toMatchObject({ title: 'You are there', arrow: { kind: 'arrive' } });
    guide.stop();
  });

  it('says each thing once, in words with the distance, and nothing while muted', async () => {
    const { guide, drive, parts, world } = setUp();
    await guide.start();
    await settle();
    for (let north = 0; north <= 500; north += 10) drive(2, north);
    expect(world.said).toEqual([
      'Drive north on A.',
      'In 400 metres, turn right onto Ejido',
      'In 100 metres, turn right onto Ejido',
      'Turn right onto Ejido.',
    ]);
    parts.isMuted.value = true;
    for (let east = 0; east <= 500; east += 10) drive(east, 500);
    expect(world.said).toHaveLength(4);
    guide.stop();
  });

  it('knows the closures near the run and near the way around, each once', async () => {
    const { guide, drive } = setUp(run({ closures: [closure('c1')] }));
    await guide.start();
    await settle();
    expect(guide.closures.value.map(({ id }) => id)).toEqual(['c1']);
    drive(0, 100);
    for (let i = 0; i <= 10; i++) drive(200, 200);
    await settle();
    expect(guide.aside.value).toBeDefined();
    expect(guide.closures.value.map(({ id }) => id)).toEqual(['c1', 'c2']);
    guide.stop();
  });

  it('asks for a way from here at once when it is off course, and takes it', async () => {
    const { guide, drive, world, panel } = setUp();
    await guide.start();
    await settle();
    drive(0, 100);
    for (let i = 0; i <= 10; i++) drive(200, 200);
    expect(panel()).toMatchObject({ tone: 'attention', title: 'Off the route' });
    await settle();
    expect(world.routesAsked).toMatchObject([{ to: at(500, 500), profile: 'emergency' }]);
    expect(world.said).toContain('You have left the route');
    expect(panel()).toMatchObject({ tone: 'calm', facts: [expect.stringContaining('arrival'), '400 m'] });
    guide.stop();
  });

  it('stays with the last route without a network: says its age, and points the way back', async () => {
    const keptAt = Date.parse('2026-01-01T11:52:00.000Z');
    const { guide, drive, world, panel } = setUp('noNetwork', {
      run: run(),
      etag: null,
      receivedAtMs: keptAt,
    });
    await guide.start();
    await settle();
    drive(0, 380);
    expect(panel().facts).toContain('route kept on this tablet, 8 min old');
    for (let i = 0; i <= 10; i++) drive(300, 400);
    expect(panel()).toMatchObject({
      tone: 'attention',
      facts: ['100 m north, back to the route', 'route kept on this tablet, 8 min old'],
    });
    expect(world.runsAsked).toEqual([]);
    expect(world.routesAsked).toEqual([]);
    guide.stop();
  });

  it('asks with its ETag, keeps what still holds, and tells of a way around a closure', async () => {
    const { guide, parts, world } = setUp();
    await guide.start();
    await settle();
    expect(world.runsAsked).toEqual([undefined]);
    world.answer = { kind: 'notChanged' };
    world.now += 60_000;
    parts.runChanges.value++;
    await settle();
    expect(world.runsAsked).toEqual([undefined, 'W/"1"']);
    expect(world.stored?.receivedAtMs).toBe(world.now);
    const around = run({ routeNumber: 2, reason: 'closure' });
    world.answer = { kind: 'ok', value: { serverAt: '', run: around }, etag: 'W/"2"' };
    parts.runChanges.value++;
    await settle();
    expect(guide.news.value).toBe('closure');
    jest.advanceTimersByTime(15_000);
    expect(guide.news.value).toBeUndefined();
    locale.value = 'sv';
    await settle();
    // What is kept is in another language: no ETag fits.
    expect(world.runsAsked.at(-1)).toBeUndefined();
    guide.stop();
  });

  it('forgets the route when the unit is not on its way any more, and shows none of another assignment', async () => {
    const { guide, parts, world, panel } = setUp();
    await guide.start();
    await settle();
    parts.assignmentId.value = 'another';
    expect(guide.route.value).toBeUndefined();
    parts.assignmentId.value = 'a1';
    expect(guide.route.value).toBeDefined();
    world.answer = { kind: 'ok', value: { serverAt: '', run: null }, etag: null };
    parts.runChanges.value++;
    await settle();
    expect(world.stored).toBeUndefined();
    expect(panel().title).toBe('No route: this unit is not on its way');
    guide.stop();
  });

  it('goes on where it was when another screen takes it over', async () => {
    const { guide, drive, world } = setUp();
    await guide.start();
    await settle();
    for (let north = 0; north <= 200; north += 10) drive(0, north);
    const said = [...world.said];
    guide.stop();
    await guide.start();
    await settle();
    expect(world.said).toEqual(said);
    expect(guide.metersDriven.value).toBeCloseTo(200, 0);
    guide.stop();
  });
});

describe('words', () => {
  it('rounds as drivers read', () => {
    expect([7, 123, 318, 960, 1249, 9940, 12_400].map(roundForDriver)).toEqual([
      10, 120, 300, 950, 1200, 9900, 12_000,
    ]);
    expect(drivenDistance(1630, 'sv')).toBe('1,6 km');
    expect(drivenDistance(980, 'en')).toBe('1.0 km');
  });

  it.each([
    ['en', '300 metres', '1 kilometre', '1.5 kilometres'],
    ['bg', '300 метра', '1 километър', '1,5 километра'],
    ['cs', '300 metrů', '1 kilometr', '1,5 kilometru'],
    ['sv', '300 meter', '1 kilometer', '1,5 kilometer'],
  ] as const)('says distances in %s', (language, ...spoken) => {
    locale.value = language;
    expect([310, 1100, 1400].map(spokenDistance)).toEqual(spoken);
  });

  it('puts a sentence behind a distance, and lets names be', () => {
    expect(asClause('Turn right onto Ejido.', ['Ejido'])).toBe('turn right onto Ejido');
    expect(asClause('Ejido becomes Colonia.', ['Colonia', 'Ejido'])).toBe('Ejido becomes Colonia');
  });

  it('has every text in four languages, with the same values and all plurals', () => {
    const catalogues = { en, bg, cs, sv };
    for (const language of LOCALES) {
      const catalogue: Readonly<Record<string, string>> = catalogues[language];
      expect(Object.keys(catalogue).sort()).toEqual(Object.keys(en).sort());
      const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
      for (const [key, text] of Object.entries(catalogue)) {
        expect(text.trim()).not.toBe('');
        expect([key, argumentNames(text)]).toEqual([key, argumentNames(en[key as keyof typeof en])]);
        for (const given of pluralCategories(text).values()) {
          expect([key, [...given].sort()]).toEqual([key, [...needed].sort()]);
        }
      }
    }
  });
});
