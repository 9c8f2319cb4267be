import { signal } from '@preact/signals';
import type { Answer } from '../api/tablet-http.ts';

/** Whether the server answers. */
export class Contact {
  /** Undefined until the first request of this run has ended. */
  readonly isUp = signal<boolean | undefined>(undefined);
  /** Something answers in the server's place: an error of its own, or a proxy's page. */
  readonly isWrong = signal(false);
  private readonly listeners = new Set<() => void>();

  /** Calls back when the server answers again. */
  onBack(listener: () => void): void {
    this.listeners.add(listener);
  }

  heard(): void {
    this.isWrong.value = false;
    if (this.isUp.peek() === true) return;
    this.isUp.value = true;
    for (const listener of this.listeners) listener();
  }

  lost(isWrong = false): void {
    this.isUp.value = false;
    this.isWrong.value = isWrong;
  }

  /** Learns from what came of a request, and hands it on. */
  note<Value>(answer: Answer<Value>): Answer<Value> {
    if (answer.kind === 'notConfirmed') this.lost(answer.wasAnswered);
    else this.heard();
    return answer;
  }
}
