import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ResponsePlanView, StandardsView, TriageTreeView } from '#contracts';
import { evaluateTriage, INCIDENT_CATEGORIES, POLICY_COUNTRIES } from '#domain';
import { createPool, inCommandTransaction } from '#persistence';
import { type CommandPorts, savePlan } from '#use-cases';
import { v7 as uuidv7 } from 'uuid';
import { type Answer, type ApiClient, type ApiFixture, startApi } from './api-fixture.ts';

let api: ApiFixture;
let supervisor: ApiClient;
let dispatcher: ApiClient;

beforeAll(async () => {
  api = await startApi();
  supervisor = await api.signIn('supervisor');
  dispatcher = await api.signIn('dispatcher');
}, 120_000);

afterAll(async () => {
  await api.close();
});

const put = (client: ApiClient, path: string, body: object, headers?: Record<string, string>) =>
  client.request('PUT', path, { commandId: uuidv7(), ...body }, headers);
const getPlan = async (client = dispatcher): Promise<ResponsePlanView> =>
  (await client.get('/api/v1/response-plan')).body;
const errorsOf = ({ body }: Answer): [string, string][] =>
  body.errors.map((one: { path: string; message: string }) => [one.path, one.message]);

describe('the response plan', () => {
  it('is the preset until one is saved, and acts on the very next recommendation', async () => {
    const { plan, ...head } = await getPlan();
    expect(head).toMatchObject({ version: 0, presetCountry: 'gb-eng', createdByName: null });
    const location = { lon: -56.18, lat: -34.9 };
    const incident = await dispatcher.command('/api/v1/incidents', {
      location,
      category: 'fall',
      priority: 2,
    });
    const recommend = () => dispatcher.get(`/api/v1/incidents/${incident.body.id}/recommendation`);
    expect(JSON.stringify((await recommend()).body.plan)).not.toContain('observer');

    const entries = plan.entries.map((entry) => ({
      ...entry,
      slots: [...entry.slots, { slot: 'observer', capabilities: ['physician'], count: 1 }],
    }));
    const saved = await put(supervisor, '/api/v1/response-plan', {
      expectedVersion: 0,
      note: 'an observer rides along',
      plan: { ...plan, entries },
    });
    expect(saved).toMatchObject({ status: 200, body: { version: 1, createdByName: 'K. Lindqvist' } });
    const after = await recommend();
    expect(after.status).toBe(200);
    expect(JSON.stringify(after.body.plan)).toContain('observer');
    expect((await getPlan()).plan.entries).toEqual(entries);
  });

  it('shows its versions to those who may read them', async () => {
    const listed = await dispatcher.get('/api/v1/response-plan/versions');
    expect(listed.body.versions.map(({ version }: { version: number }) => version)).toEqual([1, 0]);
    const analyst = await api.signIn('analyst');
    const preset = await analyst.get('/api/v1/response-plan/versions/0');
    expect(preset.body).toMatchObject({ version: 0, presetCountry: 'gb-eng' });
    expect((await analyst.get('/api/v1/response-plan/versions/99')).status).toBe(404);
    const { client: crew } = await api.signInCrew(0);
    expect((await crew.get('/api/v1/response-plan')).status).toBe(403);
    expect((await dispatcher.get('/api/v1/response-plan?regionId=atlantis')).status).toBe(404);
  });

  it('is changed by supervisors only, and only from its newest version', async () => {
    const { plan, version } = await getPlan();
    const body = { expectedVersion: version, plan };
    expect((await put(dispatcher, '/api/v1/response-plan', body)).status).toBe(403);
    const late = await put(supervisor, '/api/v1/response-plan', { ...body, expectedVersion: 0 });
    expect(late).toMatchObject({ status: 409, body: { reason: 'versionOutdated', details: { version: 1 } } });
    expect((await getPlan()).version).toBe(1);
  });
});

describe('a plan saved by another process', () => {
  it('is in force here within a second', async () => {
    const pool = createPool(api.database.appUrl, { max: 2 });
    const { rows } = await pool.query<{ id: string }>(
      `select user_id as id from user_role where role = 'supervisor' and region_id = 'montevideo'`,
    );
    const roles = [{ regionId: 'montevideo', role: 'supervisor' as const }];
    const actor = { kind: 'user' as const, id: rows[0]!.id, displayName: 'Elsewhere', roles };
    const ports: CommandPorts = {
      clock: { now: () => new Date() },
      ids: { newId: uuidv7 },
      inTransaction: (work) => inCommandTransaction(pool, work),
      hashBody: () => '00',
      committed: () => void pool.query(`select pg_notify('journal', 'montevideo')`),
    };
    const location = { lon: -56.18, lat: -34.9 };
    const incident = await dispatcher.command('/api/v1/incidents', {
      location,
      category: 'fall',
      priority: 2,
    });
    const recommend = async (): Promise<string> => {
      const { body } = await dispatcher.get(`/api/v1/incidents/${incident.body.id}/recommendation`);
      return JSON.stringify(body.plan);
    };
    expect(await recommend()).not.toContain('stretcher');
    const { plan, version } = await getPlan();
    const entries = plan.entries.map((entry) => ({
      ...entry,
      slots: [{ slot: 'stretcher', capabilities: [], count: 1 }],
    }));
    const change = { commandId: uuidv7(), expectedVersion: version, note: '', plan: { ...plan, entries } };
    expect(await savePlan(ports, actor, { ...change, regionId: 'montevideo' })).toMatchObject({ ok: true });
    const savedAt = performance.now();
    while (!(await recommend()).includes('stretcher') && performance.now() - savedAt < 5000)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(performance.now() - savedAt).toBeLessThan(1000);
    await pool.end();
  });
});

