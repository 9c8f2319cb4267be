import type { CallView, DuplicateProposal, DuplicateReason } from '#contracts';
import type { IncidentCategory, LonLat } from '#domain';
import { type CallRow, toCallView } from './calls.ts';
import { boxAround, findRow, getRow, type Queryable } from './pool.ts';
import dismissProposalSql from './sql/duplicate/dismiss-proposal.sql';
import findCallForUpdateSql from './sql/duplicate/find-call-for-update.sql';
import findIncidentStateSql from './sql/duplicate/find-incident-state.sql';
import findLastJoinSql from './sql/duplicate/find-last-join.sql';
import findProposalForUpdateSql from './sql/duplicate/find-proposal-for-update.sql';
import insertJoinSql from './sql/duplicate/insert-join.sql';
import insertProposalsSql from './sql/duplicate/insert-proposals.sql';
import linkCallSql from './sql/duplicate/link-call.sql';
import listCallViewsSql from './sql/duplicate/list-call-views.sql';
import listDismissedSql from './sql/duplicate/list-dismissed.sql';
import listProposalsSql from './sql/duplicate/list-proposals.sql';
import listReportsNearSql from './sql/duplicate/list-reports-near.sql';
import listReportsOfIncidentSql from './sql/duplicate/list-reports-of-incident.sql';
import lockReportsSql from './sql/duplicate/lock-reports.sql';
import reopenIncidentSql from './sql/duplicate/reopen-incident.sql';
import undoJoinSql from './sql/duplicate/undo-join.sql';

interface ReportRow {
  incidentId: string | null;
  callId: string | null;
  lon: number;
  lat: number;
  reportedAt: Date;
  addressText: string;
  words: string;
  category: IncidentCategory | null;
  priority: number | null;
  number: number | null;
  createdAt: Date | null;
  incidentLon: number | null;
  incidentLat: number | null;
}

const toReport = ({ lon, lat, incidentLon, incidentLat, ...report }: ReportRow) => ({
  ...report,
  coordinates: [lon, lat] as LonLat,
  incidentCoordinates:
    incidentLon === null || incidentLat === null ? null : ([incidentLon, incidentLat] as LonLat),
});

/** What looking for duplicates reads; personal words come with it and go no further than the comparison. */
export function createReportReader(db: Queryable) {
  return {
    listReportsNear: async (search: {
      regionId: string;
      coordinates: LonLat;
      reachMeters: number;
      from: Date;
      to: Date;
    }) => {
      const { regionId, coordinates, reachMeters, from, to } = search;
      const values = [regionId, ...boxAround(coordinates, reachMeters), from, to];
      return (await db.query<ReportRow>(listReportsNearSql, values)).rows.map(toReport);
    },
    findIncidentState: (incidentId: string) =>
      findRow<{ regionId: string; state: 'open' | 'closed'; number: number }>(db, findIncidentStateSql, [
        incidentId,
      ]),
    listDismissedIncidents: async (incidentId: string) =>
      new Set((await db.query<{ id: string }>(listDismissedSql, [incidentId])).rows.map(({ id }) => id)),
    listReportsOfIncident: async (incidentId: string) =>
      (await db.query<ReportRow>(listReportsOfIncidentSql, [incidentId])).rows.map(toReport),
  };
}

/** What duplicates read and write, inside the transaction of `db`. */
export function createDuplicateStore(db: Queryable) {
  return { ...createReportReader(db), ...proposals(db), ...joins(db) };
}

function proposals(db: Queryable) {
  return {
    lockReports: async (regionId: string): Promise<void> => void (await db.query(lockReportsSql, [regionId])),
    insertProposals: async (
      regionId: string,
      at: Date,
      found: readonly {
        id: string;
        incidentId: string | null;
        callId: string | null;
        likelyIncidentId: string | null;
        likelyCallId: string | null;
        score: number;
        reasons: readonly DuplicateReason[];
      }[],
    ): Promise<void> => {
      const column = <Key extends keyof (typeof found)[number]>(key: Key) => found.map((one) => one[key]);
      const reports = [
        column('incidentId'),
        column('callId'),
        column('likelyIncidentId'),
        column('likelyCallId'),
      ];
      const reasons = found.map((one) => JSON.stringify(one.reasons));
      await db.query(insertProposalsSql, [regionId, at, column('id'), ...reports, column('score'), reasons]);
    },
    findProposalForUpdate: (proposalId: string) =>
      findRow<{ id: string; regionId: string; dismissedAt: Date | null }>(db, findProposalForUpdateSql, [
        proposalId,
      ]),
    dismissProposal: async (proposalId: string, at: Date, by: string): Promise<void> =>
      void (await db.query(dismissProposalSql, [proposalId, at, by])),
    getProposal: async (proposalId: string): Promise<DuplicateProposal> => {
      const [proposal] = await listDuplicateProposals(db, { ids: [proposalId] });
      if (!proposal) throw new Error(`no proposal ${proposalId}`);
      return proposal;
    },
  };
}

function joins(db: Queryable) {
  return {
    findLastJoin: (incidentId: string) =>
      findRow<{ id: string; intoId: string; undoneAt: Date | null }>(db, findLastJoinSql, [incidentId]),
    insertJoin: async (join: {
      id: string;
      incidentId: string;
      intoId: string;
      at: Date;
      by: string;
    }): Promise<void> =>
      void (await db.query(insertJoinSql, [join.id, join.incidentId, join.intoId, join.at, join.by])),
    undoJoin: async (joinId: string, at: Date, by: string): Promise<void> =>
      void (await db.query(undoJoinSql, [joinId, at, by])),
    reopenIncident: async (incidentId: string): Promise<void> =>
      void (await db.query(reopenIncidentSql, [incidentId])),
    findCallForUpdate: async (callId: string) => {
      const row = await findRow<CallForUpdate & object>(db, findCallForUpdateSql, [callId]);
      if (!row) return undefined;
      const { lon, lat, ...call } = row;
      return { ...call, coordinates: lon === null || lat === null ? null : ([lon, lat] as LonLat) };
    },
    linkCall: async (callId: string, incidentId: string | null): Promise<void> =>
      void (await db.query(linkCallSql, [callId, incidentId])),
    getCallView: async (callId: string): Promise<CallView> =>
      toCallView(await getRow<CallRow & object>(db, listCallViewsSql, [[callId]])),
  };
}

interface CallForUpdate {
  readonly id: string;
  readonly regionId: string;
  readonly incidentId: string | null;
  readonly version: number;
  readonly fieldVersions: Readonly<Record<string, number>>;
  readonly endedAt: Date | null;
  readonly lon: number | null;
  readonly lat: number | null;
}

type ProposalRow = Omit<DuplicateProposal, 'proposedAt' | 'dismissedAt'> & {
  proposedAt: Date;
  dismissedAt: Date | null;
};

/** Proposals by id, or those of a region that nobody has decided yet, newest first. */
export async function listDuplicateProposals(
  db: Queryable,
  which: { readonly ids: readonly string[] } | { readonly regionId: string },
): Promise<DuplicateProposal[]> {
  const values = 'ids' in which ? [which.ids, null] : [null, which.regionId];
  const { rows } = await db.query<ProposalRow>(listProposalsSql, values);
  return rows.map(({ proposedAt, dismissedAt, ...row }) => ({
    ...row,
    proposedAt: proposedAt.toISOString(),
    dismissedAt: dismissedAt?.toISOString() ?? null,
  }));
}
