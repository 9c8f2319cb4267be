const IV_BYTES = 12;
const ALGORITHM = 'AES-GCM';

/** What was sealed; the initial value is made anew for each sealing: one used twice tells what was sealed. */
export interface SealedBytes {
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly data: ArrayBuffer;
}

/** Where a key is kept; `put` keeps the one that was there first, as another tab may have been quicker. */
interface KeyPlace {
  get(): Promise<CryptoKey | undefined>;
  putUnlessThere(made: CryptoKey): Promise<CryptoKey>;
}

/** The key at its place (256 bits, cannot be taken out of the browser), made where there is none. */
export async function provideSealKey(place: KeyPlace): Promise<CryptoKey> {
  const known = await place.get();
  if (known) return known;
  const made = await crypto.subtle.generateKey({ name: ALGORITHM, length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
  return place.putUnlessThere(made);
}

const labelled = (label: string | undefined) =>
  label === undefined ? {} : { additionalData: new TextEncoder().encode(label) };

/** Seals a value as JSON; with a label it opens under that label alone. */
export async function sealValue(key: CryptoKey, value: unknown, label?: string): Promise<SealedBytes> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const text = new TextEncoder().encode(JSON.stringify(value));
  const data = await crypto.subtle.encrypt({ name: ALGORITHM, iv, ...labelled(label) }, key, text);
  return { iv, data };
}

/** Throws when it was sealed with another key or label, or changed since. */
export async function openValue(key: CryptoKey, { iv, data }: SealedBytes, label?: string): Promise<unknown> {
  const opened = await crypto.subtle.decrypt({ name: ALGORITHM, iv, ...labelled(label) }, key, data);
  return JSON.parse(new TextDecoder().decode(opened)) as unknown;
}
