import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LiveRow, SubscribeAnswer } from '#contracts';
import { v7 as uuidv7 } from 'uuid';
import { type ApiClient, type ApiFixture, nextEvent, startApi } from './api-fixture.ts';

let api: ApiFixture;
let desk: ApiClient;
let crew: ApiClient;
let units: string[];
let crewUnit: string;

beforeAll(async () => {
  api = await startApi();
  desk = await api.signIn('dispatcher');
  const signedIn = await api.signInCrew(0);
  crew = signedIn.client;
  crewUnit = signedIn.unitId;
  units = api.demo[0]!.crews.map(({ unitId }) => unitId);
}, 120_000);

afterAll(async () => {
  await api.close();
});

const openIncident = async (priority: number): Promise<string> => {
  const location = { lon: -56.18, lat: -34.9 };
  return (await desk.command('/api/v1/incidents', { location, category: 'fall', priority })).body.id;
};
const send = (incidentId: string, unitId: string, more: object = {}) =>
  desk.command(`/api/v1/incidents/${incidentId}/assignments`, { unitId, ...more });

describe('several jobs of one unit', () => {
  it('are reserved, activated, diverted and handed over, each live to the desk', async () => {
    const socket = desk.live();
    const rows: LiveRow[] = [];
    socket.on('journal', (batch) => void rows.push(...batch));
    await nextEvent(socket, 'connect');
    await new Promise<SubscribeAnswer>((resolve) =>
      socket.emit('subscribe', { regionId: 'montevideo' }, resolve),
    );
    const [calm, later, urgent] = [await openIncident(4), await openIncident(3), await openIncident(1)];
    const first = await send(calm, crewUnit);
    const reserved = await send(later, crewUnit, { kind: 'reserve' });
    expect(reserved).toMatchObject({ status: 201, body: { status: 'reserved' } });
    const tooEarly = await desk.command(`/api/v1/assignments/${reserved.body.id}/activate`, {});
    expect(tooEarly).toMatchObject({ status: 409, body: { reason: 'unitTaken' } });

    const diverted = await desk.command(`/api/v1/assignments/${first.body.id}/divert`, {
      toIncidentId: urgent,
    });
    expect(diverted).toMatchObject({
      status: 200,
      body: { ended: { status: 'diverted' }, started: { unitId: crewUnit, status: 'notified' } },
    });
    const listed = await desk.get('/api/v1/incidents');
    const order = listed.body.incidents.map((one: { id: string }) => one.id);
    expect(order.indexOf(calm)).toBeLessThan(order.indexOf(urgent));

    const reason = 'engine';
    const taken = await desk.command(`/api/v1/assignments/${diverted.body.started.id}/hand-over`, {
      toUnitId: units[1],
      reason,
    });
    expect(taken).toMatchObject({
      status: 200,
      body: {
        ended: { endCause: 'takenOver' },
        started: { unitId: units[1], incidentId: urgent, status: 'notified' },
      },
    });
    const reasons = await desk.get(`/api/v1/assignments/${diverted.body.started.id}/reasons`);
    expect(reasons).toMatchObject({ status: 200, body: { endReason: reason, overrideReason: null } });
    const active = await desk.command(`/api/v1/assignments/${reserved.body.id}/activate`, {});
    expect(active).toMatchObject({ status: 200, body: { status: 'notified', incidentId: later } });

    const until = Date.now() + 10_000;
    while (!rows.some(({ kind }) => kind === 'assignmentActivated') && Date.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const divertRow = rows.find(({ kind }) => kind === 'assignmentDiverted');
    expect(divertRow).toMatchObject({
      subjectId: first.body.id,
      payload: { incidentId: calm, toIncidentId: urgent, unitId: crewUnit },
    });
    const due = rows.find(({ kind }) => kind === 'reservedAssignmentDue');
    expect(due).toMatchObject({ subjectId: reserved.body.id, payload: { incidentId: later } });
    const last = rows.filter(({ unit }) => unit?.id === crewUnit).at(-1);
    expect(last?.unit).toMatchObject({ boardStatus: 'notified', reservedAssignments: [] });
    socket.disconnect();
  }, 60_000);

  it('takes all of a team or none, over HTTP too', async () => {
    const incidentId = await openIncident(1);
    const path = `/api/v1/incidents/${incidentId}/assignments/batch`;
    const taken = await desk.command(path, { units: [{ unitId: units[2] }, { unitId: crewUnit }] });
    expect(taken).toMatchObject({
      status: 409,
      body: { reason: 'unitTaken', details: { unitId: crewUnit } },
    });
    const sent = await desk.command(path, { units: [{ unitId: units[2] }, { unitId: units[3] }] });
    expect(sent).toMatchObject({ status: 201 });
    expect(sent.body.assignments).toHaveLength(2);
    const twice = await desk.command(path, { units: [{ unitId: units[4] }, { unitId: units[4] }] });
    expect(twice).toMatchObject({ status: 400, body: { reason: 'invalidInput' } });
  });

  it('lets the crew choose its destination, and only its own', async () => {
    const facilities = await crew.get('/api/v1/facilities');
    const facilityId = facilities.body.facilities[0].id;
    const mine = await crew.get('/api/v1/assignments');
    const path = `/api/v1/assignments/${mine.body.assignments[0].id}/destination`;
    expect(await crew.command(path, { facilityId })).toMatchObject({
      status: 200,
      body: { destinationFacilityId: facilityId },
    });
    expect(await crew.command(path, { facilityId: null })).toMatchObject({
      body: { destinationFacilityId: null },
    });
    const others = (await desk.get(`/api/v1/assignments?unitId=${units[2]}`)).body.assignments[0];
    const foreign = await crew.command(`/api/v1/assignments/${others.id}/destination`, { facilityId });
    expect(foreign).toMatchObject({ status: 403, body: { reason: 'forbidden' } });
  });
});

describe('what cannot be done', () => {
  const inBulgarian = { 'accept-language': 'bg' };

  it('is answered clearly, in the language of the user, and changes nothing', async () => {
    const incidentId = await openIncident(2);
    const unknownUnit = await desk.post(
      `/api/v1/incidents/${incidentId}/assignments`,
      { commandId: uuidv7(), unitId: uuidv7() },
      inBulgarian,
    );
    expect(unknownUnit).toMatchObject({ status: 404, body: { reason: 'unitNotFound' } });
    expect(unknownUnit.body.title).toMatch(/изберете/);

    const sent = await send(incidentId, units[5]!);
    await desk.command(`/api/v1/assignments/${sent.body.id}/status`, {
      status: 'onScene',
      at: new Date().toISOString(),
    });
    const impossible = await desk.post(
      `/api/v1/assignments/${sent.body.id}/divert`,
      { commandId: uuidv7(), toIncidentId: await openIncident(1) },
      inBulgarian,
    );
    expect(impossible).toMatchObject({
      status: 409,
      body: { reason: 'transitionNotAllowed', details: { status: 'onScene' } },
    });
    const lessUrgent = await desk.post(
      `/api/v1/assignments/${(await send(await openIncident(2), units[6]!)).body.id}/divert`,
      { commandId: uuidv7(), toIncidentId: await openIncident(3) },
      inBulgarian,
    );
    expect(lessUrgent).toMatchObject({ status: 409, body: { reason: 'divertNotMoreUrgent' } });
    expect(lessUrgent.body.title).toMatch(/посочете причина/);

    const closed = await openIncident(1);
    await desk.command(`/api/v1/incidents/${closed}/close`, { outcome: 'other' });
    const ended = await desk.command(`/api/v1/assignments/${sent.body.id}/divert`, { toIncidentId: closed });
    expect(ended).toMatchObject({ status: 409, body: { reason: 'incidentClosed' } });
    expect(
      await desk.command(`/api/v1/assignments/${uuidv7()}/divert`, { toIncidentId: incidentId }),
    ).toMatchObject({
      status: 404,
      body: { reason: 'notFound' },
    });
    const mine = (await desk.get(`/api/v1/assignments?unitId=${units[5]}`)).body.assignments;
    expect(mine).toMatchObject([{ id: sent.body.id, status: 'onScene', incidentId }]);
  });
});
