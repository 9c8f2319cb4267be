import type { JointProposal, ProposalView, ProposedRelease, ProposedSend } from '#contracts';
import type { IncidentCategory, LonLat, PatientNeed, Priority, ServingUnit } from '#domain';
import { findRow, getRow, type Queryable } from './pool.ts';
import claimTurnSql from './sql/proposal/claim-turn.sql';
import findDecisionSql from './sql/proposal/find-decision.sql';
import findForUpdateSql from './sql/proposal/find-for-update.sql';
import findJointProposalSql from './sql/proposal/find-joint-proposal.sql';
import findVersionSql from './sql/proposal/find-version.sql';
import getRegionFactsSql from './sql/proposal/get-region-facts.sql';
import insertProposalSql from './sql/proposal/insert-proposal.sql';
import insertVersionSql from './sql/proposal/insert-version.sql';
import listDismissedSql from './sql/proposal/list-dismissed.sql';
import listDrivingSql from './sql/proposal/list-driving.sql';
import listServingSql from './sql/proposal/list-serving.sql';
import noteProposalSql from './sql/proposal/note-proposal.sql';
import listOpenSql from './sql/proposal/list-open.sql';
import listSeenSql from './sql/proposal/list-seen.sql';
import listViewsSql from './sql/proposal/list-views.sql';
import listWaitingSql from './sql/proposal/list-waiting.sql';
import lockRegionSql from './sql/proposal/lock-region.sql';
import saveDecisionSql from './sql/proposal/save-decision.sql';
import settleProposalSql from './sql/proposal/settle-proposal.sql';
import updateProposalSql from './sql/proposal/update-proposal.sql';

type Kind = ProposalView['kind'];
type Settled = 'accepted' | 'dismissed' | 'withdrawn';

interface IncidentRow {
  incidentId: string;
  number: number;
  category: IncidentCategory;
  priority: Priority;
  needs: PatientNeed[];
  createdAt: Date;
  lon: number;
  lat: number;
}
interface WaitingRow extends IncidentRow {
  serving: ServingUnit[];
  lastSentAt: Date | null;
}
interface DrivingRow extends IncidentRow {
  assignmentId: string;
  unitId: string;
}
interface SeenRow {
  createdAt: Date;
  priority: Priority;
  lon: number;
  lat: number;
}
interface RegionFactsRow {
  mapId: number;
  rankingSettings: unknown;
  stations: LonLat[];
  hospitals: LonLat[];
  jobSeconds: number | null;
}
interface OpenRow {
  id: string;
  kind: Kind;
  subject: string;
  version: number;
  sends: ProposedSend[];
  releases: ProposedRelease[];
  savedWeightedSeconds: number;
}
interface LockedRow {
  id: string;
  regionId: string;
  kind: Kind;
  state: ProposalView['state'];
  version: number;
  sends: ProposedSend[];
  releases: ProposedRelease[];
  decidedAt: Date | null;
}
interface DecisionRow {
  at: Date;
  waitingIncidents: number;
  consideredIncidents: number;
  units: number;
  computeMilliseconds: number;
}
interface NewVersion {
  readonly id: string;
  readonly version: number;
  readonly at: Date;
  readonly sends: readonly ProposedSend[];
  readonly releases: readonly ProposedRelease[];
  readonly because: ProposalView['because'];
  readonly savedWeightedSeconds: number;
  readonly codeVersion: number;
  /** JSON text, made once for all versions of a round. */
  readonly inputs: string;
}

/** A region is decided at least every few seconds; what is older than this comes from a process that hangs. */
const DECISION_HOLDS_SECONDS = 60;

const placed = <Row extends { lon: number; lat: number }>({ lon, lat, ...row }: Row) => ({
  ...row,
  coordinates: [lon, lat] as LonLat,
});

