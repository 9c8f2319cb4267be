import { beforeEach, describe, expect, it } from '@jest/globals';
import { patchIncidentBody } from '#contracts';
import {
  createCoverageStore,
  createDispatchStore,
  createFacilityStore,
  listAlarmViews,
  listAssignmentViews,
  listDrivingUnits,
  listTrackedUnits,
  listUnitViews,
  listWatchedAssignments,
  verifyJournal,
} from '#persistence';
import {
  activateAssignment,
  addRemark,
  assignUnits,
  divertAssignment,
  handOverAssignment,
  noteGeofenced,
  patchIncident,
  runAlarmRound,
  setDestination,
  setDuty,
} from '#use-cases';
import { valueOf } from './assignment-desk.ts';
import { newCommandId } from './command-fixture.ts';
import {
  askNeighbours,
  assign,
  cancel,
  type Desk,
  east,
  fixture,
  journalOf,
  openIncident,
  report,
  school,
  south,
  useNeighbourDesks,
  west,
} from './neighbour-desks.ts';

useNeighbourDesks();

let serial = 0;
/** A unit of the east with the east's crew on it. */
let helper: string;
let own: string;

beforeEach(async () => {
  serial += 1;
  helper = await east.region.addUnit(`E${serial}`);
  own = await west.region.addUnit(`W${serial}`);
  await east.region.bindCrew(helper, east.crew.id);
});

const seenFrom = async ({ region }: Desk, unitId: string) =>
  (await listUnitViews(fixture.pool, { regionId: region.regionId })).find(({ id }) => id === unitId);
const help = async (priority = 1) => {
  const incidentId = await openIncident(west, priority);
  return { incidentId, sent: valueOf(await assign(west, incidentId, helper)) };
};
const changeDuty = (desk: Desk, state: 'meal' | 'onDuty', reason: string | null = null) =>
  setDuty(fixture.ports, desk.dispatcher, helper, {
    commandId: newCommandId(),
    state,
    reason,
    expectedEndAt: null,
  });

