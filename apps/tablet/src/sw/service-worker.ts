/**
 * Keeps the whole app on the tablet, so that it starts with no network. It holds files only: what the crew tapped lies in
 * IndexedDB, which nothing here touches. A new version waits until the page says that no run is under way.
 */
interface Extendable {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetching extends Extendable {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface WorkerScope {
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
  readonly location: Location;
  addEventListener(type: 'install' | 'activate', listen: (event: Extendable) => void): void;
  addEventListener(type: 'fetch', listen: (event: Fetching) => void): void;
  addEventListener(type: 'message', listen: (event: { readonly data: unknown }) => void): void;
}
declare const PRECACHED_FILES: readonly string[];
declare const APP_VERSION: string;

const scope = globalThis as unknown as WorkerScope;
const BASE = '/tablet/';
const CACHE_PREFIX = 'akut-app-';
const CACHE = `${CACHE_PREFIX}${APP_VERSION}`;
const OWN_PATHS = new Set(PRECACHED_FILES.map((file) => `${BASE}${file}`));

async function install(): Promise<void> {
  const cache = await caches.open(CACHE);
  // Past the browser's own cache: the page must be the one that names these very files.
  await cache.addAll([...OWN_PATHS].map((path) => new Request(path, { cache: 'reload' })));
}

async function dropOldVersions(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(CACHE_PREFIX) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await scope.clients.claim();
}

async function fromCache(path: string, request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  return (await cache.match(path)) ?? fetch(request);
}

/** The cached path that answers a request; undefined for what only the network can answer. */
function cachedPath(request: Request): string | undefined {
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== scope.location.origin) return undefined;
  if (request.mode === 'navigate' && !pathname.startsWith(`${BASE}v1/`)) return `${BASE}index.html`;
  return OWN_PATHS.has(pathname) ? pathname : undefined;
}

scope.addEventListener('install', (event) => event.waitUntil(install()));
scope.addEventListener('activate', (event) => event.waitUntil(dropOldVersions()));
scope.addEventListener('message', ({ data }) => {
  if (data === 'activate') void scope.skipWaiting();
});
scope.addEventListener('fetch', (event) => {
  const path = cachedPath(event.request);
  if (path !== undefined) event.respondWith(fromCache(path, event.request));
});

export {};
