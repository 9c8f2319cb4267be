import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CandidateView, RecommendationRecordView, RecommendationView } from '#contracts';
import { DEFAULT_RANKING_SETTINGS, RANKING_CODE_VERSION, rankUnits, readUnits, replayRanking } from '#domain';
import { createPool, type Pool } from '#persistence';
import { v7 as uuidv7 } from 'uuid';
import { type Answer, type ApiClient, type ApiFixture, startApi } from './api-fixture.ts';

let api: ApiFixture;
let dispatcher: ApiClient;
let supervisor: ApiClient;
let owner: Pool;

beforeAll(async () => {
  api = await startApi();
  dispatcher = await api.signIn('dispatcher');
  supervisor = await api.signIn('supervisor');
  owner = createPool(api.database.ownerUrl, { max: 1 });
}, 120_000);

afterAll(async () => {
  await owner.end();
  await api.close();
});

const HERE = { lon: -56.18, lat: -34.9 };

async function openIncident(priority: number, category = 'fall', location = HERE): Promise<string> {
  const created = await dispatcher.command('/api/v1/incidents', { location, category, priority });
  expect(created.status).toBe(201);
  return created.body.id;
}

async function recommend(incidentId: string): Promise<RecommendationView> {
  const answer = await dispatcher.get(`/api/v1/incidents/${incidentId}/recommendation`);
  expect(answer.status).toBe(200);
  return answer.body;
}

const readRecord = (id: string, client = supervisor): Promise<Answer> =>
  client.get(`/api/v1/recommendations/${id}`);
const send = (incidentId: string, unitId: string, more: object = {}): Promise<Answer> =>
  dispatcher.command(`/api/v1/incidents/${incidentId}/assignments`, { unitId, ...more });
const report = (assignmentId: string, status: string): Promise<Answer> =>
  dispatcher.command(`/api/v1/assignments/${assignmentId}/status`, {
    status,
    at: new Date().toISOString(),
  });
const findUnit = (view: RecommendationView, unitId: string): CandidateView =>
  view.candidates.find((one) => one.unitId === unitId)!;
const findRejected = (view: RecommendationView, unitId: string) =>
  view.rejected.find((one) => one.unitId === unitId);
/** A crew whose unit no other test uses. */
const unitOf = (index: number): string => api.demo[0]!.crews[index]!.unitId;

