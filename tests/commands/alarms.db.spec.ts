import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createIncidentBody, setTimerLimitsBody, type StatusBody } from '#contracts';
import { type AlarmKind, DEFAULT_TIMER_LIMITS } from '#domain';
import { createPool, inCommandTransaction, listAlarmViews, verifyJournal } from '#persistence';
import {
  acknowledgeAlarm,
  type Actor,
  assignUnit,
  cancelAssignment,
  closeIncident,
  type CommandPorts,
  createIncident,
  joinIncident,
  repeatRounds,
  reportStatus,
  runAlarmRound,
  setTimerLimits,
  unjoinIncident,
} from '#use-cases';
import { v7 as uuidv7 } from 'uuid';
import { type CommandFixture, createCommandFixture } from './command-fixture.ts';

let fixture: CommandFixture;
let dispatcher: Actor;
let supervisor: Actor;
let ports: CommandPorts;
/** The clock of these tests stands still unless moved. */
let nowMilliseconds = Date.now();
let serial = 0;

const newCommandId = (): string => uuidv7({ msecs: nowMilliseconds });
const wait = (seconds: number): void => void (nowMilliseconds += seconds * 1000);
const get = <Value>(outcome: { ok: true; value: Value } | { ok: false; reason: string }): Value => {
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.value;
};

async function openIncident(priority = 3): Promise<string> {
  serial += 1;
  const body = createIncidentBody.parse({
    commandId: newCommandId(),
    // Far apart, so that none is likely another.
    location: { lon: -56.9 + serial * 0.01, lat: -34.9, addressText: 'Colonia 1324' },
    category: 'chestPain',
    priority,
  });
  return get(await createIncident(ports, dispatcher, body)).id;
}

async function assign(incidentId: string): Promise<string> {
  serial += 1;
  const unitId = await fixture.region.addUnit(`M${serial}`);
  return get(await assignUnit(ports, dispatcher, incidentId, { commandId: newCommandId(), unitId })).id;
}

const report = async (assignmentId: string, status: StatusBody['status']): Promise<void> =>
  void get(
    await reportStatus(ports, dispatcher, assignmentId, {
      commandId: newCommandId(),
      status,
      // A device whose clock is a day slow changes no timer.
      at: new Date(nowMilliseconds - 86_400_000).toISOString(),
    }),
  );

interface AlarmRow {
  id: string;
  kind: AlarmKind;
  cleared: string | null;
}
const alarmsOf = async (incidentId: string): Promise<AlarmRow[]> =>
  (
    await fixture.region.query<AlarmRow>(
      `select id, kind, cleared_because as cleared from alarm where incident_id = $1 order by raised_at, kind`,
      [incidentId],
    )
  ).rows;
const kindsOf = async (incidentId: string): Promise<string[]> =>
  (await alarmsOf(incidentId)).map(({ kind, cleared }) => (cleared ? `${kind}: ${cleared}` : kind));
const journalOf = async (alarmId: string): Promise<string[]> =>
  (
    await fixture.region.query<{ kind: string }>(
      'select kind from journal where subject_id = $1 order by seq',
      [alarmId],
    )
  ).rows.map(({ kind }) => kind);

beforeAll(async () => {
  fixture = await createCommandFixture();
  ports = { ...fixture.ports, clock: { now: () => new Date(nowMilliseconds) } };
  dispatcher = fixture.actor(await fixture.region.addUser('A. Petrova', 'dispatcher'), 'dispatcher');
  supervisor = fixture.actor(await fixture.region.addUser('J. Novák', 'supervisor'), 'supervisor');
});

afterAll(async () => {
  await fixture.close();
});

// What earlier tests left behind must not be due here.
beforeEach(async () => {
  wait(1);
  await fixture.region.query(
    `update assignment set status = 'available', ended_at = now() where ended_at is null`,
  );
  await fixture.region.query(`update incident set state = 'closed', closed_at = now() where state = 'open'`);
  await runAlarmRound(ports);
});

