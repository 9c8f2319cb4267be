import { Controller, Inject } from '@nestjs/common';
import { routes } from '#contracts';
import { PLAN_PRESETS, POLICY_COUNTRIES, STANDARD_PRESETS, TRIAGE_PRESETS } from '#domain';
import {
  type Actor,
  type CommandPorts,
  type PoliciesInForce,
  saveTriageTree,
  treeKey,
  tryTriageTree,
} from '#use-cases';
import { CurrentActor } from '../http/access.guard.ts';
import {
  type AnswerOf,
  ApiRoute,
  type BodyOf,
  type ParamsOf,
  type QueryOf,
  RouteBody,
  RouteParams,
  RouteQuery,
} from '../http/api-route.ts';
import { unwrap } from '../http/problem.ts';
import { COMMAND_PORTS, POLICIES_IN_FORCE } from '../tokens.ts';
import { PolicyReader } from './policy-reader.ts';

const { access } = routes.listTriageTrees;

@Controller()
export class TriageTreesController {
  constructor(
    @Inject(COMMAND_PORTS) private readonly ports: CommandPorts,
    @Inject(POLICIES_IN_FORCE) private readonly policies: PoliciesInForce,
    @Inject(PolicyReader) private readonly reader: PolicyReader,
  ) {}

  @ApiRoute(routes.listTriageTrees)
  list(
    @CurrentActor() actor: Actor,
    @RouteQuery(routes.listTriageTrees) { regionId }: QueryOf<typeof routes.listTriageTrees>,
  ): Promise<AnswerOf<typeof routes.listTriageTrees>> {
    return this.reader.listTrees({ actor, regionId, access });
  }

  @ApiRoute(routes.listTriageTreeVersions)
  listVersions(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.listTriageTreeVersions) { category }: ParamsOf<typeof routes.listTriageTreeVersions>,
    @RouteQuery(routes.listTriageTreeVersions)
    { regionId, limit }: QueryOf<typeof routes.listTriageTreeVersions>,
  ): Promise<AnswerOf<typeof routes.listTriageTreeVersions>> {
    return this.reader.listVersions({ actor, regionId, access }, (id) => treeKey(id, category), limit);
  }

  @ApiRoute(routes.getTriageTreeVersion)
  getVersion(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.getTriageTreeVersion)
    { category, version }: ParamsOf<typeof routes.getTriageTreeVersion>,
    @RouteQuery(routes.getTriageTreeVersion) { regionId }: QueryOf<typeof routes.getTriageTreeVersion>,
  ): Promise<AnswerOf<typeof routes.getTriageTreeVersion>> {
    return this.reader.getTree({ actor, regionId, access }, category, version);
  }

  @ApiRoute(routes.putTriageTree)
  async put(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.putTriageTree) { category }: ParamsOf<typeof routes.putTriageTree>,
    @RouteBody(routes.putTriageTree) body: BodyOf<typeof routes.putTriageTree>,
  ): Promise<AnswerOf<typeof routes.putTriageTree>> {
    const head = unwrap(await saveTriageTree(this.ports, actor, category, body));
    this.policies.forget(head.regionId);
    return head;
  }

  @ApiRoute(routes.checkTriageTree)
  async check(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.checkTriageTree) { category }: ParamsOf<typeof routes.checkTriageTree>,
    @RouteBody(routes.checkTriageTree) body: BodyOf<typeof routes.checkTriageTree>,
  ): Promise<AnswerOf<typeof routes.checkTriageTree>> {
    return unwrap(await tryTriageTree(this.reader.store, actor, category, body));
  }

  @ApiRoute(routes.listPolicyPresets)
  listPresets(): AnswerOf<typeof routes.listPolicyPresets> {
    const countries = POLICY_COUNTRIES.map((country) => ({
      country,
      plan: PLAN_PRESETS[country],
      standards: STANDARD_PRESETS[country],
    }));
    const trees = TRIAGE_PRESETS.map(({ category, questions }) => ({ category, tree: { questions } }));
    return { countries, trees };
  }
}
