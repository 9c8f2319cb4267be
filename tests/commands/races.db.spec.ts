import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createIncidentBody, patchIncidentBody, type StatusBody } from '#contracts';
import { ASSIGNMENT_LADDER, ladderRank } from '#domain';
import { verifyJournal } from '#persistence';
import {
  activateAssignment,
  type Actor,
  addRemark,
  assignUnit,
  assignUnits,
  cancelAssignment,
  closeIncident,
  createIncident,
  divertAssignment,
  handOverAssignment,
  noteGeofenced,
  type Outcome,
  patchIncident,
  reportStatus,
  setDestination,
  setDuty,
} from '#use-cases';
import { type CommandFixture, createCommandFixture, newCommandId } from './command-fixture.ts';

let fixture: CommandFixture;
let dispatchers: Actor[];

const openIncident = async (): Promise<string> => {
  const body = createIncidentBody.parse({
    commandId: newCommandId(),
    location: { lon: -56.18, lat: -34.9, addressText: 'Colonia 1324' },
    category: 'trauma',
    priority: 2,
  });
  const outcome = await createIncident(fixture.ports, dispatchers[0]!, body);
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.value.id;
};

const send = (actor: Actor, incidentId: string, unitId: string) =>
  assignUnit(fixture.ports, actor, incidentId, { commandId: newCommandId(), unitId });

const report = (actor: Actor, assignmentId: string, status: StatusBody['status']) =>
  reportStatus(fixture.ports, actor, assignmentId, {
    commandId: newCommandId(),
    status,
    at: new Date().toISOString(),
  });

const changeDuty = (
  actor: Actor,
  unitId: string,
  state: 'onDuty' | 'offDuty',
  commandId: string = newCommandId(),
) => setDuty(fixture.ports, actor, unitId, { commandId, state, reason: null, expectedEndAt: null });
const goOffDuty = (actor: Actor, unitId: string) => changeDuty(actor, unitId, 'offDuty');

/** Runs `first` of a statement in an open transaction, lets `second` run into it, then commits. */
async function whileHeld<T>(sql: string, values: unknown[], second: () => Promise<T>): Promise<T> {
  const client = await fixture.pool.connect();
  await client.query('begin');
  await client.query(sql, values);
  const running = second();
  await new Promise((resolve) => setTimeout(resolve, 150));
  await client.query('commit');
  client.release();
  return running;
}

beforeAll(async () => {
  fixture = await createCommandFixture();
  dispatchers = [];
  for (let index = 0; index < 8; index += 1) {
    const user = await fixture.region.addUser(`Dispatcher ${index}`, 'dispatcher');
    dispatchers.push(fixture.actor(user, 'dispatcher'));
  }
}, 60_000);

afterAll(async () => {
  await fixture.close();
});

describe('two who act at the same time', () => {
  it('report the same late step: one is applied, the others are told', async () => {
    const unitId = await fixture.region.addUnit('S1');
    const sent = await send(dispatchers[0]!, await openIncident(), unitId);
    if (!sent.ok) throw new Error(sent.reason);
    await report(dispatchers[0]!, sent.value.id, 'onScene');
    for (const step of ['delivered', 'acknowledged', 'enRoute', 'staged'] as const) {
      const outcomes = await Promise.all(dispatchers.map((actor) => report(actor, sent.value.id, step)));
      expect(outcomes.filter((one) => one.ok)).toHaveLength(1);
      const told = outcomes.flatMap((one) => (one.ok ? [] : [one.reason]));
      expect(new Set(told)).toEqual(new Set(['stepAlreadyRecorded']));
    }
  });

  it('send a unit and take it off duty: a unit on an assignment is never off duty', async () => {
    for (let round = 0; round < 20; round += 1) {
      const unitId = await fixture.region.addUnit(`D${round}`);
      const incidentId = await openIncident();
      const [sent, off] = await Promise.all([
        send(dispatchers[0]!, incidentId, unitId),
        goOffDuty(dispatchers[1]!, unitId),
      ]);
      expect([sent.ok, off.ok].filter(Boolean)).toHaveLength(1);
    }
  });

  it('close an incident and send a unit to it: nobody drives to a closed incident', async () => {
    for (let round = 0; round < 10; round += 1) {
      const unitId = await fixture.region.addUnit(`K${round}`);
      const incidentId = await openIncident();
      const close = { commandId: newCommandId(), outcome: 'other' as const };
      const [sent, closed] = await Promise.all([
        send(dispatchers[0]!, incidentId, unitId),
        closeIncident(fixture.ports, dispatchers[1]!, incidentId, close),
      ]);
      expect([sent.ok, closed.ok].filter(Boolean)).toHaveLength(1);
    }
  });

  it('change an incident on the same version: the second is told', async () => {
    const incidentId = await openIncident();
    const outcomes = await Promise.all(
      dispatchers.map((actor, index) => {
        const change = { commandId: newCommandId(), notes: `note ${index}`, expectedVersion: 1 };
        return patchIncident(fixture.ports, actor, incidentId, patchIncidentBody.parse(change));
      }),
    );
    expect(outcomes.filter((one) => one.ok)).toHaveLength(1);
    expect(outcomes.filter((one) => !one.ok && one.reason === 'versionOutdated')).toHaveLength(7);
  });
});

