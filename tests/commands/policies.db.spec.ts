import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  fieldFaultText,
  LANGUAGES,
  putResponsePlanBody,
  putStandardsBody,
  putTriageTreeBody,
  type PutResponsePlanBody,
} from '#contracts';
import {
  findWaitingLimitSeconds,
  PLAN_PRESETS,
  STANDARD_PRESETS,
  TRIAGE_PRESETS,
  type ResponsePlanContent,
  type TriageQuestion,
} from '#domain';
import { createPolicyStore, verifyJournal } from '#persistence';
import { RegionFixture } from '#testing';
import {
  type Actor,
  createPoliciesInForce,
  listVersions,
  type Outcome,
  planKey,
  savePlan,
  saveStandards,
  saveTriageTree,
  tryPlan,
} from '#use-cases';
import { type CommandFixture, createCommandFixture, newCommandId } from './command-fixture.ts';

const preset = PLAN_PRESETS['gb-eng'];
const ownPlan = (joinWithinSeconds: number): ResponsePlanContent => ({
  ...preset,
  entries: preset.entries.map((entry) => ({ ...entry, joinWithinSeconds })),
});

let fixture: CommandFixture;
let supervisor: Actor;
let otherRegion: RegionFixture;

const planBody = (changes: object = {}): PutResponsePlanBody =>
  putResponsePlanBody.parse({
    commandId: newCommandId(),
    expectedVersion: 0,
    plan: preset,
    ...changes,
  });
const faultsOf = (outcome: Outcome<unknown>): string[] =>
  outcome.ok ? [] : (outcome.faults ?? []).map(({ path, fault }) => `${path} ${fault}`);

/** A supervisor of a region of its own on the map of the first one, with nothing saved yet. */
async function newRegion(id: string): Promise<Actor> {
  await fixture.region.query(
    `insert into region (id, name, map_id, time_zone, currency, languages)
     values ($1, $1, $2, 'Europe/Prague', 'CZK', '{cs}')`,
    [id, fixture.region.mapId],
  );
  await fixture.region.query('insert into journal_head (region_id) values ($1)', [id]);
  return { ...supervisor, roles: [{ regionId: id, role: 'supervisor' }] };
}
const inForce = () => createPoliciesInForce(createPolicyStore(fixture.pool), () => performance.now());

beforeAll(async () => {
  fixture = await createCommandFixture();
  supervisor = fixture.actor(await fixture.region.addUser('K. Lindqvist', 'supervisor'), 'supervisor');
  otherRegion = await RegionFixture.create(fixture.database.ownerUrl, 'elsewhere');
});

afterAll(async () => {
  await otherRegion.close();
  await fixture.close();
});

describe('a region that saved nothing', () => {
  it('goes by the preset of its country, as version 0', async () => {
    await newRegion('prague');
    const policies = inForce();
    expect(await policies.findPlanInForce('prague')).toMatchObject({
      regionId: 'prague',
      version: 0,
      ...PLAN_PRESETS.cz,
    });
    expect(await policies.findStandardsInForce('prague')).toEqual({
      version: 0,
      standards: STANDARD_PRESETS.cz,
    });
    expect(await policies.listTreesInForce('prague')).toEqual(TRIAGE_PRESETS);
    expect(await policies.findPlanInForce('testland')).toMatchObject({ version: 0, ...preset });
  });

  it('goes by the country it was set to', async () => {
    await newRegion('moved');
    await fixture.region.query(`update region set settings = '{"policyCountry": "se"}' where id = 'moved'`);
    expect(await inForce().findPlanInForce('moved')).toMatchObject(PLAN_PRESETS.se);
  });

  it('does not exist where there is none', async () => {
    await expect(inForce().findPlanInForce('atlantis')).rejects.toThrow('atlantis');
  });
});

