import { Module } from '@nestjs/common';
import { createFacilityStore, createPatientRecordReader, type Pool } from '#persistence';
import {
  type DestinationPorts,
  findTravelLegs,
  findTravelLegsFrom,
  type InboundPorts,
  type LastPosition,
  type PoliciesInForce,
  type TravelEngine,
} from '#use-cases';
import { IncidentsModule } from '../incidents/incidents.module.ts';
import { DESTINATION_PORTS, POLICIES_IN_FORCE, POOL, POSITION_BOARD, TRAVEL_ENGINE } from '../tokens.ts';
import { DestinationsController } from './destinations.controller.ts';
import { FacilitiesController } from './facilities.controller.ts';

type Positions = { find(unitId: string): LastPosition | undefined };

const createDestinationPorts = (
  pool: Pool,
  engine: TravelEngine,
  positions: Positions,
  policies: PoliciesInForce,
): DestinationPorts & InboundPorts => ({
  ...createFacilityStore(pool),
  ...createPatientRecordReader(pool),
  now: () => new Date(),
  findDestinationRulesInForce: (regionId) => policies.findDestinationRulesInForce(regionId),
  findPosition: (unitId) => positions.find(unitId),
  findTravelLegs: (question) => findTravelLegs(engine, question),
  findTravelLegsFrom: (question) => findTravelLegsFrom(engine, question),
});

/** Places patients are taken to: what they offer, how full they are, what is on its way to them, and which is right. */
@Module({
  imports: [IncidentsModule],
  controllers: [FacilitiesController, DestinationsController],
  providers: [
    {
      provide: DESTINATION_PORTS,
      useFactory: createDestinationPorts,
      inject: [POOL, TRAVEL_ENGINE, POSITION_BOARD, POLICIES_IN_FORCE],
    },
  ],
})
export class FacilitiesModule {}
