import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createJointDecisionStore } from '#persistence';
import {
  acceptProposal,
  type Actor,
  assignUnit,
  createIncident,
  decideRegion,
  dismissProposal,
  makeProposals,
  type ProposalInputs,
  type ProposalPorts,
  reportStatus,
} from '#use-cases';
import { v7 as uuidv7 } from 'uuid';
import { type CommandFixture, createCommandFixture, newCommandId } from './command-fixture.ts';
import { at, decisionPorts, type Positions } from './joint-decisions.ts';

let fixture: CommandFixture;
let actor: Actor;
let supervisor: Actor;
let units: Record<string, string>;
let positions: Positions;

const portsOf = (holderId: string): ProposalPorts => decisionPorts(fixture, positions, holderId);

beforeAll(async () => {
  fixture = await createCommandFixture();
  actor = fixture.actor(await fixture.region.addUser('Ana', 'dispatcher'), 'dispatcher');
  supervisor = fixture.actor(await fixture.region.addUser('Bea', 'supervisor'), 'supervisor');
  const stations: Record<string, number> = { west: 10, middle: 20, east: 29 };
  units = {};
  for (const [callSign, minutes] of Object.entries(stations)) {
    units[callSign] = await fixture.region.addUnit(callSign, {
      at: at(minutes),
      capabilities: ['bls', 'als', 'physician', 'transport'],
    });
  }
}, 120_000);
afterAll(() => fixture.close());

beforeEach(async () => {
  await fixture.region.query(
    `update assignment set status = 'cancelled', ended_at = now() where ended_at is null`,
  );
  await fixture.region.query('update assignment set proposal_id = null, proposal_version = null');
  await fixture.region.query(`update incident set state = 'closed', closed_at = now() where state = 'open'`);
  await fixture.region.query('delete from proposal_version');
  await fixture.region.query('delete from proposal');
  await fixture.region.query('delete from joint_decision');
  await fixture.region.query(`update unit set duty_state = 'onDuty'`);
  positions = new Map();
});

async function openIncident(minutes: number, priority = 1): Promise<string> {
  const [lon, lat] = at(minutes);
  const location = { lon, lat, addressText: '', source: 'pin' as const };
  const body = { commandId: newCommandId(), location, category: 'other' as const, priority };
  const opened = await createIncident(fixture.ports, actor, body);
  if (!opened.ok) throw new Error(opened.reason);
  return opened.value.id;
}
async function send(incidentId: string, callSign: string): Promise<string> {
  const sent = await assignUnit(fixture.ports, actor, incidentId, {
    commandId: newCommandId(),
    unitId: units[callSign]!,
  });
  if (!sent.ok) throw new Error(sent.reason);
  return sent.value.id;
}
const offDuty = (callSign: string) =>
  fixture.region.query(`update unit set duty_state = 'offDuty' where id = $1`, [units[callSign]]);
const decide = (holder = 'aaaaaaaa-0000-4000-8000-000000000001') => decideRegion(portsOf(holder), 'testland');
const store = () => createJointDecisionStore(fixture.pool);
const openOnes = () => store().listProposalViews({ regionId: 'testland', onlyOpen: true, limit: 50 });
const acceptIt = (id: string, version: number) =>
  acceptProposal(fixture.ports, actor, id, { commandId: newCommandId(), version });
const activeOnes = async () =>
  (
    await fixture.region.query<{ incident_id: string; call_sign: string }>(
      'select a.incident_id, u.call_sign from assignment a join unit u on u.id = a.unit_id where a.is_active',
    )
  ).rows.map((row) => `${row.call_sign}>${row.incident_id}`);

