import { Inject, Injectable } from '@nestjs/common';
import {
  type ClosureView,
  type LiveRow,
  type LiveSnapshot,
  RESYNC_MAX_ROWS,
  type SubscribeAnswer,
} from '#contracts';
import {
  findRegionMap,
  listAlarmViews,
  listCallViews,
  listCrewSignals,
  listMessageNotes,
  listClosureViews,
  listDuplicateProposals,
  listIncidentViews,
  listJournalHeads,
  listJournalRows,
  listProposalViews,
  listSectorViews,
  listUnitViews,
  type Pool,
} from '#persistence';
import { POOL } from '../tokens.ts';
import { JournalTail } from './journal-tail.ts';
import { toLiveRows } from './live-rows.ts';

/** When a thousand desks come back at once, those of one region share one snapshot query per second. */
const SNAPSHOT_SHARE_MILLISECONDS = 1000;
/** A bound on memory only (1 kB each): an incident left out would be waiting where nobody sees it. */
const SNAPSHOT_MAX_INCIDENTS = 10_000;

/** Deciding never leaves more open at a time. */
const SNAPSHOT_MAX_PROPOSALS = 100;

/** More calls that wait than anybody could take. */
const SNAPSHOT_MAX_CALLS = 500;

/** What a client that (re)connects needs to be level with the journal. */
@Injectable()
export class LiveFeed {
  private readonly shared = new Map<
    string,
    { readonly takenAt: number; readonly snapshot: Promise<LiveSnapshot> }
  >();

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(JournalTail) private readonly tail: JournalTail,
  ) {}

  /**
   * The rows that the client missed, or a snapshot when it has none or is too far behind, then the rows up to the
   * tail's head. `join` is called in the same tick as that head was reached, so no row falls between.
   */
  async catchUp(
    regionId: string,
    lastSeq: number | undefined,
    join: () => void,
  ): Promise<{ answer: SubscribeAnswer; rest: readonly LiveRow[] }> {
    const isNear = lastSeq !== undefined && this.isNear(lastSeq, this.tail.headOf(regionId));
    const snapshot = isNear ? undefined : await this.snapshotOf(regionId);
    const rows: LiveRow[] = [];
    let seq = snapshot?.seq ?? lastSeq ?? 0;
    while (seq < this.tail.headOf(regionId)) {
      const more = await listJournalRows(this.pool, regionId, seq, RESYNC_MAX_ROWS);
      if (more.length === 0) break;
      rows.push(...(await toLiveRows(this.pool, more)));
      seq = more.at(-1)!.seq;
    }
    join();
    if (snapshot) return { answer: { ok: true, mode: 'snapshot', snapshot }, rest: rows };
    return { answer: { ok: true, mode: 'rows', rows, seq }, rest: [] };
  }

  /** A client ahead of the journal has seen another database (a restored backup): it starts afresh. */
  private isNear(lastSeq: number, head: number): boolean {
    return lastSeq <= head && head - lastSeq <= RESYNC_MAX_ROWS;
  }

  private snapshotOf(regionId: string): Promise<LiveSnapshot> {
    const now = performance.now();
    const held = this.shared.get(regionId);
    if (held && now - held.takenAt < SNAPSHOT_SHARE_MILLISECONDS) return held.snapshot;
    const snapshot = this.takeSnapshot(regionId);
    this.shared.set(regionId, { takenAt: now, snapshot });
    snapshot.catch(() => this.shared.delete(regionId));
    return snapshot;
  }

  private async takeSnapshot(regionId: string): Promise<LiveSnapshot> {
    // The head comes first: rows written meanwhile are sent again, which does no harm, and none is missed.
    const seq = (await listJournalHeads(this.pool)).get(regionId) ?? 0;
    const [
      units,
      incidents,
      alarms,
      duplicates,
      closures,
      proposals,
      sectors,
      waitingCalls,
      crewSignals,
      unreadMessages,
    ] = await Promise.all([
      listUnitViews(this.pool, { regionId }),
      listIncidentViews(this.pool, { regionId, state: 'open', limit: SNAPSHOT_MAX_INCIDENTS }),
      listAlarmViews(this.pool, { regionId }),
      listDuplicateProposals(this.pool, { regionId }),
      this.listClosuresAround(regionId),
      listProposalViews(this.pool, { regionId, onlyOpen: true, limit: SNAPSHOT_MAX_PROPOSALS }),
      listSectorViews(this.pool, { regionId }),
      listCallViews(this.pool, { waitingIn: regionId, limit: SNAPSHOT_MAX_CALLS }),
      listCrewSignals(this.pool, { regionId }),
      listMessageNotes(this.pool, { regionId, onlyUnread: true }),
    ]);
    return {
      seq,
      units,
      incidents,
      alarms,
      duplicates,
      closures,
      proposals,
      sectors,
      waitingCalls,
      crewSignals,
      unreadMessages,
    };
  }

  /** In force and planned on the region's map, as of now. */
  async listClosuresAround(regionId: string): Promise<ClosureView[]> {
    const region = await findRegionMap(this.pool, regionId);
    return region ? listClosureViews(this.pool, { mapId: region.mapId, state: 'current' }, new Date()) : [];
  }
}
