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
  private readonly ended = new Set<string>();
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
    this.ended.add(sessionId);
    this.emit('ended', sessionId);
  }

  private async poll(): Promise<void> {
    const since = new Date(Date.now() - REMEMBER_MILLISECONDS);
    // With the database away nobody can end a session either; the next poll catches up.
    const ids = await this.accounts.listSessionsEndedSince(since).catch(() => undefined);
    if (!ids) return;
    const current = new Set(ids);
    for (const id of this.ended) if (!current.has(id)) this.ended.delete(id);
    for (const id of ids) this.add(id);
  }
}
