import type { OutboxAnswer, OutboxBody, TabletEvent } from '#contracts';

/** Keeps events as the api does: the next numbers only, each once, repeats with their first receipts. */
export class FakeServer {
  readonly stored = new Map<string, TabletEvent[]>();

  take({ outboxEpoch, events }: OutboxBody): OutboxAnswer {
    const known = this.stored.get(outboxEpoch) ?? [];
    this.stored.set(outboxEpoch, known);
    const receipts: OutboxAnswer['receipts'] = [];
    for (const event of events) {
      if (event.deviceSeq > known.length + 1) break;
      if (event.deviceSeq === known.length + 1) known.push(event);
      receipts.push({ deviceSeq: event.deviceSeq, result: 'applied', reason: null });
    }
    return { serverAt: new Date().toISOString(), receipts, storedSeq: known.length };
  }

  all(): TabletEvent[] {
    return [...this.stored.values()].flat();
  }
}
