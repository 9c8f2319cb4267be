import { type CommandName, Outbox } from '../api/outbox.ts';
import type { Answer, ResponseOf } from '../api/http.ts';

/** Sends nothing: whatever is pressed in the past changes nothing now. */
export class PastOutbox extends Outbox {
  override send<N extends CommandName>(): Promise<Answer<ResponseOf<N>>> {
    return Promise.resolve({ kind: 'aborted' });
  }
}