describe('what is wrong with a plan is said in the language asked for, and nothing is saved', () => {
  const wrong = {
    entries: [
      {
        categories: [],
        priorities: [1, 2, 3],
        slots: [{ slot: 'first', capabilities: ['teleport'], count: 1 }],
        travelLimitSeconds: 0,
        joinWithinSeconds: 0,
      },
    ],
    needSlots: [],
    neighbours: [{ regionId: 'atlantis', priorities: [1] }],
  };

  it.each([
    ['en', '“teleport” is not known here; choose one from the list', '0 is not possible; give more than 0'],
    ['bg', '„teleport“ не е познато тук; изберете от списъка', '0 не е възможно; посочете повече от 0'],
    ['cs', '„teleport“ tu není známo; vyberte ze seznamu', '0 není možné; uveďte více než 0'],
    ['sv', '”teleport” är okänt här; välj ur listan', '0 är inte möjligt; ange mer än 0'],
  ])('%s', async (language, unknown, zero) => {
    const before = await getPlan();
    const headers = { 'accept-language': language };
    const body = { expectedVersion: before.version, plan: wrong };
    const refused = await put(supervisor, '/api/v1/response-plan', body, headers);
    expect(refused).toMatchObject({ status: 400, body: { reason: 'invalidInput' } });
    const errors = errorsOf(refused);
    expect(errors.map(([path]) => path)).toEqual([
      'plan.entries.0.slots.0.capabilities.0',
      'plan.entries.0.travelLimitSeconds',
      'plan.entries',
      'plan.neighbours.0.regionId',
    ]);
    expect(errors.slice(0, 2).map(([, message]) => message)).toEqual([unknown, zero]);
    expect(errors[3]![1]).toMatch(/atlantis/);
    const checked = await supervisor.post('/api/v1/response-plan/check', { plan: wrong }, headers);
    expect(errorsOf(checked)).toEqual(errors);
    expect(await getPlan()).toEqual(before);
  });

  it.each([
    ['an empty plan', { entries: [], needSlots: [], neighbours: [] }, 'plan.entries'],
    ['no plan at all', undefined, 'plan'],
    ['text for a number', { ...wrong, entries: [{ ...wrong.entries[0], travelLimitSeconds: '60' }] }, 'plan'],
    ['a NUL in a name', { ...wrong, neighbours: [{ regionId: 'a\u0000b', priorities: [1] }] }, 'plan'],
    ['1,000 entries', { ...wrong, entries: Array(1000).fill(wrong.entries[0]) }, 'plan.entries'],
  ])('%s', async (_what, plan, path) => {
    const refused = await put(supervisor, '/api/v1/response-plan', { expectedVersion: 2, plan });
    expect(refused).toMatchObject({ status: 400, body: { reason: 'invalidInput' } });
    expect(errorsOf(refused)[0]![0]).toMatch(new RegExp(`^${path}`));
    expect((await getPlan()).version).toBe(2);
  });
});

describe('standards', () => {
  it('are read, saved and refused like the plan', async () => {
    const standards: StandardsView = (await dispatcher.get('/api/v1/standards')).body;
    expect(standards).toMatchObject({ version: 0, presetCountry: 'gb-eng' });
    const [first, ...rest] = standards.standards;
    const change = (limitSeconds: number) => ({
      expectedVersion: 0,
      standards: [{ ...first, limitSeconds }, ...rest],
    });
    const refused = await put(supervisor, '/api/v1/standards', change(0), { 'accept-language': 'sv' });
    expect(errorsOf(refused)).toEqual([['standards.0.limitSeconds', '0 är inte möjligt; ange mer än 0']]);
    expect((await supervisor.post('/api/v1/standards/check', change(300))).body).toEqual({ isValid: true });
    expect((await put(supervisor, '/api/v1/standards', change(300))).body).toMatchObject({ version: 1 });
    const after: StandardsView = (await dispatcher.get('/api/v1/standards')).body;
    expect(after).toMatchObject({ version: 1, standards: change(300).standards });
    const old = await dispatcher.get('/api/v1/standards/versions/0');
    expect(old.body.standards).toEqual(standards.standards);
  });
});

