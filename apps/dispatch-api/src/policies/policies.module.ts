import { Global, Module } from '@nestjs/common';
import { createPolicyStore, type Pool } from '#persistence';
import { createPoliciesInForce, type PoliciesInForce } from '#use-cases';
import { IncidentsModule } from '../incidents/incidents.module.ts';
import { POLICIES_IN_FORCE, POOL } from '../tokens.ts';
import { DestinationRulesController } from './destination-rules.controller.ts';
import { IncidentTriageController } from './incident-triage.controller.ts';
import { PolicyFollower } from './policy-follower.ts';
import { PolicyReader } from './policy-reader.ts';
import { ResponsePlanController } from './response-plan.controller.ts';
import { StandardsController } from './standards.controller.ts';
import { TriageTreesController } from './triage-trees.controller.ts';

const createPolicies = (pool: Pool): PoliciesInForce =>
  createPoliciesInForce(createPolicyStore(pool), () => performance.now());

/** Response plans, standards and triage; what is in force now is there for every other module. */
@Global()
@Module({
  imports: [IncidentsModule],
  controllers: [
    ResponsePlanController,
    StandardsController,
    DestinationRulesController,
    TriageTreesController,
    IncidentTriageController,
  ],
  providers: [
    PolicyReader,
    PolicyFollower,
    { provide: POLICIES_IN_FORCE, useFactory: createPolicies, inject: [POOL] },
  ],
  exports: [POLICIES_IN_FORCE],
})
export class PoliciesModule {}