describe('two incidents of priority 1 and two units', () => {
  let first: string;
  let second: string;
  beforeEach(async () => {
    await offDuty('west');
    // The first lies between both units, nearer to the middle one; the second next to the middle one.
    first = await openIncident(24);
    second = await openIncident(20);
  });

  it('are served together better than first come, first served, and the difference is shown', async () => {
    expect(await decide()).toMatchObject({ made: 1, waitingIncidents: 2 });
    const [proposal, ...rest] = await openOnes();
    expect(rest).toEqual([]);
    expect(proposal).toMatchObject({ kind: 'sendJointly', state: 'open', version: 1, releases: [] });
    const sendOf = (incidentId: string) => proposal!.sends.find((one) => one.incidentId === incidentId)!;
    expect(sendOf(first)).toMatchObject({
      callSign: 'east',
      isNow: true,
      otherwise: { callSign: 'middle' },
      because: { key: 'nearestNeededElsewhere' },
    });
    expect(sendOf(second)).toMatchObject({ callSign: 'middle', otherwise: { callSign: 'east' } });
    // First come: 4 + 9 minutes; together: 5 + 0. Each second counts 8.5.
    expect(Math.abs(proposal!.savedWeightedSeconds - 8.5 * 8 * 60)).toBeLessThan(20);
    expect(await store().findJointProposal('testland', first)).toMatchObject({
      waitingIncidents: 2,
      callSign: 'east',
      isNearest: false,
      nearestCallSign: 'middle',
    });
    expect(await store().findDecision('testland')).toMatchObject({
      waitingIncidents: 2,
      consideredIncidents: 2,
    });
  });

  it('are sent in one step when that is accepted', async () => {
    await decide();
    const [proposal] = await openOnes();
    const accepted = await acceptIt(proposal!.id, 1);
    expect(accepted).toMatchObject({ ok: true, value: { state: 'accepted', settledByName: 'Ana' } });
    expect((await activeOnes()).sort()).toEqual([`east>${first}`, `middle>${second}`]);
    expect(await acceptIt(proposal!.id, 1)).toMatchObject({ ok: false, reason: 'proposalSettled' });
    expect(await decide()).toMatchObject({ made: 0, withdrawn: 0, waitingIncidents: 0 });
    expect(await store().findJointProposal('testland', first)).toBeUndefined();
  });

  it('are left as they are when one of the units was sent meanwhile', async () => {
    await decide();
    const [proposal] = await openOnes();
    const elsewhere = await openIncident(40, 3);
    await send(elsewhere, 'east');
    const refused = await acceptIt(proposal!.id, 1);
    expect(refused).toMatchObject({ ok: false, reason: 'unitTaken', details: { callSign: 'east' } });
    expect(await activeOnes()).toEqual([`east>${elsewhere}`]);
    expect((await openOnes())[0]!.state).toBe('open');
    await decide();
    expect((await openOnes()).filter(({ id }) => id === proposal!.id)).toEqual([]);
  });

  it('are proposed once, whichever and however many processes decide', async () => {
    const other = 'bbbbbbbb-0000-4000-8000-000000000002';
    const rounds = await Promise.all([decide(), decide(other)]);
    expect(rounds.filter((round) => round !== undefined)).toHaveLength(1);
    expect(await openOnes()).toHaveLength(1);
    // The turn runs out with its process, and the next one finds everything said.
    await fixture.region.query(`update joint_decision set held_until = now() - interval '1 second'`);
    expect(await decide(other)).toMatchObject({ made: 0, renewed: 0, withdrawn: 0, waitingIncidents: 2 });
    expect(await openOnes()).toHaveLength(1);
    expect(await decide()).toBeUndefined();
  });

  it('can be reckoned again from what was kept, which names nobody', async () => {
    await decide();
    const [proposal] = await openOnes();
    const kept = await store().findProposalVersion<ProposalInputs, { savedWeightedSeconds: number }>(
      proposal!.id,
      1,
    );
    const { drafts } = makeProposals(kept!.inputs);
    expect(drafts[0]!.savedWeightedSeconds).toBe(kept!.answer.savedWeightedSeconds);
    expect(JSON.stringify(drafts[0]!.sends.map((one) => [one.incidentId, one.unitId]))).toBe(
      JSON.stringify(proposal!.sends.map((one) => [one.incidentId, one.unitId])),
    );
    const { rows } = await fixture.region.query<{ payload: string }>(
      `select payload from journal where kind = 'proposalMade' and subject_id = $1`,
      [proposal!.id],
    );
    expect(Object.keys(JSON.parse(rows[0]!.payload) as object).sort()).toEqual([
      'assignmentIds',
      'incidentIds',
      'proposalKind',
      'unitIds',
    ]);
  });
});

