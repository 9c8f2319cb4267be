import { batch, effect, type Signal } from '@preact/signals';

/** A value with the moment and the window it was set in; of two the later one holds, in every window alike. */
export interface StampedValue {
  /** Absent for undefined. */
  readonly value?: unknown;
  readonly at: number;
  readonly by: string;
}
export type StampedValues = Readonly<Record<string, StampedValue>>;

const isLater = (a: StampedValue, b: StampedValue): boolean => a.at > b.at || (a.at === b.at && a.by > b.by);
const textOf = (value: unknown): string => JSON.stringify(value) ?? '';

export interface SharedValuesParts {
  /** Signals of plain data by a name that is the same in every window. */
  readonly signals: Readonly<Record<string, Signal<unknown>>>;
  /** Unlike that of any other window. */
  readonly windowId: string;
  readonly post: (values: StampedValues) => void;
  readonly now: () => number;
  /** Names of what another window has just set here. */
  readonly onTaken?: (names: readonly string[]) => void;
}

/** Keeps signals of several windows in step: what is set in one is set in all, and nothing is sent back and forth. */
export class SharedValues {
  private readonly known = new Map<string, StampedValue>();
  private readonly changed = new Set<string>();
  private stops: (() => void)[] = [];
  private lastAt = 0;

  constructor(private readonly parts: SharedValuesParts) {}

  start(): void {
    for (const [name, signal] of Object.entries(this.parts.signals)) {
      // What a window begins with is older than anything that was set.
      this.known.set(name, { value: signal.peek(), at: 0, by: '' });
      this.stops.push(effect(() => this.note(name, signal.value)));
    }
  }

  stop(): void {
    for (const stop of this.stops.splice(0)) stop();
  }

  /** All values, for a window that has just come. */
  all(): StampedValues {
    return Object.fromEntries([...this.known].filter(([, { at }]) => at > 0));
  }

  /** Takes what another window set; what this one set later stays. */
  take(values: StampedValues): void {
    const taken: string[] = [];
    batch(() => {
      for (const [name, stamped] of Object.entries(values)) {
        const signal = this.parts.signals[name];
        const known = this.known.get(name);
        if (!signal || !known || !isLater(stamped, known)) continue;
        this.known.set(name, stamped);
        this.lastAt = Math.max(this.lastAt, stamped.at);
        if (textOf(signal.peek()) === textOf(stamped.value)) continue;
        signal.value = stamped.value;
        taken.push(name);
      }
      if (taken.length > 0) this.parts.onTaken?.(taken);
    });
  }

  private note(name: string, value: unknown): void {
    const known = this.known.get(name);
    if (!known || textOf(known.value) === textOf(value)) return;
    // Later than all that was seen, also when this machine's clock was set back.
    this.lastAt = Math.max(this.parts.now(), this.lastAt + 1);
    this.known.set(name, { value, at: this.lastAt, by: this.parts.windowId });
    if (this.changed.size === 0) queueMicrotask(() => this.send());
    this.changed.add(name);
  }

  /** What was set together is sent together, so that no window shows half of it. */
  private send(): void {
    const names = [...this.changed];
    this.changed.clear();
    this.parts.post(Object.fromEntries(names.map((name) => [name, this.known.get(name)!])));
  }
}
