import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createCallBody, createIncidentBody, findDuplicatesBody } from '#contracts';
import type { IncidentCategory } from '#domain';
import { createReportReader, listCalls, listDuplicateProposals, listIncidentViews } from '#persistence';
import {
  type Actor,
  addRemark,
  assignUnit,
  closeIncident,
  createCall,
  createIncident,
  dismissDuplicate,
  type DuplicatePorts,
  findDuplicates,
  joinIncident,
  linkCall,
  listDuplicates,
  type Outcome,
  patchIncident,
  unjoinIncident,
} from '#use-cases';
import { type CommandFixture, createCommandFixture, newCommandId } from './command-fixture.ts';

let fixture: CommandFixture;
let dispatcher: Actor;
let other: Actor;
let reports: DuplicatePorts;
let serial = 0;

const METERS_PER_DEGREE = 111_195;
/** A place of its own for each test, far from the others. */
const newPlace = (): { lon: number; lat: number } => ({ lon: -56.9 + (serial += 1) * 0.02, lat: -34.9 });
const moved = ({ lon, lat }: { lon: number; lat: number }, east: number, north: number) => ({
  lon: lon + east / (METERS_PER_DEGREE * Math.cos((lat * Math.PI) / 180)),
  lat: lat + north / METERS_PER_DEGREE,
});
const get = <Value>(outcome: Outcome<Value>): Value => {
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.value;
};

const incidentBody = (
  place: { lon: number; lat: number },
  notes: string,
  category: IncidentCategory,
  addressText = '',
) =>
  createIncidentBody.parse({
    commandId: newCommandId(),
    location: { ...place, addressText },
    category,
    priority: 2,
    notes,
  });
const open = async (place: { lon: number; lat: number }, notes = 'he fell from a ladder'): Promise<string> =>
  get(await createIncident(fixture.ports, dispatcher, incidentBody(place, notes, 'trauma'))).id;
const join = (actor: Actor, incidentId: string, intoIncidentId: string) =>
  joinIncident(fixture.ports, actor, incidentId, { commandId: newCommandId(), intoIncidentId });
const unjoin = (actor: Actor, incidentId: string) =>
  unjoinIncident(fixture.ports, actor, incidentId, { commandId: newCommandId() });
const call = async (incidentId: string, words = 'come quickly'): Promise<string> =>
  get(
    await createCall(fixture.ports, dispatcher, {
      commandId: newCommandId(),
      caller: { words },
      incidentId,
    }),
  ).id;

const count = async (sql: string, values: unknown[] = []): Promise<number> =>
  (await fixture.region.query<{ n: number }>(`select count(*)::int as n from ${sql}`, values)).rows[0]!.n;
const callsOf = async (incidentId: string): Promise<string[]> =>
  (await listCalls(fixture.pool, incidentId)).map(({ id }) => id).sort();
const rowOf = async (incidentId: string): Promise<unknown> =>
  (await fixture.region.query('select * from incident where id = $1', [incidentId])).rows[0];

beforeAll(async () => {
  fixture = await createCommandFixture();
  dispatcher = fixture.actor(await fixture.region.addUser('A. Petrova', 'dispatcher'), 'dispatcher');
  other = fixture.actor(await fixture.region.addUser('J. Novák', 'dispatcher'), 'dispatcher');
  reports = { ...createReportReader(fixture.pool), clock: { now: () => new Date() } };
});

afterAll(async () => {
  await fixture.close();
});

