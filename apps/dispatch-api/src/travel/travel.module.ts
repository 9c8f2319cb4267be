import { Global, Module } from '@nestjs/common';
import { createRoadStore, type LoadedRoads, type Pool } from '#persistence';
import { RoadNetwork } from '#road-network';
import { createTravelEngine, type TravelEngine } from '#use-cases';
import { POOL, ROAD_STORE, TRAVEL_ENGINE } from '../tokens.ts';
import { MapRoadsLoader } from './map-roads-loader.ts';
import { TravelController } from './travel.controller.ts';

type RoadStore = ReturnType<typeof createRoadStore>;

const createEngine = (store: RoadStore): TravelEngine =>
  createTravelEngine<LoadedRoads>({
    ...store,
    now: () => new Date(),
    createRoadNetwork: (roads) => new RoadNetwork(roads),
  });

@Global()
@Module({
  controllers: [TravelController],
  providers: [
    { provide: ROAD_STORE, useFactory: (pool: Pool) => createRoadStore(pool), inject: [POOL] },
    { provide: TRAVEL_ENGINE, useFactory: createEngine, inject: [ROAD_STORE] },
    MapRoadsLoader,
  ],
  exports: [TRAVEL_ENGINE, MapRoadsLoader],
})
export class TravelModule {}
