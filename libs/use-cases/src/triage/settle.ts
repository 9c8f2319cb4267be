import type { TriageInput } from '#contracts';
import {
  overrideTriage,
  settleTriage,
  type IncidentCategory,
  type Priority,
  type TriageResult,
} from '#domain';
import type { CommandContext } from '../command/run-command.ts';
import { accept, refuse, type Outcome } from '../outcome.ts';
import { findVersion, treeKey } from '../policies/policy-content.ts';
import type { TriageRecord } from './triage-store.ts';

/**
 * Walks the named version of the tree: an incident that was begun on the questions of yesterday is decided by them, also
 * after new ones were saved.
 */
export async function settle(
  { store }: CommandContext,
  regionId: string,
  { treeCategory, treeVersion, answers, override }: TriageInput,
): Promise<Outcome<TriageResult>> {
  const region = await store.findPolicyRegion(regionId);
  const version = region && (await findVersion(store, region, treeKey(regionId, treeCategory), treeVersion));
  if (!version) return refuse('triageTreeNotFound', { treeCategory, treeVersion });
  const tree = { category: treeCategory, version: treeVersion, ...version.content };
  const decision = settleTriage(tree, { answers, override });
  return decision.ok ? accept(decision.next) : refuse(decision.reason, decision.details);
}

/** The version of an incident's triage that keeps a result. */
export function recordOf(incidentId: string, version: number, result: TriageResult): TriageRecord {
  const { treeCategory, treeVersion, answers, needs, category, priority, override } = result;
  return {
    incidentId,
    version,
    treeCategory,
    treeVersion,
    answers,
    category: override?.from.category ?? category,
    priority: override?.from.priority ?? priority,
    needs,
    override: override ? { category, priority, reason: override.reason } : null,
  };
}

/** Keeps a result as the next version of the incident's triage; the journal has no words of it. */
export async function keepTriage(
  { store, actor, now, journal }: CommandContext,
  incident: { readonly id: string; readonly regionId: string },
  version: number,
  result: TriageResult,
): Promise<void> {
  await store.insertTriage(recordOf(incident.id, version, result), now, actor.id);
  journal({
    regionId: incident.regionId,
    kind: 'incidentTriaged',
    subjectType: 'incident',
    subjectId: incident.id,
    payload: {
      triageVersion: version,
      treeCategory: result.treeCategory,
      treeVersion: result.treeVersion,
      category: result.category,
      priority: result.priority,
      needs: result.needs,
      isOverridden: result.override !== undefined,
    },
  });
}

/** The same answers, now decided otherwise by a dispatcher; going back to what they gave needs no reason. */
export function decideOtherwise(
  last: TriageRecord,
  change: { readonly category: IncidentCategory; readonly priority: Priority; readonly reason: string },
): Outcome<TriageResult> {
  const { treeCategory, treeVersion, answers, needs, category, priority } = last;
  const given: TriageResult = { category, priority, needs, treeCategory, treeVersion, answers };
  if (change.category === category && change.priority === priority) return accept(given);
  const decision = overrideTriage(given, change);
  return decision.ok ? accept(decision.next) : refuse(decision.reason);
}
