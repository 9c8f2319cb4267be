import { CONTROL_ROOM, type DutyAnswer, type SetDutyBody } from '#contracts';
import { decideDutyChange } from '#domain';
import { checkAccess, holdsRole, type Actor } from '../actor.ts';
import { runCommand, type CommandContext } from '../command/run-command.ts';
import { accept, refuse, type Outcome, type Refusal } from '../outcome.ts';
import type { CommandPorts, UnitRecord } from '../ports.ts';

/** Sets the duty state of a unit. One with work before it goes off duty or out of service only as `decideDutyChange` allows. */
export function setDuty(
  ports: CommandPorts,
  actor: Actor,
  unitId: string,
  body: SetDutyBody,
): Promise<Outcome<DutyAnswer>> {
  return runCommand(ports, actor, { commandId: body.commandId, body: { unitId, body } }, async (context) => {
    const { store } = context;
    const unit = await store.findUnitForUpdate(unitId);
    if (!unit) return refuse('notFound');
    const denied = await checkMaySetDuty(context, unit);
    if (denied) return denied;
    const changed = await changeDuty(context, unit, body);
    if (!changed.ok) return changed;
    const waitingIncidentNumbers = [...changed.value.waiting];
    return accept({ ...(await store.getUnitView(unitId)), waitingIncidentNumbers });
  });
}

/** Sets the duty state of a locked unit, where its work allows. */
export async function changeDuty(
  { store, now, journal }: CommandContext,
  unit: UnitRecord,
  duty: Pick<SetDutyBody, 'state' | 'reason' | 'expectedEndAt'>,
): Promise<Outcome<{ readonly waiting: readonly number[] }>> {
  const expectedEndAt = duty.expectedEndAt === null ? null : new Date(duty.expectedEndAt);
  const jobs = await store.listOpenAssignmentsOfUnit(unit.id);
  const decision = decideDutyChange({ state: duty.state, expectedEndAt }, jobs, now);
  if (!decision.ok) return refuse(decision.reason, decision.details);
  await store.updateDuty(unit.id, { state: duty.state, reason: duty.reason, expectedEndAt, at: now });
  const payload = { state: duty.state, stateBefore: unit.dutyState, expectedEndAt: duty.expectedEndAt };
  // The boards of neighbours that it works for show it too.
  const helped = jobs.map(({ regionId }) => regionId);
  for (const regionId of new Set([unit.regionId, ...helped])) {
    journal({ regionId, kind: 'dutyChanged', subjectType: 'unit', subjectId: unit.id, payload });
  }
  return accept(decision.next);
}

async function checkMaySetDuty(
  { store, actor, now }: CommandContext,
  unit: UnitRecord,
): Promise<Refusal | undefined> {
  if (holdsRole(actor, unit.regionId, CONTROL_ROOM)) return undefined;
  const isOwnCrew =
    holdsRole(actor, unit.regionId, ['crew']) && (await store.isCrewOf(actor.id, unit.id, now));
  return isOwnCrew ? undefined : (checkAccess(actor, unit.regionId, CONTROL_ROOM) ?? refuse('forbidden'));
}