/** What the joint decision of a region reads and where it is kept; no transaction. */
export function createJointDecisionStore(db: Queryable) {
  return {
    claimTurn: async (regionId: string, holderId: string, forSeconds: number): Promise<boolean> =>
      (await findRow(db, claimTurnSql, [regionId, holderId, forSeconds])) !== undefined,
    getRegionFacts: (regionId: string, at: Date) =>
      getRow<RegionFactsRow & object>(db, getRegionFactsSql, [regionId, at]),
    listWaitingIncidents: async (regionId: string) =>
      (await db.query<WaitingRow>(listWaitingSql, [regionId])).rows.map(placed),
    listDrivingUnits: async (regionId: string) =>
      (await db.query<DrivingRow>(listDrivingSql, [regionId])).rows.map(placed),
    listSeenIncidents: async (regionId: string, since: Date, limit: number) =>
      (await db.query<SeenRow>(listSeenSql, [regionId, since, limit])).rows.map(placed),
    listOpenProposals: async (regionId: string): Promise<OpenRow[]> =>
      (await db.query<OpenRow>(listOpenSql, [regionId])).rows,
    saveDecision: async (
      regionId: string,
      holderId: string,
      decision: DecisionRow & {
        readonly incidents: Readonly<
          Record<string, JointProposal & { readonly servedBy: readonly string[] }>
        >;
      },
    ): Promise<void> => {
      const { at, waitingIncidents, consideredIncidents, units, computeMilliseconds, incidents } = decision;
      const figures = [at, waitingIncidents, consideredIncidents, units, computeMilliseconds];
      await db.query(saveDecisionSql, [regionId, holderId, ...figures, JSON.stringify(incidents)]);
    },
    findDecision: (regionId: string) => findRow<DecisionRow & object>(db, findDecisionSql, [regionId]),
    /** `regionId` null: the incident's own. */
    findJointProposal: async (
      regionId: string | null,
      incidentId: string,
    ): Promise<JointProposal | undefined> =>
      (
        await findRow<{ joint: JointProposal }>(db, findJointProposalSql, [
          regionId,
          incidentId,
          DECISION_HOLDS_SECONDS,
        ])
      )?.joint,
    listProposalViews: (which: ProposalFilter) => listProposalViews(db, which),
    findProposalVersion: <Inputs, Answer>(proposalId: string, version: number) =>
      findRow<{ codeVersion: number; inputs: Inputs; answer: Answer }>(db, findVersionSql, [
        proposalId,
        version,
      ]),
  };
}

type ProposalFilter =
  | { readonly ids: readonly string[] }
  | { readonly regionId: string; readonly onlyOpen: boolean; readonly limit: number };

/** Proposals by id, or those of a region, newest first. */
export async function listProposalViews(db: Queryable, which: ProposalFilter): Promise<ProposalView[]> {
  const values =
    'ids' in which
      ? [which.ids, null, false, which.ids.length]
      : [null, which.regionId, which.onlyOpen, which.limit];
  return (await db.query<{ view: ProposalView }>(listViewsSql, values)).rows.map(({ view }) => view);
}

/** What commands on proposals read and write, inside one transaction. */
export function createProposalStore(db: Queryable) {
  const insertVersion = async (one: NewVersion): Promise<void> => {
    const { id, version, at, codeVersion, inputs, sends, releases, because, savedWeightedSeconds } = one;
    const answer = JSON.stringify({ sends, releases, because, savedWeightedSeconds });
    await db.query(insertVersionSql, [id, version, at, codeVersion, inputs, answer]);
  };
  const contentOf = ({ sends, releases, because, savedWeightedSeconds }: NewVersion) => [
    JSON.stringify(sends),
    JSON.stringify(releases),
    JSON.stringify(because),
    savedWeightedSeconds,
  ];
  return {
    lockRegionProposals: async (regionId: string): Promise<boolean> =>
      (await getRow<{ isFirst: boolean }>(db, lockRegionSql, [regionId])).isFirst,
    listOpenProposals: async (regionId: string): Promise<OpenRow[]> =>
      (await db.query<OpenRow>(listOpenSql, [regionId])).rows,
    listDismissedProposals: async (regionId: string, since: Date) =>
      (
        await db.query<{ kind: Kind; subject: string; savedWeightedSeconds: number }>(listDismissedSql, [
          regionId,
          since,
        ])
      ).rows,
    insertProposal: async (
      proposal: NewVersion & { readonly regionId: string; readonly kind: Kind; readonly subject: string },
    ): Promise<boolean> => {
      const { id, regionId, kind, subject, at } = proposal;
      const values = [id, regionId, kind, subject, ...contentOf(proposal), at];
      const isInserted = (await findRow(db, insertProposalSql, values)) !== undefined;
      if (isInserted) await insertVersion(proposal);
      return isInserted;
    },
    updateProposal: async (proposal: NewVersion): Promise<boolean> => {
      const values = [proposal.id, proposal.version, ...contentOf(proposal), proposal.at];
      const isUpdated = (await findRow(db, updateProposalSql, values)) !== undefined;
      if (isUpdated) await insertVersion(proposal);
      return isUpdated;
    },
    settleProposal: async (id: string, state: Settled, at: Date, by: string | null): Promise<boolean> =>
      (await findRow(db, settleProposalSql, [id, state, at, by])) !== undefined,
    findDispatchProposalForUpdate: (proposalId: string) =>
      findRow<LockedRow & object>(db, findForUpdateSql, [proposalId]),
    listServingUnits: async (incidentId: string): Promise<(ServingUnit & { hasLeft: boolean })[]> =>
      (await db.query<ServingUnit & { hasLeft: boolean }>(listServingSql, [incidentId])).rows,
    noteProposal: async (
      assignmentIds: readonly string[],
      proposalId: string,
      version: number,
    ): Promise<void> => void (await db.query(noteProposalSql, [assignmentIds, proposalId, version])),
    getProposalView: async (proposalId: string): Promise<ProposalView> => {
      const [view] = await listProposalViews(db, { ids: [proposalId] });
      if (!view) throw new Error(`no proposal ${proposalId}`);
      return view;
    },
  };
}
