import type { PlaceView } from '#contracts';
import type { IncidentCategory, Priority } from '#domain';
import { batch, effect, signal } from '@preact/signals';
import { TriageDraft } from './triage-draft.ts';

export interface DraftPosition {
  readonly lon: number;
  readonly lat: number;
  readonly source: 'place' | 'pin';
  /** What the position is of; empty for a pin. */
  readonly label: string;
  readonly context: string;
}

/** Fields of the form by their path in the request, such as `location.addressText`. */
export type FieldErrors = Readonly<Record<string, string>>;

/** Urgency that a category usually has, until the dispatcher says otherwise. */
const USUAL_PRIORITY: Readonly<Partial<Record<IncidentCategory, Priority>>> = {
  cardiacArrest: 1,
  unconscious: 1,
  chestPain: 1,
  stroke: 1,
  breathing: 1,
  roadAccident: 1,
  birth: 2,
  trauma: 2,
  burn: 2,
  poisoning: 2,
  allergy: 2,
  child: 2,
  fall: 2,
  psychiatric: 3,
  abdominal: 3,
  fever: 3,
  transfer: 4,
  other: 3,
};

/** The new incident being typed. The text stays as typed; a chosen place or a pin only adds a position. */
export class IncidentDraft {
  readonly isOpen = signal(false);
  readonly addressText = signal('');
  readonly position = signal<DraftPosition | undefined>(undefined);
  readonly category = signal<IncidentCategory | ''>('');
  readonly priority = signal<Priority | undefined>(undefined);
  readonly triage = new TriageDraft();
  readonly notes = signal('');
  readonly errors = signal<FieldErrors>({});
  readonly failure = signal('');
  readonly isSending = signal(false);
  private isPriorityChosen = false;

  constructor() {
    // What the answers give is taken over at once; the dispatcher may still say otherwise, with a reason.
    effect(() => {
      const result = this.triage.result.value;
      if (!result) return;
      batch(() => {
        this.category.value = result.category;
        this.priority.value = result.priority;
        this.forget('category');
        this.forget('priority');
      });
    });
  }

  open(addressText = ''): void {
    batch(() => {
      if (!this.isOpen.value) this.clear();
      if (addressText !== '') this.type(addressText);
      this.isOpen.value = true;
    });
  }

  close(): void {
    batch(() => {
      this.isOpen.value = false;
      this.clear();
    });
  }

  /** Takes typed text. A position that came from a place goes when the text no longer names that place. */
  type(text: string): void {
    batch(() => {
      this.addressText.value = text;
      const { value } = this.position;
      if (value?.source === 'place' && !text.toLowerCase().includes(value.label.toLowerCase())) {
        this.position.value = undefined;
      }
      this.forget('location.addressText');
    });
  }

  choosePlace({ label, context, coordinates: [lon, lat] }: PlaceView): void {
    batch(() => {
      this.addressText.value = label;
      this.position.value = { lon, lat, source: 'place', label, context };
      this.forget('location.addressText');
    });
  }

  pin(lon: number, lat: number): void {
    this.position.value = { lon, lat, source: 'pin', label: '', context: '' };
    this.forget('location.addressText');
  }

  chooseCategory(category: IncidentCategory): void {
    batch(() => {
      this.category.value = category;
      if (!this.triage.result.peek()) this.triage.begin(category);
      if (!this.isPriorityChosen) this.priority.value = USUAL_PRIORITY[category];
      this.forget('category');
      if (this.priority.value) this.forget('priority');
    });
  }

  choosePriority(priority: Priority): void {
    this.isPriorityChosen = true;
    this.priority.value = priority;
    this.forget('priority');
  }

  private forget(path: string): void {
    const errors = this.errors.peek();
    if (errors[path] === undefined) return;
    const { [path]: _gone, ...rest } = errors;
    this.errors.value = rest;
  }

  private clear(): void {
    this.addressText.value = '';
    this.position.value = undefined;
    this.category.value = '';
    this.priority.value = undefined;
    this.isPriorityChosen = false;
    this.triage.clear();
    this.notes.value = '';
    this.errors.value = {};
    this.failure.value = '';
    this.isSending.value = false;
  }
}
