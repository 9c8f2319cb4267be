import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { createIncidentBody, type StatusBody } from '#contracts';
import { listUnitViews } from '#persistence';
import {
  activateAssignment,
  type Actor,
  assignUnit,
  cancelAssignment,
  createIncident,
  divertAssignment,
  handOverAssignment,
  type Outcome,
  reportStatus,
  setDestination,
} from '#use-cases';
import { v7 as uuidv7 } from 'uuid';
import { type CommandFixture, createCommandFixture, newCommandId } from './command-fixture.ts';

export let fixture: CommandFixture;
export let dispatcher: Actor;
export let other: Actor;
export let crew: Actor;
export let unitId: string;
export let secondUnit: string;
export let serial = 0;

export function valueOf<Value>(outcome: Outcome<Value>): Value {
  if (!outcome.ok) throw new Error(`${outcome.reason} ${JSON.stringify(outcome.details)}`);
  return outcome.value;
}

export async function openIncident(priority = 3): Promise<string> {
  const body = createIncidentBody.parse({
    commandId: newCommandId(),
    location: { lon: -56.18, lat: -34.9, addressText: 'Colonia 1324' },
    category: 'trauma',
    priority,
  });
  return valueOf(await createIncident(fixture.ports, dispatcher, body)).id;
}

export const assign = (incidentId: string, more: object = {}, actor = dispatcher) =>
  assignUnit(fixture.ports, actor, incidentId, { commandId: newCommandId(), unitId, ...more });
export const reserve = (incidentId: string) => assign(incidentId, { kind: 'reserve' });
export const activate = (assignmentId: string, actor = dispatcher) =>
  activateAssignment(fixture.ports, actor, assignmentId, { commandId: newCommandId() });
export const divert = (assignmentId: string, toIncidentId: string, more: object = {}, actor = dispatcher) =>
  divertAssignment(fixture.ports, actor, assignmentId, { commandId: newCommandId(), toIncidentId, ...more });
export const handOver = (assignmentId: string, toUnitId: string, actor = dispatcher) =>
  handOverAssignment(fixture.ports, actor, assignmentId, {
    commandId: newCommandId(),
    toUnitId,
    reason: 'gearbox of Ivan Canary’s car',
  });
export const cancel = (assignmentId: string, actor = dispatcher) =>
  cancelAssignment(fixture.ports, actor, assignmentId, { commandId: newCommandId(), reason: 'called off' });
export const report = (assignmentId: string, status: StatusBody['status'], more: object = {}, actor = crew) =>
  reportStatus(fixture.ports, actor, assignmentId, {
    commandId: newCommandId(),
    status,
    at: new Date().toISOString(),
    ...more,
  });
export const destination = (assignmentId: string, facilityId: string | null, actor = dispatcher) =>
  setDestination(fixture.ports, actor, assignmentId, { commandId: newCommandId(), facilityId });

export const unitView = async (id = unitId) => (await listUnitViews(fixture.pool, { ids: [id] }))[0]!;

export const journalOf = async (
  subjectId: string,
): Promise<{ kind: string; payload: Record<string, unknown> }[]> => {
  const { rows } = await fixture.region.query<{ kind: string; payload: string }>(
    'select kind, payload from journal where subject_id = $1 order by seq',
    [subjectId],
  );
  return rows.map(({ kind, payload }) => ({ kind, payload: JSON.parse(payload) as Record<string, unknown> }));
};

/** A recommendation as it is kept, with these candidates. */
export async function keepRecommendation(incidentId: string, unitIds: readonly string[]): Promise<string> {
  const id = uuidv7();
  await fixture.region.query(
    `insert into recommendation (id, region_id, incident_id, at, asked_by, inputs, answer)
     values ($1, 'testland', $2, now(), $3, '{}', $4)`,
    [id, incidentId, dispatcher.id, JSON.stringify({ candidates: unitIds, rejected: {} })],
  );
  return id;
}

/** A region with two dispatchers, a crew, and for each test two new units. To be called at the top of a test file. */
export function useAssignmentDesk(): void {
  beforeAll(async () => {
    fixture = await createCommandFixture();
    dispatcher = fixture.actor(await fixture.region.addUser('A. Petrova', 'dispatcher'), 'dispatcher');
    other = fixture.actor(await fixture.region.addUser('J. Novák', 'dispatcher'), 'dispatcher');
    crew = fixture.actor(await fixture.region.addUser('Crew', 'crew'), 'crew');
  });

  beforeEach(async () => {
    serial += 1;
    unitId = await fixture.region.addUnit(`C${serial}`);
    secondUnit = await fixture.region.addUnit(`D${serial}`);
    await fixture.region.bindCrew(unitId, crew.id);
  });

  afterAll(async () => {
    await fixture.close();
  });
}
