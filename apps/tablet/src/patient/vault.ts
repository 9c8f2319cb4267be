import type { PatientRecordDocument } from '#domain';
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { openValue, provideSealKey, type SealedBytes, sealValue } from '../store/sealing.ts';

const NAME = 'akut-tablet-records';
const VERSION = 1;
const KEY = 'key';

interface SealedRecord extends SealedBytes {
  readonly recordId: string;
  readonly assignmentId: string;
  readonly version: number;
}
interface VaultSchema extends DBSchema {
  keys: { key: string; value: CryptoKey };
  records: { key: string; value: SealedRecord; indexes: { assignment: string } };
}

/** Two records must not be taken for each other, nor an older version for a newer one. */
const labelOf = ({ recordId, version }: Pick<SealedRecord, 'recordId' | 'version'>): string =>
  `akut-record:${recordId}:${version}`;

/**
 * Patients' records of the runs that go on, sealed on the tablet's disk with AES-GCM (256 bits) and a key that cannot be taken
 * out of the browser. Once the runs are over and the server has everything, key and records are destroyed together: what a
 * disk may still hold of them can be read by nobody.
 */
export class RecordVault {
  private constructor(private readonly database: IDBPDatabase<VaultSchema>) {}

  static async open(name: string = NAME): Promise<RecordVault> {
    const database = await openDB<VaultSchema>(name, VERSION, {
      upgrade(made) {
        made.createObjectStore('keys');
        made.createObjectStore('records', { keyPath: 'recordId' }).createIndex('assignment', 'assignmentId');
      },
    });
    return new RecordVault(database);
  }

  /** Seals and stores a version; when this resolves it is on the disk. A version that is not newer changes nothing. */
  async save(document: PatientRecordDocument): Promise<void> {
    const { recordId, assignmentId, version } = document;
    const key = await this.getKey();
    const sealed = await sealValue(key, document, labelOf(document));
    const transaction = this.database.transaction('records', 'readwrite', { durability: 'strict' });
    const held = await transaction.store.get(recordId);
    if (!held || held.version < version)
      await transaction.store.put({ recordId, assignmentId, version, ...sealed });
    await transaction.done;
  }

  /** The records of a run, as they were saved last. Rejects when one was tampered with. */
  async load(assignmentId: string): Promise<PatientRecordDocument[]> {
    const sealed = await this.database.getAllFromIndex('records', 'assignment', assignmentId);
    if (sealed.length === 0) return [];
    const key = await this.getKey();
    const records = await Promise.all(sealed.map((one) => this.unseal(key, one)));
    return records.sort((one, other) => one.number - other.number);
  }

  /**
   * Forgets the records of runs that are over, as soon as the server has confirmed their last versions; with the last
   * record goes the key.
   */
  async settle({
    openAssignmentIds,
    unconfirmedRecordIds,
  }: {
    readonly openAssignmentIds: ReadonlySet<string>;
    readonly unconfirmedRecordIds: ReadonlySet<string>;
  }): Promise<void> {
    const transaction = this.database.transaction(['records', 'keys'], 'readwrite');
    const records = transaction.objectStore('records');
    for (const { recordId, assignmentId } of await records.getAll())
      if (!openAssignmentIds.has(assignmentId) && !unconfirmedRecordIds.has(recordId))
        await records.delete(recordId);
    if ((await records.count()) === 0) await transaction.objectStore('keys').delete(KEY);
    await transaction.done;
  }

  /** Destroys everything at once: of a revoked tablet, after it has handed in what it held. */
  async wipe(): Promise<void> {
    const transaction = this.database.transaction(['records', 'keys'], 'readwrite');
    await transaction.objectStore('keys').clear();
    await transaction.objectStore('records').clear();
    await transaction.done;
  }

  close(): void {
    this.database.close();
  }

  private async unseal(key: CryptoKey, sealed: SealedRecord): Promise<PatientRecordDocument> {
    return (await openValue(key, sealed, labelOf(sealed))) as PatientRecordDocument;
  }

  private getKey(): Promise<CryptoKey> {
    return provideSealKey({
      get: () => this.database.get('keys', KEY),
      putUnlessThere: async (made) => {
        const transaction = this.database.transaction('keys', 'readwrite');
        const earlier = await transaction.store.get(KEY);
        if (!earlier) await transaction.store.put(made, KEY);
        await transaction.done;
        return earlier ?? made;
      },
    });
  }
}
