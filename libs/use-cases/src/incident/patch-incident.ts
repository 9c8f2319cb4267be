import { CONTROL_ROOM, type IncidentReceipt, type PatchIncidentBody } from '#contracts';
import {
  type EditedRecord,
  type IncidentCategory,
  type LonLat,
  mergeEdit,
  type PatientNeed,
  type Priority,
  renewNeeds,
} from '#domain';
import type { Actor } from '../actor.ts';
import { runCommand, type CommandContext } from '../command/run-command.ts';
import { accept, refuse, type Outcome } from '../outcome.ts';
import type { CommandPorts, IncidentDetail, IncidentRecord } from '../ports.ts';
import { decideOtherwise, keepTriage } from '../triage/settle.ts';
import { conflictOf, isSameJson } from './edit-fields.ts';
import { loadOpenIncident } from './load-incident.ts';
import { toCoordinates } from './location.ts';
import { tellHelpers } from './tell-helpers.ts';

const PATCHABLE = ['location', 'category', 'priority', 'notes', 'needs'] as const;

/** The fields that several desks may edit at once. */
interface IncidentValues {
  readonly location: {
    readonly addressText: string;
    readonly coordinates: LonLat | null;
    readonly source: string;
  };
  readonly category: IncidentCategory;
  readonly priority: number;
  readonly notes: string;
  readonly needs: readonly PatientNeed[];
}
type Edited = EditedRecord<IncidentValues>;

/**
 * Changes place, category, priority, needs or notes; the former details stay as an older version. Edits of different fields
 * stand beside each other; one of a field that was changed since it began is refused.
 */
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
    const merged = await mergeChange(context, before, body);
    if (merged.kind === 'conflict') return conflictOf(merged.fields, before.version);
    if (merged.changed.length > 0) {
      const saved = await saveChange(
        context,
        before,
        merged.record,
        merged.changed,
        body.overrideReason ?? '',
      );
      if (!saved.ok) return saved;
    }
    return accept(await context.store.getIncidentReceipt(incidentId));
  });
}

async function mergeChange({ store }: CommandContext, before: IncidentRecord, body: PatchIncidentBody) {
  const { version, fieldVersions } = before;
  const baseOfNotes = body.baseVersions?.notes;
  const baseNotes =
    baseOfNotes === undefined ? undefined : await store.findIncidentNotes(before.id, baseOfNotes);
  const record: Edited = {
    values: valuesOf(before, await store.getIncidentDetail(before.id)),
    version,
    fieldVersions,
  };
  const { location, category, priority, notes, needs } = body;
  const changes: Partial<IncidentValues> = {
    ...(location && {
      location: {
        addressText: location.addressText,
        coordinates: toCoordinates(location),
        source: location.source,
      },
    }),
    ...(category && { category }),
    ...(priority && { priority }),
    ...(notes !== undefined && { notes }),
    ...(needs && { needs: renewNeeds(needs, [], []) }),
  };
  const edit = { changes, baseVersions: body.baseVersions ?? {} };
  return mergeEdit<IncidentValues>(record, edit, {
    isSame: isSameJson,
    findBaseText: (field) => (field === 'notes' ? baseNotes : undefined),
  });
}

const valuesOf = (
  { category, priority, needs, coordinates }: IncidentRecord,
  { addressText, notes, locationSource }: IncidentDetail,
): IncidentValues => ({
  location: { addressText, coordinates, source: locationSource },
  category,
  priority,
  notes,
  needs,
});

async function saveChange(
  context: CommandContext,
  before: IncidentRecord,
  { values, version, fieldVersions }: Edited,
  changed: readonly (keyof IncidentValues)[],
  overrideReason: string,
): Promise<Outcome<undefined>> {
  const { store, actor, now, journal } = context;
  const { location, notes, category, priority, needs } = values;
  const { coordinates } = location;
  const after = { ...before, category, priority, needs, version, fieldVersions, coordinates };
  const overridden = await overrideAnswers(context, before, after, overrideReason);
  if (!overridden.ok) return overridden;
  const detail = { addressText: location.addressText, notes, locationSource: location.source };
  await store.updateIncident(after, detail, now, actor.id);
  journal({
    regionId: after.regionId,
    kind: 'incidentChanged',
    subjectType: 'incident',
    subjectId: after.id,
    payload: {
      changed: PATCHABLE.filter((field) => changed.includes(field)),
      category,
      priority,
      needs,
      coordinates,
      detailVersion: version,
    },
  });
  if (changed.includes('location') || changed.includes('priority')) await tellHelpers(context, after.id);
  return accept(undefined);
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
