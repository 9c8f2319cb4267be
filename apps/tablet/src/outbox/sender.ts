import type { OutboxAnswer, OutboxBody } from '#contracts';
import type { Outbox, TapTime } from './outbox.ts';
import type { RoundResult } from './pump.ts';
import { readOutboxAnswer } from './read-answer.ts';

/** The most that the server takes (`MOST_OUTBOX_EVENTS`); the text stays well below its limit for a body. */
const MOST_EVENTS = 100;
const MOST_CHARACTERS = 120_000;
/** An event that alone is refused as unreadable so often is given up as such. */
const UNREADABLE_AFTER = 3;

/** What came of a request: only `answered` may confirm anything. */
export type PostResult =
  | { readonly kind: 'answered'; readonly value: unknown }
  /** The server read the request and says that it is malformed or too large. */
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'notConfirmed' };

interface SenderParts {
  readonly outbox: Pick<Outbox, 'epoch' | 'nextEvents' | 'confirm' | 'replaceUnreadable' | 'renewEpoch'>;
  readonly post: (body: OutboxBody) => Promise<PostResult>;
  readonly now: () => TapTime;
  /** Tells what the last round came to. */
  readonly onRound?: (wasConfirmed: boolean) => void;
  readonly onAnswer?: (answer: OutboxAnswer) => void;
}

/** One round of sending: the first events of the queue, then their receipts. */
export class Sender {
  private most = MOST_EVENTS;
  private refusals = 0;

  constructor(private readonly parts: SenderParts) {}

  async round(): Promise<RoundResult> {
    const { outbox, post, now } = this.parts;
    const events = await outbox.nextEvents(this.most, MOST_CHARACTERS);
    if (events.length === 0) return 'idle';
    const { at, monotonicMs, runId } = now();
    const outboxEpoch = await outbox.epoch();
    const result = await post({ outboxEpoch, sentAt: at, monotonicMs, runId, events });
    const numbers = events.map(({ deviceSeq }) => deviceSeq);
    const answer = result.kind === 'answered' ? readOutboxAnswer(result.value, numbers) : undefined;
    const round =
      result.kind === 'unreadable'
        ? await this.takeUnreadable(numbers)
        : answer
          ? await this.takeAnswer(answer, numbers[0]!)
          : 'failed';
    this.parts.onRound?.(round !== 'failed');
    return round;
  }

  private async takeAnswer(answer: OutboxAnswer, firstSeq: number): Promise<RoundResult> {
    this.most = MOST_EVENTS;
    this.refusals = 0;
    if (answer.receipts.length > 0) {
      await this.parts.outbox.confirm(answer.receipts, answer.serverAt);
      this.parts.onAnswer?.(answer);
      return 'more';
    }
    if (answer.storedSeq >= firstSeq - 1) return 'failed';
    await this.parts.outbox.renewEpoch();
    return 'more';
  }

  /** Finds the one event that cannot be read by sending fewer and fewer. */
  private async takeUnreadable(numbers: readonly number[]): Promise<RoundResult> {
    if (numbers.length > 1) {
      this.most = Math.max(1, Math.floor(numbers.length / 2));
      return 'more';
    }
    this.refusals += 1;
    if (this.refusals < UNREADABLE_AFTER) return 'failed';
    this.refusals = 0;
    await this.parts.outbox.replaceUnreadable(numbers[0]!);
    return 'more';
  }
}