describe('a recommendation', () => {
  it('names the plan, who fills it, and every unit once', async () => {
    const view = await recommend(await openIncident(1, 'cardiacArrest'));
    expect(view.candidates.length + view.rejected.length).toBe(40);
    expect(view.plan.slots.map(({ slot }) => slot)).toEqual(['first', 'als', 'units', 'ambulance']);
    expect(view.plan.isShort).toBe(false);
    expect(view.because).toEqual(view.sentences[0]);
    const proposed = view.candidates.filter(({ isProposed }) => isProposed).map(({ unitId }) => unitId);
    expect([...view.plan.unitIds].sort()).toEqual(proposed.sort());
    for (const { slots, arrivalSeconds, waitSeconds, turnoutSeconds, travelSeconds } of view.candidates) {
      expect(slots).toContain('first');
      expect(arrivalSeconds).toBeCloseTo(waitSeconds + turnoutSeconds + travelSeconds, 5);
    }
    expect(view.versions).toMatchObject({ plan: 0, code: RANKING_CODE_VERSION });
  });

  it('asks no more for what units did that were there and are done, and can be replayed', async () => {
    const incidentId = await openIncident(4, 'other');
    const before = await recommend(incidentId);
    const [unitId] = before.plan.unitIds;
    const sent = await send(incidentId, unitId!);
    for (const status of ['enRoute', 'onScene', 'leftScene', 'available'])
      expect((await report(sent.body.id, status)).status).toBe(200);
    const after = await recommend(incidentId);
    expect(after.plan.unitIds).toEqual([]);
    expect(after.plan.slots).toEqual(
      before.plan.slots.map((slot) => ({ ...slot, unitIds: [unitId], arrivalSeconds: [0] })),
    );
    expect(after.sentences.map(({ key }) => key)).toContain('planMetAlready');
    const record: RecommendationRecordView = (await readRecord(after.id)).body;
    expect(record.replay).toMatchObject({ isPossible: true, isEqual: true });
  });

  it('knows vehicles out of service, shifts that end, and a region’s own figures', async () => {
    const [broken, tired] = [unitOf(30), unitOf(31)];
    await owner.query(
      `update vehicle set out_of_service_at = now() - interval '1 minute'
       where id = (select vehicle_id from unit_vehicle_binding where unit_id = $1)`,
      [broken],
    );
    await owner.query(
      `update crew_shift set starts_at = now() - interval '11 hours', ends_at = now() + interval '10 minutes'
       where id = (select crew_shift_id from unit_crew_binding where unit_id = $1)`,
      [tired],
    );
    const ranking = { turnout: { stationSeconds: 91 } };
    await owner.query('update region set settings = settings || $1::jsonb where id = $2', [
      JSON.stringify({ ranking }),
      'montevideo',
    ]);
    const calm = await recommend(await openIncident(4));
    expect(findRejected(calm, broken)?.reason).toBe('outOfService');
    expect(findRejected(calm, tired)).toMatchObject({ reason: 'shiftEnds', details: { limitSeconds: 0 } });
    expect(calm.candidates[0]!.turnoutSeconds).toBe(91);
    const urgent = await recommend(await openIncident(1));
    const { parts } = findUnit(urgent, tired);
    expect(parts.find(({ rule }) => rule === 'endOfShift')!.seconds).toBeGreaterThan(25);
    await owner.query(`update region set settings = settings - 'ranking' where id = 'montevideo'`);
  });

  it('is refused where no road is near, saying how far the next one is, and nothing is kept', async () => {
    const inEstuary = await openIncident(1, 'fall', { lon: -56.32, lat: -34.93 });
    const answer = await dispatcher.get(`/api/v1/incidents/${inEstuary}/recommendation`);
    expect(answer).toMatchObject({
      status: 422,
      body: { reason: 'noRoadNearby', details: { field: 'target' } },
    });
    expect(answer.body.details.distanceMeters).toBeGreaterThan(2000);
    const { rows } = await owner.query('select 1 from recommendation where incident_id = $1', [inEstuary]);
    expect(rows).toEqual([]);
  });

  it('proposes diversions openly, counts who was sent, and shows who is reserved and soon free', async () => {
    const calm = await openIncident(4);
    const far = await openIncident(3);
    const [sent, held, arriving] = [unitOf(1), unitOf(2), unitOf(3)];
    const at = new Date().toISOString();
    const fixes = [sent, arriving].map((unitId) => ({ unitId, at, lon: -56.17, lat: -34.89 }));
    const placed = await dispatcher.post('/api/v1/positions', { fixes });
    expect(placed.body).toMatchObject({ accepted: 2 });
    expect((await send(calm, sent)).status).toBe(201);
    expect((await send(far, held, { kind: 'reserve' })).status).toBe(201);
    const atHospital = await send(far, arriving);
    for (const status of ['enRoute', 'onScene', 'leftScene', 'atDestination'])
      expect((await report(atHospital.body.id, status)).status).toBe(200);
    await owner.query(`update assignment set status_since_at = now() - interval '25 minutes' where id = $1`, [
      atHospital.body.id,
    ]);

    const urgent = await recommend(await openIncident(1));
    expect(findUnit(urgent, sent)).toMatchObject({ diversion: { incidentId: calm, priority: 4 } });
    expect(findUnit(urgent, held)).toMatchObject({ reserved: { incidentId: far }, diversion: null });
    const soon = findUnit(urgent, arriving);
    expect(soon.soonFree).toMatchObject({ incidentId: far, status: 'atDestination' });
    const usual = DEFAULT_RANKING_SETTINGS.soonFree.atDestinationSeconds;
    expect(Math.abs(soon.waitSeconds - (usual - 1500))).toBeLessThan(60);

    const again = await recommend(calm);
    expect(findRejected(again, sent)).toMatchObject({ reason: 'alreadySent' });
    expect(again.plan.slots[0]!.unitIds).toContain(sent);
    expect(again.plan.unitIds).not.toContain(sent);
    const equal = await recommend(await openIncident(4));
    expect(findRejected(equal, sent)).toMatchObject({ reason: 'notFree', details: { priority: 4 } });
  });

  it('asks neighbours where the plan says so, and tells why where it does not', async () => {
    await owner.query(
      `insert into region (id, name, map_id, time_zone, currency, languages)
       select 'west', 'West', map_id, time_zone, currency, languages from region where id = 'montevideo'`,
    );
    const [stationId, unitId] = [uuidv7(), uuidv7()];
    await owner.query(
      `insert into station (id, region_id, name, geom)
       values ($1, 'west', 'W', st_setsrid(st_makepoint($2, $3), 4326))`,
      [stationId, HERE.lon, HERE.lat],
    );
    await owner.query(
      `insert into unit (id, region_id, call_sign, capabilities, station_id)
       values ($1, 'west', 'W1', '{als,transport}', $2)`,
      [unitId, stationId],
    );
    const alone = await recommend(await openIncident(1));
    expect([...alone.candidates, ...alone.rejected].some((one) => one.unitId === unitId)).toBe(false);

    const { body: current } = await supervisor.get('/api/v1/response-plan');
    const saved = await supervisor.request('PUT', '/api/v1/response-plan', {
      commandId: uuidv7(),
      expectedVersion: current.version,
      note: 'the west helps',
      plan: { ...current.plan, neighbours: [{ regionId: 'west', priorities: [1] }] },
    });
    expect(saved.status).toBe(200);
    const urgent = await recommend(await openIncident(1));
    expect(findUnit(urgent, unitId)).toMatchObject({ regionId: 'west', callSign: 'W1' });
    expect(findUnit(urgent, unitId).parts).toContainEqual({ rule: 'border', seconds: 60 });
    const calm = await recommend(await openIncident(3));
    expect(findRejected(calm, unitId)).toMatchObject({
      reason: 'neighbourNotAsked',
      details: { regionId: 'west' },
    });
  });

  it.each([
    ['an unknown incident', () => uuidv7(), 404, 'notFound'],
    ['an incident off the map', () => openIncident(1, 'fall', { lon: 10, lat: 50 }), 422, 'offMap'],
  ])('answers for %s', async (_, find, status, reason) => {
    const answer = await dispatcher.get(`/api/v1/incidents/${await find()}/recommendation`);
    expect(answer).toMatchObject({ status, body: { reason } });
  });
});

