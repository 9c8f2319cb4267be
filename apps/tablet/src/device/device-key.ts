import type { TOKEN_SIGNATURE_PREFIX } from '#contracts';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const PREFIX: typeof TOKEN_SIGNATURE_PREFIX = 'akut-tablet';

export interface DevicePublicKey {
  readonly kty: 'EC';
  readonly crv: 'P-256';
  readonly x: string;
  readonly y: string;
}

/** The tablet's own key pair; the private half cannot be taken out of the browser. */
export const makeDeviceKey = (): Promise<CryptoKeyPair> =>
  crypto.subtle.generateKey(ALGORITHM, false, ['sign', 'verify']);

export async function publicKeyOf(pair: CryptoKeyPair): Promise<DevicePublicKey> {
  const { x, y } = await crypto.subtle.exportKey('jwk', pair.publicKey);
  return { kty: 'EC', crv: 'P-256', x: x!, y: y! };
}

const toBase64Url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '');

/** Signs a nonce of the server as `getTabletToken` wants it. */
export async function signNonce(pair: CryptoKeyPair, deviceId: string, nonce: string): Promise<string> {
  const text = new TextEncoder().encode(`${PREFIX}:${deviceId}:${nonce}`);
  const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, pair.privateKey, text);
  return toBase64Url(new Uint8Array(signature));
}