describe('versions', () => {
  it('follow each other, and older ones stay as they were', async () => {
    const actor = await newRegion('versions');
    const policies = inForce();
    await policies.findPlanInForce('versions');
    const first = await savePlan(fixture.ports, actor, planBody({ plan: ownPlan(7), note: 'winter' }));
    expect(first).toMatchObject({
      ok: true,
      value: { regionId: 'versions', version: 1, note: 'winter', createdByName: 'K. Lindqvist' },
    });
    policies.forget('versions');
    expect(await policies.findPlanInForce('versions')).toMatchObject({ version: 1, ...ownPlan(7) });
    const second = planBody({ plan: ownPlan(9), expectedVersion: 1 });
    expect(await savePlan(fixture.ports, actor, second)).toMatchObject({ ok: true, value: { version: 2 } });

    const store = createPolicyStore(fixture.pool);
    const region = (await store.findPolicyRegion('versions'))!;
    const versions = await listVersions(store, region, planKey('versions'), 10);
    expect(versions.map(({ version, presetCountry, note }) => [version, presetCountry, note])).toEqual([
      [2, null, ''],
      [1, null, 'winter'],
      [0, 'cz', ''],
    ]);
    expect((await store.findPolicyVersion(planKey('versions'), 1))?.content).toEqual(ownPlan(7));
    await expect(
      fixture.region.query(`update policy_version set note = '' where region_id = 'versions'`),
    ).rejects.toThrow('never changed');
    await expect(fixture.pool.query('delete from policy_version')).rejects.toThrow('permission denied');
  });

  it('are journalled by their number alone', async () => {
    const { rows } = await fixture.region.query<{ kind: string; subject: string; payload: string }>(
      `select kind, subject_type || ' ' || subject_id as subject, payload from journal
       where region_id = 'versions' order by seq`,
    );
    expect(rows).toEqual([
      { kind: 'planChanged', subject: 'policy responsePlan', payload: '{"version":1}' },
      { kind: 'planChanged', subject: 'policy responsePlan', payload: '{"version":2}' },
    ]);
    expect(await verifyJournal(fixture.pool, 'versions')).toMatchObject({ ok: true });
  });

  it('answer a repeated command with the first answer', async () => {
    const actor = await newRegion('repeats');
    const body = planBody();
    const first = await savePlan(fixture.ports, actor, body);
    expect(await savePlan(fixture.ports, actor, body)).toEqual(first);
    const { rows } = await fixture.region.query(`select from policy_version where region_id = 'repeats'`);
    expect(rows).toHaveLength(1);
  });

  it('refuse a change made on an older version, and say which one is in force', async () => {
    const actor = await newRegion('outdated');
    await savePlan(fixture.ports, actor, planBody());
    const late = await savePlan(fixture.ports, actor, planBody({ plan: ownPlan(9) }));
    expect(late).toMatchObject({
      ok: false,
      reason: 'versionOutdated',
      details: { expectedVersion: 0, version: 1 },
    });
    const early = await savePlan(fixture.ports, actor, planBody({ expectedVersion: 5 }));
    expect(early).toMatchObject({ reason: 'versionOutdated', details: { version: 1 } });
  });

  it('let one of eight editors win who save at once, and tell the others', async () => {
    const actor = await newRegion('races');
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        savePlan(fixture.ports, actor, planBody({ plan: ownPlan(index + 1) })),
      ),
    );
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    for (const outcome of outcomes.filter(({ ok }) => !ok))
      expect(outcome).toMatchObject({ reason: 'versionOutdated', details: { version: 1 } });
    const won = outcomes.findIndex(({ ok }) => ok);
    expect(await inForce().findPlanInForce('races')).toMatchObject(ownPlan(won + 1));
  });

  it('of one region, kind or category are nothing to another', async () => {
    const actor = await newRegion('apart');
    await newRegion('beside');
    const tree = { questions: [question('isAwake', 1)] };
    const treeBody = putTriageTreeBody.parse({ commandId: newCommandId(), expectedVersion: 0, tree });
    expect(await saveTriageTree(fixture.ports, actor, 'fall', treeBody)).toMatchObject({ ok: true });
    const standards = [{ ...STANDARD_PRESETS.bg[0]!, standardId: 'own', limitSeconds: 300 }];
    const body = putStandardsBody.parse({ commandId: newCommandId(), expectedVersion: 0, standards });
    expect(await saveStandards(fixture.ports, actor, body)).toMatchObject({ value: { version: 1 } });

    const policies = inForce();
    expect((await policies.findPlanInForce('apart')).version).toBe(0);
    const saved = await policies.findStandardsInForce('apart');
    expect(findWaitingLimitSeconds(saved.standards, 'fall', 1)).toBe(300);
    const trees = await policies.listTreesInForce('apart');
    expect(trees.filter(({ version }) => version > 0)).toEqual([{ category: 'fall', version: 1, ...tree }]);
    expect((await policies.findStandardsInForce('beside')).version).toBe(0);
  });
});

