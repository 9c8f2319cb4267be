import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { PositionFix } from '#contracts';
import type { LonLat } from '#domain';
import { ApiClient } from '../src/api/api-client.ts';
import type { Report } from '../src/crew/crew-state.ts';
import { CrewRunner, type CrewWorld, type OpenAssignment } from '../src/world/crew-runner.ts';

const STATION: LonLat = [0, 0];
const SCENE: LonLat = [0.01, 0];
const assignment = {
  id: 'a1',
  incidentId: 'i1',
  status: 'notified',
  destinationFacilityId: null,
  incidentCoordinates: SCENE,
} as OpenAssignment;

let now: number;
let stop: AbortController;
let reports: string[];
let fixes: PositionFix[];
let runner: CrewRunner;

beforeEach(() => {
  now = 0;
  stop = new AbortController();
  reports = [];
  fixes = [];
  const draws = {
    acknowledgeSeconds: 10,
    turnoutSeconds: 60,
    toPatientSeconds: 80,
    onSceneSeconds: 700,
    isTransported: false,
    hospitalDraw: 0.5,
    handoverSeconds: 900,
    clearSeconds: 240,
  };
  const world: CrewWorld = {
    clock: { now: () => now },
    connection: { noteAway: () => undefined },
    stop: stop.signal,
    regionId: 'south',
    dutyOf: ({ id, incidentId, incidentCoordinates: scene }) =>
      Promise.resolve({ assignmentId: id, incidentId, scene, isUrgent: true, draws }),
    findFacility: () => undefined,
    chooseDestination: () => Promise.resolve(null),
  };
  const place = { unitId: 'u1', callSign: 'M1', station: STATION, start: STATION };
  // Nobody listens there: what these tests are about needs no road.
  const client = new ApiClient('http://127.0.0.1:9', { email: 'crew', password: '' }, stop.signal);
  const outbox = { add: ({ status }: Report) => void reports.push(status) };
  const positions = { add: (fix: PositionFix) => void fixes.push(fix) };
  runner = new CrewRunner(world, place, client, outbox, positions, 0);
});

afterEach(() => stop.abort());

/** Each second the desk's list and a tick, as the simulation does it. */
async function run(seconds: number, assigned?: OpenAssignment): Promise<void> {
  for (let second = 0; second < seconds; second += 1) {
    now += 1;
    runner.notice(assigned);
    await new Promise((resolve) => setImmediate(resolve));
    runner.tick();
  }
}

describe('a crew of the simulator', () => {
  it('reports for its unit', async () => {
    await run(30, assignment);
    expect(reports).toContain('acknowledged');
    expect(fixes[0]).toMatchObject({ unitId: 'u1', lon: 0, lat: 0 });
  });

  it('reports nothing for a unit that people at a tablet work on', async () => {
    runner.stepAside();
    await run(30, assignment);
    expect([reports, fixes]).toEqual([[], []]);
  });

  it('leaves off in the middle of a job, and takes it up where the tablet left it', async () => {
    await run(5, assignment);
    const before = [...reports];
    expect(before).not.toContain('acknowledged');
    runner.stepAside();
    await run(30, assignment);
    expect(reports).toEqual(before);
    const atScene: LonLat = [0.009, 0.001];
    fixes = [];
    runner.stepIn(atScene);
    await run(15, { ...assignment, status: 'acknowledged' });
    expect(fixes[0]).toMatchObject({ lon: atScene[0], lat: atScene[1] });
    expect(runner.phase).toBe('alerted');
    await run(60, { ...assignment, status: 'acknowledged' });
    expect(runner.phase).toBe('toScene');
    expect(reports).toContain('enRoute');
  });
});
