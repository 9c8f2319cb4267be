import { CONTROL_ROOM, type TriageIncidentBody, type TriageReceipt } from '#contracts';
import { renewNeeds } from '#domain';
import type { Actor } from '../actor.ts';
import { runCommand } from '../command/run-command.ts';
import { advanceFields } from '../incident/edit-fields.ts';
import { loadOpenIncident } from '../incident/load-incident.ts';
import { accept, refuse, type Outcome } from '../outcome.ts';
import type { CommandPorts } from '../ports.ts';
import { keepTriage, recordOf, settle } from './settle.ts';
import type { TriageRecord } from './triage-store.ts';

/** Gives an open incident the answers to triage questions, or other ones; the former ones stay as an older version. */
export function triageIncident(
  ports: CommandPorts,
  actor: Actor,
  incidentId: string,
  body: TriageIncidentBody,
): Promise<Outcome<TriageReceipt>> {
  const command = { commandId: body.commandId, body: { incidentId, body } };
  return runCommand(ports, actor, command, async (context) => {
    const { store, now } = context;
    const loaded = await loadOpenIncident(context, incidentId, CONTROL_ROOM);
    if (!loaded.ok) return loaded;
    const before = loaded.value;
    if (body.expectedVersion !== undefined && body.expectedVersion !== before.version)
      return refuse('versionOutdated', { expectedVersion: body.expectedVersion, version: before.version });
    const settled = await settle(context, before.regionId, body.triage);
    if (!settled.ok) return settled;
    const result = settled.value;
    const last = await store.findLastTriage(incidentId);
    const { category, priority } = result;
    const needs = renewNeeds(before.needs, last?.needs ?? [], result.needs);
    const next = { ...before, category, priority, needs, version: before.version + 1 };
    const after = { ...next, fieldVersions: advanceFields(before, next, ['category', 'priority', 'needs']) };
    await store.updateIncident(after, await store.getIncidentDetail(incidentId), now, actor.id);
    const version = (last?.version ?? 0) + 1;
    await keepTriage(context, before, version, result);
    const triage = summaryOf(recordOf(incidentId, version, result), now);
    return accept({ incidentId, incidentVersion: after.version, category, priority, needs, triage });
  });
}

function summaryOf(
  { version, treeCategory, treeVersion, category, priority, override }: TriageRecord,
  at: Date,
): TriageReceipt['triage'] {
  const isOverridden = override !== null;
  return { version, treeCategory, treeVersion, category, priority, isOverridden, at: at.toISOString() };
}
