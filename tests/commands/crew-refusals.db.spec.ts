import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createIncidentBody } from '#contracts';
import { createJointDecisionStore, listAlarmViews, listIncidentViews, verifyJournal } from '#persistence';
import {
  acknowledgeAlarm,
  type Actor,
  assignUnit,
  cancelAssignment,
  createIncident,
  decideRegion,
  type Outcome,
  runAlarmRound,
} from '#use-cases';
import { type CommandFixture, createCommandFixture, newCommandId } from './command-fixture.ts';
import { at, decisionPorts } from './joint-decisions.ts';
import { signOnCrew, type TabletCrew } from './tablet-crew.ts';

let fixture: CommandFixture;
let dispatcher: Actor;
let nearest: TabletCrew;
let furtherId: string;
let incidentId: string;
let assignmentId: string;

const get = <Value>(outcome: Outcome<Value>): Value => {
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.value;
};
const send = async (unitId: string): Promise<string> =>
  get(await assignUnit(fixture.ports, dispatcher, incidentId, { commandId: newCommandId(), unitId })).id;
const openAlarms = () => listAlarmViews(fixture.pool, { regionId: 'testland' });
const refusals = async () => (await openAlarms()).filter(({ kind }) => kind === 'refusedByCrew');
const endingsOf = async (): Promise<(string | null)[]> =>
  (
    await fixture.region.query<{ because: string | null }>(
      `select cleared_because as because from alarm where kind = 'refusedByCrew' and incident_id = $1`,
      [incidentId],
    )
  ).rows.map(({ because }) => because);
const refuseIt = () =>
  nearest.tap('refuse', { assignmentId, reason: 'roadBlocked', words: 'the bridge of Canary Birdsong' });

beforeAll(async () => {
  fixture = await createCommandFixture();
  dispatcher = fixture.actor(await fixture.region.addUser('A. Petrova', 'dispatcher'), 'dispatcher');
  const crew = await fixture.region.addUser('Crew', 'crew');
  const capabilities = ['bls', 'als', 'physician', 'transport'];
  const nearestId = await fixture.region.addUnit('M1', { at: at(20), capabilities });
  furtherId = await fixture.region.addUnit('M2', { at: at(28), capabilities });
  nearest = await signOnCrew(fixture, crew.id, nearestId);
}, 120_000);

afterAll(async () => {
  await fixture.close();
});

beforeEach(async () => {
  await fixture.region.query(
    `update assignment set status = 'available', ended_at = now() where ended_at is null`,
  );
  await fixture.region.query(`update incident set state = 'closed', closed_at = now() where state = 'open'`);
  await runAlarmRound(fixture.ports);
  const [lon, lat] = at(21);
  const body = { commandId: newCommandId(), location: { lon, lat }, category: 'trauma', priority: 2 };
  incidentId = get(await createIncident(fixture.ports, dispatcher, createIncidentBody.parse(body))).id;
  assignmentId = await send(nearest.unitId);
});

describe('an assignment that its crew gives back', () => {
  it('alarms the desk with the reason in the very same transaction, once', async () => {
    expect(await refuseIt()).toMatchObject({ result: 'applied' });
    expect(await refusals()).toMatchObject([
      {
        incidentId,
        assignmentId,
        unitId: nearest.unitId,
        callSign: 'M1',
        severity: 'alarm',
        crewRefusal: 'roadBlocked',
      },
    ]);
    await runAlarmRound(fixture.ports);
    expect(await refuseIt()).toMatchObject({ reason: 'assignmentEnded' });
    expect(await refusals()).toHaveLength(1);
    const { rows } = await fixture.region.query<{ count: number }>(
      "select count(*)::int as count from journal where payload like '%Canary%'",
    );
    expect(rows[0]!.count).toBe(0);
    expect(await verifyJournal(fixture.pool, 'testland')).toMatchObject({ ok: true });
  });

  it('puts the incident back on the stack, and proposes for it anew', async () => {
    const ports = decisionPorts(fixture, new Map(), 'aaaaaaaa-0000-4000-8000-000000000001');
    expect(await decideRegion(ports, 'testland')).toMatchObject({ waitingIncidents: 0 });
    await refuseIt();
    const [incident] = await listIncidentViews(fixture.pool, { ids: [incidentId] });
    expect(incident).toMatchObject({ state: 'open' });
    expect(await decideRegion(ports, 'testland')).toMatchObject({ waitingIncidents: 1 });
    const proposal = await createJointDecisionStore(fixture.pool).findJointProposal('testland', incidentId);
    expect(proposal).toMatchObject({ isNow: true });
  });

  it('is seen to when somebody takes note of it, and stays so', async () => {
    await refuseIt();
    const [alarm] = await refusals();
    await acknowledgeAlarm(fixture.ports, dispatcher, alarm!.id, { commandId: newCommandId() });
    await runAlarmRound(fixture.ports);
    await runAlarmRound(fixture.ports);
    expect(await endingsOf()).toEqual(['seenTo']);
  });

  it('is seen to when another unit is sent', async () => {
    await refuseIt();
    await runAlarmRound(fixture.ports);
    expect(await endingsOf()).toEqual([null]);
    await send(furtherId);
    await runAlarmRound(fixture.ports);
    expect(await endingsOf()).toEqual(['seenTo']);
  });

  it('is no alarm when the desk itself called the unit off', async () => {
    const body = { commandId: newCommandId(), reason: 'entered twice' };
    get(await cancelAssignment(fixture.ports, dispatcher, assignmentId, body));
    expect(await refuseIt()).toMatchObject({ result: 'recordedNotApplied' });
    await runAlarmRound(fixture.ports);
    expect(await endingsOf()).toEqual([]);
  });
});