describe('a unit of a neighbour', () => {
  it('is sent where the plan asks for it, and both journals tell so', async () => {
    const { incidentId, sent } = await help();
    expect(sent).toMatchObject({ regionId: 'west', unitId: helper, incidentId, status: 'notified' });
    for (const desk of [west, east]) {
      expect(await journalOf(desk, sent.id)).toMatchObject([
        {
          kind: 'unitAssigned',
          payload: { incidentId, unitId: helper, incidentRegionId: 'west', unitRegionId: 'east' },
        },
      ]);
    }
    expect(fixture.wokenRegions).toEqual(expect.arrayContaining(['west', 'east']));
    expect(await journalOf(south, sent.id)).toEqual([]);
  });

  it('is refused where the plan does not ask at this priority', async () => {
    expect(await assign(west, await openIncident(west, 3), helper)).toMatchObject({
      reason: 'neighbourNotAsked',
      details: { unitId: helper, unitRegionId: 'east', priority: 3 },
    });
    const batch = { commandId: newCommandId(), units: [{ unitId: own }, { unitId: helper }] };
    const incidentId = await openIncident(west, 3);
    expect(await assignUnits(fixture.ports, west.dispatcher, incidentId, batch)).toMatchObject({
      reason: 'neighbourNotAsked',
    });
    expect(await seenFrom(west, own)).toMatchObject({ assignment: null });
  });

  it('is refused to a region whose plan names nobody, whatever the unit does', async () => {
    const incidentId = await openIncident(south);
    expect(await assign(south, incidentId, helper)).toMatchObject({ reason: 'neighbourNotAsked' });
    await help();
    const refused = await assign(south, incidentId, helper);
    expect(refused).toMatchObject({ reason: 'neighbourNotAsked' });
    expect(JSON.stringify(refused)).not.toContain('The supervisor');
  });

  it('does not exist for an exercise, nor a unit of an exercise for real incidents', async () => {
    expect(await assign(school, await openIncident(school), helper)).toMatchObject({
      reason: 'unitNotFound',
    });
    const pupil = await school.region.addUnit(`T${serial}`);
    expect(await assign(west, await openIncident(west), pupil)).toMatchObject({ reason: 'unitNotFound' });
  });

  it('brings a hospital nobody from an exercise', async () => {
    const facilityId = await west.region.addFacility(`Ward ${serial}`, [-56.18, -34.9]);
    const login = await west.region.addUser('The desk of the ward', 'facility');
    await west.region.query('insert into facility_member values ($1, $2)', [login.id, facilityId]);
    const pupil = await school.region.addUnit(`T${serial}`);
    for (const [desk, unitId] of [
      [west, own],
      [school, pupil],
    ] as const) {
      const sent = valueOf(await assign(desk, await openIncident(desk), unitId));
      const destination = { commandId: newCommandId(), facilityId };
      valueOf(await setDestination(fixture.ports, desk.dispatcher, sent.id, destination));
    }
    const coming = await createFacilityStore(fixture.pool).listInbound(login.id, 'west');
    expect(coming.map(({ unitId }) => unitId)).toEqual([own]);
  });

  it('is refused as soon as the plan no longer asks', async () => {
    await askNeighbours(south, [{ regionId: 'east', priorities: [1] }], 0);
    const incidentId = await openIncident(south);
    valueOf(await cancel(south.dispatcher, valueOf(await assign(south, incidentId, helper)).id));
    await askNeighbours(south, [], 1);
    expect(await assign(south, incidentId, helper)).toMatchObject({ reason: 'neighbourNotAsked' });
  });

  it('goes with own units in one step, is reserved, activated though the plan has changed, and diverted', async () => {
    const first = await openIncident(west, 2);
    const units = [{ unitId: own }, { unitId: helper, kind: 'reserve' as const }];
    const body = { commandId: newCommandId(), units };
    const { assignments } = valueOf(await assignUnits(fixture.ports, west.dispatcher, first, body));
    expect(assignments.map(({ status }) => status)).toEqual(['notified', 'reserved']);
    const reserved = assignments[1]!.id;
    const lower = patchIncidentBody.parse({ commandId: newCommandId(), priority: 4 });
    valueOf(await patchIncident(fixture.ports, west.dispatcher, first, lower));
    const activate = { commandId: newCommandId() };
    valueOf(await activateAssignment(fixture.ports, west.dispatcher, reserved, activate));
    const divert = (toIncidentId: string) =>
      divertAssignment(fixture.ports, west.dispatcher, reserved, {
        commandId: newCommandId(),
        toIncidentId,
        reason: 'nearer',
      });
    expect(await divert(await openIncident(west, 3))).toMatchObject({ reason: 'neighbourNotAsked' });
    const diverted = valueOf(await divert(await openIncident(west, 1)));
    expect((await journalOf(east, reserved)).map(({ kind }) => kind)).toEqual([
      'unitReserved',
      'helpChanged',
      'assignmentActivated',
      'assignmentDiverted',
    ]);
    expect(await journalOf(east, diverted.started.id)).toMatchObject([{ kind: 'unitAssigned' }]);
  });

  it('takes an incident over from an own unit, and an own unit from it', async () => {
    const incidentId = await openIncident(west);
    const first = valueOf(await assign(west, incidentId, own));
    const handOver = (assignmentId: string, toUnitId: string) =>
      handOverAssignment(fixture.ports, west.dispatcher, assignmentId, {
        commandId: newCommandId(),
        toUnitId,
        reason: 'gearbox',
      });
    const { started } = valueOf(await handOver(first.id, helper));
    expect(await journalOf(east, first.id)).toEqual([]);
    valueOf(await handOver(started.id, own));
    expect((await journalOf(east, started.id)).map(({ kind }) => kind)).toEqual([
      'unitAssigned',
      'assignmentHandedOver',
    ]);
    expect(await seenFrom(west, helper)).toBeUndefined();
  });
});