describe('triage', () => {
  const listTrees = async (): Promise<TriageTreeView[]> =>
    (await dispatcher.get('/api/v1/triage-trees')).body.trees;
  const location = { lon: -56.18, lat: -34.9 };

  it('is walked by the desk with the trees of the api, and decided the same by the api', async () => {
    const trees = await listTrees();
    expect(trees.map(({ category }) => category)).toEqual([...INCIDENT_CATEGORIES]);
    const { tree, category, version } = trees.find((one) => one.category === 'stroke')!;
    const answers = [
      { question: 'isAwake', answer: 'yes' },
      { question: 'hasFaceArmOrSpeechSign', answer: 'yes' },
      { question: 'beganWithinADay', answer: 'yes' },
    ];
    const walked = evaluateTriage({ category, version, ...tree }, answers);
    if (!walked.ok || walked.next.kind !== 'decided') throw new Error(JSON.stringify(walked));
    const created = await dispatcher.command('/api/v1/incidents', {
      location,
      category: 'other',
      priority: 4,
      triage: { treeCategory: category, treeVersion: version, answers },
    });
    const { priority } = walked.next.result;
    expect(created).toMatchObject({ status: 201, body: { category: 'stroke', priority } });
    const path = `/api/v1/incidents/${created.body.id}/triage`;
    const again = await dispatcher.command(path, {
      triage: {
        treeCategory: category,
        treeVersion: version,
        answers,
        override: { priority: 2, reason: 'x' },
      },
    });
    expect(again).toMatchObject({ status: 200, body: { priority: 2, triage: { version: 2 } } });
    const records = (await dispatcher.get(path)).body.records;
    expect(records).toMatchObject([
      { version: 2, override: { reason: 'x' } },
      { version: 1, answers },
    ]);
    const analyst = await api.signIn('analyst');
    expect((await analyst.get(path)).status).toBe(403);
    expect((await dispatcher.get(`/api/v1/incidents/${uuidv7()}/triage`)).status).toBe(404);
  });

  it.each([
    ['en', 'A question is still open; answer it'],
    ['bg', 'Остава въпрос без отговор'],
    ['cs', 'Jedna otázka zůstává bez odpovědi'],
    ['sv', 'En fråga är obesvarad'],
  ])('says in %s what to do about an open question', async (language, start) => {
    const body = {
      commandId: uuidv7(),
      location,
      category: 'fall',
      priority: 2,
      triage: { treeCategory: 'fall', treeVersion: 0, answers: [] },
    };
    const refused = await dispatcher.post('/api/v1/incidents', body, { 'accept-language': language });
    expect(refused).toMatchObject({ status: 422, body: { reason: 'triageUnfinished' } });
    expect(refused.body.title.startsWith(start)).toBe(true);
    expect(refused.body.details).toEqual({ question: 'isAwake' });
  });

  it("takes questions of a region's own, when they end and have words", async () => {
    const isOnIce = (next: object) => ({
      question: 'isOnIce',
      answers: [{ answer: 'yes', needs: [], step: next }],
    });
    const save = (tree: object) =>
      put(supervisor, '/api/v1/triage-trees/fall', { expectedVersion: 0, tree }, { 'accept-language': 'cs' });
    const endless = await save({ questions: [isOnIce({ kind: 'ask', question: 'isOnIce' })] });
    expect(errorsOf(endless)[0]).toEqual([
      'tree.questions.0',
      'otázka „isOnIce“ vede zpět sama k sobě; nechte některou odpověď cestou skončit',
    ]);
    const questions = [isOnIce({ kind: 'end', priority: 2 })];
    expect(errorsOf(await save({ questions })).map(([path]) => path)).toEqual(['tree.texts']);
    const words = { isOnIce: 'On ice?' };
    const texts = { en: words, bg: words, cs: words, sv: words };
    expect((await save({ questions, texts })).body).toMatchObject({ version: 1 });
    const fall = (await listTrees()).find(({ category }) => category === 'fall')!;
    expect(fall).toMatchObject({ version: 1, tree: { questions, texts } });
    expect((await dispatcher.get('/api/v1/triage-trees/fall/versions')).body.versions).toHaveLength(2);
    expect((await dispatcher.get('/api/v1/triage-trees/fall/versions/0')).body.version).toBe(0);
    expect((await dispatcher.get('/api/v1/triage-trees/gossip/versions')).status).toBe(400);
  });
});

describe('presets', () => {
  it('can each be saved as they are', async () => {
    const { countries, trees } = (await supervisor.get('/api/v1/policy-presets')).body;
    expect(countries.map(({ country }: { country: string }) => country)).toEqual([...POLICY_COUNTRIES]);
    for (const { plan, standards } of countries) {
      expect((await supervisor.post('/api/v1/response-plan/check', { plan })).body).toEqual({
        isValid: true,
      });
      expect((await supervisor.post('/api/v1/standards/check', { standards })).body).toEqual({
        isValid: true,
      });
    }
    for (const { category, tree } of trees) {
      const checked = await supervisor.post(`/api/v1/triage-trees/${category}/check`, { tree });
      expect([category, checked.body]).toEqual([category, { isValid: true }]);
    }
  });
});