describe('an exchange', () => {
  let incidentId: string;
  let assignmentId: string;
  beforeEach(async () => {
    // West is sent while the middle unit is busy elsewhere; then the middle one frees up, four minutes away.
    await offDuty('middle');
    await offDuty('east');
    incidentId = await openIncident(24);
    assignmentId = await send(incidentId, 'west');
    positions.set(units['west']!, { coordinates: at(10), deviceAt: new Date() });
  });
  const freeUp = () =>
    fixture.region.query(`update unit set duty_state = 'onDuty' where id = $1`, [units['middle']]);

  it('is proposed when a unit frees up nearer, and carried out as a whole', async () => {
    expect(await decide()).toMatchObject({ made: 0 });
    await freeUp();
    expect(await decide()).toMatchObject({ made: 1 });
    const [proposal] = await openOnes();
    expect(proposal).toMatchObject({
      kind: 'exchange',
      sends: [{ incidentId, callSign: 'middle', otherwise: { callSign: 'west' } }],
      releases: [{ assignmentId, callSign: 'west', endsAs: 'cancelled' }],
      because: { key: 'exchange', values: { callSign: 'middle', otherCallSign: 'west' } },
    });
    const accepted = await acceptProposal(fixture.ports, supervisor, proposal!.id, {
      commandId: newCommandId(),
      version: 1,
    });
    expect(accepted).toMatchObject({ ok: true, value: { state: 'accepted', settledByName: 'Bea' } });
    expect(await activeOnes()).toEqual([`middle>${incidentId}`]);
    expect(await decide()).toMatchObject({ made: 0, withdrawn: 0 });
  });

  it('stays away once dismissed', async () => {
    await freeUp();
    await decide();
    const [proposal] = await openOnes();
    const dismissed = await dismissProposal(fixture.ports, actor, proposal!.id, {
      commandId: newCommandId(),
    });
    expect(dismissed).toMatchObject({ ok: true, value: { state: 'dismissed' } });
    expect(await decide()).toMatchObject({ made: 0 });
    expect(await openOnes()).toEqual([]);
    // The unit on its way falls far back: that is another situation.
    positions.set(units['west']!, { coordinates: at(-20), deviceAt: new Date() });
    expect(await decide()).toMatchObject({ made: 1 });
  });

  it('is refused and changes nothing once the first unit has arrived', async () => {
    await freeUp();
    await decide();
    const [proposal] = await openOnes();
    const step = { commandId: newCommandId(), status: 'onScene' as const, at: new Date().toISOString() };
    expect((await reportStatus(fixture.ports, actor, assignmentId, step)).ok).toBe(true);
    expect(await acceptIt(proposal!.id, 1)).toMatchObject({ ok: false, reason: 'proposalOutdated' });
    expect(await activeOnes()).toEqual([`west>${incidentId}`]);
    expect(await decide()).toMatchObject({ withdrawn: 1 });
    expect(await openOnes()).toEqual([]);
  });

  it('is not proposed of a unit that is nearly there', async () => {
    positions.set(units['west']!, { coordinates: at(23), deviceAt: new Date() });
    await freeUp();
    expect(await decide()).toMatchObject({ made: 0 });
  });
});

describe('a diversion', () => {
  it('sends the unit to the more urgent incident, and the interrupted one waits again', async () => {
    await offDuty('west');
    await offDuty('east');
    const minor = await openIncident(40, 4);
    await send(minor, 'middle');
    positions.set(units['middle']!, { coordinates: at(22), deviceAt: new Date() });
    const grave = await openIncident(23, 1);
    await decide();
    const [proposal] = await openOnes();
    expect(proposal).toMatchObject({
      kind: 'diversion',
      sends: [{ incidentId: grave, callSign: 'middle', otherwise: null }],
      releases: [{ incidentId: minor, endsAs: 'diverted' }],
      because: { key: 'diversionNobodyFree' },
    });
    // The interrupted one has become as urgent meanwhile: nobody is turned away from it.
    await fixture.region.query('update incident set priority = 1 where id = $1', [minor]);
    expect(await acceptIt(proposal!.id, 1)).toMatchObject({ ok: false, reason: 'proposalOutdated' });
    expect(await activeOnes()).toEqual([`middle>${minor}`]);
    await fixture.region.query('update incident set priority = 4 where id = $1', [minor]);
    expect(await acceptIt(proposal!.id, 1)).toMatchObject({ ok: true });
    expect(await activeOnes()).toEqual([`middle>${grave}`]);
    expect(await decide()).toMatchObject({ waitingIncidents: 1 });
    expect(await store().findJointProposal('testland', minor)).toMatchObject({ waitingIncidents: 1 });
  });
});

describe('settling', () => {
  it('refuses strangers, the unknown, and what is not the version on the screen', async () => {
    await offDuty('west');
    await openIncident(24);
    await openIncident(20);
    await decide();
    const [proposal] = await openOnes();
    const stranger: Actor = { ...actor, id: uuidv7(), roles: [] };
    const body = { commandId: newCommandId(), version: 1 };
    expect(await acceptProposal(fixture.ports, stranger, proposal!.id, body)).toMatchObject({
      ok: false,
      reason: 'notFound',
    });
    expect(await acceptIt(uuidv7(), 1)).toMatchObject({ ok: false, reason: 'notFound' });
    expect(await acceptIt(proposal!.id, 7)).toMatchObject({ ok: false, reason: 'proposalOutdated' });
    expect(await activeOnes()).toEqual([]);
  });
});