/** Twenty people at the same crash, as they say it and where they stand. */
const CRASH: readonly (readonly [east: number, north: number, category: IncidentCategory, words: string])[] =
  [
    [0, 0, 'roadAccident', 'A bus and a car crashed at the corner, a man is trapped'],
    [20, 10, 'roadAccident', 'Choque de un auto con un bus'],
    [-40, 30, 'roadAccident', 'bus hit a car near the market'],
    [60, -20, 'trauma', 'Hay un hombre atrapado en el auto'],
    [10, 80, 'roadAccident', 'accidente, bus y coche'],
    [100, 0, 'roadAccident', 'Terrible crash, many hurt'],
    [-80, -60, 'roadAccident', 'Somebody is stuck in a car after a collision'],
    [5, 5, 'roadAccident', 'acidente de transito un bus'],
    [120, 40, 'unconscious', 'A man is unconscious in the car, a bus hit him'],
    [-30, 150, 'roadAccident', 'collision of a bus with a taxi'],
    [0, 0, 'roadAccident', ''],
    [70, 70, 'other', 'car accident with a bus on the avenue'],
    [-150, 20, 'roadAccident', 'choque frente al mercado, atrapado'],
    [30, -90, 'trauma', 'injured people in a bus crash'],
    [0, 200, 'roadAccident', 'The bus hit a car, people are hurt'],
    [50, 50, 'roadAccident', 'big acident bus car'],
    [-60, 10, 'roadAccident', 'vehicles collided, one is a bus'],
    [90, -90, 'child', 'A child is hurt in the car, a bus hit it'],
    [15, 25, 'roadAccident', 'car under a bus'],
    [-100, 100, 'roadAccident', 'nobody has come yet to the crash at the market'],
  ];

/** Four desks take the calls, each posting its own five times at once. */
async function atFourDesks<Value>(takeCall: (index: number) => Promise<Value>): Promise<Value[]> {
  const taken: Value[] = [];
  for (let first = 0; first < CRASH.length; first += 4)
    taken.push(...(await Promise.all([0, 1, 2, 3].map((desk) => takeCall(first + desk)))));
  return taken;
}

describe('20 calls about one event, each posted five times', () => {
  it('taken as incidents: 20 are kept, nothing more, at least 19 are proposed and none is joined', async () => {
    const place = newPlace();
    const before = await count('incident');
    const answers = await atFourDesks(async (index) => {
      const [east, north, category, words] = CRASH[index]!;
      const body = incidentBody(moved(place, east, north), words, category, 'Mercado del Puerto');
      const copies = await Promise.all(
        Array.from({ length: 5 }, () => createIncident(fixture.ports, dispatcher, body)),
      );
      for (const copy of copies) expect(copy).toEqual(copies[0]);
      return get(copies[0]!).id;
    });
    expect(await count('incident')).toBe(before + 20);
    const proposed = await count(
      `(select distinct incident_id from duplicate_proposal where incident_id = any ($1)) p`,
      [answers],
    );
    console.log(`20 incidents about one event: ${proposed} of the 19 later ones proposed`);
    expect(proposed).toBeGreaterThanOrEqual(19);
    expect(await count(`incident where id = any ($1) and state = 'open'`, [answers])).toBe(20);
    expect(await count('incident_join where incident_id = any ($1)', [answers])).toBe(0);
    const listed = get(await listDuplicates(reports, dispatcher, answers[0]!));
    expect(listed.duplicates.length).toBeGreaterThanOrEqual(18);
  }, 60_000);

  it('taken as calls without an incident: 20 are kept and at least 19 find another one', async () => {
    const place = newPlace();
    const before = await count('call');
    const ids = await atFourDesks(async (index) => {
      const [east, north, , words] = CRASH[index]!;
      const location = { ...moved(place, east, north), addressText: 'Mercado del Puerto' };
      const body = createCallBody.parse({ commandId: newCommandId(), caller: { words }, location });
      const copies = await Promise.all(
        Array.from({ length: 5 }, () => createCall(fixture.ports, dispatcher, body)),
      );
      return get(copies[0]!).id;
    });
    expect(await count('call')).toBe(before + 20);
    const found = await fixture.region.query<{ id: string }>(
      `select call_id as id from duplicate_proposal where call_id = any ($1)
       union select likely_call_id from duplicate_proposal where call_id = any ($1)`,
      [ids],
    );
    console.log(`20 calls about one event: ${found.rows.length} proposed`);
    expect(found.rows.length).toBeGreaterThanOrEqual(19);
    expect(await count('call where id = any ($1) and incident_id is not null', [ids])).toBe(0);
  }, 60_000);
});

