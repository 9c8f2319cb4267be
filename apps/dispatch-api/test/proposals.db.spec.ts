import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LiveRow, ProposalView, UnitView } from '#contracts';
import { type ApiClient, type ApiFixture, startApi } from './api-fixture.ts';

let api: ApiFixture;
let dispatcher: ApiClient;

beforeAll(async () => {
  api = await startApi();
  dispatcher = await api.signIn('dispatcher');
}, 180_000);
afterAll(() => api.close());

async function until<T>(look: () => Promise<T | undefined>, what: string): Promise<T> {
  const startedAt = performance.now();
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() - startedAt > 15_000) throw new Error(`${what} did not come`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
const open = async (): Promise<ProposalView[]> => (await dispatcher.get('/api/v1/proposals')).body.proposals;
const midway = ([aLon, aLat]: readonly number[], [bLon, bLat]: readonly number[], share: number) => ({
  lon: aLon! + share * (bLon! - aLon!),
  lat: aLat! + share * (bLat! - aLat!),
});

describe('proposals over the api', () => {
  it('come by themselves when several incidents wait, reach the screens, and are carried out on request', async () => {
    const all: UnitView[] = (await dispatcher.get('/api/v1/units')).body.units;
    const placed = all.filter(({ station }) => station !== null);
    const [near] = placed;
    const secondsTo = async (unit: UnitView, target: object): Promise<number> => {
      const [lon, lat] = unit.station!.coordinates;
      const body = { sources: [{ lon, lat }], target };
      return (await dispatcher.post('/api/v1/travel-times', body)).body.legs[0].travelSeconds ?? Infinity;
    };
    const [lon, lat] = near!.station!.coordinates;
    const far = await firstFrom(
      placed.filter(({ station }) => station!.id !== near!.station!.id),
      async (unit) => (await secondsTo(unit, { lon, lat })) > 400,
    );
    for (const { id } of all.filter((unit) => unit.id !== near!.id && unit.id !== far.id)) {
      await dispatcher.command(`/api/v1/units/${id}/duty`, { state: 'offDuty' });
    }

    const socket = dispatcher.live();
    const rows: LiveRow[] = [];
    socket.on('journal', (more) => void rows.push(...more));
    await new Promise<void>((resolve) => {
      socket.on('connect', () => socket.emit('subscribe', { regionId: 'montevideo' }, () => resolve()));
    });
    const take = async (location: object): Promise<string> =>
      (await dispatcher.command('/api/v1/incidents', { location, category: 'other', priority: 1 })).body.id;
    const first = await take(midway(near!.station!.coordinates, far.station!.coordinates, 0.42));
    const second = await take({ lon, lat });

    const proposal = await until(
      async () => (await open()).find(({ kind }) => kind === 'sendJointly'),
      'a joint proposal',
    );
    const unitOf = (incidentId: string) =>
      proposal.sends.find((one) => one.incidentId === incidentId)!.unitId;
    expect([unitOf(first), unitOf(second)]).toEqual([far.id, near!.id]);
    const recommendation = await dispatcher.get(`/api/v1/incidents/${first}/recommendation`);
    expect(recommendation.body.candidates[0].unitId).toBe(near!.id);
    expect(recommendation.body.joint).toMatchObject({
      waitingIncidents: 2,
      unitId: far.id,
      isNearest: false,
      because: { key: 'nearestNeededElsewhere' },
    });
    const row = await until(
      () => Promise.resolve(rows.find((one) => one.proposal?.id === proposal.id)),
      'a live row',
    );
    expect(row).toMatchObject({ kind: 'proposalMade', proposal: { state: 'open' } });
    // Desks that come within a second share a snapshot, so that the first one may be of before the proposal.
    await until(async () => {
      const fresh = dispatcher.live();
      const answer = await new Promise<{ snapshot?: { proposals?: ProposalView[] } }>((resolve) => {
        fresh.on('connect', () => fresh.emit('subscribe', { regionId: 'montevideo' }, resolve as never));
      });
      fresh.close();
      return answer.snapshot?.proposals?.find(({ id }) => id === proposal.id);
    }, 'the proposal in a fresh snapshot');

    const accepted = await dispatcher.command(`/api/v1/proposals/${proposal.id}/accept`, {
      version: proposal.version,
    });
    expect(accepted).toMatchObject({ status: 200, body: { state: 'accepted' } });
    const { assignments } = (await dispatcher.get('/api/v1/assignments')).body;
    expect(
      assignments.map((one: { incidentId: string; unitId: string }) => [one.incidentId, one.unitId]).sort(),
    ).toEqual(
      [
        [first, far.id],
        [second, near!.id],
      ].sort(),
    );
    socket.close();
  }, 120_000);

  it('says how the last decision went, and answers what it does not know', async () => {
    const { lastDecision } = (await dispatcher.get('/api/v1/proposals?state=all')).body;
    expect(lastDecision.computeMilliseconds).toBeGreaterThan(0);
    expect(Date.now() - Date.parse(lastDecision.at)).toBeLessThan(30_000);
    const nowhere = '00000000-0000-7000-8000-000000000000';
    const missing = await dispatcher.command(`/api/v1/proposals/${nowhere}/dismiss`, {});
    expect(missing).toMatchObject({ status: 404, body: { reason: 'notFound' } });
    const analyst = await api.signIn('analyst');
    expect((await analyst.get('/api/v1/proposals')).status).toBe(200);
    expect((await analyst.command(`/api/v1/proposals/${nowhere}/accept`, { version: 1 })).status).toBe(403);
  });
});

async function firstFrom<T>(list: readonly T[], isIt: (one: T) => Promise<boolean>): Promise<T> {
  for (const one of list) if (await isIt(one)) return one;
  throw new Error('none fits');
}
