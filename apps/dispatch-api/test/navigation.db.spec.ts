import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LANGUAGES, type Language, tabletRouteAnswer, type TabletRun, tabletRunAnswer } from '#contracts';
import { findPreset } from '../../../maps/import/presets.ts';
import { prepareSource } from '../../../maps/import/prepare-source.ts';
import { buildServers } from '../../../tools/build.mjs';
import { MOST_RESIDENT_BYTES, type NarratorProcess } from '../src/navigation/narrator-process.ts';
import { TabletNavigation } from '../src/navigation/tablet-navigation.ts';
import { NARRATOR } from '../src/tokens.ts';
import { type ApiClient, type ApiFixture, startApi } from './api-fixture.ts';
import { DEMO_PIN, enrolDemoTablet, type TabletClient } from './tablet-client.ts';

type Place = [number, number];
const CENTRE: Place = [-56.1913, -34.9058];
/** Tiles of Montevideo take 5 s of one core, and a shared machine a multiple. */
const BUILD_SECONDS = 150;
const HOSPITAL: Place = [-56.1526, -34.8915];

let home: string;
let api: ApiFixture;
let desk: ApiClient;
let navigation: TabletNavigation;
let narrator: NarratorProcess;
let tablet: TabletClient;
let unitId: string;

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function waitFor<T>(look: () => Promise<T | undefined>, what: string, seconds = 20): Promise<T> {
  const endsAt = performance.now() + seconds * 1000;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > endsAt) throw new Error(`no sign of ${what}`);
    await pause(50);
  }
}

const readRun = async (language: Language): Promise<TabletRun | null> =>
  (await navigation.readRun(unitId, language)).answer.run;

/** Puts the map's data where an import keeps it, without tiles. */
async function keepSource(): Promise<void> {
  const folder = join(home, 'valhalla', 'montevideo');
  const source = findPreset('montevideo')!.source;
  const file = await prepareSource(source, { folder, extractBaseUrl: '', note: () => undefined });
  await rename(file, join(folder, 'source.osm.pbf'));
}

/** Sends the tablet's unit from the centre to an incident at the hospital. */
async function sendUnit(): Promise<void> {
  const location = { lon: HOSPITAL[0], lat: HOSPITAL[1], addressText: 'here' };
  const opened = await desk.command('/api/v1/incidents', { location, category: 'chestPain', priority: 1 });
  await postFix(CENTRE);
  const sent = await desk.command(`/api/v1/incidents/${opened.body.id}/assignments`, { unitId });
  expect(sent.status).toBe(201);
}

const postFix = ([lon, lat]: Place) =>
  desk.post('/api/v1/positions', { fixes: [{ unitId, at: new Date().toISOString(), lon, lat }] });

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'akut-navigation-'));
  await Promise.all([buildServers(['narrator']), keepSource()]);
  api = await startApi('montevideo', 'montevideo', { AKUT_HOME: home });
  desk = await api.signIn('dispatcher');
  navigation = api.app.get(TabletNavigation, { strict: false });
  narrator = api.app.get<NarratorProcess>(NARRATOR, { strict: false });
  const demo = await enrolDemoTablet(api, 0);
  ({ tablet, unitId } = demo);
  expect((await tablet.signOn(unitId, demo.userId, DEMO_PIN)).status).toBe(200);
  await sendUnit();
  await waitFor(async () => (await readRun('en'))?.route ?? undefined, 'a route');
}, 180_000);

afterAll(async () => {
  await api.close();
  await rm(home, { recursive: true, force: true });
});

const spoken = (language: Language) =>
  waitFor(
    async () => {
      const run = await readRun(language);
      return run?.route?.wording === 'spoken' ? run : undefined;
    },
    `spoken ${language}`,
    BUILD_SECONDS,
  );

