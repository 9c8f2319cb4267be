import { Module } from '@nestjs/common';
import { findRegionMap, type Pool } from '#persistence';
import type { ClosurePorts, CommandPorts, TravelEngine } from '#use-cases';
import { IncidentsModule } from '../incidents/incidents.module.ts';
import { CLOSURE_PORTS, COMMAND_PORTS, POOL, TRAVEL_ENGINE } from '../tokens.ts';
import { ClosureWatch } from './closure-watch.ts';
import { ClosuresController } from './closures.controller.ts';

const createClosurePorts = (
  pool: Pool,
  commands: CommandPorts,
  engine: TravelEngine,
  watch: ClosureWatch,
): ClosurePorts => ({
  commands,
  engine,
  findRegionMap: (regionId) => findRegionMap(pool, regionId),
  putInForce: (mapId) => watch.putInForce(mapId),
});

/** Closures and slow stretches: drawn, in force at once, ended by the clock, seen on every screen of the map. */
@Module({
  imports: [IncidentsModule],
  controllers: [ClosuresController],
  providers: [
    ClosureWatch,
    {
      provide: CLOSURE_PORTS,
      useFactory: createClosurePorts,
      inject: [POOL, COMMAND_PORTS, TRAVEL_ENGINE, ClosureWatch],
    },
  ],
})
export class ClosuresModule {}