describe('proposals', () => {
  it('are shown to every desk with numbers and keys only, and dismissed once', async () => {
    const place = newPlace();
    const first = await open(place, 'Canary Birdsong fell from a ladder');
    const second = await open(moved(place, 40, 0), 'a man has fallen off a ladder');
    const shown = await listDuplicateProposals(fixture.pool, { regionId: 'testland' });
    const proposal = shown.find(({ incidentId }) => incidentId === second)!;
    expect(proposal).toMatchObject({ likelyIncidentId: first, callId: null, dismissedAt: null });
    expect(proposal.reasons.map(({ key }) => key)).toEqual(
      expect.arrayContaining(['near', 'soonAfter', 'similarWords', 'sameCategory']),
    );
    const journal = await fixture.region.query<{ payload: string }>(
      `select payload from journal where kind = 'duplicatesProposed' and subject_id = $1`,
      [proposal.id],
    );
    expect(JSON.parse(journal.rows[0]!.payload)).toMatchObject({
      incidentId: second,
      likelyIncidentIds: [first],
    });
    expect(JSON.stringify([shown, journal.rows])).not.toMatch(/Canary|ladder/);
    const answers = await Promise.all(
      [dispatcher, other].map((actor) =>
        dismissDuplicate(fixture.ports, actor, proposal.id, { commandId: newCommandId() }),
      ),
    );
    expect(get(answers[0]!)).toEqual(get(answers[1]!));
    expect(get(answers[0]!).dismissedByName).toMatch(/Petrova|Novák/);
    expect(get(await listDuplicates(reports, dispatcher, first)).duplicates).toEqual([]);
    const left = await listDuplicateProposals(fixture.pool, { regionId: 'testland' });
    expect(left.map(({ id }) => id)).not.toContain(proposal.id);
    expect(await count(`duplicate_proposal where id = $1`, [proposal.id])).toBe(1);
    expect(await count(`journal where kind = 'duplicateDismissed' and subject_id = $1`, [proposal.id])).toBe(
      1,
    );
  });

  it('come before anything is saved, too', async () => {
    const place = newPlace();
    const incidentId = await open(place, 'car hit a tram, somebody is trapped');
    const ask = (changes: object) =>
      findDuplicates(
        reports,
        dispatcher,
        findDuplicatesBody.parse({ location: moved(place, 50, 50), words: 'tram and car crash', ...changes }),
      );
    const before = await count('duplicate_proposal');
    expect(get(await ask({ category: 'roadAccident' })).duplicates).toMatchObject([{ incidentId }]);
    expect(get(await ask({ location: moved(place, 0, 310) })).duplicates).toEqual([]);
    expect(get(await ask({ location: { addressText: 'somewhere' } })).duplicates).toEqual([]);
    expect(await count('duplicate_proposal')).toBe(before);
    const elsewhere: Actor = { ...dispatcher, roles: [{ regionId: 'elsewhere', role: 'dispatcher' }] };
    expect(await listDuplicates(reports, elsewhere, incidentId)).toMatchObject({ reason: 'notFound' });
  });

  it('find an incident by what one of its calls said, and by one that was joined to it', async () => {
    const place = newPlace();
    const main = await open(place, '');
    await call(main, 'the roof of the stable collapsed on two horses');
    const later = await open(moved(place, 30, 0), 'stable roof collapsed');
    const proposals = await listDuplicateProposals(fixture.pool, { regionId: 'testland' });
    expect(proposals.find(({ incidentId }) => incidentId === later)).toMatchObject({
      likelyIncidentId: main,
      reasons: expect.arrayContaining([{ key: 'similarWords', sharedWords: 3 }]),
    });
    get(await join(dispatcher, later, main));
    const third = await open(moved(place, 60, 0), 'stable roof collapsed');
    const found = get(await listDuplicates(reports, dispatcher, third)).duplicates;
    expect(found.map(({ incidentId }) => incidentId)).toEqual([main]);
  });

  it('never hold up a report: a long text and a place that many report from', async () => {
    const place = newPlace();
    const words = Array.from({ length: 1600 }, (_, index) => `w${index}x`)
      .join(' ')
      .slice(0, 9999);
    for (let index = 0; index < 12; index += 1) await open(place, words);
    const started = performance.now();
    await open(place, words);
    expect(performance.now() - started).toBeLessThan(500);
  });
});

