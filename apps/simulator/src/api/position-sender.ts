import { type PositionFix, routes } from '#contracts';
import { type ApiClient, ApiAway } from './api-client.ts';
import type { Connection } from './retry.ts';

/** A quarter of an hour without a network, at a fix a second. */
const MAX_WAITING = 900;
const MAX_BATCH = 300;

/** Sends a unit's fixes, one request at a time; what gathers meanwhile goes with the next. */
export class PositionSender {
  private waiting: PositionFix[] = [];
  private isSending = false;

  constructor(
    private readonly client: ApiClient,
    private readonly connection: Connection,
  ) {}

  add(fix: PositionFix): void {
    this.waiting.push(fix);
    if (this.waiting.length > MAX_WAITING) this.waiting.shift();
    if (!this.isSending) void this.send();
  }

  private async send(): Promise<void> {
    this.isSending = true;
    const batch = this.waiting.slice(0, MAX_BATCH);
    try {
      await this.client.ask(routes.postPositions, { body: { fixes: batch } });
      this.waiting = this.waiting.filter((fix) => !batch.includes(fix));
    } catch (error) {
      // Away: the next fix takes these along. Refused: they would be refused again.
      if (error instanceof ApiAway) this.connection.noteAway(error.message);
      else this.waiting = this.waiting.filter((fix) => !batch.includes(fix));
    }
    this.isSending = false;
  }
}
