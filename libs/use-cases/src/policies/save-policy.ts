import {
  routes,
  type PolicyHead,
  type PutDestinationRulesBody,
  type PutResponsePlanBody,
  type PutStandardsBody,
  type PutTriageTreeBody,
} from '#contracts';
import type { FieldFault, IncidentCategory } from '#domain';
import { checkAccess, chooseRegion, type Actor } from '../actor.ts';
import { runCommand, type CommandContext } from '../command/run-command.ts';
import { accept, refuse, refuseFields, type Outcome } from '../outcome.ts';
import type { CommandPorts } from '../ports.ts';
import {
  listDestinationRulesFaults,
  listPlanFaults,
  listStandardsFaults,
  listTreeFaults,
} from './check-policy.ts';
import { destinationRulesKey, planKey, standardsKey, treeKey, versionOf } from './policy-content.ts';
import type { PolicyKey, PolicyReads, PolicyRegion } from './policy-store.ts';

const EDITORS = routes.putResponsePlan.access;

type Change = Pick<PutResponsePlanBody, 'commandId' | 'regionId' | 'expectedVersion' | 'note'>;

interface PolicyEdit {
  readonly key: (regionId: string) => PolicyKey;
  readonly journalKind: 'planChanged' | 'standardsChanged' | 'triageChanged' | 'destinationRulesChanged';
  readonly content: unknown;
  listFaults(store: PolicyReads, region: PolicyRegion): Promise<FieldFault[]> | FieldFault[];
}

const planEdit = (plan: PutResponsePlanBody['plan']): PolicyEdit => ({
  key: planKey,
  journalKind: 'planChanged',
  content: plan,
  listFaults: (store, region) => listPlanFaults(store, region, plan),
});
const standardsEdit = (standards: PutStandardsBody['standards']): PolicyEdit => ({
  key: standardsKey,
  journalKind: 'standardsChanged',
  content: standards,
  listFaults: () => listStandardsFaults(standards),
});
const destinationRulesEdit = (rules: PutDestinationRulesBody['rules']): PolicyEdit => ({
  key: destinationRulesKey,
  journalKind: 'destinationRulesChanged',
  content: rules,
  listFaults: () => listDestinationRulesFaults(rules),
});
const treeEdit = (category: IncidentCategory, tree: PutTriageTreeBody['tree']): PolicyEdit => ({
  key: (regionId) => treeKey(regionId, category),
  journalKind: 'triageChanged',
  content: tree,
  listFaults: (_store, region) => listTreeFaults(region, category, tree),
});

/** Saves the next version of a region's response plan, or says everything that is wrong with it. */
export const savePlan = (ports: CommandPorts, actor: Actor, body: PutResponsePlanBody) =>
  savePolicy(ports, actor, body, planEdit(body.plan));

/** Saves the next version of a region's response standards. */
export const saveStandards = (ports: CommandPorts, actor: Actor, body: PutStandardsBody) =>
  savePolicy(ports, actor, body, standardsEdit(body.standards));

/** Saves the next version of the rules by which a region's destinations are advised. */
export const saveDestinationRules = (ports: CommandPorts, actor: Actor, body: PutDestinationRulesBody) =>
  savePolicy(ports, actor, body, destinationRulesEdit(body.rules));

/** Saves the next version of the questions asked for a category. */
export const saveTriageTree = (
  ports: CommandPorts,
  actor: Actor,
  category: IncidentCategory,
  body: PutTriageTreeBody,
) => savePolicy(ports, actor, body, treeEdit(category, body.tree));

function savePolicy(
  ports: CommandPorts,
  actor: Actor,
  body: Change,
  edit: PolicyEdit,
): Promise<Outcome<PolicyHead>> {
  const command = { commandId: body.commandId, body: { category: edit.key('').category, body } };
  return runCommand(ports, actor, command, async (context) => {
    const region = await editableRegion(context.store, actor, body.regionId);
    if (!region.ok) return region;
    const faults = await edit.listFaults(context.store, region.value);
    if (faults.length > 0) return refuseFields(faults);
    return insertNextVersion(context, region.value, body, edit);
  });
}

async function insertNextVersion(
  { store, actor, now, journal }: CommandContext,
  region: PolicyRegion,
  { expectedVersion, note }: Change,
  edit: PolicyEdit,
): Promise<Outcome<PolicyHead>> {
  const key = edit.key(region.id);
  const newest = async (): Promise<number> => (await store.findNewestPolicy(key))?.version ?? 0;
  const present = await newest();
  const version = present + 1;
  const isSaved =
    present === expectedVersion &&
    (await store.insertPolicyVersion(key, { version, content: edit.content, note, at: now, by: actor.id }));
  if (!isSaved) return refuse('versionOutdated', { expectedVersion, version: await newest() });
  journal({
    regionId: region.id,
    kind: edit.journalKind,
    subjectType: 'policy',
    subjectId: key.category === '' ? key.kind : `${key.kind}/${key.category}`,
    payload: { version },
  });
  const saved = { version, note, createdAt: now, createdByName: actor.displayName };
  return accept(
    versionOf(region, key, { ...saved, kind: key.kind, category: key.category, content: null }).head,
  );
}

async function editableRegion(
  store: PolicyReads,
  actor: Actor,
  named: string | undefined,
): Promise<Outcome<PolicyRegion>> {
  const regionId = chooseRegion(actor, named, EDITORS);
  if (regionId === undefined) return refuse('forbidden');
  const denied = checkAccess(actor, regionId, EDITORS);
  if (denied) return denied;
  const region = await store.findPolicyRegion(regionId);
  return region ? accept(region) : refuse('notFound');
}

/** The same checks as saving, without saving. */
async function checkEdit(
  store: PolicyReads,
  actor: Actor,
  named: string | undefined,
  edit: PolicyEdit,
): Promise<Outcome<{ isValid: true }>> {
  const region = await editableRegion(store, actor, named);
  if (!region.ok) return region;
  const faults = await edit.listFaults(store, region.value);
  return faults.length > 0 ? refuseFields(faults) : accept({ isValid: true });
}

export const tryPlan = (
  store: PolicyReads,
  actor: Actor,
  { regionId, plan }: Pick<PutResponsePlanBody, 'regionId' | 'plan'>,
) => checkEdit(store, actor, regionId, planEdit(plan));

export const tryStandards = (
  store: PolicyReads,
  actor: Actor,
  { regionId, standards }: Pick<PutStandardsBody, 'regionId' | 'standards'>,
) => checkEdit(store, actor, regionId, standardsEdit(standards));

export const tryDestinationRules = (
  store: PolicyReads,
  actor: Actor,
  { regionId, rules }: Pick<PutDestinationRulesBody, 'regionId' | 'rules'>,
) => checkEdit(store, actor, regionId, destinationRulesEdit(rules));

export const tryTriageTree = (
  store: PolicyReads,
  actor: Actor,
  category: IncidentCategory,
  { regionId, tree }: Pick<PutTriageTreeBody, 'regionId' | 'tree'>,
) => checkEdit(store, actor, regionId, treeEdit(category, tree));
