import { Global, Module } from '@nestjs/common';
import type { createDispatchStore } from '#persistence';
import {
  type CoverageEngine,
  findUnitLegs,
  type LastPosition,
  type PoliciesInForce,
  type RecommendPorts,
  type TravelEngine,
} from '#use-cases';
import { v7 as uuidv7 } from 'uuid';
import {
  COVERAGE_ENGINE,
  DISPATCH_STORE,
  POLICIES_IN_FORCE,
  POSITION_BOARD,
  RECOMMEND_PORTS,
  TRAVEL_ENGINE,
} from '../tokens.ts';
import { RecommendationsController } from './recommendations.controller.ts';
import { SnapAhead } from './snap-ahead.ts';

const createRecommendPorts = (
  store: ReturnType<typeof createDispatchStore>,
  engine: TravelEngine,
  positions: { find(unitId: string): LastPosition | undefined },
  policies: PoliciesInForce,
  coverage: CoverageEngine,
): RecommendPorts => ({
  ...store,
  now: () => new Date(),
  elapsedMilliseconds: () => performance.now(),
  newId: uuidv7,
  findPlanInForce: policies.findPlanInForce,
  findPosition: (unitId) => positions.find(unitId),
  findUnitLegs: (...question) => findUnitLegs(engine, ...question),
  listCoverageLosses: (regionId) => coverage.listCoverageLosses(regionId),
});

@Global()
@Module({
  controllers: [RecommendationsController],
  providers: [
    SnapAhead,
    {
      provide: RECOMMEND_PORTS,
      useFactory: createRecommendPorts,
      inject: [DISPATCH_STORE, TRAVEL_ENGINE, POSITION_BOARD, POLICIES_IN_FORCE, COVERAGE_ENGINE],
    },
  ],
  exports: [RECOMMEND_PORTS],
})
export class RecommendationsModule {}
