import type { CallDetail, CallView, CallWithDetail } from '#contracts';
import type { CallOutcome, LonLat } from '#domain';
import { findRow, type Queryable } from './pool.ts';
import endCallSql from './sql/call/end-call.sql';
import findDetailSql from './sql/call/find-detail.sql';
import listWaitingIdsSql from './sql/call/list-waiting-ids.sql';
import listWithDetailSql from './sql/call/list-with-detail.sql';
import updateCallSql from './sql/call/update-call.sql';
import listCallViewsSql from './sql/duplicate/list-call-views.sql';

/** A call as read, with its place and times as the database gives them. */
export type CallRow = Omit<CallView, 'receivedAt' | 'endedAt' | 'coordinates'> & {
  readonly receivedAt: Date;
  readonly endedAt: Date | null;
  readonly lon: number | null;
  readonly lat: number | null;
};

/** The view of a call, and of a call with more about it. */
export function toCallView<Row extends CallRow>({ lon, lat, receivedAt, endedAt, ...call }: Row) {
  const coordinates: CallView['coordinates'] = lon === null || lat === null ? null : [lon, lat];
  return {
    ...call,
    receivedAt: receivedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    coordinates,
  };
}

/** What commands on calls read and write, inside the transaction of `db`. */
export function createCallStore(db: Queryable) {
  return {
    findCallDetail: (callId: string, version: number) =>
      findRow<CallDetail & object>(db, findDetailSql, [callId, version]),
    updateCall: async (
      call: {
        readonly id: string;
        readonly version: number;
        readonly fieldVersions: Readonly<Record<string, number>>;
        readonly coordinates: LonLat | null;
      },
      { callerName, callerPhone, words, addressText }: CallDetail,
      at: Date,
      by: string,
    ): Promise<void> => {
      const { id, version, fieldVersions, coordinates } = call;
      const place = [coordinates?.[0] ?? null, coordinates?.[1] ?? null];
      const head = [id, version, JSON.stringify(fieldVersions), ...place];
      await db.query(updateCallSql, [...head, callerName, callerPhone, words, addressText, at, by]);
    },
    endCall: async (callId: string, outcome: CallOutcome, at: Date, by: string): Promise<void> =>
      void (await db.query(endCallSql, [callId, at, by, outcome])),
  };
}

/** Calls by id, or those of a region that wait, oldest first; without what callers said. */
export async function listCallViews(
  db: Queryable,
  which: { readonly ids: readonly string[] } | { readonly waitingIn: string; readonly limit: number },
): Promise<CallView[]> {
  const ids = 'ids' in which ? which.ids : await listWaitingIds(db, which.waitingIn, which.limit);
  if (ids.length === 0) return [];
  const { rows } = await db.query<CallRow & object>(listCallViewsSql, [ids]);
  const views = new Map(rows.map((row) => [row.id, toCallView(row)]));
  return ids.flatMap((id) => views.get(id) ?? []);
}

async function listWaitingIds(db: Queryable, regionId: string, limit: number): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(listWaitingIdsSql, [regionId, limit]);
  return rows.map(({ id }) => id);
}

/** Calls with what callers said: of an incident, or of a region those without one. Whoever asks notes who saw it. */
export async function listCallsWithDetail(
  db: Queryable,
  which:
    | { readonly incidentId: string }
    | { readonly regionId: string; readonly onlyWaiting: boolean; readonly limit: number },
): Promise<CallWithDetail[]> {
  const values =
    'incidentId' in which
      ? [which.incidentId, null, false, 500]
      : [null, which.regionId, which.onlyWaiting, which.limit];
  type Row = CallRow & CallDetail & { takenByName: string; incidentNumber: number | null };
  const { rows } = await db.query<Row & object>(listWithDetailSql, values);
  return rows.map(({ callerName, callerPhone, words, addressText, ...call }) => ({
    ...toCallView(call),
    takenByName: call.takenByName,
    incidentNumber: call.incidentNumber,
    detail: { callerName, callerPhone, words, addressText },
  }));
}
