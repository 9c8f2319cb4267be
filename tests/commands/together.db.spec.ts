import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createIncidentBody, type StatusBody } from '#contracts';
import { ASSIGNMENT_LADDER, greatCircleMeters } from '#domain';
import {
  createDispatchStore,
  createJointDecisionStore,
  createPolicyStore,
  inCommandTransaction,
  listProposalViews,
  verifyJournal,
} from '#persistence';
import {
  accept,
  acceptProposal,
  type Actor,
  assignUnit,
  cancelAssignment,
  closeIncident,
  createIncident,
  createPoliciesInForce,
  decideRegion,
  dismissProposal,
  divertAssignment,
  joinIncident,
  type Outcome,
  patchIncident,
  type ProposalPorts,
  reopenIncident,
  reportStatus,
  runAlarmRound,
  setDuty,
  unjoinIncident,
} from '#use-cases';
import { v7 as uuidv7 } from 'uuid';
import { type CommandFixture, createCommandFixture, newCommandId } from './command-fixture.ts';

const DESKS = 6;
const ROUNDS = 70;
/** Chance and the order in which desks come decide what succeeds: they go on until each kind of act did, within this. */
const MOST_ROUNDS = 400;
const UNITS = 10;
const INCIDENTS = 8;

let fixture: CommandFixture;
let desks: Actor[];
let units: string[];
let incidents: string[];

/** Numerical Recipes' linear congruential generator: a failing run can be run again. */
const createRandom = (seed: number) => {
  let state = seed;
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
};

const portsOf = (holderId: string): ProposalPorts => ({
  ...createDispatchStore(fixture.pool),
  ...createJointDecisionStore(fixture.pool),
  holderId,
  now: () => new Date(),
  elapsedMilliseconds: () => performance.now(),
  newId: uuidv7,
  findPlanInForce: createPoliciesInForce(createPolicyStore(fixture.pool), () => performance.now())
    .findPlanInForce,
  pause: () => Promise.resolve(),
  findPosition: () => undefined,
  listCoverageLosses: () => undefined,
  findUnitLegs: (_mapId, sources, target) => {
    const legs = sources.map((source) => {
      const distanceMeters = greatCircleMeters(source, target);
      return { travelSeconds: distanceMeters / 10, distanceMeters };
    });
    const nothing = { cutOff: new Set<number>(), mapVersion: 1, conditionsVersion: 1, closureIds: [] };
    return Promise.resolve(accept({ legs, ...nothing }));
  },
  inTransaction: (work) => inCommandTransaction(fixture.pool, work),
  committed: () => undefined,
});

async function openIncident(index: number): Promise<string> {
  const body = createIncidentBody.parse({
    commandId: newCommandId(),
    location: { lon: -56.18 + 0.01 * index, lat: -34.9, addressText: '' },
    category: 'other',
    priority: 1 + (index % 4),
  });
  const opened = await createIncident(fixture.ports, desks[0]!, body);
  if (!opened.ok) throw new Error(opened.reason);
  return opened.value.id;
}

beforeAll(async () => {
  fixture = await createCommandFixture();
  desks = [];
  for (let index = 0; index < DESKS; index += 1) {
    desks.push(fixture.actor(await fixture.region.addUser(`Desk ${index}`, 'dispatcher'), 'dispatcher'));
  }
  units = [];
  for (let index = 0; index < UNITS; index += 1) {
    const at = [-56.2 + 0.012 * index, -34.9] as const;
    units.push(await fixture.region.addUnit(`T${index}`, { at, capabilities: ['als', 'bls', 'transport'] }));
  }
  incidents = [];
  for (let index = 0; index < INCIDENTS; index += 1) incidents.push(await openIncident(index));
  // Every timer is due as soon as it runs.
  await fixture.region.query(
    `insert into timer_settings (region_id, version, limits, changed_at, changed_by)
     values ('testland', 1, $1, now(), $2)`,
    [
      JSON.stringify({
        undeliveredSeconds: 0,
        unacknowledgedSeconds: 0,
        nextUnitSeconds: 0,
        onSceneSeconds: 0,
        atDestinationSeconds: 0,
        waitingSeconds: { p1: 0, p2: 0, p3: 0, p4: 0 },
      }),
      desks[0]!.id,
    ],
  );
}, 120_000);
afterAll(() => fixture.close());

