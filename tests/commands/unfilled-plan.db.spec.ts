import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { PLAN_PRESETS, type ResponsePlanContent } from '#domain';
import { createJointDecisionStore, listAlarmViews, listAssignmentViews } from '#persistence';
import {
  acceptProposal,
  type Actor,
  assignUnit,
  cancelAssignment,
  type CommandPorts,
  createIncident,
  decideRegion,
  recommendUnits,
  reportStatus,
  runAlarmRound,
} from '#use-cases';
import { type CommandFixture, createCommandFixture, newCommandId } from './command-fixture.ts';
import { at, decisionPorts, type Positions } from './joint-decisions.ts';

const HOLDER = 'aaaaaaaa-0000-4000-8000-000000000001';
/** Two units: one of any kind, and a physician. */
const PLAN: ResponsePlanContent = {
  ...PLAN_PRESETS['gb-eng'],
  entries: [
    {
      categories: [],
      priorities: [1, 2, 3, 4],
      slots: [
        { slot: 'first', capabilities: [], count: 1 },
        { slot: 'physician', capabilities: ['physician'], count: 1 },
      ],
      travelLimitSeconds: 3600,
      joinWithinSeconds: 15,
    },
  ],
};

let fixture: CommandFixture;
let actor: Actor;
let units: Record<string, string>;
let positions: Positions;

beforeAll(async () => {
  fixture = await createCommandFixture();
  actor = fixture.actor(await fixture.region.addUser('Ana', 'dispatcher'), 'dispatcher');
  await fixture.region.query(
    `insert into policy_version (region_id, kind, version, content, note, created_at, created_by)
     values ('testland', 'responsePlan', 1, $1, '', now(), $2)`,
    [JSON.stringify(PLAN), actor.id],
  );
  const fleet: Record<string, readonly [number, string[]]> = {
    near: [20, ['bls']],
    doctor: [26, ['bls', 'physician']],
    farDoctor: [40, ['bls', 'physician']],
  };
  units = {};
  for (const [callSign, [minutes, capabilities]] of Object.entries(fleet)) {
    units[callSign] = await fixture.region.addUnit(callSign, { at: at(minutes), capabilities });
  }
}, 120_000);
afterAll(() => fixture.close());

beforeEach(async () => {
  const { query } = fixture.region;
  const run = query.bind(fixture.region);
  await run(`update assignment set status = 'cancelled', ended_at = now() where ended_at is null`);
  await run('update assignment set proposal_id = null, proposal_version = null');
  await run(`update incident set state = 'closed', closed_at = now() where state = 'open'`);
  for (const table of ['alarm', 'proposal_version', 'proposal', 'joint_decision'])
    await run(`delete from ${table}`);
  await run(`update unit set duty_state = 'onDuty'`);
  positions = new Map();
});

const commandPorts = (secondsLater = 0): CommandPorts => ({
  ...fixture.ports,
  clock: { now: () => new Date(Date.now() + secondsLater * 1000) },
});
const decidePorts = () => decisionPorts(fixture, positions, HOLDER);
const decide = () => decideRegion(decidePorts(), 'testland');
const joint = (incidentId: string) =>
  createJointDecisionStore(fixture.pool).findJointProposal('testland', incidentId);
const openProposals = () =>
  createJointDecisionStore(fixture.pool).listProposalViews({
    regionId: 'testland',
    onlyOpen: true,
    limit: 50,
  });

async function openIncident(minutes: number, priority = 1, ports = fixture.ports): Promise<string> {
  const [lon, lat] = at(minutes);
  const location = { lon, lat, addressText: '', source: 'pin' as const };
  const body = { commandId: newCommandId(), location, category: 'other' as const, priority };
  const opened = await createIncident(ports, actor, body);
  if (!opened.ok) throw new Error(opened.reason);
  return opened.value.id;
}
async function send(incidentId: string, callSign: string, kind: 'now' | 'reserve' = 'now'): Promise<string> {
  const body = { commandId: newCommandId(), unitId: units[callSign]!, kind };
  const sent = await assignUnit(fixture.ports, actor, incidentId, body);
  if (!sent.ok) throw new Error(sent.reason);
  return sent.value.id;
}
/** As if the unit had been sent a minute ago, when the desk has had its time to send the next. */
const settle = () =>
  fixture.region.query(`update assignment set created_at = created_at - interval '1 minute' where is_active`);