function question(name: string, priority: 1 | 2 | 3 | 4, next?: string): TriageQuestion {
  const end = { kind: 'end', priority } as const;
  return {
    question: name,
    answers: [
      { answer: 'yes', needs: [], step: end },
      { answer: 'no', needs: [], step: next === undefined ? end : { kind: 'ask', question: next } },
    ],
  };
}

describe('refusals save nothing', () => {
  const slot = (capabilities: string[]) => ({ slot: 'first', capabilities, count: 1 });
  const everywhere = { categories: [], priorities: [1, 2, 3, 4], joinWithinSeconds: 0 };
  const planOf = (changes: object) => ({
    entries: [{ ...everywhere, slots: [slot([])], travelLimitSeconds: 3600, ...changes }],
    needSlots: [],
    neighbours: [],
  });
  const helpedBy = (regionId: string) => ({ ...planOf({}), neighbours: [{ regionId, priorities: [1] }] });

  it.each([
    ['an empty plan', { entries: [], needSlots: [], neighbours: [] }, ['plan.entries empty']],
    ['a limit of 0', planOf({ travelLimitSeconds: 0 }), ['plan.entries[0].travelLimitSeconds notPositive']],
    [
      'an unknown capability',
      planOf({ slots: [slot(['teleport'])] }),
      ['plan.entries[0].slots[0].capabilities[0] unknownValue'],
    ],
    ['a priority left out', planOf({ priorities: [1, 2, 3] }), ['plan.entries withoutEntry']],
    ['itself as a neighbour', helpedBy('testland'), ['plan.neighbours[0].regionId ownRegion']],
    ['an unknown neighbour', helpedBy('atlantis'), ['plan.neighbours[0].regionId unknownRegion']],
    ['a neighbour on another map', helpedBy('elsewhere'), ['plan.neighbours[0].regionId otherMap']],
  ])('%s', async (_what, plan, faults) => {
    const body = planBody({ plan });
    const outcome = await savePlan(fixture.ports, supervisor, body);
    expect(outcome).toMatchObject({ ok: false, reason: 'invalidInput' });
    expect(faultsOf(outcome)).toEqual(faults);
    expect(await tryPlan(createPolicyStore(fixture.pool), supervisor, body)).toEqual(outcome);
    for (const language of LANGUAGES)
      for (const fault of outcome.ok ? [] : outcome.faults!)
        expect(fieldFaultText(fault, language)).not.toMatch(/[{}?]|undefined/);
  });

  it('an endless triage tree, one without words, and standards with a limit of 0', async () => {
    const save = (tree: object) =>
      saveTriageTree(
        fixture.ports,
        supervisor,
        'fall',
        putTriageTreeBody.parse({ commandId: newCommandId(), expectedVersion: 0, tree }),
      );
    const circle = { questions: [question('isAwake', 1, 'hasPain'), question('hasPain', 2, 'isAwake')] };
    expect(faultsOf(await save(circle))).toEqual(['tree.questions[0] endless']);
    expect(faultsOf(await save({ questions: [question('isOnIce', 2)] }))).toEqual(['tree.texts withoutText']);
    expect(faultsOf(await save({ questions: [] }))).toEqual(['tree.questions empty']);
    const standards = STANDARD_PRESETS.se.map((one) => ({ ...one, limitSeconds: 0 }));
    const body = putStandardsBody.parse({ commandId: newCommandId(), expectedVersion: 0, standards });
    expect(faultsOf(await saveStandards(fixture.ports, supervisor, body))).toEqual([
      'standards[0].limitSeconds notPositive',
    ]);
  });

  it('another role or region', async () => {
    const dispatcher = fixture.actor({ id: supervisor.id, displayName: 'D' }, 'dispatcher');
    expect(await savePlan(fixture.ports, dispatcher, planBody())).toMatchObject({ reason: 'forbidden' });
    const elsewhere = planBody({ regionId: 'elsewhere' });
    expect(await savePlan(fixture.ports, supervisor, elsewhere)).toMatchObject({ reason: 'notFound' });
  });

  it('and the region still goes by its preset', async () => {
    const { rows } = await fixture.region.query(
      `select from policy_version where region_id in ('testland', 'elsewhere')`,
    );
    expect(rows).toEqual([]);
    const { rows: journalled } = await fixture.region.query(
      `select from journal where region_id in ('testland', 'elsewhere')`,
    );
    expect(journalled).toEqual([]);
  });
});
