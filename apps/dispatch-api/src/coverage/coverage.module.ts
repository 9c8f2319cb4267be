import { Global, Module } from '@nestjs/common';
import { createCoverageStore, type Pool } from '#persistence';
import { CoverageEngine, type LastPosition, type TravelEngine } from '#use-cases';
import type { Logger } from 'pino';
import { COVERAGE_ENGINE, COVERAGE_STORE, LOGGER, POOL, POSITION_BOARD, TRAVEL_ENGINE } from '../tokens.ts';
import { CoverageController } from './coverage.controller.ts';
import { CoverageKeeper } from './coverage-keeper.ts';

type Positions = { find(unitId: string): LastPosition | undefined };

const createEngine = (
  store: ReturnType<typeof createCoverageStore>,
  travel: TravelEngine,
  positions: Positions,
  logger: Logger,
): CoverageEngine =>
  new CoverageEngine({
    ...store,
    now: () => new Date(),
    elapsedMilliseconds: () => performance.now(),
    pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    findPosition: (unitId) => positions.find(unitId),
    findRoads: async (mapId) => {
      const roads = await travel.findMapRoads(mapId);
      return roads && { network: roads.network, setting: travel.settingOf(roads, 'emergency') };
    },
    failed: (what, regionId, error) => logger.warn({ err: error, regionId }, what),
  });

/** Expected coverage of the regions, kept in memory for the ranking and the screens. */
@Global()
@Module({
  controllers: [CoverageController],
  providers: [
    { provide: COVERAGE_STORE, useFactory: (pool: Pool) => createCoverageStore(pool), inject: [POOL] },
    {
      provide: COVERAGE_ENGINE,
      useFactory: createEngine,
      inject: [COVERAGE_STORE, TRAVEL_ENGINE, POSITION_BOARD, LOGGER],
    },
    CoverageKeeper,
  ],
  exports: [COVERAGE_ENGINE],
})
export class CoverageModule {}