const takeOut = (callSign: string) =>
  fixture.region.query(`update unit set duty_state = 'outOfService' where id = $1`, [units[callSign]]);
const acceptIt = (id: string, version: number) =>
  acceptProposal(fixture.ports, actor, id, { commandId: newCommandId(), version });
const sentTo = async (incidentId: string): Promise<string[]> =>
  (
    await fixture.region.query<{ name: string }>(
      `select u.call_sign as name from assignment a join unit u on u.id = a.unit_id
       where a.incident_id = $1 and a.is_active order by 1`,
      [incidentId],
    )
  ).rows.map(({ name }) => name);

describe('an incident whose plan asks for two units and that was sent one', () => {
  let incidentId: string;
  beforeEach(async () => {
    incidentId = await openIncident(22);
    await send(incidentId, 'near');
  });

  it('still takes part in the joint decision, for what is missing', async () => {
    expect(await decide()).toMatchObject({ waitingIncidents: 1, made: 0 });
    expect(await joint(incidentId)).toMatchObject({ callSign: 'doctor', isNow: true });
  });

  it('gets the missing unit proposed, and has it after that was accepted', async () => {
    await settle();
    expect(await decide()).toMatchObject({ made: 1 });
    const [proposal, ...others] = await openProposals();
    expect(others).toEqual([]);
    expect(proposal).toMatchObject({
      kind: 'fillPlan',
      sends: [{ incidentId, callSign: 'doctor', isNow: true, otherwise: null }],
      releases: [],
      because: { key: 'fillPlan', values: { callSign: 'doctor' } },
    });
    expect(await acceptIt(proposal!.id, 1)).toMatchObject({ ok: true, value: { state: 'accepted' } });
    expect(await sentTo(incidentId)).toEqual(['doctor', 'near']);
    expect(await decide()).toMatchObject({ waitingIncidents: 0, made: 0 });
    expect(await joint(incidentId)).toBeUndefined();
  });

  it('keeps in the log which version of the proposal the assignment was made from', async () => {
    await settle();
    await decide();
    const [proposal] = await openProposals();
    await acceptIt(proposal!.id, 1);
    const { rows } = await fixture.region.query<{ id: string; version: number }>(
      `select id, proposal_version as version from assignment where proposal_id = $1`,
      [proposal!.id],
    );
    expect(rows).toMatchObject([{ version: 1 }]);
    const views = await listAssignmentViews(fixture.pool, { ids: [rows[0]!.id] });
    expect(views[0]!.view).toMatchObject({ proposalId: proposal!.id, recommendationId: null });
    const journal = await fixture.region.query<{ payload: string }>(
      `select payload from journal where kind = 'proposalAccepted' and subject_id = $1`,
      [proposal!.id],
    );
    expect(JSON.parse(journal.rows[0]!.payload)).toMatchObject({ version: 1, startedIds: [rows[0]!.id] });
  });

  it('is not sent a second physician when somebody sent one since', async () => {
    await settle();
    await decide();
    const [proposal] = await openProposals();
    await send(incidentId, 'farDoctor');
    expect(await acceptIt(proposal!.id, 1)).toMatchObject({ ok: false, reason: 'proposalOutdated' });
    expect(await joint(incidentId)).toBeUndefined();
    expect(await decide()).toMatchObject({ withdrawn: 1, waitingIncidents: 0 });
  });

  it('comes after one that nobody is on the way to', async () => {
    const other = await openIncident(25);
    await takeOut('farDoctor');
    await decide();
    expect(await joint(other)).toMatchObject({ callSign: 'doctor' });
    expect(await joint(incidentId)).toMatchObject({ unitId: null });
  });

  it('waits for nobody more once its patient is on the way to hospital', async () => {
    await fixture.region.query(`update assignment set status = 'leftScene' where incident_id = $1`, [
      incidentId,
    ]);
    expect(await decide()).toMatchObject({ waitingIncidents: 0 });
  });

  it('wants its only unit replaced when that goes out of service on its way', async () => {
    await takeOut('near');
    expect(await decide()).toMatchObject({ waitingIncidents: 1 });
    expect(await joint(incidentId)).toMatchObject({ callSign: 'doctor' });
  });
});

