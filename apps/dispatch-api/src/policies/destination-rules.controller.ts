import { Controller, Inject } from '@nestjs/common';
import { routes } from '#contracts';
import {
  type Actor,
  type CommandPorts,
  destinationRulesKey,
  type PoliciesInForce,
  saveDestinationRules,
  tryDestinationRules,
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

const { access } = routes.getDestinationRules;

@Controller()
export class DestinationRulesController {
  constructor(
    @Inject(COMMAND_PORTS) private readonly ports: CommandPorts,
    @Inject(POLICIES_IN_FORCE) private readonly policies: PoliciesInForce,
    @Inject(PolicyReader) private readonly reader: PolicyReader,
  ) {}

  @ApiRoute(routes.getDestinationRules)
  get(
    @CurrentActor() actor: Actor,
    @RouteQuery(routes.getDestinationRules) { regionId }: QueryOf<typeof routes.getDestinationRules>,
  ): Promise<AnswerOf<typeof routes.getDestinationRules>> {
    return this.reader.getDestinationRules({ actor, regionId, access });
  }

  @ApiRoute(routes.listDestinationRulesVersions)
  list(
    @CurrentActor() actor: Actor,
    @RouteQuery(routes.listDestinationRulesVersions)
    query: QueryOf<typeof routes.listDestinationRulesVersions>,
  ): Promise<AnswerOf<typeof routes.listDestinationRulesVersions>> {
    return this.reader.listVersions(
      { actor, regionId: query.regionId, access },
      destinationRulesKey,
      query.limit,
    );
  }

  @ApiRoute(routes.getDestinationRulesVersion)
  getVersion(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.getDestinationRulesVersion)
    { version }: ParamsOf<typeof routes.getDestinationRulesVersion>,
    @RouteQuery(routes.getDestinationRulesVersion)
    { regionId }: QueryOf<typeof routes.getDestinationRulesVersion>,
  ): Promise<AnswerOf<typeof routes.getDestinationRulesVersion>> {
    return this.reader.getDestinationRules({ actor, regionId, access }, version);
  }

  @ApiRoute(routes.putDestinationRules)
  async put(
    @CurrentActor() actor: Actor,
    @RouteBody(routes.putDestinationRules) body: BodyOf<typeof routes.putDestinationRules>,
  ): Promise<AnswerOf<typeof routes.putDestinationRules>> {
    const head = unwrap(await saveDestinationRules(this.ports, actor, body));
    this.policies.forget(head.regionId);
    return head;
  }

  @ApiRoute(routes.checkDestinationRules)
  async check(
    @CurrentActor() actor: Actor,
    @RouteBody(routes.checkDestinationRules) body: BodyOf<typeof routes.checkDestinationRules>,
  ): Promise<AnswerOf<typeof routes.checkDestinationRules>> {
    return unwrap(await tryDestinationRules(this.reader.store, actor, body));
  }
}
