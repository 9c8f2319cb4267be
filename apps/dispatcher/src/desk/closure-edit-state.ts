import type { ClosureView } from '#contracts';
import { batch, signal } from '@preact/signals';
import type { FieldErrors } from './draft.ts';

/** What the end becomes: as it is, so many hours from now, or only when somebody lifts it. */
export type NewEnd = 'asItIs' | 'untilLifted' | number;

/** A closure being changed in the list of closures. */
export class ClosureEdit {
  readonly closureId = signal<string | undefined>(undefined);
  readonly end = signal<NewEnd>('asItIs');
  readonly reason = signal('');
  readonly emergencyMayPass = signal(false);
  readonly timeFactor = signal(1);
  readonly errors = signal<FieldErrors>({});
  readonly failure = signal('');
  readonly isSending = signal(false);

  begin(closure: ClosureView): void {
    batch(() => {
      this.closureId.value = closure.id;
      this.end.value = 'asItIs';
      this.reason.value = closure.reason;
      this.emergencyMayPass.value = closure.emergencyMayPass;
      this.timeFactor.value = closure.timeFactor ?? 1;
      this.errors.value = {};
      this.failure.value = '';
    });
  }

  stop(): void {
    this.closureId.value = undefined;
  }
}