describe('the control rooms', () => {
  it('see it: its own room where it goes, the other room only what its work needs', async () => {
    valueOf(await changeDuty(east, 'meal', 'Canary Birdsong is unwell'));
    expect(await seenFrom(west, helper)).toBeUndefined();
    const { incidentId, sent } = await help();
    expect(await seenFrom(east, helper)).toMatchObject({
      boardStatus: 'notified',
      assignment: {
        id: sent.id,
        incidentId,
        elsewhere: { regionId: 'west', regionName: 'west', coordinates: [-56.18, -34.9] },
      },
    });
    const seen = await seenFrom(west, helper);
    expect(seen).toMatchObject({ regionId: 'east', assignment: { id: sent.id, elsewhere: null } });
    expect(JSON.stringify(seen)).not.toContain('Canary');
    expect(await seenFrom(south, helper)).toBeUndefined();
    const tracked = (await listTrackedUnits(fixture.pool)).find(({ unitId }) => unitId === helper);
    expect(tracked).toMatchObject({ regionId: 'east', helpedRegionIds: ['west'] });

    valueOf(await cancel(west.dispatcher, sent.id));
    expect(await seenFrom(west, helper)).toBeUndefined();
    expect(await seenFrom(east, helper)).toMatchObject({ assignment: null, boardStatus: 'meal' });
  });

  it('see what is reserved for it, and the other room not where it is sent at home', async () => {
    valueOf(await assign(west, await openIncident(west), helper, { kind: 'reserve' }));
    valueOf(await assign(east, await openIncident(east, 3), helper));
    valueOf(await assign(east, await openIncident(east, 3), helper, { kind: 'reserve' }));
    expect((await seenFrom(east, helper))!.reservedAssignments.map(({ regionId }) => regionId)).toEqual([
      'west',
      'east',
    ]);
    expect(await seenFrom(west, helper)).toMatchObject({
      boardStatus: 'notified',
      assignment: { elsewhere: { regionId: 'east', coordinates: null } },
      reservedAssignments: [{ regionId: 'west' }],
    });
  });

  it('are told when its duty changes while it helps', async () => {
    valueOf(await changeDuty(east, 'meal'));
    await help();
    valueOf(await changeDuty(east, 'onDuty'));
    expect(await journalOf(west, helper)).toMatchObject([
      { kind: 'dutyChanged', payload: { state: 'onDuty' } },
    ]);
    expect(await journalOf(east, helper)).toHaveLength(2);
    expect(await changeDuty(west, 'meal')).toMatchObject({ reason: 'notFound' });
  });

  it('are told that a job reserved for it is due, wherever that is', async () => {
    const home = valueOf(await assign(east, await openIncident(east), helper, { kind: 'reserve' }));
    const { sent } = await help();
    valueOf(await cancel(west.dispatcher, sent.id));
    const due = [{ kind: 'unitReserved' }, { kind: 'reservedAssignmentDue', payload: { unitId: helper } }];
    expect(await journalOf(east, home.id)).toMatchObject(due);
    expect(await journalOf(west, home.id)).toEqual([]);
  });

  it('are told when the scene moves, without what else changed', async () => {
    const { incidentId, sent } = await help();
    const patch = (more: object) =>
      patchIncident(
        fixture.ports,
        west.dispatcher,
        incidentId,
        patchIncidentBody.parse({ commandId: newCommandId(), ...more }),
      );
    valueOf(await patch({ notes: 'Canary Birdsong has a dog' }));
    expect(await journalOf(east, sent.id)).toHaveLength(1);
    valueOf(await patch({ location: { lon: -56.2, lat: -34.8, addressText: 'Canary lane 9' } }));
    expect(await journalOf(east, sent.id)).toMatchObject([{}, { kind: 'helpChanged' }]);
    expect(await seenFrom(east, helper)).toMatchObject({
      assignment: { elsewhere: { coordinates: [-56.2, -34.8] } },
    });
  });

  it('of its own region may call it back and change nothing else; a third one finds nothing', async () => {
    const { incidentId, sent } = await help();
    const { ports } = fixture;
    for (const desk of [east, south]) {
      const actor = desk.dispatcher;
      const lower = patchIncidentBody.parse({ commandId: newCommandId(), priority: 4 });
      const patched = await patchIncident(ports, actor, incidentId, lower);
      expect(patched).toMatchObject({ reason: 'notFound' });
      expect(await report(actor, sent.id, 'enRoute')).toMatchObject({ reason: 'notFound' });
      const remark = { commandId: newCommandId(), text: 'a word' };
      expect(await addRemark(ports, actor, incidentId, remark)).toMatchObject({ reason: 'notFound' });
      const toHome = { commandId: newCommandId(), toIncidentId: await openIncident(desk), reason: 'home' };
      expect(await divertAssignment(ports, actor, sent.id, toHome)).toMatchObject({ reason: 'notFound' });
    }
    expect(await cancel(south.dispatcher, sent.id)).toMatchObject({ reason: 'notFound' });
    expect(await cancel(east.crew, sent.id)).toMatchObject({ ok: false });
    expect(valueOf(await cancel(east.dispatcher, sent.id))).toMatchObject({ status: 'cancelled' });
    for (const desk of [west, east]) {
      expect((await journalOf(desk, sent.id)).at(-1)).toMatchObject({
        kind: 'assignmentCancelled',
        payload: { calledBackByRegionId: 'east', statusBefore: 'notified' },
      });
    }
    valueOf(await assign(east, await openIncident(east), helper));
  });

  it('keep what was written about the incident out of the other journal', async () => {
    const { sent } = await help();
    valueOf(await cancel(east.dispatcher, sent.id));
    const { rows } = await east.region.query<{ payload: string }>('select payload from journal');
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.map(({ payload }) => payload).join()).not.toContain('Canary');
  });
});

