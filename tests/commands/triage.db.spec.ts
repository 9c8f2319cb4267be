import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  createIncidentBody,
  type IncidentReceipt,
  patchIncidentBody,
  putTriageTreeBody,
  triageIncidentBody,
  type TriageInput,
} from '#contracts';
import { TRIAGE_PRESETS, type TriageQuestion } from '#domain';
import { createDispatchStore, listIncidentViews, listTriageRecords, verifyJournal } from '#persistence';
import {
  type Actor,
  closeIncident,
  createIncident,
  patchIncident,
  saveTriageTree,
  triageIncident,
} from '#use-cases';
import { type CommandFixture, createCommandFixture, newCommandId } from './command-fixture.ts';

const SECRET = 'Canary: he said it is the usual one';

let fixture: CommandFixture;
let dispatcher: Actor;
let supervisor: Actor;

beforeAll(async () => {
  fixture = await createCommandFixture();
  dispatcher = fixture.actor(await fixture.region.addUser('A. Petrova', 'dispatcher'), 'dispatcher');
  supervisor = fixture.actor(await fixture.region.addUser('K. Lindqvist', 'supervisor'), 'supervisor');
});

afterAll(async () => {
  await fixture.close();
});

const answersOf = (text: string): TriageInput['answers'] =>
  text
    .split(', ')
    .filter(Boolean)
    .map((pair) => pair.split('='))
    .map(([question, answer]) => ({ question: question!, answer: answer! }));
const triageOf = (
  treeCategory: TriageInput['treeCategory'],
  text: string,
  changes: Partial<TriageInput> = {},
): TriageInput => ({ treeCategory, treeVersion: 0, answers: answersOf(text), ...changes });

const BIRTH = 'isAwake=yes, stageOfBirth=earlyLabour';
const HEAD_VISIBLE = 'isAwake=yes, stageOfBirth=bornOrHeadVisible';

const open = (changes: object = {}, actor = dispatcher) =>
  createIncident(
    fixture.ports,
    actor,
    createIncidentBody.parse({
      commandId: newCommandId(),
      location: { lon: -56.18, lat: -34.9 },
      category: 'other',
      priority: 4,
      ...changes,
    }),
  );
async function opened(changes: object = {}): Promise<IncidentReceipt> {
  const outcome = await open(changes);
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.value;
}
const triage = (incidentId: string, input: TriageInput, changes: object = {}, actor = dispatcher) =>
  triageIncident(
    fixture.ports,
    actor,
    incidentId,
    triageIncidentBody.parse({ commandId: newCommandId(), triage: input, ...changes }),
  );
const patch = (incidentId: string, changes: object) =>
  patchIncident(
    fixture.ports,
    dispatcher,
    incidentId,
    patchIncidentBody.parse({ commandId: newCommandId(), ...changes }),
  );
const countIncidents = async (): Promise<number> =>
  (await fixture.region.query('select from incident')).rows.length;