describe('the way of a unit', () => {
  it('is told in four languages, with the names of its streets, by tiles made at the first need', async () => {
    const TURN: Record<Language, RegExp> = {
      en: /\b(right|left)\b/,
      bg: /(надясно|наляво|вдясно|вляво)/,
      cs: /(vpravo|vlevo)/,
      sv: /(höger|vänster)/,
    };
    for (const language of LANGUAGES) {
      const run = await spoken(language);
      expect(tabletRunAnswer.shape.run.parse(run)).toEqual(run);
      const { maneuvers, coordinates, elapsedSeconds } = run.route!;
      expect(maneuvers[0]?.kind).toBe('depart');
      expect(maneuvers.at(-1)).toMatchObject({ kind: 'arrive', beginIndex: coordinates.length - 1 });
      expect(elapsedSeconds).toHaveLength(coordinates.length);
      const turns = maneuvers.filter(({ kind }) => kind === 'left' || kind === 'right');
      expect(turns.length).toBeGreaterThan(0);
      for (const turn of turns) expect(turn.instruction).toMatch(TURN[language]);
      const named = turns.filter(({ streetNames }) => streetNames.length > 0);
      expect(named.length).toBeGreaterThan(0);
      for (const { instruction, streetNames } of named) expect(instruction).toContain(streetNames[0]);
      expect(maneuvers.map(({ beginIndex }) => beginIndex)).toEqual(
        maneuvers.map(({ beginIndex }) => beginIndex).sort((a, b) => a - b),
      );
      const meters = maneuvers.reduce((sum, { distanceMeters }) => sum + distanceMeters, 0);
      expect(Math.abs(meters - run.route!.distanceMeters)).toBeLessThan(20 + 0.01 * meters);
      expect(JSON.stringify(maneuvers)).not.toMatch(/<[A-Z_]+>|undefined/);
    }
  }, 200_000);

  it('keeps its ETag while only the clock runs on, and has another one in another language', async () => {
    await spoken('en');
    const [first, second] = [await navigation.readRun(unitId, 'en'), await navigation.readRun(unitId, 'en')];
    expect(second.etag).toBe(first.etag);
    expect((await navigation.readRun(unitId, 'cs')).etag).not.toBe(first.etag);
  });

  it('shows a closure near it', async () => {
    const { coordinates } = (await readRun('en'))!.route!;
    const at = coordinates[Math.floor(coordinates.length / 2)]!;
    const shape = { type: 'point', coordinates: at };
    const closure = await desk.command('/api/v1/closures', {
      shape,
      reason: 'a burst main',
      emergencyMayPass: true,
    });
    expect([200, 201]).toContain(closure.status);
    const run = await waitFor(async () => {
      const found = await readRun('en');
      return found && found.closures.length > 0 ? found : undefined;
    }, 'the closure');
    expect(run.closures).toMatchObject([{ id: closure.body.id, reason: 'a burst main', kind: 'closed' }]);
    await desk.command(`/api/v1/closures/${closure.body.id}/lift`, {});
  });

  it('leads to any place asked for', async () => {
    const answer = await navigation.findRoute({
      regionId: 'montevideo',
      unitId,
      from: undefined,
      to: [-56.16, -34.9],
      profile: 'normal',
      language: 'sv',
    });
    if (!answer.ok) throw new Error(answer.reason);
    expect(tabletRouteAnswer.parse(answer.value)).toEqual(answer.value);
    expect(answer.value.route).toMatchObject({ wording: 'spoken', language: 'sv' });
  });
});

