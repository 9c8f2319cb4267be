import { Inject, Injectable } from '@nestjs/common';
import type { PolicyHead, routes } from '#contracts';
import type { IncidentCategory, Role } from '#domain';
import { createPolicyStore, type Pool } from '#persistence';
import {
  type Actor,
  destinationRulesKey,
  findVersion,
  listVersions,
  planKey,
  type PolicyContents,
  type PolicyKey,
  type PolicyReads,
  type PolicyRegion,
  type PolicyVersion,
  standardsKey,
  treeKey,
  treesOf,
  versionOf,
} from '#use-cases';
import type { AnswerOf } from '../http/api-route.ts';
import { ProblemException } from '../http/problem.ts';
import { readableRegion } from '../http/readable-region.ts';
import { POOL } from '../tokens.ts';

/** Who reads, and of which region. */
export interface PolicyQuestion {
  readonly actor: Actor;
  readonly regionId: string | undefined;
  readonly access: readonly Role[];
}

/** Reads policies for those who may see them, always as they are stored now. */
@Injectable()
export class PolicyReader {
  readonly store: PolicyReads;

  constructor(@Inject(POOL) pool: Pool) {
    this.store = createPolicyStore(pool);
  }

  async getPlan(
    question: PolicyQuestion,
    version?: number,
  ): Promise<AnswerOf<typeof routes.getResponsePlan>> {
    const region = await this.regionOf(question);
    const { head, content } = await this.get(region, planKey(region.id), version);
    return { ...head, plan: content };
  }

  async getStandards(
    question: PolicyQuestion,
    version?: number,
  ): Promise<AnswerOf<typeof routes.getStandards>> {
    const region = await this.regionOf(question);
    const { head, content } = await this.get(region, standardsKey(region.id), version);
    return { ...head, standards: content };
  }

  async getDestinationRules(
    question: PolicyQuestion,
    version?: number,
  ): Promise<AnswerOf<typeof routes.getDestinationRules>> {
    const region = await this.regionOf(question);
    const { head, content } = await this.get(region, destinationRulesKey(region.id), version);
    return { ...head, rules: content };
  }

  async getTree(
    question: PolicyQuestion,
    category: IncidentCategory,
    version: number,
  ): Promise<AnswerOf<typeof routes.getTriageTreeVersion>> {
    const region = await this.regionOf(question);
    const { head, content } = await this.get(region, treeKey(region.id, category), version);
    return { ...head, category, tree: content };
  }

  async listTrees(question: PolicyQuestion): Promise<AnswerOf<typeof routes.listTriageTrees>> {
    const region = await this.regionOf(question);
    const trees = treesOf(region, await this.store.listNewestPolicies(region.id));
    return { trees: trees.map(({ head, category, content }) => ({ ...head, category, tree: content })) };
  }

  async listVersions(
    question: PolicyQuestion,
    keyOf: (regionId: string) => PolicyKey,
    limit: number,
  ): Promise<{ versions: PolicyHead[] }> {
    const region = await this.regionOf(question);
    return { versions: await listVersions(this.store, region, keyOf(region.id), limit) };
  }

  private async get<Kind extends PolicyKey['kind']>(
    region: PolicyRegion,
    key: PolicyKey & { readonly kind: Kind },
    version: number | undefined,
  ): Promise<PolicyVersion<PolicyContents[Kind]>> {
    const found =
      version === undefined
        ? versionOf(region, key, await this.store.findNewestPolicy(key))
        : await findVersion(this.store, region, key, version);
    if (!found) throw new ProblemException('notFound');
    return found;
  }

  private async regionOf({ actor, regionId, access }: PolicyQuestion): Promise<PolicyRegion> {
    const region = await this.store.findPolicyRegion(readableRegion(actor, regionId, access));
    if (!region) throw new ProblemException('notFound');
    return region;
  }
}