describe('opening an incident with answers', () => {
  it('takes category, priority and needs from them, and keeps them', async () => {
    const incident = await opened({ triage: triageOf('birth', HEAD_VISIBLE) });
    expect(incident).toMatchObject({
      category: 'birth',
      priority: 1,
      needs: ['newborn', 'birth'],
      triage: { version: 1, treeCategory: 'birth', treeVersion: 0, category: 'birth', isOverridden: false },
    });
    const records = await listTriageRecords(fixture.pool, incident.id);
    expect(records).toMatchObject([
      { version: 1, answers: answersOf(HEAD_VISIBLE), byName: 'A. Petrova', override: null },
    ]);
    const kept = await createDispatchStore(fixture.pool).findIncident(incident.id);
    expect(kept?.needs).toEqual(['newborn', 'birth']);
  });

  it('may be decided otherwise with a reason, which nobody but the control room sees', async () => {
    const override = { priority: 2, reason: SECRET } as const;
    const incident = await opened({ triage: triageOf('birth', BIRTH, { override }) });
    expect(incident).toMatchObject({
      category: 'birth',
      priority: 2,
      needs: ['birth'],
      triage: { category: 'birth', priority: 3, isOverridden: true },
    });
    const [record] = await listTriageRecords(fixture.pool, incident.id);
    expect(record!.override).toEqual({ category: 'birth', priority: 2, reason: SECRET });
    for (const table of ['journal', 'command_log']) {
      const { rows } = await fixture.region.query(
        `select from ${table} where ${table}::text like '%Canary%'`,
      );
      expect(rows).toEqual([]);
    }
  });

  it('adds what the dispatcher knows of the patient', async () => {
    const incident = await opened({ needs: ['bariatric'], triage: triageOf('birth', BIRTH) });
    expect(incident.needs).toEqual(['bariatric', 'birth']);
  });

  it.each([
    [
      'unfinished answers',
      triageOf('birth', 'isAwake=yes'),
      'triageUnfinished',
      { question: 'stageOfBirth' },
    ],
    ['no answers', triageOf('birth', ''), 'triageUnfinished', { question: 'isAwake' }],
    [
      'a question that was not asked',
      triageOf('birth', 'breathesNormally=yes'),
      'questionNotAsked',
      { question: 'breathesNormally', expected: 'isAwake' },
    ],
    ['an unknown answer', triageOf('birth', 'isAwake=asleep'), 'answerUnknown', { answer: 'asleep' }],
    [
      'an answer too many',
      triageOf('birth', `${BIRTH}, hasPain=no`),
      'alreadyDecided',
      { question: 'hasPain' },
    ],
    [
      'an override without a reason',
      triageOf('birth', BIRTH, { override: { priority: 1, reason: '  ' } }),
      'reasonMissing',
      undefined,
    ],
    [
      'an override that changes nothing',
      triageOf('birth', BIRTH, { override: { priority: 3, reason: 'sure' } }),
      'nothingChanged',
      undefined,
    ],
    [
      'a version of the questions that never was',
      triageOf('birth', BIRTH, { treeVersion: 7 }),
      'triageTreeNotFound',
      { treeCategory: 'birth', treeVersion: 7 },
    ],
  ])('refuses %s and opens nothing', async (_what, input, reason, details) => {
    const before = await countIncidents();
    const refused = await open({ triage: input });
    expect(refused).toMatchObject({ ok: false, reason, ...(details && { details }) });
    expect(await countIncidents()).toBe(before);
  });

  it('stays possible without', async () => {
    expect(await opened({ category: 'fall', priority: 3 })).toMatchObject({
      category: 'fall',
      priority: 3,
      needs: [],
      triage: null,
    });
  });
});

describe('changing answers', () => {
  it('is a new version; the former one stays', async () => {
    const incident = await opened({ needs: ['bariatric'], triage: triageOf('birth', HEAD_VISIBLE) });
    const changed = await triage(incident.id, triageOf('birth', BIRTH), { expectedVersion: 1 });
    expect(changed).toMatchObject({
      ok: true,
      value: {
        incidentVersion: 2,
        priority: 3,
        needs: ['bariatric', 'birth'],
        triage: { version: 2, priority: 3, isOverridden: false },
      },
    });
    const [view] = await listIncidentViews(fixture.pool, { ids: [incident.id] });
    expect(view).toMatchObject({ version: 2, priority: 3, triage: { version: 2 } });
    const records = await listTriageRecords(fixture.pool, incident.id);
    expect(records.map(({ version, answers }) => [version, answers])).toEqual([
      [2, answersOf(BIRTH)],
      [1, answersOf(HEAD_VISIBLE)],
    ]);
    const late = await triage(incident.id, triageOf('birth', HEAD_VISIBLE), { expectedVersion: 1 });
    expect(late).toMatchObject({ reason: 'versionOutdated', details: { expectedVersion: 1, version: 2 } });
    await expect(
      fixture.pool.query(`update incident_triage set answers = '[]' where incident_id = $1`, [incident.id]),
    ).rejects.toThrow('permission denied');
  });

  it('gives answers to an incident that was opened without', async () => {
    const incident = await opened();
    const given = await triage(incident.id, triageOf('fall', 'isAwake=no, breathesNormally=no'));
    expect(given).toMatchObject({
      value: { category: 'cardiacArrest', priority: 1, triage: { version: 1 } },
    });
  });

  it('needs a reason when the answers stay and only the decision changes', async () => {
    const incident = await opened({ triage: triageOf('birth', BIRTH) });
    expect(await patch(incident.id, { priority: 1 })).toMatchObject({ ok: false, reason: 'reasonMissing' });
    const [untouched] = await listIncidentViews(fixture.pool, { ids: [incident.id] });
    expect(untouched).toMatchObject({ priority: 3, version: 1, triage: { version: 1 } });

    const overridden = await patch(incident.id, { priority: 1, overrideReason: SECRET });
    expect(overridden).toMatchObject({ value: { priority: 1, triage: { version: 2, isOverridden: true } } });
    const [record] = await listTriageRecords(fixture.pool, incident.id);
    expect(record).toMatchObject({ answers: answersOf(BIRTH), priority: 3, override: { priority: 1 } });

    const back = await patch(incident.id, { priority: 3 });
    expect(back).toMatchObject({ value: { priority: 3, triage: { version: 3, isOverridden: false } } });
    expect(await patch(incident.id, { priority: 3, notes: 'gate 4' })).toMatchObject({
      value: { triage: { version: 3 } },
    });
  });

  it('needs none on an incident without answers', async () => {
    const incident = await opened();
    expect(await patch(incident.id, { priority: 1, needs: ['wheelchair'] })).toMatchObject({
      value: { priority: 1, needs: ['wheelchair'], triage: null },
    });
  });

  it('is refused on a closed incident, to other roles and in other regions', async () => {
    const incident = await opened();
    const analyst = fixture.actor({ id: dispatcher.id, displayName: 'A' }, 'analyst');
    const stranger = { ...dispatcher, roles: [{ regionId: 'elsewhere', role: 'dispatcher' as const }] };
    const input = triageOf('birth', BIRTH);
    expect(await triage(incident.id, input, {}, analyst)).toMatchObject({ reason: 'forbidden' });
    expect(await triage(incident.id, input, {}, stranger)).toMatchObject({ reason: 'notFound' });
    const outcome = 'other' as const;
    await closeIncident(fixture.ports, dispatcher, incident.id, { commandId: newCommandId(), outcome });
    expect(await triage(incident.id, input)).toMatchObject({ reason: 'incidentClosed' });
  });
});

