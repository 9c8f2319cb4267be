/** Left to what the crew taps, whatever the map would need. */
const RESERVED_BYTES = 50_000_000;

/** Whether a file fits beside all that is stored, with enough left for the queue. True where the browser doesn't tell. */
export async function hasRoomFor(bytes: number): Promise<boolean> {
  try {
    const { quota, usage } = await navigator.storage.estimate();
    return quota === undefined || usage === undefined || quota - usage >= bytes + RESERVED_BYTES;
  } catch {
    return true;
  }
}

export const isStorageFull = (error: unknown): boolean =>
  error instanceof DOMException && (error.name === 'QuotaExceededError' || error.name === 'AbortError');
