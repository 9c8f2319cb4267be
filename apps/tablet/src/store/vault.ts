import type { Sealed, TabletDatabase } from './database.ts';
import { openValue, provideSealKey, sealValue } from './sealing.ts';

const KEY = 'sealKey';

/**
 * Seals what is clinical before it is stored (AES-GCM; the key cannot be taken out of the browser). That guards against a
 * copied profile; against a stolen tablet the screen lock does.
 */
export class Vault {
  private constructor(private readonly key: CryptoKey) {}

  static async open(database: TabletDatabase): Promise<Vault> {
    const key = await provideSealKey({
      get: async () => (await database.get('meta', KEY)) as CryptoKey | undefined,
      putUnlessThere: async (made) => {
        const transaction = database.transaction('meta', 'readwrite');
        const earlier = (await transaction.store.get(KEY)) as CryptoKey | undefined;
        if (!earlier) await transaction.store.put(made, KEY);
        await transaction.done;
        return earlier ?? made;
      },
    });
    return new Vault(key);
  }

  seal(value: unknown): Promise<Sealed> {
    return sealValue(this.key, value);
  }

  /** Throws when it was sealed with another key or changed since. */
  unseal(sealed: Sealed): Promise<unknown> {
    return openValue(this.key, sealed);
  }
}
