import { Module } from '@nestjs/common';
import { createSupervisionStore, type Pool } from '#persistence';
import type { PoliciesInForce, SupervisionPorts } from '#use-cases';
import { IncidentsModule } from '../incidents/incidents.module.ts';
import { POLICIES_IN_FORCE, POOL, POSITION_BOARD, SUPERVISION_PORTS } from '../tokens.ts';
import { SectorsController } from './sectors.controller.ts';
import { SupervisionController } from './supervision.controller.ts';

const createPorts = (
  pool: Pool,
  policies: PoliciesInForce,
  positions: SupervisionPorts['positions'],
): SupervisionPorts => ({
  store: createSupervisionStore(pool),
  policies,
  positions,
  clock: { now: () => new Date() },
  pause: () => new Promise((resolve) => setImmediate(resolve)),
});

@Module({
  imports: [IncidentsModule],
  controllers: [SupervisionController, SectorsController],
  providers: [
    {
      provide: SUPERVISION_PORTS,
      useFactory: createPorts,
      inject: [POOL, POLICIES_IN_FORCE, POSITION_BOARD],
    },
  ],
})
export class SupervisionModule {}
