import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { PoliciesInForce } from '#use-cases';
import { JournalTail } from '../live/journal-tail.ts';
import { POLICIES_IN_FORCE } from '../tokens.ts';

const POLICY_CHANGES: ReadonlySet<string> = new Set([
  'planChanged',
  'standardsChanged',
  'triageChanged',
  'destinationRulesChanged',
]);

/** Lets go of policies that another process has changed: at its NOTIFY, or at the poll of each second at the latest. */
@Injectable()
export class PolicyFollower implements OnModuleInit {
  constructor(
    @Inject(POLICIES_IN_FORCE) private readonly policies: PoliciesInForce,
    @Inject(JournalTail) private readonly tail: JournalTail,
  ) {}

  onModuleInit(): void {
    this.tail.on('rows', (regionId, rows) => {
      if (rows.some(({ kind }) => POLICY_CHANGES.has(kind))) this.policies.forget(regionId);
    });
  }
}
