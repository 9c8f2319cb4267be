import type { ClosedStretches, ClosureView, CreateClosureBody, PreviewClosureBody } from '#contracts';
import type { Actor } from '../actor.ts';
import { runCommand, type CommandContext } from '../command/run-command.ts';
import { accept, refuse, type Outcome } from '../outcome.ts';
import { findDrawingBoard, matchDrawing, toStretches, type ClosurePorts } from './closure-ports.ts';

/** The stretches that a drawn shape would close. */
export async function previewClosure(
  ports: ClosurePorts,
  actor: Actor,
  body: PreviewClosureBody,
): Promise<Outcome<ClosedStretches>> {
  const board = await findDrawingBoard(ports, actor, body.regionId);
  if (!board.ok) return board;
  const match = matchDrawing(board.value.map, body.shape);
  return match.ok ? accept(toStretches(match.value)) : match;
}

/**
 * Closes the stretches a shape stands for, or says that they are slow, for every region of the map. In force in this
 * process when the answer leaves.
 */
export async function createClosure(
  ports: ClosurePorts,
  actor: Actor,
  body: CreateClosureBody,
): Promise<Outcome<ClosureView>> {
  // Roads are looked up before the transaction: a map that is still being loaded takes seconds.
  const board = await findDrawingBoard(ports, actor, body.regionId);
  if (!board.ok) return board;
  const { regionId, mapId, map } = board.value;
  const outcome = await runCommand(
    ports.commands,
    actor,
    { commandId: body.commandId, body },
    async (context): Promise<Outcome<ClosureView>> => {
      const region = await context.store.findRegion(regionId);
      // A road closed in an exercise would turn real ambulances away.
      if (region?.isTraining && (await context.store.hasLiveRegion(mapId)))
        return refuse('trainingOnLiveMap');
      const match = matchDrawing(map, body.shape);
      if (!match.ok) return match;
      const times = timesOf(body, context.now);
      if (!times.ok) return times;
      const { kind, emergencyMayPass, reason, shape } = body;
      const closure = {
        id: context.newId(),
        mapId,
        regionId,
        kind,
        timeFactor: kind === 'slow' ? body.timeFactor : null,
        emergencyMayPass,
        reason,
        ...times.value,
        shape,
        ...match.value,
        createdAt: context.now,
        createdBy: actor.id,
      };
      await context.store.insertClosure(closure);
      noteClosure(context, 'closureCreated', closure, { edgeCount: closure.edgeKeys.length });
      return accept(await context.store.getClosureView(closure.id, context.now));
    },
  );
  if (outcome.ok) await ports.putInForce(mapId);
  return outcome;
}

/** A start in the past means now: nobody can have been kept out before it was said. */
function timesOf(body: CreateClosureBody, now: Date): Outcome<{ startsAt: Date; endsAt: Date | null }> {
  const wanted = body.startsAt === null ? now : new Date(body.startsAt);
  const startsAt = wanted < now ? now : wanted;
  const endsAt = body.endsAt === null ? null : new Date(body.endsAt);
  if (endsAt && endsAt <= startsAt) return refuse('closureEndsTooEarly', { field: 'endsAt' });
  return accept({ startsAt, endsAt });
}

interface Noted {
  readonly id: string;
  readonly regionId: string;
  readonly mapId: number;
  readonly kind: string;
  readonly timeFactor: number | null;
  readonly emergencyMayPass: boolean;
  readonly startsAt: Date;
  readonly endsAt: Date | null;
}

/** Journals a closure without its reason, which is free text. */
export function noteClosure(
  { journal }: CommandContext,
  kind: 'closureCreated' | 'closureChanged' | 'closureLifted',
  closure: Noted,
  more: Readonly<Record<string, unknown>> = {},
): void {
  const { mapId, timeFactor, emergencyMayPass, startsAt, endsAt } = closure;
  journal({
    regionId: closure.regionId,
    kind,
    subjectType: 'closure',
    subjectId: closure.id,
    payload: {
      mapId,
      closureKind: closure.kind,
      timeFactor,
      emergencyMayPass,
      startsAt: startsAt.toISOString(),
      endsAt: endsAt?.toISOString() ?? null,
      ...more,
    },
  });
}
