import type { DestinationRules, ResponsePlan, ResponseStandard, TriageTree } from '#domain';
import { destinationRulesKey, planKey, standardsKey, treesOf, versionOf } from './policy-content.ts';
import type { PolicyReads, PolicyRegion, StoredPolicy } from './policy-store.ts';

/** The policies that decisions go by now, kept in memory. */
export interface PoliciesInForce {
  /** @throws Error when there is no such region */
  findPlanInForce(regionId: string): Promise<ResponsePlan>;
  findStandardsInForce(
    regionId: string,
  ): Promise<{ readonly version: number; readonly standards: readonly ResponseStandard[] }>;
  findDestinationRulesInForce(regionId: string): Promise<DestinationRules>;
  listTreesInForce(regionId: string): Promise<readonly TriageTree[]>;
  /** A policy of the region has changed: whoever asks from now on gets the new one. */
  forget(regionId: string): void;
}

interface Loaded {
  readonly region: PolicyRegion;
  readonly stored: readonly StoredPolicy[];
}

/** The country of a region is set without a journal row; this is how long the old one's preset may still be used. */
const MAX_AGE_MILLISECONDS = 30_000;

/**
 * Keeps what was read until `forget` or until it is old. What is being read when `forget` comes is given to those who
 * asked before, and never to those who ask after.
 */
export function createPoliciesInForce(
  store: Pick<PolicyReads, 'findPolicyRegion' | 'listNewestPolicies'>,
  elapsedMilliseconds: () => number,
  maxAgeMilliseconds = MAX_AGE_MILLISECONDS,
): PoliciesInForce {
  const kept = new Map<string, { readonly at: number; readonly loaded: Promise<Loaded> }>();
  const load = async (regionId: string): Promise<Loaded> => {
    const [region, stored] = await Promise.all([
      store.findPolicyRegion(regionId),
      store.listNewestPolicies(regionId),
    ]);
    if (!region) throw new Error(`There is no region "${regionId}".`);
    return { region, stored };
  };
  const get = (regionId: string): Promise<Loaded> => {
    const now = elapsedMilliseconds();
    const known = kept.get(regionId);
    if (known && now - known.at < maxAgeMilliseconds) return known.loaded;
    const entry = { at: now, loaded: load(regionId) };
    kept.set(regionId, entry);
    entry.loaded.catch(() => {
      if (kept.get(regionId) === entry) kept.delete(regionId);
    });
    return entry.loaded;
  };
  return {
    findPlanInForce: async (regionId) => {
      const { region, stored } = await get(regionId);
      const saved = stored.find(({ kind }) => kind === 'responsePlan');
      const { head, content } = versionOf(region, planKey(regionId), saved);
      return { regionId, version: head.version, ...content };
    },
    findStandardsInForce: async (regionId) => {
      const { region, stored } = await get(regionId);
      const saved = stored.find(({ kind }) => kind === 'standards');
      const { head, content } = versionOf(region, standardsKey(regionId), saved);
      return { version: head.version, standards: content };
    },
    findDestinationRulesInForce: async (regionId) => {
      const { region, stored } = await get(regionId);
      const saved = stored.find(({ kind }) => kind === 'destinationRules');
      return versionOf(region, destinationRulesKey(regionId), saved).content;
    },
    listTreesInForce: async (regionId) => {
      const { region, stored } = await get(regionId);
      return treesOf(region, stored).map(({ category, head, content }) => ({
        category,
        version: head.version,
        ...content,
      }));
    },
    forget: (regionId) => void kept.delete(regionId),
  };
}