describe('a call without an incident', () => {
  it('is linked, linked elsewhere and taken out again; the journal keeps each step', async () => {
    const place = newPlace();
    const incidentId = await open(place);
    const body = createCallBody.parse({
      commandId: newCommandId(),
      caller: { words: 'a man fell from a ladder' },
      location: moved(place, 10, 10),
    });
    const callId = get(await createCall(fixture.ports, dispatcher, body)).id;
    const proposals = () => listDuplicateProposals(fixture.pool, { regionId: 'testland' });
    expect((await proposals()).find((one) => one.callId === callId)).toMatchObject({
      likelyIncidentId: incidentId,
    });
    const link = (to: string | null) =>
      linkCall(fixture.ports, dispatcher, callId, { commandId: newCommandId(), incidentId: to });
    expect(get(await link(incidentId))).toMatchObject({ incidentId, originalIncidentId: incidentId });
    expect((await proposals()).find((one) => one.callId === callId)).toBeUndefined();
    get(await link(incidentId));
    expect(get(await link(null))).toMatchObject({ incidentId: null });
    expect(await count(`journal where kind = 'callLinked' and subject_id = $1`, [callId])).toBe(2);
    const closed = await open(newPlace());
    await closeIncident(fixture.ports, dispatcher, closed, { commandId: newCommandId(), outcome: 'other' });
    expect(await link(closed)).toMatchObject({ reason: 'incidentClosed' });
  });
});

