import { beforeAll, describe, expect, it } from '@jest/globals';
import type { HistoryView, IncidentView } from '#contracts';
import { createIncidentBody, patchIncidentBody, triageIncidentBody } from '#contracts';
import { HISTORY_ROW_KINDS, keepHistoryState } from '#domain';
import {
  createHistoryStore,
  listAlarmViews,
  listIncidentViews,
  listJournalHeads,
  listUnitViews,
} from '#persistence';
import {
  acknowledgeAlarm,
  addRemark,
  closeIncident,
  createIncident,
  foldUntil,
  joinIncident,
  keepHistoryStates,
  noteGeofenced,
  patchIncident,
  readHistory,
  reopenIncident,
  runAlarmRound,
  setDuty,
  triageIncident,
  unjoinIncident,
} from '#use-cases';
import fc from 'fast-check';
import {
  activate,
  assign,
  cancel,
  destination,
  dispatcher,
  divert,
  fixture,
  handOver,
  openIncident,
  report,
  useAssignmentDesk,
  valueOf,
} from './assignment-desk.ts';
import { newCommandId } from './command-fixture.ts';

useAssignmentDesk();

const REGION = 'testland';
let passedMilliseconds = 0;
/** Each is sent once, so that it is free then. */
const fresh: string[] = [];
let units: string[] = [];
let facilities: string[] = [];

beforeAll(async () => {
  // Moved on by the commands, forwards only, as clocks are.
  Object.assign(fixture.ports, { clock: { now: () => new Date(Date.now() + passedMilliseconds) } });
  units = [];
  for (let index = 1; index <= 4; index += 1) units.push(await fixture.region.addUnit(`H${index}`));
  for (let index = 1; index <= 12; index += 1) fresh.push(await fixture.region.addUnit(`N${index}`));
  facilities = [
    await fixture.region.addFacility('North', [-56.2, -34.91]),
    await fixture.region.addFacility('South', [-56.1, -34.8]),
  ];
});

const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/;

/** Every instant written alike, since PostgreSQL and JavaScript write them differently. */
const level = <Value>(value: Value): Value =>
  JSON.parse(JSON.stringify(value), (_key, inner: unknown) =>
    typeof inner === 'string' && INSTANT.test(inner) ? new Date(inner).toISOString() : inner,
  ) as Value;

const byId = <One extends { id: string }>(all: readonly One[]): One[] =>
  [...all].sort((a, b) => (a.id < b.id ? -1 : 1));

const comparable = (board: Pick<HistoryView, 'units' | 'incidents' | 'alarms'>) =>
  level({
    units: board.units,
    incidents: byId(board.incidents),
    alarms: byId(board.alarms),
  });

async function liveBoard(): Promise<{ seq: number; at: Date; board: ReturnType<typeof comparable> }> {
  const [units, incidents, alarms] = await Promise.all([
    listUnitViews(fixture.pool, { regionId: REGION }),
    listIncidentViews(fixture.pool, { regionId: REGION, state: 'open', limit: 500 }),
    listAlarmViews(fixture.pool, { regionId: REGION }),
  ]);
  const seq = (await listJournalHeads(fixture.pool)).get(REGION) ?? 0;
  return { seq, at: fixture.ports.clock.now(), board: comparable({ units, incidents, alarms }) };
}

async function pastBoard(at: Date, seq?: number): Promise<HistoryView> {
  const store = createHistoryStore(fixture.pool);
  return valueOf(await readHistory(store, REGION, at, seq === undefined ? {} : { seq }));
}

interface Act {
  readonly what: number;
  readonly which: number;
  readonly other: number;
}

const STEPS = [
  'delivered',
  'acknowledged',
  'enRoute',
  'onScene',
  'leftScene',
  'atDestination',
  'available',
] as const;
const FENCED = ['enRoute', 'onScene', 'leftScene', 'atDestination'] as const;
const DUTIES = ['onDuty', 'meal', 'restocking', 'offDuty'] as const;
const pick = <One>(all: readonly One[], at: number): One | undefined => all[at % Math.max(1, all.length)];