describe('the alarm of an unfilled plan', () => {
  const kinds = async (): Promise<string[]> =>
    (await listAlarmViews(fixture.pool, { regionId: 'testland' })).map(({ kind }) => kind).sort();
  const roundAfter = (seconds: number) => runAlarmRound(commandPorts(seconds));
  const about = async (incidentId: string): Promise<string[]> =>
    (
      await fixture.region.query<{ text: string }>(
        `select kind || coalesce(': ' || cleared_because, '') as text from alarm
         where incident_id = $1 and kind in ('waitingTooLong', 'planShort') order by raised_at, id`,
        [incidentId],
      )
    ).rows.map(({ text }) => text);

  it('comes at the limit of the first unit, once, and ends when the plan is filled', async () => {
    const incidentId = await openIncident(22);
    const assignmentId = await send(incidentId, 'near');
    const step = { commandId: newCommandId(), status: 'enRoute' as const, at: new Date().toISOString() };
    expect((await reportStatus(fixture.ports, actor, assignmentId, step)).ok).toBe(true);
    await roundAfter(410);
    expect(await kinds()).toEqual([]);
    await roundAfter(425);
    await roundAfter(430);
    expect(await kinds()).toEqual(['planShort']);
    const [view] = await listAlarmViews(fixture.pool, { regionId: 'testland' });
    expect(view).toMatchObject({ severity: 'warning', incidentId, assignmentId: null, limitSeconds: 420 });
    await send(incidentId, 'doctor');
    await roundAfter(435);
    expect(await about(incidentId)).toEqual(['planShort: unitSent']);
    const { rows } = await fixture.region.query<{ kind: string }>(
      `select kind from journal where subject_id = $1 order by seq`,
      [view!.id],
    );
    expect(rows.map(({ kind }) => kind)).toEqual(['alarmRaised', 'alarmCleared']);
  });

  it('leaves an incident that nobody was sent to with the graver one', async () => {
    const incidentId = await openIncident(22);
    await roundAfter(425);
    expect(await about(incidentId)).toEqual(['waitingTooLong']);
    await send(incidentId, 'near');
    await takeOut('near');
    await roundAfter(426);
    expect(await kinds()).toContain('waitingTooLong');
  });

  it('comes anew, once, for each unit that falls away', async () => {
    const incidentId = await openIncident(22);
    await send(incidentId, 'near');
    const doctor = await send(incidentId, 'doctor');
    await roundAfter(500);
    expect(await about(incidentId)).toEqual([]);
    await cancelAssignment(fixture.ports, actor, doctor, { commandId: newCommandId(), reason: 'flat tyre' });
    await roundAfter(501);
    await roundAfter(502);
    expect(await about(incidentId)).toEqual(['planShort']);
    await send(incidentId, 'farDoctor');
    await roundAfter(503);
    await takeOut('farDoctor');
    await roundAfter(600);
    expect(await about(incidentId)).toEqual(['planShort: unitSent', 'planShort']);
  });

  it('of an incident without a unit comes anew, once, when a unit reserved for it is taken away', async () => {
    const incidentId = await openIncident(22);
    await roundAfter(425);
    const reserved = await send(incidentId, 'doctor', 'reserve');
    await roundAfter(426);
    expect(await about(incidentId)).toEqual(['waitingTooLong']);
    await cancelAssignment(fixture.ports, actor, reserved, {
      commandId: newCommandId(),
      reason: 'needed elsewhere',
    });
    await roundAfter(427);
    await roundAfter(428);
    expect(await about(incidentId)).toEqual(['waitingTooLong: raisedAnew', 'waitingTooLong']);
  });
});

