import { checkTriageTexts } from '#contracts';
import {
  checkDestinationRules,
  checkNeighbourRegions,
  checkPlan,
  checkStandards,
  checkTree,
  faultsUnder,
  type Checked,
  type DestinationRules,
  type FieldFault,
  type IncidentCategory,
  type ResponsePlanContent,
  type ResponseStandard,
} from '#domain';
import type { TriageTreeContent } from './policy-content.ts';
import type { PolicyReads, PolicyRegion } from './policy-store.ts';

const faultsOf = (checked: Checked<unknown>): readonly FieldFault[] => (checked.ok ? [] : checked.faults);

/** Everything that is wrong with a plan for this region, neighbours included. */
export async function listPlanFaults(
  store: PolicyReads,
  region: PolicyRegion,
  plan: ResponsePlanContent,
): Promise<FieldFault[]> {
  const ids = plan.neighbours.map(({ regionId }) => regionId);
  const known = ids.length === 0 ? [] : await store.listNeighbourRegions(ids);
  return faultsUnder('plan', [
    ...faultsOf(checkPlan({ regionId: region.id, version: 0, ...plan })),
    ...checkNeighbourRegions(region, plan.neighbours, known),
  ]);
}

export const listStandardsFaults = (standards: readonly ResponseStandard[]): FieldFault[] =>
  faultsUnder('standards', faultsOf(checkStandards(standards)));

export const listDestinationRulesFaults = (rules: DestinationRules): FieldFault[] =>
  faultsUnder('rules', faultsOf(checkDestinationRules(rules)));

/** Words are looked for only once the tree itself is right: half a tree lacks half of its words. */
export function listTreeFaults(
  region: PolicyRegion,
  category: IncidentCategory,
  content: TriageTreeContent,
): FieldFault[] {
  const tree = { category, version: 0, ...content };
  const faults = faultsOf(checkTree(tree));
  return faultsUnder('tree', faults.length > 0 ? faults : checkTriageTexts(tree, region.languages));
}