async function patch(incident: IncidentView, change: object): Promise<unknown> {
  const body = patchIncidentBody.parse({ commandId: newCommandId(), ...change });
  return patchIncident(fixture.ports, dispatcher, incident.id, body);
}

/** What a shift does, one thing at a time; what is refused changes nothing and is as good a step as any. */
const ACTS: readonly ((incidents: readonly IncidentView[], act: Act) => Promise<unknown>)[] = [
  () => openIncident(2),
  (incidents, { which, other }) => {
    const [incident, unitId] = [pick(incidents, which), pick(units, other)];
    return incident ? assign(incident.id, { unitId }) : openIncident(1);
  },
  (incidents, { which, other }) => {
    const incident = pick(incidents, which);
    return incident ? assign(incident.id, { unitId: pick(units, other), kind: 'reserve' }) : openIncident(3);
  },
  ...[0, 1, 2].map(() => async (incidents: readonly IncidentView[], { which, other }: Act) => {
    const assignment = pick(
      incidents.flatMap((one) => one.assignments),
      which,
    );
    if (assignment) await report(assignment.id, pick(STEPS, other)!, {}, dispatcher);
  }),
  async (incidents, { which, other }) => {
    const assignment = pick(
      incidents.flatMap((one) => one.assignments),
      which,
    );
    if (!assignment) return;
    const geofencedAt = new Date(fixture.ports.clock.now().getTime() - other * 100);
    await noteGeofenced(fixture.ports, assignment.id, { status: pick(FENCED, other)!, geofencedAt });
  },
  async (incidents, { which, other }) => {
    const assignment = pick(
      incidents.flatMap((one) => one.assignments),
      which,
    );
    if (assignment) await destination(assignment.id, pick([...facilities, null], other)!);
  },
  async (incidents, { which, other }) => {
    const assignment = pick(
      incidents.flatMap((one) => one.assignments),
      which,
    );
    const to = pick(incidents, other);
    if (assignment && to) await divert(assignment.id, to.id, { reason: 'nearer' });
  },
  async (incidents, { which, other }) => {
    const assignment = pick(
      incidents.flatMap((one) => one.assignments),
      which,
    );
    if (assignment) await handOver(assignment.id, pick(units, other)!);
  },
  async (incidents, { which }) => {
    const assignment = pick(
      incidents.flatMap((one) => one.assignments),
      which,
    );
    if (assignment) await cancel(assignment.id);
  },
  async (incidents, { which }) => {
    const reserved = incidents.flatMap((one) => one.assignments).filter((one) => one.status === 'reserved');
    const assignment = pick(reserved, which);
    if (assignment) await activate(assignment.id);
  },
  async (incidents, { which, other }) => {
    const incident = pick(incidents, which);
    if (!incident) return;
    const changes = [
      { notes: `note ${other}` },
      { priority: 1 + (other % 4) },
      { location: { lon: -56.1 - other / 100, lat: -34.8, addressText: `Street ${other}` } },
      { category: 'stroke', needs: ['child'] },
    ];
    await patch(incident, pick(changes, other)!);
  },
  async (incidents, { which }) => {
    const incident = pick(incidents, which);
    if (!incident) return;
    await addRemark(fixture.ports, dispatcher, incident.id, { commandId: newCommandId(), text: 'a word' });
  },
  async (incidents, { which }) => {
    const incident = pick(incidents, which);
    const body = { commandId: newCommandId(), outcome: 'transported' } as const;
    if (incident) await closeIncident(fixture.ports, dispatcher, incident.id, body);
  },
  async (incidents, { which, other }) => {
    const [incident, into] = [pick(incidents, which), pick(incidents, other)];
    const body = { commandId: newCommandId(), intoIncidentId: into?.id ?? '' };
    if (incident && into) await joinIncident(fixture.ports, dispatcher, incident.id, body);
  },
  async () => {
    const closed = await listIncidentViews(fixture.pool, { regionId: REGION, state: 'closed', limit: 5 });
    const joined = closed.find((one) => one.joinedIntoId);
    const body = { commandId: newCommandId() };
    if (joined) await unjoinIncident(fixture.ports, dispatcher, joined.id, body);
  },
  async () => {
    const [closed] = await listIncidentViews(fixture.pool, { regionId: REGION, state: 'closed', limit: 1 });
    const body = { commandId: newCommandId() };
    if (closed) await reopenIncident(fixture.ports, dispatcher, closed.id, body);
  },
  async () => {
    const [id, into] = [await openIncident(2), await openIncident(2)];
    const body = { commandId: newCommandId(), intoIncidentId: into };
    valueOf(await joinIncident(fixture.ports, dispatcher, id, body));
    valueOf(await unjoinIncident(fixture.ports, dispatcher, id, { commandId: newCommandId() }));
  },
  async () => {
    const unitId = fresh.pop();
    if (unitId === undefined) return;
    const { id } = valueOf(await assign(await openIncident(2), { unitId, kind: 'reserve' }));
    valueOf(await activate(id));
    valueOf(await report(id, 'onScene', {}, dispatcher));
    valueOf(await report(id, 'acknowledged', {}, dispatcher));
  },
  async (_incidents, { which, other }) => {
    const body = { commandId: newCommandId(), reason: `reason ${which}`, expectedEndAt: null };
    await setDuty(fixture.ports, dispatcher, pick(units, which)!, { ...body, state: pick(DUTIES, other)! });
  },
  (_incidents, { which }) => {
    const body = createIncidentBody.parse({
      commandId: newCommandId(),
      location: { addressText: 'by the river' },
      category: 'other',
      priority: 4,
      needs: ['bariatric'],
      triage: birthOf(which),
    });
    return createIncident(fixture.ports, dispatcher, body);
  },
  async (incidents, { which, other }) => {
    const incident = pick(incidents, which);
    const body = triageIncidentBody.parse({ commandId: newCommandId(), triage: birthOf(other) });
    if (incident) await triageIncident(fixture.ports, dispatcher, incident.id, body);
  },
  async (incidents, { which, other }) => {
    const incident = pick(incidents, which);
    if (incident) await patch(incident, { priority: 1 + (other % 4), overrideReason: 'heard it' });
  },
  async (_incidents, { which }) => {
    // Minutes go by, so that alarms are due.
    if (which % 2 === 0) passedMilliseconds += 240_000;
    await runAlarmRound(fixture.ports);
    const [alarm] = await listAlarmViews(fixture.pool, { regionId: REGION });
    const body = { commandId: newCommandId() };
    if (alarm && which % 3 === 0) await acknowledgeAlarm(fixture.ports, dispatcher, alarm.id, body);
  },
];

