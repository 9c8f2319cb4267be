import { describe, expect, it } from '@jest/globals';
import { findAssignmentReasons, listIncidentViews, verifyJournal } from '#persistence';
import { assignUnits, noteGeofenced } from '#use-cases';
import { v7 as uuidv7 } from 'uuid';
import {
  assign,
  cancel,
  crew,
  destination,
  dispatcher,
  fixture,
  journalOf,
  keepRecommendation,
  openIncident,
  other,
  report,
  secondUnit,
  serial,
  unitId,
  unitView,
  useAssignmentDesk,
  valueOf,
} from './assignment-desk.ts';
import { newCommandId } from './command-fixture.ts';

useAssignmentDesk();

describe('setDestination', () => {
  it('is set, changed and taken back by desk or crew at any step, and journalled', async () => {
    const [near, far] = [
      await fixture.region.addFacility(`Near ${serial}`, [-56.2, -34.91]),
      await fixture.region.addFacility(`Far ${serial}`, [-56.1, -34.8]),
    ] as const;
    const sent = valueOf(await assign(await openIncident()));
    expect(valueOf(await destination(sent.id, near))).toMatchObject({ destinationFacilityId: near });
    await report(sent.id, 'leftScene');
    expect(valueOf(await destination(sent.id, far, crew))).toMatchObject({ destinationFacilityId: far });
    expect((await unitView()).assignment).toMatchObject({ destinationName: `Far ${serial}` });
    expect(valueOf(await destination(sent.id, null))).toMatchObject({ destinationFacilityId: null });
    const rows = (await journalOf(sent.id)).filter(({ kind }) => kind === 'destinationSet');
    expect(rows.map(({ payload }) => [payload['destinationFacilityId'], payload['byCrew']])).toEqual([
      [near, false],
      [far, true],
      [null, false],
    ]);
  });

  it('refuses unknown facilities, ended assignments and other crews', async () => {
    const facility = await fixture.region.addFacility(`Known ${serial}`, [-56.2, -34.91]);
    const sent = valueOf(await assign(await openIncident(), { unitId: secondUnit }));
    expect(await destination(sent.id, uuidv7())).toMatchObject({ reason: 'facilityNotFound' });
    expect(await destination(sent.id, facility, crew)).toMatchObject({ reason: 'forbidden' });
    await cancel(sent.id);
    expect(await destination(sent.id, facility)).toMatchObject({ reason: 'assignmentEnded' });
    expect(await destination(uuidv7(), facility)).toMatchObject({ reason: 'notFound' });
  });
});

describe('choosing against the recommendation', () => {
  it('keeps the rank of the one chosen and the reason, which is not in the journal', async () => {
    const incidentId = await openIncident();
    const recommendationId = await keepRecommendation(incidentId, [secondUnit, unitId]);
    const overrideReason = 'Canary Birdsong asked for this crew';
    const sent = valueOf(await assign(incidentId, { recommendationId, overrideReason }));
    expect(sent).toMatchObject({ recommendationId, recommendedRank: 2 });
    const first = valueOf(await assign(incidentId, { recommendationId, unitId: secondUnit }));
    expect(first.recommendedRank).toBe(1);
    expect(await findAssignmentReasons(fixture.pool, sent.id)).toMatchObject({ overrideReason });
    const [row] = await journalOf(sent.id);
    expect(row).toMatchObject({
      kind: 'unitAssigned',
      payload: { rank: 2, isFirst: false, hasOverrideReason: true },
    });
    const log = await fixture.region.query<{ text: string }>(
      `select string_agg(result::text, ' ') || (select string_agg(payload, ' ') from journal) as text from command_log`,
    );
    expect(log.rows[0]!.text).not.toMatch(/Birdsong/);
  });

  it('has no rank for a unit that the recommendation rejected', async () => {
    const incidentId = await openIncident();
    const recommendationId = await keepRecommendation(incidentId, [secondUnit]);
    expect(valueOf(await assign(incidentId, { recommendationId })).recommendedRank).toBeNull();
  });
});

