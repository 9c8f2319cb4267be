import { CONTROL_ROOM, type ClosureView, type LiftClosureBody, type PatchClosureBody } from '#contracts';
import { checkAccess, holdsRole, type Actor } from '../actor.ts';
import { runCommand, type CommandContext } from '../command/run-command.ts';
import { accept, refuse, type Outcome, type Refusal } from '../outcome.ts';
import type { ClosurePorts } from './closure-ports.ts';
import type { ClosureRecord } from './closure-store.ts';
import { noteClosure } from './create-closure.ts';

/** Changes what a closure says of its end, of whom it lets pass, of how slow it is, and its reason. */
export function patchClosure(
  ports: ClosurePorts,
  actor: Actor,
  closureId: string,
  body: PatchClosureBody,
): Promise<Outcome<ClosureView>> {
  return changeClosure(ports, actor, closureId, body, async (context, closure) => {
    const endsAt =
      body.endsAt === undefined ? closure.endsAt : body.endsAt === null ? null : new Date(body.endsAt);
    if (body.endsAt && endsAt && (endsAt <= closure.startsAt || endsAt <= context.now)) {
      return refuse('closureEndsTooEarly', { field: 'endsAt' });
    }
    if (body.timeFactor !== undefined && closure.kind !== 'slow') {
      return refuse('closureNotSlow', { field: 'timeFactor' });
    }
    const changed = {
      ...closure,
      endsAt,
      timeFactor: body.timeFactor ?? closure.timeFactor,
      emergencyMayPass: body.emergencyMayPass ?? closure.emergencyMayPass,
      reason: body.reason ?? closure.reason,
    };
    await context.store.updateClosure(closureId, changed);
    noteClosure(context, 'closureChanged', changed, { reasonChanged: changed.reason !== closure.reason });
    return accept(await context.store.getClosureView(closureId, context.now));
  });
}

/** Ends a closure now; a planned one never begins. */
export function liftClosure(
  ports: ClosurePorts,
  actor: Actor,
  closureId: string,
  body: LiftClosureBody,
): Promise<Outcome<ClosureView>> {
  return changeClosure(ports, actor, closureId, body, async (context, closure) => {
    await context.store.liftClosure(closureId, context.now, actor.id);
    noteClosure(context, 'closureLifted', closure);
    return accept(await context.store.getClosureView(closureId, context.now));
  });
}

async function changeClosure(
  ports: ClosurePorts,
  actor: Actor,
  closureId: string,
  body: { readonly commandId: string },
  change: (context: CommandContext, closure: ClosureRecord) => Promise<Outcome<ClosureView>>,
): Promise<Outcome<ClosureView>> {
  let mapId: number | undefined;
  const outcome = await runCommand(
    ports.commands,
    actor,
    { commandId: body.commandId, body: { closureId, body } },
    async (context): Promise<Outcome<ClosureView>> => {
      const closure = await context.store.findClosureForUpdate(closureId);
      if (!closure) return refuse('notFound');
      const denied = await checkMayChange(context, closure);
      if (denied) return denied;
      if (closure.liftedAt || (closure.endsAt && closure.endsAt <= context.now))
        return refuse('closureEnded');
      mapId = closure.mapId;
      return change(context, closure);
    },
  );
  if (outcome.ok && mapId !== undefined) await ports.putInForce(mapId);
  return outcome;
}

/** Only the region that closed a road opens it; those who share the map see the closure and are told whose it is. */
async function checkMayChange(
  { store, actor }: CommandContext,
  closure: ClosureRecord,
): Promise<Refusal | undefined> {
  if (holdsRole(actor, closure.regionId, CONTROL_ROOM)) return undefined;
  const regionIds = new Set(actor.roles.map(({ regionId }) => regionId));
  if (regionIds.has(closure.regionId)) return checkAccess(actor, closure.regionId, CONTROL_ROOM);
  for (const regionId of regionIds) {
    const region = await store.findRegion(regionId);
    if (region?.mapId === closure.mapId)
      return refuse('closureOfOtherRegion', { regionId: closure.regionId });
  }
  return refuse('notFound');
}
