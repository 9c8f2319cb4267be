import { Module } from '@nestjs/common';
import { createJointDecisionStore, type Pool } from '#persistence';
import type { CommandPorts, ProposalPorts, RecommendPorts } from '#use-cases';
import { v7 as uuidv7 } from 'uuid';
import { COMMAND_PORTS, POOL, PROPOSAL_PORTS, RECOMMEND_PORTS } from '../tokens.ts';
import { IncidentsModule } from '../incidents/incidents.module.ts';
import { ProposalRounds } from './proposal-rounds.ts';
import { ProposalsController } from './proposals.controller.ts';

const createProposalPorts = (
  recommend: RecommendPorts,
  command: CommandPorts,
  pool: Pool,
): ProposalPorts => ({
  ...recommend,
  ...createJointDecisionStore(pool),
  holderId: uuidv7(),
  pause: () => new Promise((resolve) => setImmediate(resolve)),
  inTransaction: (work) => command.inTransaction(work),
  committed: (regionIds) => command.committed(regionIds),
});

@Module({
  imports: [IncidentsModule],
  controllers: [ProposalsController],
  providers: [
    ProposalRounds,
    {
      provide: PROPOSAL_PORTS,
      useFactory: createProposalPorts,
      inject: [RECOMMEND_PORTS, COMMAND_PORTS, POOL],
    },
  ],
})
export class ProposalsModule {}