describe('joining', () => {
  it('closes the one, shows its calls at the main one, and is undone completely', async () => {
    const [incidentId, mainId] = [await open(newPlace()), await open(newPlace())];
    const [own, mains] = [await call(incidentId), await call(mainId)];
    const before = await rowOf(incidentId);
    const callRows = () =>
      fixture.region.query('select * from call where id = any ($1) order by id', [[own, mains]]);
    const callsBefore = (await callRows()).rows;
    const joined = get(await join(dispatcher, incidentId, mainId));
    expect(joined).toMatchObject({ state: 'closed', outcome: 'duplicate', joinedIntoId: mainId });
    expect(await callsOf(mainId)).toEqual([own, mains].sort());
    const ownView = (await listCalls(fixture.pool, mainId)).find(({ id }) => id === own);
    expect(ownView).toMatchObject({ incidentId: mainId, originalIncidentId: incidentId });
    const remark = { commandId: newCommandId(), text: 'too late' };
    expect(await addRemark(fixture.ports, dispatcher, incidentId, remark)).toMatchObject({
      reason: 'incidentClosed',
    });
    const undone = get(await unjoin(other, incidentId));
    expect(undone).toMatchObject({ state: 'open', outcome: null, joinedIntoId: null });
    expect(await rowOf(incidentId)).toEqual(before);
    expect((await callRows()).rows).toEqual(callsBefore);
    expect(await callsOf(mainId)).toEqual([mains]);
    const journal = await fixture.region.query<{ kind: string }>(
      'select kind from journal where subject_id = $1 order by seq',
      [incidentId],
    );
    expect(journal.rows.map(({ kind }) => kind)).toEqual([
      'incidentCreated',
      'incidentJoined',
      'incidentUnjoined',
    ]);
    expect(get(await join(dispatcher, incidentId, mainId)).joinedIntoId).toBe(mainId);
  });

  it('is one thing however often it is asked for', async () => {
    const [incidentId, mainId] = [await open(newPlace()), await open(newPlace())];
    const body = { commandId: newCommandId(), intoIncidentId: mainId };
    const copies = await Promise.all(
      Array.from({ length: 5 }, () => joinIncident(fixture.ports, dispatcher, incidentId, body)),
    );
    for (const copy of copies) expect(copy).toEqual(copies[0]);
    expect(await join(other, incidentId, mainId)).toMatchObject({ ok: true });
    expect(await count('incident_join where incident_id = $1', [incidentId])).toBe(1);
    await Promise.all([unjoin(dispatcher, incidentId), unjoin(other, incidentId)]).then((answers) =>
      answers.forEach((answer) => expect(answer).toMatchObject({ ok: true, value: { state: 'open' } })),
    );
    expect(await count(`journal where kind = 'incidentUnjoined' and subject_id = $1`, [incidentId])).toBe(1);
  });

  it('refuses what makes no sense, and changes nothing', async () => {
    const [incidentId, mainId, third] = [
      await open(newPlace()),
      await open(newPlace()),
      await open(newPlace()),
    ];
    expect(await join(dispatcher, incidentId, incidentId)).toMatchObject({ reason: 'cannotJoinItself' });
    expect(await join(dispatcher, incidentId, newCommandId())).toMatchObject({ reason: 'notFound' });
    expect(await unjoin(dispatcher, incidentId)).toMatchObject({ reason: 'notJoined' });
    const unitId = await fixture.region.addUnit(`J${(serial += 1)}`);
    get(await assignUnit(fixture.ports, dispatcher, incidentId, { commandId: newCommandId(), unitId }));
    expect(await join(dispatcher, incidentId, mainId)).toMatchObject({
      reason: 'incidentStillWorked',
      details: { units: 1 },
    });
    // The other way round the unit keeps its incident.
    get(await join(dispatcher, mainId, incidentId));
    expect(await join(dispatcher, third, mainId)).toMatchObject({ reason: 'incidentClosed' });
    expect(await join(dispatcher, mainId, third)).toMatchObject({ reason: 'alreadyJoined' });
    const analyst: Actor = { ...dispatcher, roles: [{ regionId: 'testland', role: 'analyst' }] };
    expect(await join(analyst, third, incidentId)).toMatchObject({ reason: 'forbidden' });
  });

  it('cannot be undone once the main incident is closed', async () => {
    const [incidentId, mainId] = [await open(newPlace()), await open(newPlace())];
    get(await join(dispatcher, incidentId, mainId));
    await closeIncident(fixture.ports, dispatcher, mainId, {
      commandId: newCommandId(),
      outcome: 'transported',
    });
    expect(await unjoin(dispatcher, incidentId)).toMatchObject({ reason: 'incidentClosed' });
    const [view] = await listIncidentViews(fixture.pool, { ids: [incidentId] });
    expect(view).toMatchObject({ state: 'closed', outcome: 'duplicate', joinedIntoId: mainId });
  });

  it('makes chains whose calls stand at the end, and each link can be undone', async () => {
    const [a, b, c] = [await open(newPlace()), await open(newPlace()), await open(newPlace())];
    const [callA, callB, callC] = [await call(a), await call(b), await call(c)];
    get(await join(dispatcher, a, b));
    get(await join(dispatcher, b, c));
    expect(await callsOf(c)).toEqual([callA, callB, callC].sort());
    expect(await join(dispatcher, c, a)).toMatchObject({ reason: 'incidentClosed' });
    get(await unjoin(dispatcher, a));
    expect(await callsOf(c)).toEqual([callB, callC].sort());
    get(await join(dispatcher, a, c));
    get(await unjoin(dispatcher, b));
    expect(await callsOf(b)).toEqual([callB]);
    expect(await callsOf(c)).toEqual([callA, callC].sort());
  });

  it('crosswise at the same time never makes a circle', async () => {
    for (let round = 0; round < 10; round += 1) {
      const [a, b] = [await open(newPlace(), `${round}`), await open(newPlace(), `${round}`)];
      const answers = await Promise.all([join(dispatcher, a, b), join(other, b, a)]);
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
      expect(await count(`incident where id = any ($1) and state = 'open'`, [[a, b]])).toBe(1);
    }
  });

  it('and sending a unit at the same time: nobody drives to a closed incident', async () => {
    for (let round = 0; round < 10; round += 1) {
      const [a, b] = [await open(newPlace()), await open(newPlace())];
      const unitId = await fixture.region.addUnit(`R${(serial += 1)}`);
      const answers = await Promise.all([
        join(dispatcher, a, b),
        assignUnit(fixture.ports, other, a, { commandId: newCommandId(), unitId }),
      ]);
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    }
  });

  it('and undoing while the main one is closed: one of the two, never a lost incident', async () => {
    for (let round = 0; round < 10; round += 1) {
      const [a, b] = [await open(newPlace()), await open(newPlace())];
      get(await join(dispatcher, a, b));
      const [undone] = await Promise.all([
        unjoin(dispatcher, a),
        closeIncident(fixture.ports, other, b, { commandId: newCommandId(), outcome: 'other' }),
      ]);
      expect(await count(`incident where id = $1 and state = 'open'`, [a])).toBe(undone.ok ? 1 : 0);
    }
  });

  it('leaves a changed place or priority as it was changed', async () => {
    const [a, b] = [await open(newPlace()), await open(newPlace())];
    await patchIncident(fixture.ports, dispatcher, a, { commandId: newCommandId(), priority: 1 });
    get(await join(dispatcher, a, b));
    expect(get(await unjoin(dispatcher, a))).toMatchObject({ priority: 1, version: 2 });
  });
});
