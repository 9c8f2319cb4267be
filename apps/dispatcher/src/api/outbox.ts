import { effect, signal } from '@preact/signals';
import { v7 as uuidv7 } from 'uuid';
import type { Session } from '../session/session.ts';
import type { Answer, BodyOf, ResponseOf } from './http.ts';

export type CommandName =
  | 'createIncident'
  | 'createCall'
  | 'patchCall'
  | 'endCall'
  | 'linkCall'
  | 'addPatients'
  | 'patchPatient'
  | 'removePatient'
  | 'createHazard'
  | 'patchHazard'
  | 'removeHazard'
  | 'patchIncident'
  | 'closeIncident'
  | 'reopenIncident'
  | 'setDuty'
  | 'addRemark'
  | 'assignUnit'
  | 'reportStatus'
  | 'cancelAssignment'
  | 'assignUnits'
  | 'activateAssignment'
  | 'divertAssignment'
  | 'handOverAssignment'
  | 'setDestination'
  | 'createClosure'
  | 'patchClosure'
  | 'liftClosure'
  | 'acknowledgeAlarm'
  | 'acknowledgeCrewSignal'
  | 'settleCrewSignal'
  | 'postUnitMessage'
  | 'readUnitMessages'
  | 'dismissDuplicate'
  | 'joinIncident'
  | 'unjoinIncident'
  | 'acceptProposal'
  | 'setSectorHolder'
  | 'createDefaultSectors'
  | 'dismissProposal';

/** A command that has been sent and not yet been answered. */
export interface PendingCommand {
  readonly commandId: string;
  /** What it does, in the user's words. */
  readonly label: string;
  readonly sinceAt: number;
  /** Sendings so far; more than one means that the network or the server failed. */
  readonly attempts: number;
  readonly stop: () => void;
}

export interface CommandParts<N extends CommandName> {
  readonly params?: Readonly<Record<string, string>>;
  readonly body: Omit<BodyOf<N>, 'commandId'>;
  readonly label: string;
  /** The id of a command that was begun before the page was loaded again; else it gets a new one. */
  readonly commandId?: string;
}

/** Looks at a command before it goes; what it returns is told of the answer. */
export type CommandWatcher = <N extends CommandName>(
  name: N,
  parts: CommandParts<N>,
) => ((answer: Answer<ResponseOf<N>>) => void) | undefined;

/** What can wait for the answer to a command: reads of what the screen then shows, which the server would do before it. */
export interface Quiet {
  /** Resolves at once, or when the commands under way have been answered; a slow one holds nothing up for long. */
  quiet(): Promise<void>;
}

/** Reads wait so long for a command that was sent together with them. */
const LONGEST_QUIET_MS = 500;
/** Then the frame with what the command did goes first. */
const FRAME_MS = 40;
const FIRST_RETRY_MS = 400;
const LAST_RETRY_MS = 5000;

/** Delay before the n-th resending (n from 1): doubling up to 5 s, with jitter so that desks do not knock together. */
export function retryDelay(attempt: number, random: number): number {
  return Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** (attempt - 1)) * (0.75 + random * 0.5);
}

function isUnanswered(answer: Answer<unknown>): boolean {
  return answer.kind === 'unreachable' || (answer.kind === 'refused' && answer.problem.status === 503);
}

function pause(milliseconds: number, signalToStop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signalToStop.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/**
 * Sends commands. Each gets its id here, once; it is sent again with the same id until an answer comes, so that a
 * command whose answer was lost is neither lost nor carried out twice.
 */
export class Outbox implements Quiet {
  readonly pending = signal<readonly PendingCommand[]>([]);

  private watcher: CommandWatcher | undefined;

  constructor(private readonly session: Session) {}

  /** Lets one watcher see every command with its answer. */
  watch(watcher: CommandWatcher): void {
    this.watcher = watcher;
  }

  async quiet(): Promise<void> {
    // An act selects first and sends after, both at one keystroke.
    await Promise.resolve();
    if (this.pending.peek().length === 0) return;
    let stop = (): void => undefined;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, LONGEST_QUIET_MS);
      stop = effect(() => {
        if (this.pending.value.length > 0) return;
        clearTimeout(timer);
        setTimeout(resolve, FRAME_MS);
      });
    });
    stop();
  }

  async send<N extends CommandName>(name: N, parts: CommandParts<N>): Promise<Answer<ResponseOf<N>>> {
    const stopper = new AbortController();
    const command: PendingCommand = {
      commandId: parts.commandId ?? uuidv7(),
      label: parts.label,
      sinceAt: Date.now(),
      attempts: 0,
      stop: () => stopper.abort(),
    };
    this.pending.value = [...this.pending.value, command];
    const tell = this.watcher?.(name, parts);
    try {
      const answer = await this.sendUntilAnswered(name, parts, command, stopper.signal);
      tell?.(answer);
      return answer;
    } finally {
      this.pending.value = this.pending.value.filter((other) => other.commandId !== command.commandId);
    }
  }

  private async sendUntilAnswered<N extends CommandName>(
    name: N,
    parts: CommandParts<N>,
    command: PendingCommand,
    stopSignal: AbortSignal,
  ): Promise<Answer<ResponseOf<N>>> {
    const body = { ...parts.body, commandId: command.commandId };
    for (let attempt = 1; ; attempt += 1) {
      this.noteAttempt(command.commandId, attempt);
      const answer = await this.session.call(name, { params: parts.params ?? {}, body, signal: stopSignal });
      if (!isUnanswered(answer)) return answer;
      await pause(retryDelay(attempt, Math.random()), stopSignal);
      if (stopSignal.aborted) return { kind: 'aborted' };
    }
  }

  private noteAttempt(commandId: string, attempts: number): void {
    this.pending.value = this.pending.value.map((command) =>
      command.commandId === commandId ? { ...command, attempts } : command,
    );
  }
}