describe('what the system does by itself', () => {
  it('raises alarms in the region of the incident alone', async () => {
    const { sent } = await help();
    const late = { ...fixture.ports, clock: { now: () => new Date(Date.now() + 65_000) } };
    await runAlarmRound(late);
    const [here, there] = await Promise.all(
      ['west', 'east'].map((regionId) => listAlarmViews(fixture.pool, { regionId })),
    );
    const own = here!.filter(({ assignmentId }) => assignmentId === sent.id);
    expect(own.map(({ kind }) => kind)).toContain('unacknowledged');
    expect(own).toContainEqual(expect.objectContaining({ unitId: helper, regionId: 'west' }));
    expect(there!.filter(({ assignmentId }) => assignmentId === sent.id)).toEqual([]);
  });

  it('counts the unit as busy at home, follows its way and its arrival, and offers it to no other run', async () => {
    const { incidentId, sent } = await help(2);
    const coverage = createCoverageStore(fixture.pool);
    expect(await coverage.listCoveringUnits('east', [helper])).toMatchObject([{ isCommitted: true }]);
    expect(await coverage.listCoveringUnits('west', [helper])).toEqual([]);
    const ofUnit = <Item extends { readonly unitId: string }>(items: readonly Item[]): Item[] =>
      items.filter(({ unitId }) => unitId === helper);
    expect(ofUnit(await listDrivingUnits(fixture.pool))).toMatchObject([
      { assignmentId: sent.id, regionId: 'west', incidentId },
    ]);
    expect(ofUnit(await listWatchedAssignments(fixture.pool))).toMatchObject([{ scene: [-56.18, -34.9] }]);
    const { mapId } = fixture.region;
    const dispatch = createDispatchStore(fixture.pool);
    const [unit] = ofUnit(await dispatch.listDispatchableUnits(['east'], mapId, new Date()));
    expect(unit).toMatchObject({ regionId: 'east', run: { incidentId, regionId: 'west' } });
  });
});

describe('the crew that helps', () => {
  it('reports its way, sets a destination and writes remarks, as at home', async () => {
    const { incidentId, sent } = await help();
    const facilityId = await west.region.addFacility(`Hospital ${serial}`, [-56.18, -34.9]);
    for (const status of ['enRoute', 'onScene'] as const) valueOf(await report(east.crew, sent.id, status));
    const destination = { commandId: newCommandId(), facilityId };
    valueOf(await setDestination(fixture.ports, east.crew, sent.id, destination));
    const remark = { commandId: newCommandId(), text: 'door code 12' };
    valueOf(await addRemark(fixture.ports, east.crew, incidentId, remark));
    const fenced = { status: 'onScene' as const, geofencedAt: new Date() };
    valueOf(await noteGeofenced(fixture.ports, sent.id, fenced));
    const unitIds = [helper];
    expect((await listAssignmentViews(fixture.pool, { unitIds })).map(({ view }) => view.id)).toEqual([
      sent.id,
    ]);
    for (const desk of [west, east]) {
      expect((await journalOf(desk, sent.id)).map(({ kind }) => kind)).toEqual([
        'unitAssigned',
        'statusReported',
        'statusReported',
        'destinationSet',
        'stepGeofenced',
      ]);
    }
    valueOf(await report(east.crew, sent.id, 'available'));
    expect(await seenFrom(west, helper)).toBeUndefined();
  });

  it('of another unit, or of the other region, may not report for it', async () => {
    const { sent } = await help();
    const stranger = await east.region.addUser('Other crew', 'crew');
    const actor = { ...east.crew, id: stranger.id };
    expect(await report(actor, sent.id, 'enRoute')).toMatchObject({ reason: 'notFound' });
    expect(await report(west.crew, sent.id, 'enRoute')).toMatchObject({ reason: 'forbidden' });
  });
});