describe('alarms', () => {
  it('come one after another while nobody answers, each once, though every round starts from nothing', async () => {
    const incidentId = await openIncident();
    await assign(incidentId);
    const seen: string[][] = [];
    for (const seconds of [14, 1, 0, 44, 1, 60, 900]) {
      wait(seconds);
      await runAlarmRound(ports);
      seen.push(await kindsOf(incidentId));
    }
    const all = ['undelivered', 'unacknowledged', 'nextUnitProposed'];
    expect(seen).toEqual([[], all.slice(0, 1), all.slice(0, 1), all.slice(0, 1), all.slice(0, 2), all, all]);
    for (const { id } of await alarmsOf(incidentId)) expect(await journalOf(id)).toEqual(['alarmRaised']);
    expect(fixture.wokenRegions).toContain('testland');
  });

  it('never come when the step came first, and end by themselves when it comes later', async () => {
    const incidentId = await openIncident();
    const assignmentId = await assign(incidentId);
    wait(14);
    await report(assignmentId, 'delivered');
    wait(50);
    await runAlarmRound(ports);
    expect(await kindsOf(incidentId)).toEqual(['unacknowledged']);
    await report(assignmentId, 'acknowledged');
    await runAlarmRound(ports);
    wait(600);
    await runAlarmRound(ports);
    expect(await kindsOf(incidentId)).toEqual(['unacknowledged: stepCame']);
    const [alarm] = await alarmsOf(incidentId);
    expect(await journalOf(alarm!.id)).toEqual(['alarmRaised', 'alarmCleared']);
    expect(await listAlarmViews(fixture.pool, { regionId: 'testland' })).toEqual([]);
  });

  it('tell of long times on scene and at the hospital, and end with the assignment', async () => {
    const incidentId = await openIncident();
    const assignmentId = await assign(incidentId);
    await report(assignmentId, 'onScene');
    wait(2699);
    await runAlarmRound(ports);
    expect(await kindsOf(incidentId)).toEqual([]);
    wait(1);
    await report(assignmentId, 'atPatient');
    await runAlarmRound(ports);
    await report(assignmentId, 'atDestination');
    wait(1800);
    await runAlarmRound(ports);
    expect(await kindsOf(incidentId)).toEqual(['onSceneTooLong: stepCame', 'atDestinationTooLong']);
    await report(assignmentId, 'available');
    await runAlarmRound(ports);
    expect((await kindsOf(incidentId))[1]).toBe('atDestinationTooLong: assignmentEnded');
    wait(90_000);
    await runAlarmRound(ports);
    // Somebody has been there: the incident does not wait.
    expect(await alarmsOf(incidentId)).toHaveLength(2);
  });

  it('tell of an incident that waits beyond its standard, again when its unit falls away', async () => {
    const incidentId = await openIncident(1);
    wait(419);
    await runAlarmRound(ports);
    expect(await kindsOf(incidentId)).toEqual([]);
    wait(1);
    await runAlarmRound(ports);
    expect(await kindsOf(incidentId)).toEqual(['waitingTooLong']);
    const [view] = await listAlarmViews(fixture.pool, { regionId: 'testland' });
    expect(view).toMatchObject({
      kind: 'waitingTooLong',
      severity: 'alarm',
      limitSeconds: 420,
      unitId: null,
    });
    const assignmentId = await assign(incidentId);
    await runAlarmRound(ports);
    expect(await kindsOf(incidentId)).toEqual(['waitingTooLong: unitSent']);
    wait(5);
    await cancelAssignment(ports, dispatcher, assignmentId, {
      commandId: newCommandId(),
      reason: 'flat tyre',
    });
    await runAlarmRound(ports);
    expect(await kindsOf(incidentId)).toEqual(['waitingTooLong: unitSent', 'waitingTooLong']);
    await closeIncident(ports, dispatcher, incidentId, { commandId: newCommandId(), outcome: 'other' });
    await runAlarmRound(ports);
    expect((await kindsOf(incidentId))[1]).toBe('waitingTooLong: incidentClosed');
  });

  it('go by the standards in force in the region', async () => {
    const standard = {
      kind: 'temporal',
      standardId: 'own',
      categories: [],
      priorities: [2],
      statistic: 'median',
      limitSeconds: 90,
      clock: { startsAtFirstOf: ['callReceived'], stopsAt: 'onScene' },
      stoppingCapabilities: [],
      exclusions: [],
    };
    await fixture.region.query(
      `insert into policy_version (region_id, kind, version, content, note, created_at, created_by)
       values ('testland', 'standards', 1, $1, '', now(), $2)`,
      [JSON.stringify([standard]), dispatcher.id],
    );
    const incidentId = await openIncident(2);
    wait(90);
    await runAlarmRound(ports);
    expect(await kindsOf(incidentId)).toEqual(['waitingTooLong']);
  });

  it('come back when the closing of their incident is undone', async () => {
    const [incidentId, mainId] = [await openIncident(1), await openIncident(4)];
    wait(420);
    await runAlarmRound(ports);
    const join = { commandId: newCommandId(), intoIncidentId: mainId };
    get(await joinIncident(ports, dispatcher, incidentId, join));
    await runAlarmRound(ports);
    expect(await kindsOf(incidentId)).toEqual(['waitingTooLong: incidentClosed']);
    get(await unjoinIncident(ports, dispatcher, incidentId, { commandId: newCommandId() }));
    await runAlarmRound(ports);
    expect(await kindsOf(incidentId)).toEqual(['waitingTooLong']);
    const [alarm] = await alarmsOf(incidentId);
    expect(await journalOf(alarm!.id)).toEqual(['alarmRaised', 'alarmCleared', 'alarmReturned']);
  });
});

