import { Module } from '@nestjs/common';
import type { Pool } from '#persistence';
import { inCommandTransaction } from '#persistence';
import type { CommandPorts } from '#use-cases';
import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { JournalTail } from '../live/journal-tail.ts';
import { COMMAND_PORTS, POOL } from '../tokens.ts';
import { UnitsController } from '../units/units.controller.ts';
import { AssignmentsController } from './assignments.controller.ts';
import { IncidentReader } from './incident-reader.ts';
import { IncidentsController } from './incidents.controller.ts';

const createCommandPorts = (pool: Pool, tail: JournalTail): CommandPorts => ({
  clock: { now: () => new Date() },
  ids: { newId: uuidv7 },
  inTransaction: (work) => inCommandTransaction(pool, work),
  hashBody: (body) => createHash('sha256').update(JSON.stringify(body)).digest('hex'),
  committed: (regionIds) => tail.committed(regionIds),
});

@Module({
  controllers: [IncidentsController, AssignmentsController, UnitsController],
  providers: [
    IncidentReader,
    { provide: COMMAND_PORTS, useFactory: createCommandPorts, inject: [POOL, JournalTail] },
  ],
  exports: [COMMAND_PORTS],
})
export class IncidentsModule {}
