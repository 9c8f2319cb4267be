import type { TabletDatabase } from '../store/database.ts';

const KEY = 'lockKey';
const RECORDS = 'lockRecords';
const FAILURES = 'lockFailures';
const ITERATIONS = 150_000;
/** Tries before the first pause; each further failure doubles it. */
const FREE_TRIES = 3;
const FIRST_PAUSE_MS = 5000;
const MOST_PAUSE_MS = 300_000;

interface LockRecord {
  readonly userId: string;
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly tag: ArrayBuffer;
}

/** How long nobody may try after so many wrong PINs. */
export function pauseAfter(failures: number): number {
  if (failures < FREE_TRIES) return 0;
  return Math.min(MOST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - FREE_TRIES));
}

/**
 * Recognises the crew's PINs without the server. Of each PIN only a tag is kept: PBKDF2, then HMAC with a key that cannot be
 * taken out of the browser, so that a copied database does not let anyone try PINs elsewhere.
 */
export class PinLock {
  constructor(private readonly database: TabletDatabase) {}

  /** Remembers the PINs of a crew that the server has just accepted. */
  async remember(members: readonly { readonly userId: string; readonly pin: string }[]): Promise<void> {
    let key = (await this.database.get('meta', KEY)) as CryptoKey | undefined;
    if (!key) {
      key = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']);
      await this.database.put('meta', key, KEY);
    }
    const records: LockRecord[] = [];
    for (const { userId, pin } of members) {
      const salt = crypto.getRandomValues(new Uint8Array(16));
      records.push({ userId, salt, tag: await crypto.subtle.sign('HMAC', key, await stretch(pin, salt)) });
    }
    await this.database.put('meta', records, RECORDS);
    await this.database.put('meta', 0, FAILURES);
  }

  async forget(): Promise<void> {
    await this.database.delete('meta', RECORDS);
  }

  async failures(): Promise<number> {
    return ((await this.database.get('meta', FAILURES)) as number | undefined) ?? 0;
  }

  /** Whether there is a PIN that opens; without one the screen does not lock. */
  async isArmed(): Promise<boolean> {
    const records = (await this.database.get('meta', RECORDS)) as readonly LockRecord[] | undefined;
    return records !== undefined && records.length > 0;
  }

  /** Whose PIN it is. A wrong one is counted before it is answered, so that a reload spares nothing. */
  async open(pin: string): Promise<string | undefined> {
    const key = (await this.database.get('meta', KEY)) as CryptoKey | undefined;
    const records = (await this.database.get('meta', RECORDS)) as readonly LockRecord[] | undefined;
    await this.database.put('meta', (await this.failures()) + 1, FAILURES);
    if (!key || !records) return undefined;
    for (const { userId, salt, tag } of records) {
      if (!(await crypto.subtle.verify('HMAC', key, tag, await stretch(pin, salt)))) continue;
      await this.database.put('meta', 0, FAILURES);
      return userId;
    }
    return undefined;
  }
}

async function stretch(pin: string, salt: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> {
  const material = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, [
    'deriveBits',
  ]);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ITERATIONS };
  return crypto.subtle.deriveBits(how, material, 256);
}