const STEPS = ASSIGNMENT_LADDER.slice(2) as StatusBody['status'][];
/** What succeeded at least once; a run in which nothing does proves nothing. */
const done = new Set<string>();
const WANTED = ['assign', 'reserve', 'close', 'reopen', 'join', 'unjoin', 'walk', 'cancel', 'divert'];
const isProof = (): boolean => WANTED.every((name) => done.has(name));

async function act(actor: Actor, random: (below: number) => number): Promise<void> {
  const commandId = newCommandId();
  const { ports } = fixture;
  const anyIncident = () => incidents[random(incidents.length)]!;
  const anyUnit = () => units[random(UNITS)]!;
  const incidentId = anyIncident();
  const { rows } = await fixture.pool.query<{ id: string }>(
    'select id from assignment where ended_at is null',
  );
  const assignmentId = rows[random(rows.length)]?.id;
  const proposals = await listProposalViews(fixture.pool, {
    regionId: 'testland',
    onlyOpen: true,
    limit: 50,
  });
  const proposal = proposals[random(proposals.length)];
  const doings: [string, () => Promise<Outcome<unknown>>][] = [
    ['assign', () => assignUnit(ports, actor, incidentId, { commandId, unitId: anyUnit() })],
    [
      'reserve',
      () => assignUnit(ports, actor, incidentId, { commandId, unitId: anyUnit(), kind: 'reserve' }),
    ],
    ['close', () => closeIncident(ports, actor, incidentId, { commandId, outcome: 'other' })],
    ['reopen', () => reopenIncident(ports, actor, incidentId, { commandId })],
    ['reopen', () => reopenIncident(ports, actor, incidentId, { commandId })],
    ['patch', () => patchIncident(ports, actor, incidentId, { commandId, priority: 1 + random(4) })],
    ['join', () => joinIncident(ports, actor, incidentId, { commandId, intoIncidentId: anyIncident() })],
    ['unjoin', () => unjoinIncident(ports, actor, incidentId, { commandId })],
    ['unjoin', () => unjoinIncident(ports, actor, incidentId, { commandId })],
    [
      'duty',
      () =>
        setDuty(ports, actor, anyUnit(), {
          commandId,
          state: random(4) === 0 ? 'offDuty' : 'onDuty',
          reason: null,
          expectedEndAt: null,
        }),
    ],
  ];
  if (assignmentId !== undefined) {
    const at = new Date().toISOString();
    const walk = () =>
      reportStatus(ports, actor, assignmentId, { commandId, at, status: STEPS[random(STEPS.length)]! });
    doings.push(
      ['walk', walk],
      ['walk', walk],
      ['cancel', () => cancelAssignment(ports, actor, assignmentId, { commandId, reason: 'called off' })],
      [
        'divert',
        () =>
          divertAssignment(ports, actor, assignmentId, { commandId, toIncidentId: incidentId, reason: 'x' }),
      ],
    );
  }
  if (proposal) {
    const take = () => acceptProposal(ports, actor, proposal.id, { commandId, version: proposal.version });
    doings.push(['accept', take], ['accept', take], ['accept', take]);
    doings.push(['dismiss', () => dismissProposal(ports, actor, proposal.id, { commandId })]);
  }
  const [name, doing] = doings[random(doings.length)]!;
  if ((await doing()).ok) done.add(name);
}

