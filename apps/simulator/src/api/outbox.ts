import { routes } from '#contracts';
import type { Logger } from 'pino';
import { v4 as uuidv4, v7 as uuidv7 } from 'uuid';
import type { Report } from '../crew/crew-state.ts';
import { type ApiClient, ApiRefusal } from './api-client.ts';
import { type Connection, untilAnswered } from './retry.ts';

interface Tap extends Report {
  readonly commandId: string;
  readonly at: string;
  readonly deviceSeq: number;
}

/** A crew's taps, sent one after the other in their order, each until it is answered, as a tablet does. */
export class Outbox {
  private readonly epoch = uuidv4();
  private readonly taps: Tap[] = [];
  private lastSeq = 0;
  private isSending = false;

  constructor(
    private readonly client: ApiClient,
    private readonly connection: Connection,
    private readonly stop: AbortSignal,
    private readonly logger: Logger,
  ) {}

  get isEmpty(): boolean {
    return this.taps.length === 0;
  }

  add(report: Report): void {
    this.lastSeq += 1;
    this.taps.push({ ...report, commandId: uuidv7(), at: new Date().toISOString(), deviceSeq: this.lastSeq });
    if (!this.isSending) void this.sendAll();
  }

  private async sendAll(): Promise<void> {
    this.isSending = true;
    for (let tap = this.taps[0]; tap && !this.stop.aborted; tap = this.taps[0]) {
      await this.sendOne(tap);
      this.taps.shift();
    }
    this.isSending = false;
  }

  private async sendOne({ assignmentId, ...tap }: Tap): Promise<void> {
    const question = { params: { assignmentId }, body: { ...tap, outboxEpoch: this.epoch } };
    try {
      const send = () => this.client.ask(routes.reportStatus, question);
      const answer = await untilAnswered(this.connection, this.stop, send);
      if (answer?.result === 'recordedNotApplied') {
        this.logger.info(
          { assignmentId, status: tap.status, reason: answer.reason },
          'a status was not applied',
        );
      }
    } catch (error) {
      // Refused for good: those behind it must not wait.
      const reason = error instanceof ApiRefusal ? error.reason : (error as Error).message;
      this.logger.warn({ assignmentId, status: tap.status, reason }, 'a status was refused');
    }
  }
}