describe('the decision log', () => {
  it('replays every stored recommendation to what was shown', async () => {
    const places = [HERE, { lon: -56.14, lat: -34.88 }, { lon: -56.2, lat: -34.86 }];
    for (const [index, category] of ['cardiacArrest', 'roadAccident', 'birth', 'child', 'other'].entries()) {
      const incidentId = await openIncident((index % 4) + 1, category, places[index % places.length]);
      const view = await recommend(incidentId);
      const { rows } = await owner.query('select inputs from recommendation where id = $1', [view.id]);
      const { inputs } = rows[0];
      const ranking = JSON.parse(JSON.stringify(replayRanking(inputs)));
      expect(ranking.candidates).toEqual(view.candidates);
      expect(ranking.rejected).toEqual(view.rejected);
      expect(ranking.plan.unitIds).toEqual(view.plan.unitIds);
      expect(inputs.versions).toEqual(view.versions);

      const record = await readRecord(view.id);
      expect(record.status).toBe(200);
      const { shown, replay }: RecommendationRecordView = record.body;
      expect(replay).toMatchObject({ isPossible: true, isEqual: true });
      expect(replay.candidates).toEqual(view.candidates);
      expect(shown.unitIds).toEqual(view.candidates.map(({ unitId }) => unitId));
      expect(shown.sentences).toEqual(view.sentences);
    }
  });

  it('would tell if the inputs had been others', async () => {
    const view = await recommend(await openIncident(2));
    const { rows } = await owner.query('select inputs from recommendation where id = $1', [view.id]);
    const { inputs } = rows[0];
    const units = readUnits(inputs).map((unit) =>
      unit.unitId === view.candidates[0]!.unitId ? { ...unit, dutyState: 'offDuty' as const } : unit,
    );
    const [first] = rankUnits(units, inputs.need).candidates;
    expect(first!.unitId).toBe(view.candidates[1]!.unitId);
  });

  it('keeps what was chosen, its rank, and that a reason was given', async () => {
    const incidentId = await openIncident(2);
    const view = await recommend(incidentId);
    const third = view.candidates.filter(({ diversion, soonFree }) => !diversion && !soonFree)[2]!;
    const assigned = await send(incidentId, third.unitId, {
      recommendationId: view.id,
      overrideReason: 'knows the house',
    });
    expect(assigned.status).toBe(201);
    const { body } = await readRecord(view.id, await api.signIn('analyst'));
    expect(body.chosen).toMatchObject([
      { unitId: third.unitId, callSign: third.callSign, rank: third.rank, isOverride: true },
    ]);
    expect(JSON.stringify(body)).not.toContain('knows the house');
  });

  it('holds nothing personal', async () => {
    const canary = 'Zebedee Canary';
    const created = await dispatcher.command('/api/v1/incidents', {
      location: { ...HERE, addressText: canary },
      category: 'fall',
      priority: 2,
      notes: canary,
    });
    const view = await recommend(created.body.id);
    const { rows } = await owner.query(
      'select inputs::text || answer::text as text from recommendation where id = $1',
      [view.id],
    );
    expect(rows[0].text).not.toContain(canary);
  });

  it('shows a record of an older form without replaying it', async () => {
    const incidentId = await openIncident(2);
    const id = uuidv7();
    const unitId = unitOf(5);
    await owner.query(
      `insert into recommendation (id, region_id, incident_id, at, asked_by, inputs, answer)
       values ($1, 'montevideo', $2, now(), $3, $4, $5)`,
      [
        id,
        incidentId,
        uuidv7(),
        { target: [-56.18, -34.9], category: 'fall', priority: 2, unitIds: [unitId] },
        { candidates: [unitId], rejected: { offDuty: [] }, because: { key: 'onlyOne', values: {} } },
      ],
    );
    expect(await readRecord(id)).toMatchObject({
      status: 200,
      body: { versions: null, shown: { unitIds: [unitId] }, replay: { isPossible: false, isEqual: false } },
    });
  });

  it('is there for supervisors and analysts of the region, and nobody else', async () => {
    const view = await recommend(await openIncident(2));
    expect((await readRecord(view.id, dispatcher)).status).toBe(403);
    expect((await readRecord(uuidv7())).status).toBe(404);
    expect((await readRecord('nonsense')).status).toBe(400);
  });
});
