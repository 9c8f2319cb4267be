import { setTimeout as sleep } from 'node:timers/promises';
import { ApiAway } from './api-client.ts';

const FIRST_WAIT_MILLISECONDS = 250;
const LONGEST_WAIT_MILLISECONDS = 3000;

/** Tells once that the api is away. That it is back shows at the desk's regular look; positions alone go on longer. */
export interface Connection {
  noteAway(message: string): void;
}

/**
 * Repeats `work` until the api answers, however long that takes; a refusal is an answer and is thrown. `work` must
 * send the same command id each time. Undefined when the program stops meanwhile.
 */
export async function untilAnswered<T>(
  connection: Connection,
  stop: AbortSignal,
  work: () => Promise<T>,
): Promise<T | undefined> {
  for (
    let wait = FIRST_WAIT_MILLISECONDS;
    !stop.aborted;
    wait = Math.min(wait * 2, LONGEST_WAIT_MILLISECONDS)
  ) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ApiAway)) throw error;
      if (!stop.aborted) connection.noteAway(error.message);
      await sleep(wait, undefined, { signal: stop }).catch(() => undefined);
    }
  }
  return undefined;
}