describe('assignUnits', () => {
  const together = (incidentId: string, units: object[], actor = dispatcher) =>
    assignUnits(fixture.ports, actor, incidentId, {
      commandId: newCommandId(),
      units: units as { unitId: string }[],
    });

  it('sends all, now or for later, in the order asked for', async () => {
    const incidentId = await openIncident(1);
    const third = await fixture.region.addUnit(`F${serial}`);
    const units = [{ unitId: third }, { unitId }, { unitId: secondUnit, kind: 'reserve' }];
    const { assignments } = valueOf(await together(incidentId, units));
    expect(assignments.map((one) => [one.unitId, one.status])).toEqual([
      [third, 'notified'],
      [unitId, 'notified'],
      [secondUnit, 'reserved'],
    ]);
  });

  it('sends none when one is taken, and says which', async () => {
    const incidentId = await openIncident(1);
    await assign(await openIncident(), { unitId: secondUnit }, other);
    expect(await together(incidentId, [{ unitId }, { unitId: secondUnit }])).toMatchObject({
      ok: false,
      reason: 'unitTaken',
      details: { unitId: secondUnit, callSign: `D${serial}`, takenBy: 'J. Novák' },
    });
    expect(await unitView()).toMatchObject({ boardStatus: 'available' });
    expect((await listIncidentViews(fixture.pool, { ids: [incidentId] }))[0]!.assignments).toEqual([]);
  });

  it('sends whole teams when eight desks want the same units in other orders', async () => {
    const units = await Promise.all(
      Array.from({ length: 6 }, (_, index) => fixture.region.addUnit(`T${serial}-${index}`)),
    );
    const incidents = await Promise.all(Array.from({ length: 8 }, () => openIncident(1)));
    const outcomes = await Promise.all(
      incidents.map((incidentId, index) => {
        const team = [0, 1, 2].map((step) => ({ unitId: units[(index + step * (index % 2 ? 1 : 5)) % 6]! }));
        return together(incidentId, team, index % 2 ? dispatcher : other);
      }),
    );
    const winners = outcomes.filter(({ ok }) => ok).length;
    expect(winners).toBeGreaterThan(0);
    const { rows } = await fixture.region.query<{ n: number }>(
      'select count(*)::int as n from assignment where is_active and unit_id = any ($1)',
      [units],
    );
    expect(rows[0]!.n).toBe(winners * 3);
  });
});

describe('noteGeofenced', () => {
  const note = (assignmentId: string, status: 'enRoute' | 'onScene', geofencedAt = new Date()) =>
    noteGeofenced(fixture.ports, assignmentId, { status, geofencedAt });

  it('stands beside the pressed time, once, and changes no status', async () => {
    const sent = valueOf(await assign(await openIncident()));
    const at = new Date(Date.now() - 60_000);
    const outcomes = await Promise.all(Array.from({ length: 4 }, () => note(sent.id, 'onScene', at)));
    expect(outcomes.filter((one) => one.ok && one.value.isNew)).toHaveLength(1);
    const before = (await listIncidentViews(fixture.pool, { ids: [sent.incidentId] }))[0]!.assignments[0]!;
    expect(before.status).toBe('notified');
    expect(before.steps.find(({ status }) => status === 'onScene')).toMatchObject({ pressedAt: null });
    const pressed = valueOf(await report(sent.id, 'onScene'));
    expect(pressed).toMatchObject({ status: 'onScene', result: 'applied' });
    const step = pressed.steps.find(({ status }) => status === 'onScene')!;
    expect(new Date(step.geofencedAt!)).toEqual(at);
    expect(Date.parse(step.pressedAt!)).toBeGreaterThan(at.getTime());
    expect(await report(sent.id, 'onScene')).toMatchObject({ reason: 'stepAlreadyRecorded' });
    const rows = await fixture.region.query<{ actor_id: string | null; actor_kind: string }>(
      `select actor_id, actor_kind from journal where subject_id = $1 and kind = 'stepGeofenced'`,
      [sent.id],
    );
    expect(rows.rows).toEqual([{ actor_id: null, actor_kind: 'system' }]);
  });

  it('comes after the press as well as before', async () => {
    const sent = valueOf(await assign(await openIncident()));
    await report(sent.id, 'enRoute');
    valueOf(await note(sent.id, 'enRoute'));
    const { assignments } = (await listIncidentViews(fixture.pool, { ids: [sent.incidentId] }))[0]!;
    const step = assignments[0]!.steps.find(({ status }) => status === 'enRoute')!;
    expect(step.pressedAt).not.toBeNull();
    expect(step.geofencedAt).not.toBeNull();
  });
});

describe('the journal of all this', () => {
  it('verifies', async () => {
    expect(await verifyJournal(fixture.pool, 'testland')).toMatchObject({ ok: true });
  });
});