describe('two regions that want the same unit', () => {
  it('race: exactly one wins, and the loser is told who won and when', async () => {
    const wins = new Map<string, number>();
    for (let round = 0; round < 30; round += 1) {
      const unitId = await east.region.addUnit(`R${round}`);
      const incidents = [await openIncident(west), await openIncident(east)] as const;
      const outcomes = await Promise.all([
        assign(west, incidents[0], unitId),
        assign(east, incidents[1], unitId),
      ]);
      const won = outcomes.findIndex(({ ok }) => ok);
      const lost = outcomes[1 - won]!;
      expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
      const winner = won === 0 ? west : east;
      wins.set(winner.region.regionId, (wins.get(winner.region.regionId) ?? 0) + 1);
      expect(lost).toMatchObject({
        reason: 'unitTaken',
        details: {
          takenBy: winner.dispatcher.displayName,
          takenForRegionId: winner.region.regionId,
          incidentId: incidents[won],
        },
      });
      const takenAt = lost.ok ? '' : String(lost.details?.['takenAt']);
      expect(Math.abs(Date.now() - Date.parse(takenAt))).toBeLessThan(10_000);
    }
    expect([...wins.values()].reduce((sum, count) => sum + count)).toBe(30);
  });

  it('send each other’s units, report and call back all at once, without ever waiting for each other', async () => {
    const failures: unknown[] = [];
    const units: string[] = [];
    for (let index = 0; index < 3; index += 1) {
      units.push(await east.region.addUnit(`X${index}`), await west.region.addUnit(`Y${index}`));
    }
    let seed = 7;
    // Numerical Recipes' linear congruential generator: a failing run can be run again.
    const random = (below: number): number => {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((seed / 2 ** 32) * below);
    };
    const open = { west: [] as string[], east: [] as string[] };
    for (let index = 0; index < 3; index += 1) {
      open.west.push(await openIncident(west));
      open.east.push(await openIncident(east));
    }
    const act = async (desk: Desk): Promise<void> => {
      const incidents = open[desk.region.regionId as 'west' | 'east'];
      const incidentId = incidents[random(incidents.length)]!;
      const { rows } = await fixture.pool.query<{ id: string }>(
        'select id from assignment where ended_at is null and unit_id = any ($1)',
        [units],
      );
      const assignmentId = rows[random(rows.length)]?.id;
      const doing = random(4);
      if (doing < 2 || assignmentId === undefined)
        await assign(desk, incidentId, units[random(units.length)]!, doing === 0 ? { kind: 'reserve' } : {});
      else if (doing === 2) await cancel(desk.dispatcher, assignmentId);
      else await report(desk.dispatcher, assignmentId, random(3) === 0 ? 'available' : 'onScene');
    };
    await Promise.all(
      [west, east, west, east, west, east].map(async (desk) => {
        for (let round = 0; round < 40; round += 1)
          await act(desk).catch((error: unknown) => failures.push(error));
      }),
    );
    expect(failures).toEqual([]);
    const twice = await west.region.query(
      'select unit_id from assignment where is_active group by unit_id having count(*) > 1',
    );
    expect(twice.rows).toEqual([]);
    for (const regionId of ['west', 'east', 'south', 'school']) {
      expect(await verifyJournal(fixture.pool, regionId)).toMatchObject({ ok: true });
    }
    const unlike = await west.region.query(
      `select a.id from assignment a join unit u on u.id = a.unit_id and u.region_id <> a.region_id
       where (select array_agg(kind order by seq) from journal j where j.subject_id = a.id::text and j.region_id = a.region_id)
         is distinct from
         (select array_agg(kind order by seq) from journal j
          where j.subject_id = a.id::text and j.region_id = u.region_id and kind <> 'helpChanged')`,
    );
    expect(unlike.rows).toEqual([]);
  }, 60_000);
});