describe('a tablet', () => {
  it('reads its run once, and nothing more until there is something new', async () => {
    await spoken('bg');
    const first = await tablet.get('/tablet/v1/run?language=bg');
    expect(first.status).toBe(200);
    expect(tabletRunAnswer.parse(first.body)).toEqual(first.body);
    expect(first.body.run).toMatchObject({ unitId, leg: 'toIncident', state: 'onTheWay' });
    expect(first.body.run.route.language).toBe('bg');
    const etag = first.headers.get('etag')!;
    expect((await tablet.get('/tablet/v1/run?language=bg', { 'if-none-match': etag })).status).toBe(304);
    expect((await tablet.get('/tablet/v1/run?language=sv', { 'if-none-match': etag })).status).toBe(200);
  });

  it('is led to any place, and told what is wrong with one', async () => {
    const free = await tablet.get('/tablet/v1/route?to=-56.16,-34.9&language=cs');
    expect(free.status).toBe(200);
    expect(tabletRouteAnswer.parse(free.body)).toEqual(free.body);
    expect((await tablet.get('/tablet/v1/route?to=12,99.5')).status).toBe(400);
    expect((await tablet.get('/tablet/v1/route?to=here')).status).toBe(400);
    expect(await tablet.get('/tablet/v1/route?to=16.4,59.3')).toMatchObject({ body: { reason: 'offMap' } });
    expect((await desk.get('/tablet/v1/run')).status).toBe(401);
  });

  it('is told of another way when a closure comes, and when the unit drives elsewhere', async () => {
    const socket = tablet.socket();
    await new Promise((resolve) => socket.once('connect', () => resolve(undefined)));
    const whats: string[] = [];
    socket.on('changed', (what) => void whats.push(what));
    const before = (await readRun('en'))!;
    const { coordinates } = before.route!;
    const middle = coordinates[Math.floor(coordinates.length / 2)]!;
    const shape = { type: 'point', coordinates: middle };
    const closure = await desk.command('/api/v1/closures', { shape, reason: 'a fallen tree' });
    const around = await waitFor(async () => {
      const run = await readRun('en');
      return run && run.routeNumber > before.routeNumber ? run : undefined;
    }, 'a way around');
    expect(around).toMatchObject({ reason: 'closure', state: 'onTheWay' });
    await waitFor(async () => (whats.includes('run') ? true : undefined), 'a word to the tablet');
    await desk.command(`/api/v1/closures/${closure.body.id}/lift`, {});
    await pause(1500);
    whats.length = 0;
    const elsewhere = await waitFor(async () => {
      await postFix([CENTRE[0] - 0.006, CENTRE[1] + 0.004]);
      await pause(300);
      const run = await readRun('en');
      return run?.reason === 'offRoute' ? run : undefined;
    }, 'a way from elsewhere');
    expect(elsewhere.routeNumber).toBeGreaterThan(around.routeNumber);
    await waitFor(async () => (whats.includes('run') ? true : undefined), 'a word of it to the tablet');
    socket.close();
  });
});

describe('the narrator', () => {
  const ask = (language: Language = 'en', to: Place = [-56.13, -34.88]) =>
    navigation.findRoute({
      regionId: 'montevideo',
      unitId,
      from: undefined,
      to,
      profile: 'normal',
      language,
    });
  const wordingOf = async (...question: Parameters<typeof ask>) => {
    const answer = await ask(...question);
    if (!answer.ok) throw new Error(answer.reason);
    return answer.value.route;
  };

  it('is killed in the middle of a question: the api stays up, the answer is plain, the next one is spoken', async () => {
    expect(await wordingOf()).toMatchObject({ wording: 'spoken' });
    const killed = narrator.pid!;
    // A process that is stopped has taken the question and will never answer it.
    process.kill(killed, 'SIGSTOP');
    const asked = wordingOf();
    await pause(200);
    process.kill(killed, 'SIGKILL');
    const plain = await asked;
    expect(plain.wording).toBe('plain');
    expect(plain.maneuvers.at(-1)).toMatchObject({ kind: 'arrive' });
    expect(plain.maneuvers.some(({ instruction }) => /^Turn (left|right) into /.test(instruction))).toBe(
      true,
    );
    expect((await desk.get('/api/v1/runs')).status).toBe(200);
    await waitFor(
      async () => ((await wordingOf()).wording === 'spoken' ? true : undefined),
      'spoken words again',
    );
    expect(narrator.pid).not.toBe(killed);
  });

  it('is killed when it hangs', async () => {
    await waitFor(async () => ((await wordingOf()).wording === 'spoken' ? true : undefined), 'spoken words');
    const hung = narrator.pid!;
    process.kill(hung, 'SIGSTOP');
    const startedAt = performance.now();
    expect((await wordingOf()).wording).toBe('plain');
    expect(performance.now() - startedAt).toBeLessThan(8000);
    await waitFor(async () => (isAlive(hung) ? undefined : true), 'its end');
    await waitFor(
      async () => ((await wordingOf()).wording === 'spoken' ? true : undefined),
      'spoken words again',
    );
  });

  it('holds no more memory after 300 ways than it may', async () => {
    for (let i = 0; i < 300; i++) {
      await wordingOf(LANGUAGES[i % 4], [-56.2 + (i % 20) * 0.004, -34.9 + Math.floor(i / 20) * 0.003]);
    }
    expect(narrator.residentBytes).toBeGreaterThan(0);
    expect(narrator.residentBytes).toBeLessThan(MOST_RESIDENT_BYTES);
    const status = await readFile(`/proc/${narrator.pid}/status`, 'utf8').catch(() => '');
    console.info(`narrator: ${(narrator.residentBytes / 1e6).toFixed(0)} MB`, /VmHWM.*/.exec(status)?.[0]);
  });
});
