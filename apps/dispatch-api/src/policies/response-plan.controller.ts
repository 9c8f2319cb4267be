import { Controller, Inject } from '@nestjs/common';
import { routes } from '#contracts';
import { type Actor, type CommandPorts, planKey, type PoliciesInForce, savePlan, tryPlan } from '#use-cases';
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

const { access } = routes.getResponsePlan;

@Controller()
export class ResponsePlanController {
  constructor(
    @Inject(COMMAND_PORTS) private readonly ports: CommandPorts,
    @Inject(POLICIES_IN_FORCE) private readonly policies: PoliciesInForce,
    @Inject(PolicyReader) private readonly reader: PolicyReader,
  ) {}

  @ApiRoute(routes.getResponsePlan)
  get(
    @CurrentActor() actor: Actor,
    @RouteQuery(routes.getResponsePlan) { regionId }: QueryOf<typeof routes.getResponsePlan>,
  ): Promise<AnswerOf<typeof routes.getResponsePlan>> {
    return this.reader.getPlan({ actor, regionId, access });
  }

  @ApiRoute(routes.listResponsePlanVersions)
  list(
    @CurrentActor() actor: Actor,
    @RouteQuery(routes.listResponsePlanVersions) query: QueryOf<typeof routes.listResponsePlanVersions>,
  ): Promise<AnswerOf<typeof routes.listResponsePlanVersions>> {
    return this.reader.listVersions({ actor, regionId: query.regionId, access }, planKey, query.limit);
  }

  @ApiRoute(routes.getResponsePlanVersion)
  getVersion(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.getResponsePlanVersion) { version }: ParamsOf<typeof routes.getResponsePlanVersion>,
    @RouteQuery(routes.getResponsePlanVersion) { regionId }: QueryOf<typeof routes.getResponsePlanVersion>,
  ): Promise<AnswerOf<typeof routes.getResponsePlanVersion>> {
    return this.reader.getPlan({ actor, regionId, access }, version);
  }

  @ApiRoute(routes.putResponsePlan)
  async put(
    @CurrentActor() actor: Actor,
    @RouteBody(routes.putResponsePlan) body: BodyOf<typeof routes.putResponsePlan>,
  ): Promise<AnswerOf<typeof routes.putResponsePlan>> {
    const head = unwrap(await savePlan(this.ports, actor, body));
    this.policies.forget(head.regionId);
    return head;
  }

  @ApiRoute(routes.checkResponsePlan)
  async check(
    @CurrentActor() actor: Actor,
    @RouteBody(routes.checkResponsePlan) body: BodyOf<typeof routes.checkResponsePlan>,
  ): Promise<AnswerOf<typeof routes.checkResponsePlan>> {
    return unwrap(await tryPlan(this.reader.store, actor, body));
  }
}
