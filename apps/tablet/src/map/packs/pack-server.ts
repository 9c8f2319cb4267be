import type { MapPackFile, MapPacks } from '#contracts';

/** Who the tablet is to the server. */
export interface TokenSource {
  getToken(): Promise<string | undefined>;
  /** Told when a token was refused. */
  dropToken?(): void;
}

/** Why a part could not be had now: `gone` is a file that the server no longer has. */
export type PartFailure = 'offline' | 'gone' | 'damaged';
export type PartAnswer =
  | { readonly kind: 'parts'; readonly parts: ReadonlyMap<number, Uint8Array<ArrayBuffer>> }
  | { readonly kind: 'busy'; readonly afterMilliseconds: number }
  | { readonly kind: PartFailure };

const TIMEOUT_MS = 120_000;
const BUSY_MS = 3000;

async function ask(tokens: TokenSource, path: string, headers: Record<string, string>, signal: AbortSignal) {
  const token = await tokens.getToken();
  if (token === undefined) return undefined;
  const response = await fetch(path, {
    headers: { ...headers, authorization: `Bearer ${token}` },
    credentials: 'omit',
    cache: 'no-store',
    signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
  });
  if (response.status === 401) tokens.dropToken?.();
  return response;
}

/** What the server has of a map; undefined when it cannot be asked now. */
export async function readPackList(
  tokens: TokenSource,
  mapName: string,
  signal: AbortSignal,
): Promise<MapPacks | undefined> {
  try {
    const path = `/tablet/v1/maps/${encodeURIComponent(mapName)}`;
    const response = await ask(tokens, path, { accept: 'application/json' }, signal);
    const isJson = /\bjson\b/.test(response?.headers.get('content-type') ?? '');
    return response?.ok && isJson ? ((await response.json()) as MapPacks) : undefined;
  } catch {
    return undefined;
  }
}

async function hasDigest(bytes: Uint8Array<ArrayBuffer>, sha256: string | undefined): Promise<boolean> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('') === sha256;
}

/** Asks for one part by its range and checks it. A proxy that leaves out ranges sends the whole file, and all its parts count. */
export async function fetchPart(
  tokens: TokenSource,
  mapName: string,
  file: MapPackFile,
  part: number,
  signal: AbortSignal,
): Promise<PartAnswer> {
  const first = part * file.partBytes;
  const last = Math.min(file.bytes, first + file.partBytes) - 1;
  const path = `/tablet/v1/maps/${encodeURIComponent(mapName)}/files/${file.id}`;
  try {
    const range = { range: `bytes=${first}-${last}`, 'if-range': `"${file.sha256}"` };
    const response = await ask(tokens, path, range, signal);
    if (response?.status === 404) return { kind: 'gone' };
    if (response?.status === 429 || response?.status === 503) {
      const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
      return { kind: 'busy', afterMilliseconds: seconds > 0 ? seconds * 1000 : BUSY_MS };
    }
    if (!response?.ok) return { kind: 'offline' };
    const bytes = new Uint8Array(await response.arrayBuffer());
    return response.status === 206 ? await checkParts(file, part, bytes) : await checkParts(file, 0, bytes);
  } catch {
    return { kind: 'offline' };
  }
}

async function checkParts(
  { partBytes, partSha256s }: MapPackFile,
  from: number,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<PartAnswer> {
  const parts = new Map<number, Uint8Array<ArrayBuffer>>();
  for (let at = 0; at < bytes.length; at += partBytes) {
    const part = from + at / partBytes;
    const slice = bytes.slice(at, at + partBytes);
    if (await hasDigest(slice, partSha256s[part])) parts.set(part, slice);
  }
  return parts.size > 0 ? { kind: 'parts', parts } : { kind: 'damaged' };
}
