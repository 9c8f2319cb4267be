import { Controller, Inject } from '@nestjs/common';
import { routes } from '#contracts';
import {
  type Actor,
  type CommandPorts,
  standardsKey,
  type PoliciesInForce,
  saveStandards,
  tryStandards,
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

const { access } = routes.getStandards;

@Controller()
export class StandardsController {
  constructor(
    @Inject(COMMAND_PORTS) private readonly ports: CommandPorts,
    @Inject(POLICIES_IN_FORCE) private readonly policies: PoliciesInForce,
    @Inject(PolicyReader) private readonly reader: PolicyReader,
  ) {}

  @ApiRoute(routes.getStandards)
  get(
    @CurrentActor() actor: Actor,
    @RouteQuery(routes.getStandards) { regionId }: QueryOf<typeof routes.getStandards>,
  ): Promise<AnswerOf<typeof routes.getStandards>> {
    return this.reader.getStandards({ actor, regionId, access });
  }

  @ApiRoute(routes.listStandardsVersions)
  list(
    @CurrentActor() actor: Actor,
    @RouteQuery(routes.listStandardsVersions) query: QueryOf<typeof routes.listStandardsVersions>,
  ): Promise<AnswerOf<typeof routes.listStandardsVersions>> {
    return this.reader.listVersions({ actor, regionId: query.regionId, access }, standardsKey, query.limit);
  }

  @ApiRoute(routes.getStandardsVersion)
  getVersion(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.getStandardsVersion) { version }: ParamsOf<typeof routes.getStandardsVersion>,
    @RouteQuery(routes.getStandardsVersion) { regionId }: QueryOf<typeof routes.getStandardsVersion>,
  ): Promise<AnswerOf<typeof routes.getStandardsVersion>> {
    return this.reader.getStandards({ actor, regionId, access }, version);
  }

  @ApiRoute(routes.putStandards)
  async put(
    @CurrentActor() actor: Actor,
    @RouteBody(routes.putStandards) body: BodyOf<typeof routes.putStandards>,
  ): Promise<AnswerOf<typeof routes.putStandards>> {
    const head = unwrap(await saveStandards(this.ports, actor, body));
    this.policies.forget(head.regionId);
    return head;
  }

  @ApiRoute(routes.checkStandards)
  async check(
    @CurrentActor() actor: Actor,
    @RouteBody(routes.checkStandards) body: BodyOf<typeof routes.checkStandards>,
  ): Promise<AnswerOf<typeof routes.checkStandards>> {
    return unwrap(await tryStandards(this.reader.store, actor, body));
  }
}