describe('new questions', () => {
  const isOnIce: TriageQuestion = {
    question: 'isOnIce',
    answers: [
      { answer: 'yes', needs: ['wheelchair'], step: { kind: 'end', priority: 1 } },
      { answer: 'no', needs: [], step: { kind: 'end', priority: 4 } },
    ],
  };
  const save = (expectedVersion: number, questions: readonly TriageQuestion[]) =>
    saveTriageTree(
      fixture.ports,
      supervisor,
      'fall',
      putTriageTreeBody.parse({
        commandId: newCommandId(),
        expectedVersion,
        tree: { questions, texts: { en: { isOnIce: 'Did it happen on ice?' } } },
      }),
    );
  const OLD = 'isAwake=yes, fellFromOverThreeMetres=yes';

  it('decide those that begin on them, and the old ones those that began on those', async () => {
    const before = await opened({ triage: triageOf('fall', OLD) });
    expect(await save(0, [isOnIce])).toMatchObject({ ok: true });
    const later: TriageQuestion = { ...isOnIce, answers: [isOnIce.answers[0]!] };
    expect(await save(1, [later])).toMatchObject({ ok: true });

    const onFirst = await opened({ triage: triageOf('fall', 'isOnIce=no', { treeVersion: 1 }) });
    expect(onFirst).toMatchObject({ category: 'fall', priority: 4, triage: { treeVersion: 1 } });
    expect(await triage(onFirst.id, triageOf('fall', 'isOnIce=yes', { treeVersion: 2 }))).toMatchObject({
      value: { priority: 1, needs: ['wheelchair'], triage: { treeVersion: 2 } },
    });
    const gone = await open({ triage: triageOf('fall', 'isOnIce=no', { treeVersion: 2 }) });
    expect(gone).toMatchObject({ reason: 'answerUnknown' });
    const again = `isAwake=yes, fellFromOverThreeMetres=no, isHeadHitOrCannotStand=yes`;
    expect(await triage(before.id, triageOf('fall', again))).toMatchObject({
      value: { priority: 2, triage: { version: 2, treeVersion: 0 } },
    });
    expect(TRIAGE_PRESETS.every(({ version }) => version === 0)).toBe(true);
  });

  it('leave a chain that verifies', async () => {
    expect(await verifyJournal(fixture.pool, 'testland')).toMatchObject({ ok: true });
  });
});
