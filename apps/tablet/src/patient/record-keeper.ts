import type { TabletEvent } from '#contracts';
import type { PatientRecordDocument } from '#domain';
import type { RecordStore } from './record-book.ts';
import type { RecordVault } from './vault.ts';

type Vault = Pick<RecordVault, 'save' | 'load' | 'settle' | 'wipe'>;

/** What the keeper needs of the tablet's queue. */
export interface RecordQueue {
  /** Stores an event; rejects when there is no room. */
  add(body: {
    readonly recordId: string;
    readonly assignmentId: string;
    readonly version: number;
    readonly document: PatientRecordDocument;
  }): Promise<unknown>;
  /** What waits for the server now. */
  listWaiting(): readonly TabletEvent[];
  /** False while the queue is longer than what is known of it here. */
  knowsAll(): boolean;
}

const waitingRecords = (queue: RecordQueue): PatientRecordDocument[] =>
  queue
    .listWaiting()
    .flatMap(({ kind, body }) =>
      kind === 'patientRecord' ? [body['document'] as PatientRecordDocument] : [],
    );

/**
 * Keeps the records of the runs that go on: into the queue first, which alone decides whether a change was stored, then into
 * the vault, from which the page is drawn again after the app was closed.
 */
export class RecordKeeper {
  private opened: Promise<Vault> | undefined;

  constructor(
    private readonly openVault: () => Promise<Vault>,
    private readonly queue: RecordQueue,
  ) {}

  storeOf(assignmentId: string): RecordStore {
    return {
      load: () => this.load(assignmentId),
      save: async (document) => {
        const { recordId, version } = document;
        await this.queue.add({ recordId, assignmentId, version, document });
        // What the vault could not take is in the queue still, and is found there until the server has it.
        await this.vault()
          .then((vault) => vault.save(document))
          .catch(() => undefined);
      },
    };
  }

  /** Forgets what is over and confirmed. */
  async settle(openAssignmentIds: ReadonlySet<string>): Promise<void> {
    if (!this.queue.knowsAll()) return;
    const unconfirmedRecordIds = new Set(waitingRecords(this.queue).map(({ recordId }) => recordId));
    const vault = await this.vault();
    await vault.settle({ openAssignmentIds, unconfirmedRecordIds });
  }

  async wipe(): Promise<void> {
    await (await this.vault()).wipe();
  }

  /** One that could not be opened is tried anew the next time. */
  private vault(): Promise<Vault> {
    this.opened ??= this.openVault().catch((error: unknown) => {
      this.opened = undefined;
      throw error;
    });
    return this.opened;
  }

  /** The newest of each record, from vault and queue. */
  private async load(assignmentId: string): Promise<PatientRecordDocument[]> {
    const newest = new Map<string, PatientRecordDocument>();
    const waiting = waitingRecords(this.queue).filter((one) => one.assignmentId === assignmentId);
    const kept = await (await this.vault()).load(assignmentId);
    for (const one of [...kept, ...waiting])
      if ((newest.get(one.recordId)?.version ?? 0) < one.version) newest.set(one.recordId, one);
    return [...newest.values()].sort((one, other) => one.number - other.number);
  }
}
