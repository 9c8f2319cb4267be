import { Global, Module } from '@nestjs/common';
import { createRoadStore, type createDispatchStore, type LoadedRoads, type Pool } from '#persistence';
import { RoadNetwork } from '#road-network';
import {
  createTravelEngine,
  type LastPosition,
  type RecommendPorts,
  type TravelEngine,
  unitTravelTimes,
} from '#use-cases';
import { v7 as uuidv7 } from 'uuid';
import {
  DISPATCH_STORE,
  POOL,
  POSITION_BOARD,
  RECOMMEND_PORTS,
  ROAD_STORE,
  TRAVEL_ENGINE,
} from '../tokens.ts';
import { MapRoadsLoader } from './map-roads-loader.ts';
import { RecommendationController } from './recommendation.controller.ts';
import { TravelController } from './travel.controller.ts';

type RoadStore = ReturnType<typeof createRoadStore>;
type DispatchStore = ReturnType<typeof createDispatchStore>;
type Positions = { find(unitId: string): LastPosition | undefined };

const createEngine = (store: RoadStore): TravelEngine =>
  createTravelEngine<LoadedRoads>({
    ...store,
    now: () => new Date(),
    createRoadNetwork: (roads) => new RoadNetwork(roads),
  });

const createRecommendPorts = (
  store: DispatchStore,
  engine: TravelEngine,
  positions: Positions,
): RecommendPorts => ({
  ...store,
  now: () => new Date(),
  elapsedMilliseconds: () => performance.now(),
  newId: uuidv7,
  findPosition: (unitId) => positions.find(unitId),
  unitTravelTimes: (...question) => unitTravelTimes(engine, ...question),
});

@Global()
@Module({
  controllers: [TravelController, RecommendationController],
  providers: [
    { provide: ROAD_STORE, useFactory: (pool: Pool) => createRoadStore(pool), inject: [POOL] },
    { provide: TRAVEL_ENGINE, useFactory: createEngine, inject: [ROAD_STORE] },
    {
      provide: RECOMMEND_PORTS,
      useFactory: createRecommendPorts,
      inject: [DISPATCH_STORE, TRAVEL_ENGINE, POSITION_BOARD],
    },
    MapRoadsLoader,
  ],
  exports: [TRAVEL_ENGINE, MapRoadsLoader],
})
export class TravelModule {}
