import { Global, Module } from '@nestjs/common';
import type { createDispatchStore } from '#persistence';
import { findUnitLegs, type LastPosition, type RecommendPorts, type TravelEngine } from '#use-cases';
import { v7 as uuidv7 } from 'uuid';
import { DISPATCH_STORE, POSITION_BOARD, RECOMMEND_PORTS, TRAVEL_ENGINE } from '../tokens.ts';
import { RecommendationsController } from './recommendations.controller.ts';

const createRecommendPorts = (
  store: ReturnType<typeof createDispatchStore>,
  engine: TravelEngine,
  positions: { find(unitId: string): LastPosition | undefined },
): RecommendPorts => ({
  ...store,
  now: () => new Date(),
  elapsedMilliseconds: () => performance.now(),
  newId: uuidv7,
  findPosition: (unitId) => positions.find(unitId),
  findUnitLegs: (...question) => findUnitLegs(engine, ...question),
  listCoverageLosses: () => undefined,
});

@Global()
@Module({
  controllers: [RecommendationsController],
  providers: [
    {
      provide: RECOMMEND_PORTS,
      useFactory: createRecommendPorts,
      inject: [DISPATCH_STORE, TRAVEL_ENGINE, POSITION_BOARD],
    },
  ],
  exports: [RECOMMEND_PORTS],
})
export class RecommendationsModule {}
