import { isNeighbourAsked, mayHelp } from '#domain';
import { refuse, type Refusal } from '../outcome.ts';
import { planKey, versionOf } from '../policies/policy-content.ts';
import type { PolicyReads } from '../policies/policy-store.ts';
import type { IncidentRecord, UnitRecord } from '../ports.ts';

/**
 * Why a unit of another region is not sent to an incident; undefined when the plan in force asks that region at the incident's
 * priority. Units that could never help (on another map, or of an exercise) do not exist for the asker.
 */
export async function refuseUnlessAsked(
  store: PolicyReads,
  unit: Pick<UnitRecord, 'id' | 'regionId'>,
  { regionId, priority }: Pick<IncidentRecord, 'regionId' | 'priority'>,
): Promise<Refusal | undefined> {
  const region = await store.findPolicyRegion(regionId);
  const [unitRegion] = await store.listNeighbourRegions([unit.regionId]);
  if (!region || !unitRegion || !mayHelp(region, unitRegion)) {
    return refuse('unitNotFound', { unitId: unit.id });
  }
  const { content } = versionOf(region, planKey(regionId), await store.findNewestPolicy(planKey(regionId)));
  if (isNeighbourAsked(content, unit.regionId, priority)) return undefined;
  return refuse('neighbourNotAsked', { unitId: unit.id, unitRegionId: unit.regionId, priority });
}