const BIRTH = [
  [
    { question: 'isAwake', answer: 'yes' },
    { question: 'stageOfBirth', answer: 'earlyLabour' },
  ],
  [
    { question: 'isAwake', answer: 'yes' },
    { question: 'stageOfBirth', answer: 'bornOrHeadVisible' },
  ],
];
const birthOf = (which: number) => ({
  treeCategory: 'birth' as const,
  treeVersion: 0,
  answers: pick(BIRTH, which)!,
});

const acts = fc.array(
  fc.record({
    what: fc.nat({ max: ACTS.length - 1 }),
    which: fc.nat({ max: 20 }),
    other: fc.nat({ max: 20 }),
  }),
  { minLength: 25, maxLength: 40 },
);

describe('the past', () => {
  it('is, at each row, what the live board was there, whether folded from the start or from a kept state', async () => {
    const property = fc.asyncProperty(acts, async (sequence) => {
      const seen: Awaited<ReturnType<typeof liveBoard>>[] = [await liveBoard()];
      for (const act of sequence) {
        const incidents = await listIncidentViews(fixture.pool, {
          regionId: REGION,
          state: 'open',
          limit: 50,
        });
        await ACTS[act.what]!(incidents, act);
        seen.push(await liveBoard());
      }
      const isLevel = async (from: number): Promise<void> => {
        for (const { seq, at, board } of seen.slice(from)) {
          expect(comparable(await pastBoard(at, seq))).toEqual(board);
        }
      };
      await isLevel(0);
      const store = createHistoryStore(fixture.pool);
      const middle = Math.floor(seen.length / 2);
      const { seq } = seen[middle]!;
      if (await store.findKeptState(REGION, seq)) return;
      await store.keepState(REGION, keepHistoryState(await foldUntil(store, REGION, seq)));
      expect((await store.findKeptState(REGION, seq))?.seq).toBe(seq);
      await isLevel(middle);
    });
    await fc.assert(property, { numRuns: 6, endOnFailure: true });
    const { rows } = await fixture.region.query<{ kind: string }>('select distinct kind from journal', []);
    const kinds = rows.map(({ kind }) => kind);
    // Otherwise the commands drawn were all refused and nothing was tried.
    // Which ones a few hundred commands bring about is chance; that most of them are is not.
    const missing = HISTORY_ROW_KINDS.filter((kind) => !kinds.includes(kind));
    expect(missing.length).toBeLessThanOrEqual(4);
  }, 120_000);

  it('is asked by its time, knows nothing before the first row, and keeps reasons of duty and words as they were', async () => {
    const [unitId] = units as [string];
    const duty = (reason: string) =>
      setDuty(fixture.ports, dispatcher, unitId, {
        commandId: newCommandId(),
        state: 'meal',
        reason,
        expectedEndAt: null,
      });
    const id = await openIncident(2);
    const incident = { id } as IncidentView;
    await patch(incident, { notes: 'first words' });
    valueOf(await duty('soup'));
    const moment = fixture.ports.clock.now();
    await new Promise((resolve) => setTimeout(resolve, 20));
    await patch(incident, { notes: 'second words' });
    valueOf(await duty('cake'));
    const [past, now] = [await pastBoard(moment), await pastBoard(fixture.ports.clock.now())];
    const wordsOf = (board: HistoryView) => [
      board.incidents.find((one) => one.id === id)?.detail.notes,
      board.units.find((one) => one.id === unitId)?.duty.reason,
    ];
    expect(wordsOf(past)).toEqual(['first words', 'soup']);
    expect(wordsOf(now)).toEqual(['second words', 'cake']);
    const before = await pastBoard(new Date(Date.parse(past.firstAt!) - 1));
    expect(before).toMatchObject({ seq: 0, incidents: [], alarms: [] });
  });

  it('keeps a state each time many rows have come, and then reads no row before it', async () => {
    const store = createHistoryStore(fixture.pool);
    await fixture.region.query('delete from history_state', []);
    const head = (await listJournalHeads(fixture.pool)).get(REGION)!;
    await fixture.region.query(
      `insert into journal (region_id, seq, at, actor_kind, kind, subject_type, subject_id, payload, prev_hash, hash)
       select 'testland', n, now(), 'system', 'remarkAdded', 'remark', 'x', '{}', '', ''
       from generate_series($1::int + 1, 4500) n`,
      [head],
    );
    await fixture.region.query("update journal_head set seq = 4500 where region_id = 'testland'", []);
    expect(await keepHistoryStates(store)).toBe(2);
    expect(await keepHistoryStates(store)).toBe(0);
    const asked: number[] = [];
    const watched = {
      ...store,
      listHistoryRows: (regionId: string, afterSeq: number, untilSeq: number) => {
        asked.push(afterSeq);
        return store.listHistoryRows(regionId, afterSeq, untilSeq);
      },
    };
    const view = valueOf(await readHistory(watched, REGION, fixture.ports.clock.now(), { seq: 4500 }));
    expect(asked).toEqual([4000]);
    expect(comparable(view)).toEqual((await liveBoard()).board);
  });
});