describe('many at once', () => {
  const COUNT = 60;

  it('raise each alarm once, with one journal row, from eight loops with pools of their own', async () => {
    const incidents: string[] = [];
    // One by one: sixty at once would wait longer for a connection than the pool allows on a busy machine.
    while (incidents.length < COUNT) incidents.push(await openIncident());
    for (const incidentId of incidents) await assign(incidentId);
    wait(120);
    const pools = Array.from({ length: 8 }, () => createPool(fixture.database.appUrl, { max: 2 }));
    // All have looked before any of them writes, so that each thinks it is the one to raise.
    let looked = 0;
    let letGo = (): void => undefined;
    const allLooked = new Promise<void>((resolve) => (letGo = resolve));
    const rounds = await Promise.all(
      pools.map((pool) => {
        let transactions = 0;
        return runAlarmRound({
          ...ports,
          inTransaction: async (work) => {
            transactions += 1;
            const result = await inCommandTransaction(pool, work);
            if (transactions === 1) {
              looked += 1;
              if (looked === pools.length) letGo();
              await allLooked;
            }
            return result;
          },
        });
      }),
    );
    await Promise.all(pools.map((pool) => pool.end()));
    await runAlarmRound(ports);
    const alarms = (await Promise.all(incidents.map(alarmsOf))).flat();
    expect(alarms).toHaveLength(3 * COUNT);
    const { rows } = await fixture.region.query<{ n: number }>(
      `select count(*)::int as n from journal where kind = 'alarmRaised' and subject_id = any ($1)`,
      [alarms.map(({ id }) => id)],
    );
    expect(rows[0]!.n).toBe(3 * COUNT);
    expect(rounds.reduce((sum, round) => sum + round.raised, 0)).toBeLessThanOrEqual(3 * COUNT);
    expect(await verifyJournal(fixture.pool, 'testland')).toMatchObject({ ok: true });
  });

  it('leave one that is being answered just now to the next round, and then raise nothing', async () => {
    const incidentId = await openIncident();
    const assignmentId = await assign(incidentId);
    wait(15);
    const client = await fixture.pool.connect();
    await client.query('begin');
    await client.query('select 1 from assignment where id = $1 for no key update', [assignmentId]);
    await runAlarmRound(ports);
    expect(await kindsOf(incidentId)).toEqual([]);
    await client.query('commit');
    client.release();
    await report(assignmentId, 'delivered');
    await runAlarmRound(ports);
    expect(await kindsOf(incidentId)).toEqual([]);
  });

  it('come late by a round when a process dies between the alarm and its commit, and once', async () => {
    const incidentId = await openIncident();
    await assign(incidentId);
    wait(15);
    let transactions = 0;
    const dying = runAlarmRound({
      ...ports,
      inTransaction: (work) =>
        inCommandTransaction(fixture.pool, async (store) => {
          const result = await work(store);
          if (++transactions === 2) throw new Error('killed');
          return result;
        }),
    });
    await expect(dying).rejects.toThrow(/could not be saved/);
    expect(await kindsOf(incidentId)).toEqual([]);
    await runAlarmRound(ports);
    expect(await kindsOf(incidentId)).toEqual(['undelivered']);
    const [alarm] = await alarmsOf(incidentId);
    expect(await journalOf(alarm!.id)).toEqual(['alarmRaised']);
  });

  it('acknowledge: the first is named, the others get the same answer, the sign stays', async () => {
    const incidentId = await openIncident();
    await assign(incidentId);
    wait(60);
    await runAlarmRound(ports);
    const alarm = (await alarmsOf(incidentId)).find(({ kind }) => kind === 'unacknowledged')!;
    const answers = await Promise.all(
      [dispatcher, supervisor, dispatcher].map((actor) =>
        acknowledgeAlarm(ports, actor, alarm.id, { commandId: newCommandId() }),
      ),
    );
    const names = answers.map((answer) => get(answer).acknowledgedByName);
    expect(new Set(names).size).toBe(1);
    expect(names[0]).toMatch(/Petrova|Novák/);
    expect(await journalOf(alarm.id)).toEqual(['alarmRaised', 'alarmAcknowledged']);
    const open = await listAlarmViews(fixture.pool, { regionId: 'testland' });
    expect(open.map(({ id }) => id)).toContain(alarm.id);
    const elsewhere: Actor = { ...dispatcher, roles: [{ regionId: 'elsewhere', role: 'dispatcher' }] };
    const denied = await acknowledgeAlarm(ports, elsewhere, alarm.id, { commandId: newCommandId() });
    expect(denied).toMatchObject({ ok: false, reason: 'notFound' });
  });
});

