import { Module } from '@nestjs/common';
import { createReportReader, type Pool } from '#persistence';
import type { DuplicatePorts } from '#use-cases';
import { IncidentsModule } from '../incidents/incidents.module.ts';
import { DUPLICATE_PORTS, POOL } from '../tokens.ts';
import { DuplicatesController } from './duplicates.controller.ts';

const createDuplicatePorts = (pool: Pool): DuplicatePorts => ({
  ...createReportReader(pool),
  clock: { now: () => new Date() },
});

/** Reports that are likely the same event: proposed by the server, joined by people, undone by people. */
@Module({
  imports: [IncidentsModule],
  controllers: [DuplicatesController],
  providers: [{ provide: DUPLICATE_PORTS, useFactory: createDuplicatePorts, inject: [POOL] }],
})
export class DuplicatesModule {}
