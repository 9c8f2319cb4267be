import type { Sealed, TabletDatabase } from './database.ts';

const KEY = 'sealKey';
const IV_BYTES = 12;

/**
 * Seals what is clinical before it is stored (AES-GCM; the key cannot be taken out of the browser). That guards against a
 * copied profile; against a stolen tablet the screen lock does.
 */
export class Vault {
  private constructor(private readonly key: CryptoKey) {}

  static async open(database: TabletDatabase): Promise<Vault> {
    const known = (await database.get('meta', KEY)) as CryptoKey | undefined;
    if (known) return new Vault(known);
    const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
      'encrypt',
      'decrypt',
    ]);
    // Another tab may have been quicker: what was stored first is the key.
    const transaction = database.transaction('meta', 'readwrite');
    const earlier = (await transaction.store.get(KEY)) as CryptoKey | undefined;
    if (!earlier) await transaction.store.put(made, KEY);
    await transaction.done;
    return new Vault(earlier ?? made);
  }

  async seal(value: unknown): Promise<Sealed> {
    const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
    const text = new TextEncoder().encode(JSON.stringify(value));
    return { iv, data: await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, this.key, text) };
  }

  /** Throws when it was sealed with another key or changed since. */
  async unseal(sealed: Sealed): Promise<unknown> {
    const data = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: sealed.iv }, this.key, sealed.data);
    return JSON.parse(new TextDecoder().decode(data)) as unknown;
  }
}
