import type { PlaceView } from '#contracts';
import { readTypedPosition, type IncidentCategory, type Priority, type TypedPosition } from '#domain';
import { batch, effect, signal } from '@preact/signals';
import type { BodyOf } from '../api/http.ts';
import { TriageDraft, type KeptTriage } from './triage-draft.ts';

export interface DraftPosition {
  readonly lon: number;
  readonly lat: number;
  readonly source: 'place' | 'pin' | 'coordinates';
  /** What the position is of; empty for a pin and for coordinates. */
  readonly label: string;
  readonly context: string;
}

/** Fields of the form by their path in the request, such as `location.addressText`. */
export type FieldErrors = Readonly<Record<string, string>>;

/** A saving that was begun: repeated with the same id it is never carried out twice. */
export interface BegunSaving {
  readonly commandId: string;
  readonly body: Omit<BodyOf<'createIncident'>, 'commandId'>;
}

/** Everything typed of an incident, as plain data. */
export interface KeptDraft {
  readonly addressText: string;
  readonly position: DraftPosition | undefined;
  readonly category: IncidentCategory | '';
  readonly priority: Priority | undefined;
  readonly isPriorityChosen: boolean;
  readonly notes: string;
  readonly callerName?: string;
  readonly callerPhone?: string;
  readonly callId?: string | undefined;
  readonly triage: KeptTriage;
  readonly saving: BegunSaving | undefined;
}

type Asked = Exclude<TypedPosition, { kind: 'position' }>;

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
  readonly callerName = signal('');
  readonly callerPhone = signal('');
  /** The call that waited, when the incident is made of one. */
  readonly callId = signal<string | undefined>(undefined);
  readonly errors = signal<FieldErrors>({});
  readonly failure = signal('');
  readonly isSending = signal(false);
  /** What is unclear about a typed position, or why it cannot be read. */
  readonly asked = signal<Asked | undefined>(undefined);
  readonly saving = signal<BegunSaving | undefined>(undefined);
  private isPriorityChosen = false;
  /** True after a restore, until the questions have come: then what was chosen stays. */
  private isRestored = false;

  constructor(private readonly bounds: readonly [number, number, number, number]) {
    // What the answers give is taken over at once; the dispatcher may still say otherwise, with a reason.
    effect(() => {
      const result = this.triage.result.value;
      if (!result) return;
      if (this.isRestored) {
        this.isRestored = false;
        return;
      }
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
      this.readPosition(text);
      this.forget('location.addressText');
    });
  }

  /** Takes one of the places that typed coordinates can mean. */
  chooseCoordinates(lon: number, lat: number): void {
    batch(() => {
      this.asked.value = undefined;
      this.position.value = { lon, lat, source: 'coordinates', label: '', context: '' };
      this.forget('location.addressText');
    });
  }

  private readPosition(text: string): void {
    const read = readTypedPosition(text, this.bounds);
    this.asked.value = read && read.kind !== 'position' ? read : undefined;
    if (read?.kind === 'position') this.chooseCoordinates(...read.position);
    else if (this.position.value?.source === 'coordinates') this.position.value = undefined;
  }

  choosePlace({ label, context, coordinates: [lon, lat] }: PlaceView): void {
    batch(() => {
      this.addressText.value = label;
      this.asked.value = undefined;
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

  /** True while nothing is typed or chosen. */
  isEmpty(): boolean {
    return (
      this.addressText.value.trim() === '' &&
      this.notes.value.trim() === '' &&
      this.callerName.value.trim() === '' &&
      this.callerPhone.value.trim() === '' &&
      this.position.value === undefined &&
      this.category.value === '' &&
      this.priority.value === undefined
    );
  }

  /** All that is typed, to be kept. */
  keep(): KeptDraft {
    return {
      addressText: this.addressText.value,
      position: this.position.value,
      category: this.category.value,
      priority: this.priority.value,
      isPriorityChosen: this.isPriorityChosen,
      notes: this.notes.value,
      callerName: this.callerName.value,
      callerPhone: this.callerPhone.value,
      callId: this.callId.value,
      triage: this.triage.keep(),
      saving: this.saving.value,
    };
  }

  /** Opens with what was kept. */
  restore(kept: KeptDraft): void {
    batch(() => {
      this.clear();
      this.isRestored = kept.triage.answers.length > 0;
      this.addressText.value = kept.addressText;
      this.position.value = kept.position;
      const read = kept.position ? undefined : readTypedPosition(kept.addressText, this.bounds);
      this.asked.value = read && read.kind !== 'position' ? read : undefined;
      this.category.value = kept.category;
      this.priority.value = kept.priority;
      this.isPriorityChosen = kept.isPriorityChosen;
      this.notes.value = kept.notes;
      this.callerName.value = kept.callerName ?? '';
      this.callerPhone.value = kept.callerPhone ?? '';
      this.callId.value = kept.callId;
      this.triage.restore(kept.triage);
      this.saving.value = kept.saving;
      this.isOpen.value = true;
    });
    // Where the questions are known and not answered to the end there is no result to hold back.
    if (!this.triage.isWaiting() && !this.triage.result.peek()) this.isRestored = false;
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
    this.isRestored = false;
    this.asked.value = undefined;
    this.saving.value = undefined;
    this.triage.clear();
    this.notes.value = '';
    this.callerName.value = '';
    this.callerPhone.value = '';
    this.callId.value = undefined;
    this.errors.value = {};
    this.failure.value = '';
    this.isSending.value = false;
  }
}
