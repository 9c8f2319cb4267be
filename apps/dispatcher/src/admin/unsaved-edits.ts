import { signal } from '@preact/signals';

/** Whether something typed is not saved yet. Whoever would lose it by leaving is told once before. */
export class UnsavedEdits {
  readonly isThere = signal(false);
  readonly isWarned = signal(false);

  touch(): void {
    this.isThere.value = true;
    this.isWarned.value = false;
  }

  settle(): void {
    this.isThere.value = false;
    this.isWarned.value = false;
  }

  /** Goes on at once, or at the second time of asking. */
  leave(go: () => void): void {
    if (this.isThere.peek() && !this.isWarned.peek()) {
      this.isWarned.value = true;
      return;
    }
    this.settle();
    go();
  }
}