describe('a region whose journal somebody holds', () => {
  const LOCK_HEAD = `select 1 from journal_head where region_id = 'testland' for update`;

  it('lets a command wait a moment', async () => {
    const unitId = await fixture.region.addUnit('W1');
    expect(await whileHeld(LOCK_HEAD, [], () => goOffDuty(dispatchers[0]!, unitId))).toMatchObject({
      ok: true,
    });
  });

  it('gives up after a second with nothing saved, and the same command succeeds later, once', async () => {
    const body = { commandId: newCommandId(), text: 'seen from the window' };
    const incidentId = await openIncident();
    const client = await fixture.pool.connect();
    await client.query('begin');
    await client.query(LOCK_HEAD);
    await expect(addRemark(fixture.ports, dispatchers[0]!, incidentId, body)).rejects.toMatchObject({
      code: '55P03',
    });
    await client.query('commit');
    client.release();
    const first = await addRemark(fixture.ports, dispatchers[0]!, incidentId, body);
    expect(first).toMatchObject({ ok: true });
    expect(await addRemark(fixture.ports, dispatchers[0]!, incidentId, body)).toEqual(first);
    const { rows } = await fixture.region.query('select 1 from remark where incident_id = $1', [incidentId]);
    expect(rows).toHaveLength(1);
  });
});

