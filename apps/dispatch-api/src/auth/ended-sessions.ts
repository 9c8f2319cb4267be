import { EventEmitter } from 'node:events';
import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { createAccountStore } from '#persistence';
import { ACCOUNTS } from '../tokens.ts';

const POLL_MILLISECONDS = 2000;
/** An access token lives for 10 minutes, so an older end needs no remembering. */
const REMEMBER_MILLISECONDS = 15 * 60_000;

/** Sessions that ended lately, in whichever process: their tokens are refused and their sockets closed. */
@Injectable()
export class EndedSessions
  extends EventEmitter<{ ended: [sessionId: string] }>
  implements OnModuleInit, OnModuleDestroy
{
  /** With when it became known here, in monotonic ms. */
  private readonly ended = new Map<string, number>();
  private timer: NodeJS.Timeout | undefined;

  constructor(@Inject(ACCOUNTS) private readonly accounts: ReturnType<typeof createAccountStore>) {
    super();
  }

  async onModuleInit(): Promise<void> {
    await this.poll();
    this.timer = setInterval(() => void this.poll(), POLL_MILLISECONDS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  has(sessionId: string): boolean {
    return this.ended.has(sessionId);
  }

  add(sessionId: string): void {
    if (this.ended.has(sessionId)) return;
    this.ended.set(sessionId, performance.now());
    this.emit('ended', sessionId);
  }

  /** Looks at once, for whoever has just ended some. */
  async poll(): Promise<void> {
    const since = new Date(Date.now() - REMEMBER_MILLISECONDS);
    // With the database away nobody can end a session either; the next poll catches up.
    const ids = await this.accounts.listSessionsEndedSince(since).catch(() => undefined);
    if (!ids) return;
    for (const id of ids) this.add(id);
    // By age and never by absence: a session that ended while the question was on its way is not in the answer.
    const oldest = performance.now() - REMEMBER_MILLISECONDS;
    for (const [id, knownAt] of this.ended) if (knownAt < oldest) this.ended.delete(id);
  }
}
