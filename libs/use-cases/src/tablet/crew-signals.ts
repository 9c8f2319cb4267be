import { CONTROL_ROOM, type CrewSignalKind, type CrewSignalView } from '#contracts';
import { checkAccess, type Actor } from '../actor.ts';
import { runCommand, type CommandContext } from '../command/run-command.ts';
import { accept, refuse, type Outcome } from '../outcome.ts';
import type { CommandPorts } from '../ports.ts';
import type { SignOnRecord } from './tablet-store.ts';

export interface CrewCall {
  readonly kind: CrewSignalKind;
  readonly isUrgent: boolean;
  readonly isWithdrawn: boolean;
  readonly lon: number | null;
  readonly lat: number | null;
}

/** Raises a crew's call, adds to the one that goes on, or takes it back. */
export async function callOfCrew(
  { store, newId, journal, at }: CommandContext & { readonly at: Date },
  { regionId, unitId }: SignOnRecord,
  { kind, isUrgent, isWithdrawn, lon, lat }: CrewCall,
): Promise<Outcome<null>> {
  const open = await store.findOpenSignal(unitId, kind);
  const note = (what: 'crewSignalRaised' | 'crewSignalEnded', subjectId: string, more: object): void =>
    journal({
      regionId,
      kind: what,
      subjectType: 'crewSignal',
      subjectId,
      payload: { unitId, kind, ...more },
    });
  if (isWithdrawn) {
    if (!open) return refuse('signalEnded');
    await store.endSignal(open.id, at, 'withdrawn');
    note('crewSignalEnded', open.id, { because: 'withdrawn' });
    return accept(null);
  }
  if (open) await store.updateSignal(open.id, { isUrgent: open.isUrgent || isUrgent, lon, lat });
  const id = open?.id ?? newId();
  if (!open) await store.insertSignal({ id, regionId, unitId, kind, isUrgent, raisedAt: at, lon, lat });
  note('crewSignalRaised', id, { isUrgent, isRepeat: open !== undefined });
  return accept(null);
}

function runOnSignal(
  ports: CommandPorts,
  actor: Actor,
  signalId: string,
  what: 'acknowledge' | 'settle',
  { commandId }: { readonly commandId: string },
): Promise<Outcome<CrewSignalView>> {
  return runCommand(ports, actor, { commandId, body: { [what]: signalId } }, async (context) => {
    const { store, now, journal } = context;
    const signal = await store.findSignalForUpdate(signalId);
    if (!signal) return refuse('notFound');
    const { regionId } = signal;
    const denied = checkAccess(actor, regionId, CONTROL_ROOM);
    if (denied) return denied;
    if (signal.endedAt) return refuse('signalEnded');
    if (what === 'settle') await store.endSignal(signalId, now, 'settled');
    else if (!signal.acknowledgedAt) await store.acknowledgeSignal(signalId, now, actor.id);
    const view = await store.getSignalView(signalId);
    const kind = what === 'settle' ? 'crewSignalEnded' : 'crewSignalAcknowledged';
    const payload = {
      unitId: view.unitId,
      kind: view.kind,
      ...(what === 'settle' && { because: 'settled' }),
    };
    journal({ regionId, kind, subjectType: 'crewSignal', subjectId: signalId, payload });
    return accept(view);
  });
}

/** Stops the sound of a crew's call at every desk. */
export const acknowledgeCrewSignal = (
  ports: CommandPorts,
  actor: Actor,
  signalId: string,
  body: { readonly commandId: string },
): Promise<Outcome<CrewSignalView>> => runOnSignal(ports, actor, signalId, 'acknowledge', body);

/** Ends a crew's call: it has been spoken to, or help is there. */
export const settleCrewSignal = (
  ports: CommandPorts,
  actor: Actor,
  signalId: string,
  body: { readonly commandId: string },
): Promise<Outcome<CrewSignalView>> => runOnSignal(ports, actor, signalId, 'settle', body);