describe('limits of a region', () => {
  const bodyOf = (expectedVersion: number, changes: object) =>
    setTimerLimitsBody.parse({
      commandId: newCommandId(),
      expectedVersion,
      limits: { ...DEFAULT_TIMER_LIMITS, ...changes },
    });

  it('hold from the next round, for what is not raised yet', async () => {
    const incidentId = await openIncident();
    await assign(incidentId);
    wait(16);
    await runAlarmRound(ports);
    get(
      await setTimerLimits(
        ports,
        supervisor,
        bodyOf(0, { undeliveredSeconds: 40, unacknowledgedSeconds: 20 }),
      ),
    );
    wait(4);
    await runAlarmRound(ports);
    expect(await kindsOf(incidentId)).toEqual(['undelivered', 'unacknowledged']);
    const { rows } = await fixture.region.query<{ payload: string }>(
      `select payload from journal where kind = 'timerLimitsChanged'`,
    );
    expect(JSON.parse(rows[0]!.payload)).toMatchObject({ version: 1, limits: { unacknowledgedSeconds: 20 } });
  });

  it('are changed by one of two who started from the same version', async () => {
    const outcomes = await Promise.all(
      [30, 45].map((undeliveredSeconds) =>
        setTimerLimits(ports, supervisor, bodyOf(1, { undeliveredSeconds })),
      ),
    );
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(outcomes.find(({ ok }) => !ok)).toMatchObject({
      reason: 'versionOutdated',
      details: { version: 2 },
    });
  });

  it('are not the business of a dispatcher', async () => {
    expect(await setTimerLimits(ports, dispatcher, bodyOf(2, {}))).toMatchObject({ reason: 'forbidden' });
  });
});

describe('repeatRounds', () => {
  it('goes on after a failure, which it tells once', async () => {
    let rounds = 0;
    const told: string[] = [];
    const stop = repeatRounds(
      () => {
        rounds += 1;
        return rounds < 4 ? Promise.reject(new Error('away')) : Promise.resolve();
      },
      { failed: () => void told.push('failed'), recovered: () => void told.push('recovered') },
      5,
    );
    while (rounds < 6) await new Promise((resolve) => setTimeout(resolve, 5));
    await stop();
    const atStop = rounds;
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(rounds).toBe(atStop);
    expect(told).toEqual(['failed', 'recovered']);
  });
});
