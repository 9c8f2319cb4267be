const BYTES = 16;

const toBase64Url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');

/** A code for the picture, and what the server may know of it. The code is shown and kept nowhere. */
export async function makeHandOverCode(): Promise<{ code: string; hash: string }> {
  const code = toBase64Url(crypto.getRandomValues(new Uint8Array(BYTES)));
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(code));
  return { code, hash: toBase64Url(new Uint8Array(digest)) };
}
