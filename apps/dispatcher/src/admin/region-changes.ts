import type { LiveRow } from '#contracts';

/** Where rows of the journal come from; without a row everything may have changed. */
export interface RowSource {
  onRow(listener: (row: LiveRow | undefined) => void): () => void;
}

/** Rows of one import or one busy moment are read at once. */
export const GATHER_MS = 250;

export interface RegionChange {
  readonly subjectId: string;
  /** Nobody's name for what the system did. */
  readonly by: string | null;
  readonly at: string;
  readonly version: number | undefined;
}

/** Whether a kind such as `stationChanged` tells of a subject such as `station`. */
export const tellsOf = (subject: string, kind: string): boolean =>
  ['Created', 'Changed', 'Removed'].some((verb) => kind === subject + verb);

const changeOf = ({ subjectId, actorName, at, payload }: LiveRow): RegionChange => ({
  subjectId,
  by: actorName,
  at,
  version: typeof payload['version'] === 'number' ? payload['version'] : undefined,
});

/**
 * Tells of rows of certain kinds, those of a short while together; with none when the connection was lost and anything may
 * have happened. Answers how to stop.
 */
export function followChanges(
  source: RowSource,
  isOfInterest: (row: Pick<LiveRow, 'kind' | 'subjectId'>) => boolean,
  listener: (changes: readonly RegionChange[]) => void,
): () => void {
  let waiting: RegionChange[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tell = (): void => {
    timer = undefined;
    const changes = waiting;
    waiting = [];
    listener(changes);
  };
  const stop = source.onRow((row) => {
    if (row !== undefined && !isOfInterest(row)) return;
    if (row !== undefined) waiting.push(changeOf(row));
    timer ??= setTimeout(tell, GATHER_MS);
  });
  return () => {
    clearTimeout(timer);
    stop();
  };
}
