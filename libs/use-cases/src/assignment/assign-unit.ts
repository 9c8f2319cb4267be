import { CONTROL_ROOM, type AssignmentView, type AssignUnitBody, type AssignUnitsBody } from '#contracts';
import type { Actor } from '../actor.ts';
import { runCommand, type CommandContext } from '../command/run-command.ts';
import { loadOpenIncident } from '../incident/load-incident.ts';
import { accept, refuse, type Outcome, type Refusal } from '../outcome.ts';
import type { CommandPorts, IncidentRecord } from '../ports.ts';
import { loadUnitOnDuty, refuseTaken } from './load-unit.ts';
import { startAssignment } from './start-assignment.ts';

type Sending = AssignUnitsBody['units'][number];

/**
 * Sends a unit to an incident, or reserves it for later. Of several dispatchers who send the same unit at once exactly
 * one succeeds; the others are told who won and when.
 */
export function assignUnit(
  ports: CommandPorts,
  actor: Actor,
  incidentId: string,
  body: AssignUnitBody,
): Promise<Outcome<AssignmentView>> {
  return runCommand(
    ports,
    actor,
    { commandId: body.commandId, body: { incidentId, body } },
    async (context) => {
      const loaded = await loadOpenIncident(context, incidentId, CONTROL_ROOM);
      if (!loaded.ok) return loaded;
      const sent = await send(context, loaded.value, [body], body.recommendationId ?? null);
      return sent.ok ? accept(await context.store.getAssignmentView(sent.value[0]!)) : sent;
    },
  );
}

/** Sends several units to an incident in one step: all of them, or none and the answer says because of which. */
export function assignUnits(
  ports: CommandPorts,
  actor: Actor,
  incidentId: string,
  body: AssignUnitsBody,
): Promise<Outcome<{ assignments: AssignmentView[] }>> {
  return runCommand(
    ports,
    actor,
    { commandId: body.commandId, body: { incidentId, body } },
    async (context) => {
      const loaded = await loadOpenIncident(context, incidentId, CONTROL_ROOM);
      if (!loaded.ok) return loaded;
      const sent = await send(context, loaded.value, body.units, body.recommendationId ?? null);
      if (!sent.ok) return sent;
      const assignments: AssignmentView[] = [];
      for (const id of sent.value) assignments.push(await context.store.getAssignmentView(id));
      return accept({ assignments });
    },
  );
}

/** Answers the new assignments' ids in the order of `sendings`. */
async function send(
  context: CommandContext,
  incident: IncidentRecord,
  sendings: readonly Sending[],
  recommendationId: string | null,
): Promise<Outcome<string[]>> {
  const unitIds = sendings.map(({ unitId }) => unitId);
  const ranks = await findRanks(context, incident.id, recommendationId, unitIds);
  if (!ranks.ok) return ranks;
  const idOf = new Map<string, string>();
  // Units are locked in the order of their ids: two who send the same ones never wait for each other.
  for (const sending of [...sendings].sort((a, b) => (a.unitId < b.unitId ? -1 : 1))) {
    if (sending.kind !== 'reserve') {
      const refusal = await refuseWhenTaken(context, sending.unitId, incident.regionId);
      if (refusal) return refusal;
    }
    const unit = await loadUnitOnDuty(context, sending.unitId, incident);
    if (!unit.ok) return unit;
    const started = await startAssignment(context, {
      incident,
      unit: unit.value,
      kind: sending.kind ?? 'now',
      recommendationId,
      recommendedRank: ranks.value.get(sending.unitId) ?? null,
      overrideReason: sending.overrideReason ?? null,
      follows: null,
    });
    if (!started.ok) return started;
    idOf.set(sending.unitId, started.value);
  }
  return accept(unitIds.map((unitId) => idOf.get(unitId)!));
}

/**
 * Looked at before the unit is locked: those who have lost already need not queue behind each other. Of a neighbour's unit
 * nothing is told until it is known that the neighbour is asked.
 */
async function refuseWhenTaken(
  { store }: CommandContext,
  unitId: string,
  regionId: string,
): Promise<Refusal | undefined> {
  const winner = await store.findActiveAssignmentOfUnit(unitId);
  return winner?.unitRegionId === regionId
    ? refuseTaken({ id: unitId, callSign: winner.callSign }, winner)
    : undefined;
}

const NO_RANKS: ReadonlyMap<string, number | null> = new Map();

/** Where the units stood in the recommendation that was looked at, if any. */
export async function findRanks(
  { store }: CommandContext,
  incidentId: string,
  recommendationId: string | null,
  unitIds: readonly string[],
): Promise<Outcome<ReadonlyMap<string, number | null>>> {
  if (recommendationId === null) return accept(NO_RANKS);
  const ranks = await store.findRecommendedRanks(recommendationId, incidentId, unitIds);
  return ranks ? accept(ranks) : refuse('recommendationNotFound');
}
