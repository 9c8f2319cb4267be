const DATABASE = 'akut-drafts';
const KEYS = 'keys';
const DRAFTS = 'drafts';
const KEY_ID = 'main';
const IV_BYTES = 12;

/** A draft as it is kept: who typed it, when it was last changed, and its content. */
export interface StoredDraft<Content> {
  readonly id: string;
  readonly userId: string;
  readonly regionId: string;
  readonly changedAt: number;
  readonly content: Content;
}

/** Where drafts are kept on this machine. */
export interface DraftVault<Content> {
  put(draft: StoredDraft<Content>): Promise<void>;
  remove(id: string): Promise<void>;
  /** Those of one user in one region. What is older than `since`, of anybody, is deleted. */
  load(userId: string, regionId: string, since: number): Promise<readonly StoredDraft<Content>[]>;
}

type SealedDraft = Omit<StoredDraft<unknown>, 'content'> & {
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly sealed: ArrayBuffer;
};

const asked = <Value>(request: IDBRequest<Value>): Promise<Value> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('no answer from the browser’s database'));
  });

function openDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(KEYS);
    request.result.createObjectStore(DRAFTS, { keyPath: 'id' });
  };
  return asked(request).then((database) => {
    // Another window that forgets everything is never kept waiting.
    database.onversionchange = () => database.close();
    return database;
  });
}

async function readKey(database: IDBDatabase): Promise<CryptoKey> {
  const known = await asked<CryptoKey | undefined>(
    database.transaction(KEYS).objectStore(KEYS).get(KEY_ID) as IDBRequest<CryptoKey | undefined>,
  );
  if (known) return known;
  const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
  const keys = database.transaction(KEYS, 'readwrite').objectStore(KEYS);
  // Two windows may make a key at once: the first one holds.
  await asked(keys.add(made, KEY_ID)).catch(() => undefined);
  return asked(database.transaction(KEYS).objectStore(KEYS).get(KEY_ID) as IDBRequest<CryptoKey>);
}

const boundTo = ({ id, userId, regionId }: Omit<StoredDraft<unknown>, 'content'>): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(`${id} ${userId} ${regionId}`);

/** Keeps drafts encrypted in the browser's own database, with a key that no script can read out. */
class SealedVault<Content> implements DraftVault<Content> {
  private constructor(
    private readonly database: IDBDatabase,
    private readonly key: CryptoKey,
  ) {}

  static async open<Content>(): Promise<SealedVault<Content>> {
    const database = await openDatabase();
    return new SealedVault<Content>(database, await readKey(database));
  }

  async put({ content, ...head }: StoredDraft<Content>): Promise<void> {
    const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
    const plain = new TextEncoder().encode(JSON.stringify(content));
    const sealed = await crypto.subtle.encrypt(
      { name: 'AES-GCM', iv, additionalData: boundTo(head) },
      this.key,
      plain,
    );
    await asked(this.drafts('readwrite').put({ ...head, iv, sealed } satisfies SealedDraft));
  }

  async remove(id: string): Promise<void> {
    await asked(this.drafts('readwrite').delete(id));
  }

  async load(userId: string, regionId: string, since: number): Promise<readonly StoredDraft<Content>[]> {
    const all = await asked<SealedDraft[]>(this.drafts('readonly').getAll() as IDBRequest<SealedDraft[]>);
    const opened: StoredDraft<Content>[] = [];
    for (const draft of all) {
      const content = draft.changedAt < since ? undefined : await this.unseal(draft);
      if (content === undefined) await this.remove(draft.id);
      else if (draft.userId === userId && draft.regionId === regionId) opened.push(content);
    }
    return opened;
  }

  private async unseal({ iv, sealed, ...head }: SealedDraft): Promise<StoredDraft<Content> | undefined> {
    try {
      const plain = await crypto.subtle.decrypt(
        { name: 'AES-GCM', iv, additionalData: boundTo(head) },
        this.key,
        sealed,
      );
      return { ...head, content: JSON.parse(new TextDecoder().decode(plain)) as Content };
    } catch {
      // Of a key that is gone, or changed by somebody: nothing that can be read.
      return undefined;
    }
  }

  private drafts(mode: IDBTransactionMode): IDBObjectStore {
    return this.database.transaction(DRAFTS, mode).objectStore(DRAFTS);
  }
}

/** Where the browser gives no encryption (plain http in a private network): for as long as the window lives. */
export class WindowVault<Content> implements DraftVault<Content> {
  constructor(private readonly storage: Storage) {}

  put(draft: StoredDraft<Content>): Promise<void> {
    const others = this.read().filter(({ id }) => id !== draft.id);
    return this.write([...others, draft]);
  }

  remove(id: string): Promise<void> {
    return this.write(this.read().filter((one) => one.id !== id));
  }

  async load(userId: string, regionId: string, since: number): Promise<readonly StoredDraft<Content>[]> {
    const fresh = this.read().filter(({ changedAt }) => changedAt >= since);
    await this.write(fresh);
    return fresh.filter((one) => one.userId === userId && one.regionId === regionId);
  }

  private read(): StoredDraft<Content>[] {
    return JSON.parse(this.storage.getItem(DATABASE) ?? '[]') as StoredDraft<Content>[];
  }

  private write(drafts: readonly StoredDraft<Content>[]): Promise<void> {
    if (drafts.length === 0) this.storage.removeItem(DATABASE);
    else this.storage.setItem(DATABASE, JSON.stringify(drafts));
    return Promise.resolve();
  }
}

/** The safest place for drafts that this browser has. */
export async function openDraftVault<Content>(): Promise<DraftVault<Content>> {
  try {
    return await SealedVault.open<Content>();
  } catch {
    return new WindowVault<Content>(sessionStorage);
  }
}

/** Forgets all drafts on this machine and the key to them. */
export async function forgetDrafts(): Promise<void> {
  sessionStorage.removeItem(DATABASE);
  try {
    await asked(indexedDB.deleteDatabase(DATABASE));
  } catch {
    // Without the browser's database there was nothing in it.
  }
}
