import { Global, Inject, Module, type OnModuleInit } from '@nestjs/common';
import { JOURNAL_CHANNEL } from '#persistence';
import { DatabaseWakeups } from './database-wakeups.ts';
import { JournalTail } from './journal-tail.ts';
import { LiveFeed } from './live-feed.ts';
import { LiveGateway } from './live.gateway.ts';
import { Presence } from './presence.ts';

@Global()
@Module({
  providers: [DatabaseWakeups, JournalTail, LiveFeed, Presence, LiveGateway],
  exports: [DatabaseWakeups, JournalTail, LiveGateway],
})
export class LiveModule implements OnModuleInit {
  constructor(
    @Inject(DatabaseWakeups) private readonly wakeups: DatabaseWakeups,
    @Inject(JournalTail) private readonly tail: JournalTail,
  ) {}

  onModuleInit(): void {
    this.wakeups.listenTo(JOURNAL_CHANNEL, (regionId) => this.tail.wake(regionId));
  }
}
