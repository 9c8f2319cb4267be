import { afterAll, beforeAll } from '@jest/globals';
import { createIncidentBody, type StatusBody } from '#contracts';
import { PLAN_PRESETS } from '#domain';
import { RegionFixture } from '#testing';
import { type Actor, assignUnit, cancelAssignment, createIncident, reportStatus, savePlan } from '#use-cases';
import { type CommandFixture, createCommandFixture, newCommandId } from './command-fixture.ts';
import { valueOf } from './assignment-desk.ts';

const PLAN = PLAN_PRESETS['gb-eng'];
/** Neighbours are asked up to this priority, in both directions. */
export const ASKED = [1, 2] as const;

/** A region with its control room, beside others on one map. */
export interface Desk {
  readonly region: RegionFixture;
  readonly dispatcher: Actor;
  readonly crew: Actor;
}

export let fixture: CommandFixture;
/** West and east ask each other; the south is on their map and nobody asks it; the school's exercises are there, too. */
export let west: Desk;
export let east: Desk;
export let south: Desk;
export let school: Desk;

async function openDesk(region: RegionFixture): Promise<Desk> {
  const { regionId } = region;
  const actor = async (role: 'supervisor' | 'crew'): Promise<Actor> => {
    const user = await region.addUser(`The ${role} of ${regionId}`, role);
    return { kind: 'user', id: user.id, displayName: user.displayName, roles: [{ regionId, role }] };
  };
  return { region, dispatcher: await actor('supervisor'), crew: await actor('crew') };
}

export async function askNeighbours(
  { region: { regionId }, dispatcher }: Desk,
  neighbours: readonly { readonly regionId: string; readonly priorities: readonly (1 | 2 | 3 | 4)[] }[],
  expectedVersion = 0,
): Promise<void> {
  const plan = { ...structuredClone(PLAN), neighbours };
  const body = { commandId: newCommandId(), regionId, expectedVersion, note: '', plan };
  valueOf(await savePlan(fixture.ports, dispatcher, body as unknown as Parameters<typeof savePlan>[2]));
}

export async function openIncident({ region, dispatcher }: Desk, priority = 1): Promise<string> {
  const body = createIncidentBody.parse({
    commandId: newCommandId(),
    regionId: region.regionId,
    location: { lon: -56.18, lat: -34.9, addressText: 'Canary lane 7' },
    notes: 'Canary Birdsong fell',
    category: 'trauma',
    priority,
  });
  return valueOf(await createIncident(fixture.ports, dispatcher, body)).id;
}

export const assign = (desk: Desk, incidentId: string, unitId: string, more: object = {}) =>
  assignUnit(fixture.ports, desk.dispatcher, incidentId, { commandId: newCommandId(), unitId, ...more });

export const cancel = (actor: Actor, assignmentId: string) =>
  cancelAssignment(fixture.ports, actor, assignmentId, {
    commandId: newCommandId(),
    reason: 'needed for Canary Birdsong at home',
  });

export const report = (actor: Actor, assignmentId: string, status: StatusBody['status']) =>
  reportStatus(fixture.ports, actor, assignmentId, {
    commandId: newCommandId(),
    status,
    at: new Date().toISOString(),
  });

export interface Row {
  readonly kind: string;
  readonly payload: Record<string, unknown>;
}

/** What a region's journal says of an assignment. */
export async function journalOf({ region }: Desk, subjectId: string): Promise<Row[]> {
  const { rows } = await region.query<{ kind: string; payload: string }>(
    'select kind, payload from journal where subject_id = $1 and region_id = $2 order by seq',
    [subjectId, region.regionId],
  );
  return rows.map(({ kind, payload }) => ({ kind, payload: JSON.parse(payload) as Record<string, unknown> }));
}

/** Four regions on one map, one of them for exercises. To be called at the top of a test file. */
export function useNeighbourDesks(): void {
  beforeAll(async () => {
    fixture = await createCommandFixture('west');
    const { mapId } = fixture.region;
    const beside = (regionId: string, isTraining = false) =>
      RegionFixture.create(fixture.database.ownerUrl, regionId, { mapId, isTraining });
    west = await openDesk(fixture.region);
    east = await openDesk(await beside('east'));
    south = await openDesk(await beside('south'));
    school = await openDesk(await beside('school', true));
    await askNeighbours(west, [{ regionId: 'east', priorities: [...ASKED] }]);
    await askNeighbours(east, [{ regionId: 'west', priorities: [...ASKED] }]);
  }, 60_000);

  afterAll(async () => {
    for (const desk of [east, south, school]) await desk.region.close();
    await fixture.close();
  });
}
