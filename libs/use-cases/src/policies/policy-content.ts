import {
  choosePolicyCountry,
  DESTINATION_RULES,
  INCIDENT_CATEGORIES,
  PLAN_PRESETS,
  STANDARD_PRESETS,
  TRIAGE_PRESETS,
  type DestinationRules,
  type IncidentCategory,
  type RegionLocale,
  type ResponsePlanContent,
  type ResponseStandard,
  type TriageTree,
} from '#domain';
import type { PolicyHead } from '#contracts';
import type { PolicyKey, PolicyReads, PolicyRegion, StoredPolicy, StoredVersion } from './policy-store.ts';

export type TriageTreeContent = Pick<TriageTree, 'questions' | 'texts'>;

/** What each kind of policy holds. */
export interface PolicyContents {
  readonly responsePlan: ResponsePlanContent;
  readonly standards: readonly ResponseStandard[];
  readonly triageTree: TriageTreeContent;
  readonly destinationRules: DestinationRules;
}

/** A version with its content: one that was saved, or the preset as version 0. */
export interface PolicyVersion<Content> {
  readonly head: PolicyHead;
  readonly content: Content;
}

export const planKey = (regionId: string): PolicyKey & { readonly kind: 'responsePlan' } => ({
  regionId,
  kind: 'responsePlan',
  category: '',
});
export const standardsKey = (regionId: string): PolicyKey & { readonly kind: 'standards' } => ({
  regionId,
  kind: 'standards',
  category: '',
});
export const destinationRulesKey = (regionId: string): PolicyKey & { readonly kind: 'destinationRules' } => ({
  regionId,
  kind: 'destinationRules',
  category: '',
});
export const treeKey = (
  regionId: string,
  category: IncidentCategory,
): PolicyKey & { readonly kind: 'triageTree' } => ({ regionId, kind: 'triageTree', category });

const PRESETS: {
  readonly [Kind in keyof PolicyContents]: (region: RegionLocale, key: PolicyKey) => PolicyContents[Kind];
} = {
  responsePlan: (region) => PLAN_PRESETS[choosePolicyCountry(region)],
  standards: (region) => STANDARD_PRESETS[choosePolicyCountry(region)],
  triageTree: (_region, { category }) => presetTree(category),
  // One set for all countries: what a patient needs is the same in each.
  destinationRules: () => DESTINATION_RULES,
};

/** The questions of the preset, without the version that they have there. */
function presetTree(category: IncidentCategory | ''): TriageTreeContent {
  const tree = TRIAGE_PRESETS.find((one) => one.category === category);
  if (!tree) throw new Error(`There is no preset of triage for "${category}".`);
  return { questions: tree.questions };
}

const headOfPreset = (region: PolicyRegion): PolicyHead => ({
  regionId: region.id,
  version: 0,
  presetCountry: choosePolicyCountry(region),
  createdAt: null,
  createdByName: null,
  note: '',
});

const headOf = (
  regionId: string,
  { version, note, createdAt, createdByName }: StoredVersion,
): PolicyHead => ({
  regionId,
  version,
  presetCountry: null,
  createdAt: createdAt.toISOString(),
  createdByName,
  note,
});

/** The saved version, else the preset of the region's country. */
export function versionOf<Kind extends keyof PolicyContents>(
  region: PolicyRegion,
  key: PolicyKey & { readonly kind: Kind },
  stored: StoredPolicy | undefined,
): PolicyVersion<PolicyContents[Kind]> {
  if (!stored) return { head: headOfPreset(region), content: PRESETS[key.kind](region, key) };
  return { head: headOf(region.id, stored), content: stored.content as PolicyContents[Kind] };
}

/** One version by its number, 0 being the preset; undefined when it was never saved. */
export async function findVersion<Kind extends keyof PolicyContents>(
  store: PolicyReads,
  region: PolicyRegion,
  key: PolicyKey & { readonly kind: Kind },
  version: number,
): Promise<PolicyVersion<PolicyContents[Kind]> | undefined> {
  if (version === 0) return versionOf(region, key, undefined);
  const stored = await store.findPolicyVersion(key, version);
  return stored && versionOf(region, key, stored);
}

/** Heads of all versions, newest first; the preset is the oldest. At most `limit` of them. */
export async function listVersions(
  store: PolicyReads,
  region: PolicyRegion,
  key: PolicyKey,
  limit: number,
): Promise<PolicyHead[]> {
  const stored = await store.listPolicyVersions(key, limit);
  return [...stored.map((one) => headOf(region.id, one)), headOfPreset(region)].slice(0, limit);
}

/** The trees of all categories, saved or preset, in the order of the categories. */
export function treesOf(
  region: PolicyRegion,
  stored: readonly StoredPolicy[],
): (PolicyVersion<TriageTreeContent> & { readonly category: IncidentCategory })[] {
  return INCIDENT_CATEGORIES.map((category) => {
    const own = stored.find((one) => one.kind === 'triageTree' && one.category === category);
    return { category, ...versionOf(region, treeKey(region.id, category), own) };
  });
}