describe('desks, rounds of alarms and rounds of proposals, all at once', () => {
  it('answer everything, and state and journal tell the same', async () => {
    const failures: unknown[] = [];
    let isOver = false;
    const background = [0, 1].flatMap((process) => {
      const ports = portsOf(uuidv7());
      const repeat = async (work: () => Promise<unknown>) => {
        while (!isOver) {
          await work().catch((error: unknown) => failures.push(error));
          await new Promise((resolve) => setTimeout(resolve, 20 + 10 * process));
        }
      };
      return [repeat(() => decideRegion(ports, 'testland')), repeat(() => runAlarmRound(fixture.ports))];
    });
    await Promise.all(
      desks.map(async (actor, index) => {
        const random = createRandom(index + 11);
        for (let round = 0; round < ROUNDS || (!isProof() && round < MOST_ROUNDS); round += 1)
          await act(actor, random).catch((error: unknown) => failures.push(error));
      }),
    );
    isOver = true;
    await Promise.all(background);
    expect(failures).toEqual([]);
    expect([...done]).toEqual(expect.arrayContaining(WANTED));
    for (let round = 0; round < 2; round += 1) await runAlarmRound(fixture.ports);

    const { rows } = await fixture.region.query(`
      select 'two assignments of one unit' as fault from assignment where is_active group by unit_id having count(*) > 1
      union all
      select 'on the way to a closed incident' from incident i join assignment a on a.incident_id = i.id
      where i.state = 'closed' and a.ended_at is null
      union all
      select 'joined and open' from incident_join j join incident i on i.id = j.incident_id
      where j.undone_at is null and i.state = 'open'
      union all
      select 'off duty on an assignment' from unit u join assignment a on a.unit_id = u.id and a.is_active
      where u.duty_state in ('offDuty', 'outOfService')
      union all
      select 'alarm without its row, or with two: ' || kind from alarm l
      where (select count(*) from journal j where j.subject_id = l.id::text and j.kind = 'alarmRaised') <> 1
      union all
      select 'alarm of something that is over: ' || l.kind from alarm l join incident i on i.id = l.incident_id
      where l.cleared_at is null and i.state = 'closed'
      union all
      select 'accepted proposal without its row, or with two' from proposal p
      where p.state = 'accepted' and (select count(*) from journal j where j.subject_id = p.id::text and j.kind = 'proposalAccepted') <> 1
      union all
      select 'settled otherwise than the journal says' from proposal p
      where (p.state <> 'open') <> (select count(*) = 1 from journal j where j.subject_id = p.id::text
        and j.kind in ('proposalAccepted', 'proposalDismissed', 'proposalWithdrawn'))
      union all
      select 'diverted to nowhere' from assignment where end_cause in ('diverted', 'takenOver') and followed_by_id is null
      union all
      select 'assignment ' || a.status || ' but journal ' || coalesce(j.status, 'none') from assignment a
      left join lateral (
        select case r.kind
          when 'assignmentCancelled' then 'cancelled' when 'assignmentHandedOver' then 'cancelled'
          when 'assignmentDiverted' then 'diverted' else r.payload::json ->> 'status' end as status
        from journal r
        where r.subject_id = a.id::text and r.kind in ('unitAssigned', 'unitReserved', 'assignmentActivated', 'statusReported',
          'assignmentCancelled', 'assignmentDiverted', 'assignmentHandedOver')
        order by r.seq desc limit 1
      ) j on true
      where j.status is distinct from a.status
      union all
      select 'incident ' || i.state || ' but journal ' || j.state from incident i
      join lateral (
        select case when r.kind in ('incidentClosed', 'incidentJoined') then 'closed' else 'open' end as state
        from journal r
        where r.subject_id = i.id::text and r.kind in ('incidentCreated', 'incidentClosed', 'incidentJoined', 'incidentReopened', 'incidentUnjoined')
        order by r.seq desc limit 1
      ) j on j.state <> i.state`);
    expect(rows).toEqual([]);
    expect(await verifyJournal(fixture.pool, 'testland')).toMatchObject({ ok: true });
  }, 120_000);
});
