import {
  checkPatientRecord,
  createPatientRecord,
  type PatientRecordDocument,
  type PatientSex,
  PATIENT_SEXES,
  type RecordFault,
} from '#domain';
import { batch, computed, signal } from '@preact/signals';
import { mayChange, revise, type Source } from './edit-record.ts';

/** Where records are kept; given by the app. A save that resolves is on the disk and on its way to the server. */
export interface RecordStore {
  load(): Promise<readonly PatientRecordDocument[]>;
  save(document: PatientRecordDocument): Promise<void>;
}
export interface RunPatient {
  readonly id: string;
  readonly number: number;
  readonly ageMonths: number | null;
  readonly sex: string | null;
  readonly condition: string;
}
export interface Run {
  readonly incidentId: string;
  readonly assignmentId: string;
  readonly patients: readonly RunPatient[];
}

export type SaveState = 'saved' | 'saving' | 'failed';

/**
 * The records of one run on the screen. A change is shown once it is stored; changes are stored one after the other, each on
 * top of what was stored before.
 */
export class RecordBook {
  readonly records = signal<readonly PatientRecordDocument[]>([]);
  readonly isLoaded = signal(false);
  readonly hasFailedToLoad = signal(false);
  readonly chosenId = signal<string | undefined>(undefined);
  readonly saveState = signal<SaveState>('saved');
  /** Why the last change was not taken. */
  readonly faults = signal<readonly RecordFault[]>([]);
  readonly chosen = computed(
    () =>
      this.records.value.find(({ recordId }) => recordId === this.chosenId.value) ?? this.records.value[0],
  );
  private queue: Promise<unknown> = Promise.resolve();
  private waiting = 0;

  constructor(
    private readonly store: RecordStore,
    readonly source: Source,
    readonly run: Run,
  ) {}

  /** Takes what is stored, and begins a record for each patient that the control room has entered and none is there of yet. */
  async open(): Promise<void> {
    this.hasFailedToLoad.value = false;
    try {
      this.records.value = await this.store.load();
    } catch {
      this.hasFailedToLoad.value = true;
      return;
    }
    this.isLoaded.value = true;
    const known = new Set(this.records.peek().map(({ patientId }) => patientId));
    const missing = this.run.patients.filter(({ id }) => !known.has(id));
    for (const patient of missing) await this.begin(patient);
    if (this.records.peek().length === 0) await this.begin();
  }

  /** Begins a record; of a patient of the incident, or of one that only the crew knows of. */
  begin(patient?: RunPatient): Promise<boolean> {
    return this.enqueue(async () => {
      const { incidentId, assignmentId } = this.run;
      const numbers = this.records.peek().map(({ number }) => number);
      const sex = PATIENT_SEXES.find((one) => one === patient?.sex) ?? null;
      const record = createPatientRecord({
        recordId: this.source.newId(),
        incidentId,
        assignmentId,
        patientId: patient?.id ?? null,
        number: Math.max(0, ...numbers) + 1,
        at: this.source.now().toISOString(),
        ageMonths: patient?.ageMonths ?? null,
        sex: sex satisfies PatientSex | null,
      });
      await this.store.save(record);
      this.records.value = [...this.records.peek(), record];
      return true;
    });
  }

  choose(recordId: string): void {
    this.chosenId.value = recordId;
    this.faults.value = [];
  }

  /**
   * Changes a record and stores the next version; false when the change was not taken: it cannot be, or the record is
   * closed, or there was no room. `change` sees the newest version.
   */
  change(
    recordId: string,
    change: (record: PatientRecordDocument) => Partial<PatientRecordDocument>,
  ): Promise<boolean> {
    return this.enqueue(async () => {
      const record = this.records.peek().find((one) => one.recordId === recordId);
      if (!record) return false;
      const changes = change(record);
      if (Object.keys(changes).length === 0) return true;
      if (!mayChange(record, changes)) return false;
      const next = revise(record, changes, this.source);
      const faults = checkPatientRecord(next);
      this.faults.value = faults;
      if (faults.length > 0) return false;
      await this.store.save(next);
      this.records.value = this.records.peek().map((one) => (one === record ? next : one));
      return true;
    });
  }

  private enqueue(work: () => Promise<boolean>): Promise<boolean> {
    this.waiting += 1;
    this.saveState.value = 'saving';
    const done = this.queue.then(work).then(
      (isTaken) => this.settle('saved', isTaken),
      () => this.settle('failed', false),
    );
    this.queue = done;
    return done;
  }

  private settle(state: SaveState, isTaken: boolean): boolean {
    this.waiting -= 1;
    batch(() => {
      if (state === 'failed') this.saveState.value = 'failed';
      else if (this.waiting === 0) this.saveState.value = 'saved';
    });
    return isTaken;
  }
}