describe('a recommendation', () => {
  const recommend = async (incidentId: string) => {
    const answer = await recommendUnits(decidePorts(), actor, incidentId);
    if (!answer.ok) throw new Error(answer.reason);
    const { plan, candidates, rejected } = answer.value;
    const name = (id: string) => [...candidates, ...rejected].find(({ unitId }) => unitId === id)!.callSign;
    return { ...answer.value, proposed: plan.unitIds.map(name) };
  };

  it('replaces a unit that was sent and is out of service since', async () => {
    const incidentId = await openIncident(22);
    await send(incidentId, 'near');
    await send(incidentId, 'doctor');
    expect((await recommend(incidentId)).proposed).toEqual([]);
    await takeOut('doctor');
    expect((await recommend(incidentId)).proposed).toEqual(['farDoctor']);
  });

  it('proposes another one beside a unit that is far too late', async () => {
    const incidentId = await openIncident(22);
    await send(incidentId, 'near');
    await send(incidentId, 'doctor');
    const standAt = (callSign: string, minutes: number) =>
      positions.set(units[callSign]!, { coordinates: at(minutes), deviceAt: new Date() });
    // Half of the plan's limit is 30 minutes; the other physician stands 18 minutes away.
    standAt('doctor', 22 - 28);
    expect((await recommend(incidentId)).proposed).toEqual([]);
    standAt('doctor', 22 - 33);
    expect((await recommend(incidentId)).proposed).toEqual(['farDoctor']);
    standAt('doctor', 22 - 90);
    expect((await recommend(incidentId)).proposed).toEqual(['farDoctor']);
  });

  it('counts of a staged unit what it drove, not how long it has waited near its incident', async () => {
    const minor = await openIncident(30, 4);
    const assignmentId = await send(minor, 'near');
    for (const status of ['enRoute', 'staged'] as const) {
      const step = { commandId: newCommandId(), status, at: new Date().toISOString() };
      expect((await reportStatus(fixture.ports, actor, assignmentId, step)).ok).toBe(true);
    }
    positions.set(units['near']!, { coordinates: at(29), deviceAt: new Date() });
    const costOf = async (droveSeconds: number, waitedSeconds: number): Promise<number> => {
      await fixture.region.query(
        `update assignment set status_since_at = now() - make_interval(secs => $2) where id = $1`,
        [assignmentId, waitedSeconds],
      );
      await fixture.region.query(
        `update assignment_step set recorded_at = now() - make_interval(secs => $2)
         where assignment_id = $1 and status = 'enRoute'`,
        [assignmentId, droveSeconds + waitedSeconds],
      );
      const { candidates } = await recommend(grave);
      const { parts } = candidates.find(({ callSign }) => callSign === 'near')!;
      return parts.find(({ rule }) => rule === 'diversion')!.seconds;
    };
    const grave = await openIncident(29, 1);
    const short = await costOf(60, 30);
    expect(await costOf(60, 900)).toBe(short);
    expect(await costOf(600, 30)).toBeGreaterThan(short);
  });

  it('leaves a unit alone that an open proposal promises to a more urgent incident', async () => {
    const grave = await openIncident(22);
    await send(grave, 'near');
    await settle();
    await decide();
    expect(await openProposals()).toMatchObject([{ kind: 'fillPlan', sends: [{ callSign: 'doctor' }] }]);
    const minor = await openIncident(26, 4);
    const { proposed, rejected } = await recommend(minor);
    expect(proposed).toEqual(['farDoctor']);
    expect(rejected.find(({ callSign }) => callSign === 'doctor')).toMatchObject({
      reason: 'promised',
      details: { priority: 1 },
    });
    // For the incident itself, and for one as urgent, it is free.
    expect((await recommend(grave)).proposed).toEqual(['doctor']);
    expect((await recommend(await openIncident(26, 1))).proposed).toContain('doctor');
  });

  it('and the joint decision keep a unit that an exchange promises from a minor incident', async () => {
    await takeOut('near');
    await takeOut('doctor');
    const grave = await openIncident(22);
    const assignmentId = await send(grave, 'farDoctor');
    positions.set(units['farDoctor']!, { coordinates: at(40), deviceAt: new Date() });
    await fixture.region.query(`update unit set duty_state = 'onDuty' where id = $1`, [units['doctor']]);
    await decide();
    expect(await openProposals()).toMatchObject([
      { kind: 'exchange', sends: [{ callSign: 'doctor' }], releases: [{ assignmentId }] },
    ]);
    const minor = await openIncident(26, 4);
    await decide();
    expect(await joint(minor)).toMatchObject({ unitId: null });
    expect(await openProposals()).toMatchObject([{ kind: 'exchange', sends: [{ callSign: 'doctor' }] }]);
  });
});

describe('accepting', () => {
  it('is refused when nobody has decided for the region for long', async () => {
    const incidentId = await openIncident(22);
    await send(incidentId, 'near');
    await settle();
    await decide();
    const [proposal] = await openProposals();
    await fixture.region.query(`update joint_decision set decided_at = now() - interval '5 minutes'`);
    expect(await joint(incidentId)).toBeUndefined();
    expect(await acceptIt(proposal!.id, 1)).toMatchObject({ ok: false, reason: 'proposalOutdated' });
    expect(await sentTo(incidentId)).toEqual(['near']);
  });
});
