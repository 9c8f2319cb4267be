export type ConnectionState = 'connecting' | 'live' | 'late' | 'offline';

/** Frames come every second: after this long without any sign of life the screen says so. */
export const LATE_MS = 2000;
/** From here on the screen is read-only, also when the socket still believes to be connected. */
export const OFFLINE_MS = 8000;

export interface ConnectionFacts {
  readonly isSubscribed: boolean;
  /** Monotonic ms; undefined before the first sign of life. */
  readonly lastHeardAt: number | undefined;
  readonly now: number;
}

/** What the connection is, by what was heard and not by what the socket believes. */
export function connectionState({ isSubscribed, lastHeardAt, now }: ConnectionFacts): ConnectionState {
  if (lastHeardAt === undefined) return 'connecting';
  if (!isSubscribed) return 'offline';
  const silence = now - lastHeardAt;
  if (silence > OFFLINE_MS) return 'offline';
  return silence > LATE_MS ? 'late' : 'live';
}
