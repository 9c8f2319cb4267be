import { CONTROL_ROOM, type IncidentReceipt, type PatchIncidentBody } from '#contracts';
import { renewNeeds, type Priority } from '#domain';
import type { Actor } from '../actor.ts';
import { runCommand, type CommandContext } from '../command/run-command.ts';
import { accept, refuse, type Outcome } from '../outcome.ts';
import type { CommandPorts, IncidentRecord } from '../ports.ts';
import { decideOtherwise, keepTriage } from '../triage/settle.ts';
import { loadOpenIncident } from './load-incident.ts';
import { toCoordinates } from './location.ts';

const PATCHABLE = ['location', 'category', 'priority', 'notes', 'needs'] as const;

/** Changes place, category, priority, needs or notes; the former details stay as an older version. */
export function patchIncident(
  ports: CommandPorts,
  actor: Actor,
  incidentId: string,
  body: PatchIncidentBody,
): Promise<Outcome<IncidentReceipt>> {
  const command = { commandId: body.commandId, body: { incidentId, body } };
  return runCommand(ports, actor, command, async (context) => {
    const loaded = await loadOpenIncident(context, incidentId, CONTROL_ROOM);
    if (!loaded.ok) return loaded;
    const before = loaded.value;
    if (body.expectedVersion !== undefined && body.expectedVersion !== before.version) {
      return refuse('versionOutdated', { expectedVersion: body.expectedVersion, version: before.version });
    }
    const after = {
      ...before,
      category: body.category ?? before.category,
      priority: body.priority ?? before.priority,
      needs: body.needs ? renewNeeds(body.needs, [], []) : before.needs,
      version: before.version + 1,
      coordinates: body.location ? toCoordinates(body.location) : before.coordinates,
    };
    const overridden = await overrideAnswers(context, before, after, body.overrideReason ?? '');
    if (!overridden.ok) return overridden;
    await saveChange(context, after, body);
    return accept(await context.store.getIncidentReceipt(incidentId));
  });
}

/** What the questions gave is changed only with a reason, which is kept with the answers. */
async function overrideAnswers(
  context: CommandContext,
  before: IncidentRecord,
  after: IncidentRecord,
  reason: string,
): Promise<Outcome<undefined>> {
  const { category, priority } = after;
  if (category === before.category && priority === before.priority) return accept(undefined);
  const last = await context.store.findLastTriage(before.id);
  if (!last) return accept(undefined);
  const decided = decideOtherwise(last, { category, priority: priority as Priority, reason });
  if (!decided.ok) return decided;
  await keepTriage(context, before, last.version + 1, decided.value);
  return accept(undefined);
}

async function saveChange(
  context: CommandContext,
  after: IncidentRecord,
  body: PatchIncidentBody,
): Promise<void> {
  const { store, actor, now, journal } = context;
  const { location, notes } = body;
  const detail = await store.getIncidentDetail(after.id);
  const nextDetail = {
    addressText: location?.addressText ?? detail.addressText,
    notes: notes ?? detail.notes,
    locationSource: location?.source ?? detail.locationSource,
  };
  await store.updateIncident(after, nextDetail, now, actor.id);
  journal({
    regionId: after.regionId,
    kind: 'incidentChanged',
    subjectType: 'incident',
    subjectId: after.id,
    payload: {
      changed: PATCHABLE.filter((field) => body[field] !== undefined),
      category: after.category,
      priority: after.priority,
      needs: after.needs,
      coordinates: after.coordinates,
      detailVersion: after.version,
    },
  });
  if (body.location || body.priority !== undefined) await tellHelpers(context, after.id);
}

/** The control rooms of neighbours whose units help see where these go; what else changed is not theirs to know. */
async function tellHelpers({ store, journal }: CommandContext, incidentId: string): Promise<void> {
  for (const { assignmentId, regionId, unitId, unitRegionId } of await store.listHelpers(incidentId)) {
    journal({
      regionId: unitRegionId,
      kind: 'helpChanged',
      subjectType: 'assignment',
      subjectId: assignmentId,
      payload: { incidentId, unitId, incidentRegionId: regionId, unitRegionId },
    });
  }
}
