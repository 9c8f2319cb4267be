import type { PresenceBody, PresenceField, PresenceView } from '#contracts';
import { PRESENCE_REPEAT_MS } from '#contracts/presence-times.ts';
import { computed, effect, signal, type ReadonlySignal } from '@preact/signals';

interface Line {
  readonly people: ReadonlySignal<readonly PresenceView[]>;
  sayPresence(body: PresenceBody): void;
}

/** Tells the other desks what is open here, and knows what they have open. */
export class DeskPresence {
  /** The field in hand here. */
  readonly field = signal<PresenceField | null>(null);
  /** The others who have the selected incident open. */
  readonly others = computed(() =>
    this.line.people.value.filter(
      ({ userId, incidentId }) => userId !== this.userId && incidentId === this.incidentId.value,
    ),
  );
  private timer: ReturnType<typeof setInterval> | undefined;
  private stopFollowing: (() => void) | undefined;

  constructor(
    private readonly line: Line,
    private readonly regionId: string,
    private readonly userId: string,
    private readonly incidentId: ReadonlySignal<string | undefined>,
    private readonly isOnline: ReadonlySignal<boolean>,
  ) {}

  start(): void {
    this.stopFollowing = effect(() => {
      void this.isOnline.value;
      this.say(this.incidentId.value, this.field.value);
    });
    this.timer = setInterval(() => {
      if (this.incidentId.peek() !== undefined) this.say(this.incidentId.peek(), this.field.peek());
    }, PRESENCE_REPEAT_MS);
  }

  stop(): void {
    this.stopFollowing?.();
    clearInterval(this.timer);
    this.say(undefined, null);
  }

  /** Who else has a field in hand. */
  editorsOf(field: PresenceField): readonly PresenceView[] {
    return this.others.value.filter((one) => one.field === field);
  }

  private say(incidentId: string | undefined, field: PresenceField | null): void {
    this.line.sayPresence({
      regionId: this.regionId,
      incidentId: incidentId ?? null,
      field: incidentId === undefined ? null : field,
    });
  }
}
