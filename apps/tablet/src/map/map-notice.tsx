import { formatAge } from '#ui';
import type { MapPackStore, PackState } from './packs/map-pack-store.ts';
import { type OwnPosition, STALE_SECONDS } from './scene.ts';
import { mt } from './text.ts';

export interface Notice {
  readonly text: string;
  readonly canRetry: boolean;
}

/** What there is to say about the kept map; nothing when it is whole and the newest. */
export function noticeOf({ kept, isRead, work, share, serverVersion }: PackState): Notice | undefined {
  if (!isRead) return undefined;
  const percent = Math.floor(share * 100);
  if (work === 'storageFull') return { text: mt('map.storageFull'), canRetry: true };
  if (work === 'damaged') return { text: mt('map.damaged'), canRetry: true };
  if (kept) {
    if (work === 'fetching') return { text: mt('map.newerFetching', { percent }), canRetry: false };
    const isOlder = serverVersion !== null && kept.mapVersion < serverVersion;
    return isOlder ? { text: mt('map.older'), canRetry: false } : undefined;
  }
  if (work === 'fetching') return { text: mt('map.noneFetching', { percent }), canRetry: false };
  if (work === 'making') return { text: mt('map.noneMaking', { percent }), canRetry: false };
  return work === 'offline'
    ? { text: mt('map.noneOffline'), canRetry: true }
    : { text: mt('map.none'), canRetry: false };
}

/** The strip above the map's edge: the map's own state, and how old the position is when it is not of now. */
export function MapNotice({
  packs,
  position,
  nowMs,
}: {
  readonly packs: MapPackStore;
  readonly position: OwnPosition | undefined;
  readonly nowMs: number;
}) {
  const notice = noticeOf(packs.stateOf('map').value);
  const ageSeconds = position ? (nowMs - position.atMs) / 1000 : undefined;
  const positionText =
    ageSeconds === undefined
      ? mt('map.noPosition')
      : ageSeconds > STALE_SECONDS
        ? mt('map.positionAge', { age: formatAge(ageSeconds) })
        : undefined;
  return (
    <div class="map-notices">
      {positionText !== undefined && <p class="map-notice is-attention">{positionText}</p>}
      {notice && (
        <p class="map-notice" role="status">
          <span>{notice.text}</span>
          {notice.canRetry && (
            <button type="button" class="map-key is-wide" onClick={packs.lookNow}>
              {mt('map.retry')}
            </button>
          )}
        </p>
      )}
    </div>
  );
}