describe('eight desks that do everything at once on a few incidents', () => {
  const UNITS = 12;
  const ROUNDS = 60;
  const acknowledged: string[] = [];
  const failures: unknown[] = [];
  const open = new Set<string>();

  /** Small and repeatable (Numerical Recipes' linear congruential generator), so that a failing run can be run again. */
  const createRandom = (seed: number) => {
    let state = seed;
    return (below: number): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
  };

  async function act(
    actor: Actor,
    units: readonly string[],
    random: (below: number) => number,
  ): Promise<void> {
    const commandId = newCommandId();
    const incidentId = [...open][random(open.size)]!;
    const { rows } = await fixture.pool.query<{ id: string }>(
      'select id from assignment where ended_at is null',
    );
    const assignmentId = rows[random(rows.length)]?.id;
    const steps = ASSIGNMENT_LADDER.slice(2) as StatusBody['status'][];
    const assign = () =>
      assignUnit(fixture.ports, actor, incidentId, { commandId, unitId: units[random(UNITS)]! });
    const doings: (() => Promise<Outcome<unknown>>)[] = [
      assign,
      assign,
      assign,
      () => closeIncident(fixture.ports, actor, incidentId, { commandId, outcome: 'other' }),
      () => patchIncident(fixture.ports, actor, incidentId, { commandId, priority: 1 + random(4) }),
      () => addRemark(fixture.ports, actor, incidentId, { commandId, text: 'a word' }),
      () => changeDuty(actor, units[random(UNITS)]!, random(4) === 0 ? 'offDuty' : 'onDuty', commandId),
    ];
    const anyUnit = (): string => units[random(UNITS)]!;
    const team = [...new Set([anyUnit(), anyUnit(), anyUnit()])].map((unitId) => ({ unitId }));
    doings.push(
      () => assignUnit(fixture.ports, actor, incidentId, { commandId, unitId: anyUnit(), kind: 'reserve' }),
      () => assignUnits(fixture.ports, actor, incidentId, { commandId, units: team }),
    );
    if (assignmentId !== undefined) {
      const at = new Date().toISOString();
      const reason = 'more urgent';
      doings.push(
        () => activateAssignment(fixture.ports, actor, assignmentId, { commandId }),
        () =>
          divertAssignment(fixture.ports, actor, assignmentId, {
            commandId,
            toIncidentId: incidentId,
            reason,
          }),
        () =>
          handOverAssignment(fixture.ports, actor, assignmentId, {
            commandId,
            toUnitId: anyUnit(),
            reason,
          }),
        () => setDestination(fixture.ports, actor, assignmentId, { commandId, facilityId: null }),
        () =>
          noteGeofenced(fixture.ports, assignmentId, { status: 'onScene', geofencedAt: new Date() }).then(
            () => ({ ok: false, reason: 'notFound' }) as const,
          ),
      );
      const walk = () =>
        reportStatus(fixture.ports, actor, assignmentId, {
          commandId,
          at,
          status: steps[random(steps.length)]!,
        });
      doings.push(walk, walk, walk, () =>
        cancelAssignment(fixture.ports, actor, assignmentId, { commandId, reason: 'called off' }),
      );
    }
    const outcome = await doings[random(doings.length)]!();
    if (outcome.ok) acknowledged.push(commandId);
  }

  it('answers every one, and the invariants hold', async () => {
    const units = await Promise.all(
      Array.from({ length: UNITS }, (_, index) => fixture.region.addUnit(`E${index}`)),
    );
    for (let index = 0; index < 6; index += 1) open.add(await openIncident());
    await Promise.all(
      dispatchers.map(async (actor, index) => {
        const random = createRandom(index + 1);
        for (let round = 0; round < ROUNDS; round += 1)
          await act(actor, units, random).catch((error: unknown) => failures.push(error));
      }),
    );
    expect(failures).toEqual([]);
    expect(acknowledged.length).toBeGreaterThan(50);
    const violations = await fixture.region.query(`
      select 'two assignments of one unit' from assignment where is_active group by unit_id having count(*) > 1
      union all
      select 'off duty on an assignment' from unit u join assignment a on a.unit_id = u.id and a.is_active
      where u.duty_state in ('offDuty', 'outOfService')
      union all
      select 'on the way to a closed incident' from incident i join assignment a on a.incident_id = i.id
      where i.state = 'closed' and a.ended_at is null
      union all
      select 'two open assignments of one unit to one incident' from assignment where ended_at is null
      group by unit_id, incident_id having count(*) > 1
      union all
      select 'too many reserved' from assignment where status = 'reserved' group by unit_id having count(*) > 3
      union all
      select 'diverted to nowhere' from assignment a where a.end_cause in ('diverted', 'takenOver')
      and a.followed_by_id is null
      union all
      select 'ended without its status' from assignment where (ended_at is null) <> (status not in ('available', 'cancelled', 'diverted'))`);
    expect(violations.rows).toEqual([]);
    const logged = await fixture.region.query('select 1 from command_log where command_id = any ($1)', [
      acknowledged,
    ]);
    expect(logged.rows).toHaveLength(acknowledged.length);
    expect(await verifyJournal(fixture.pool, 'testland')).toMatchObject({ ok: true });
  }, 60_000);

  it('never takes a status back', async () => {
    const { rows } = await fixture.region.query<{ subject: string; status: StatusBody['status'] }>(
      `select subject_id as subject, payload::json ->> 'status' as status from journal
       where kind = 'statusReported' order by seq`,
    );
    const reached = new Map<string, number>();
    for (const { subject, status } of rows) {
      expect(ladderRank(status)).toBeGreaterThan(reached.get(subject) ?? -1);
      reached.set(subject, ladderRank(status));
    }
  });
});
