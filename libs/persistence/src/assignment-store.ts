import type { AssignmentView } from '#contracts';
import type { AssignmentEndCause, AssignmentStatus } from '#domain';
import { findRow, type Queryable } from './pool.ts';
import activateAssignmentSql from './sql/assignment/activate-assignment.sql';
import endAssignmentSql from './sql/assignment/end-assignment.sql';
import findActiveOfUnitSql from './sql/assignment/find-active-of-unit.sql';
import findAssignmentForUpdateSql from './sql/assignment/find-assignment-for-update.sql';
import findAssignmentSql from './sql/assignment/find-assignment.sql';
import findLastChangeSql from './sql/assignment/find-last-change.sql';
import findReasonsSql from './sql/assignment/find-reasons.sql';
import insertAssignmentSql from './sql/assignment/insert-assignment.sql';
import insertStepSql from './sql/assignment/insert-step.sql';
import isFacilityOfSql from './sql/assignment/is-facility-of.sql';
import listHelpersSql from './sql/assignment/list-helpers.sql';
import listOpenOfUnitSql from './sql/assignment/list-open-of-unit.sql';
import listRecordedStepsSql from './sql/assignment/list-recorded-steps.sql';
import moveAssignmentSql from './sql/assignment/move-assignment.sql';
import noteGeofencedSql from './sql/assignment/note-geofenced.sql';
import noteCrewRefusalSql from './sql/assignment/note-crew-refusal.sql';
import setDestinationSql from './sql/assignment/set-destination.sql';
import setFollowedBySql from './sql/assignment/set-followed-by.sql';
import worksOnIncidentSql from './sql/assignment/works-on-incident.sql';
import isOfIncidentSql from './sql/recommendation/is-of-incident.sql';
import listRanksSql from './sql/recommendation/list-ranks.sql';
import { listAssignmentViews } from './views.ts';

interface NewAssignmentRow {
  readonly id: string;
  readonly regionId: string;
  readonly incidentId: string;
  readonly unitId: string;
  readonly status: AssignmentStatus;
  readonly recommendationId: string | null;
  readonly recommendedRank: number | null;
  readonly overrideReason: string | null;
  readonly destinationFacilityId: string | null;
  readonly createdAt: Date;
  readonly createdBy: string;
}

interface NewStepRow {
  readonly assignmentId: string;
  readonly status: AssignmentStatus;
  readonly pressedAt: Date | null;
  readonly recordedAt: Date;
  readonly recordedBy: string;
  readonly deviceId?: string | null;
  readonly outboxEpoch: string | null;
  readonly deviceSeq: number | null;
}

interface Activation {
  readonly at: Date;
  readonly recommendationId: string | null;
  readonly recommendedRank: number | null;
  readonly overrideReason: string | null;
  readonly destinationFacilityId: string | null;
}

interface OpenAssignmentRow {
  readonly id: string;
  readonly regionId: string;
  readonly incidentId: string;
  readonly incidentNumber: number;
  readonly status: AssignmentStatus;
  readonly isActive: boolean;
  readonly createdAt: Date;
  readonly createdByName: string;
}

interface HelperRow {
  readonly assignmentId: string;
  readonly regionId: string;
  readonly unitId: string;
  readonly unitRegionId: string;
}

const exists = async (db: Queryable, sql: string, values: unknown[]): Promise<boolean> =>
  (await findRow(db, sql, values)) !== undefined;

/** What commands read and write of assignments, inside the transaction of `db`. */
export function createAssignmentStore(db: Queryable) {
  return { ...questions(db), ...changes(db) };
}

function questions(db: Queryable) {
  return {
    isRecommendationOf: (recommendationId: string, incidentId: string) =>
      exists(db, isOfIncidentSql, [recommendationId, incidentId]),
    findRecommendedRanks: async (
      recommendationId: string,
      incidentId: string,
      unitIds: readonly string[],
    ): Promise<ReadonlyMap<string, number | null> | undefined> => {
      const values = [recommendationId, incidentId, unitIds];
      const { rows } = await db.query<{ unitId: string; rank: number | null }>(listRanksSql, values);
      return rows.length === 0 ? undefined : new Map(rows.map(({ unitId, rank }) => [unitId, rank]));
    },
    worksOnIncident: (userId: string, incidentId: string, at: Date) =>
      exists(db, worksOnIncidentSql, [userId, incidentId, at]),
    isFacilityOf: (facilityId: string, regionId: string) =>
      exists(db, isFacilityOfSql, [facilityId, regionId]),
    findActiveAssignmentOfUnit: (unitId: string) =>
      findRow<{
        id: string;
        regionId: string;
        unitRegionId: string;
        callSign: string;
        incidentId: string;
        incidentNumber: number;
        createdAt: Date;
        createdByName: string;
      }>(db, findActiveOfUnitSql, [unitId]),
    listOpenAssignmentsOfUnit: async (unitId: string): Promise<OpenAssignmentRow[]> =>
      (await db.query<OpenAssignmentRow & object>(listOpenOfUnitSql, [unitId])).rows,
    findAssignment: (assignmentId: string) =>
      findRow<{ regionId: string; incidentId: string; unitId: string }>(db, findAssignmentSql, [
        assignmentId,
      ]),
    findAssignmentForUpdate: async (assignmentId: string) => {
      const assignment = await findRow<{
        id: string;
        regionId: string;
        unitRegionId: string;
        incidentId: string;
        unitId: string;
        status: AssignmentStatus;
        destinationFacilityId: string | null;
      }>(db, findAssignmentForUpdateSql, [assignmentId]);
      if (!assignment) return undefined;
      const steps = await db.query<{ status: AssignmentStatus }>(listRecordedStepsSql, [assignmentId]);
      return { ...assignment, recordedSteps: steps.rows.map(({ status }) => status) };
    },
    listHelpers: async (incidentId: string): Promise<HelperRow[]> =>
      (await db.query<HelperRow & object>(listHelpersSql, [incidentId])).rows,
    findLastChange: (assignmentId: string) =>
      findRow<{ changedAt: Date; changedByName: string | null; endCause: AssignmentEndCause | null }>(
        db,
        findLastChangeSql,
        [assignmentId],
      ),
    getAssignmentView: async (assignmentId: string): Promise<AssignmentView> => {
      const [found] = await listAssignmentViews(db, { ids: [assignmentId] });
      if (!found) throw new Error(`no assignment ${assignmentId}`);
      return found.view;
    },
  };
}

function changes(db: Queryable) {
  return {
    insertAssignment: async (assignment: NewAssignmentRow): Promise<boolean> => {
      const { id, regionId, incidentId, unitId, status, recommendationId, createdAt, createdBy } = assignment;
      const head = [id, regionId, incidentId, unitId, status, recommendationId, createdAt, createdBy];
      const { recommendedRank, overrideReason, destinationFacilityId } = assignment;
      const choice = [recommendedRank, overrideReason, destinationFacilityId];
      return (await db.query(insertAssignmentSql, [...head, ...choice])).rowCount === 1;
    },
    activateAssignment: async (assignmentId: string, activation: Activation): Promise<void> => {
      const { at, recommendationId, recommendedRank, overrideReason, destinationFacilityId } = activation;
      const choice = [recommendationId, recommendedRank, overrideReason, destinationFacilityId];
      await db.query(activateAssignmentSql, [assignmentId, at, ...choice]);
    },
    moveAssignment: async (
      assignmentId: string,
      status: AssignmentStatus,
      at: Date,
      ends: boolean,
    ): Promise<void> => void (await db.query(moveAssignmentSql, [assignmentId, status, at, ends])),
    endAssignment: async (
      assignmentId: string,
      end: { status: AssignmentStatus; at: Date; cause: AssignmentEndCause; reason: string | null },
    ): Promise<void> =>
      void (await db.query(endAssignmentSql, [assignmentId, end.status, end.at, end.cause, end.reason])),
    noteCrewRefusal: async (assignmentId: string, reason: string): Promise<void> =>
      void (await db.query(noteCrewRefusalSql, [assignmentId, reason])),
    setFollowedBy: async (assignmentId: string, followedById: string): Promise<void> =>
      void (await db.query(setFollowedBySql, [assignmentId, followedById])),
    setDestination: async (assignmentId: string, facilityId: string | null): Promise<void> =>
      void (await db.query(setDestinationSql, [assignmentId, facilityId])),
    insertStep: async (step: NewStepRow): Promise<void> => {
      const { assignmentId, status, pressedAt, recordedAt, recordedBy, outboxEpoch, deviceSeq } = step;
      const values = [assignmentId, status, pressedAt, recordedAt, recordedBy, outboxEpoch, deviceSeq];
      await db.query(insertStepSql, [...values, step.deviceId ?? null]);
    },
    noteGeofenced: async (
      assignmentId: string,
      status: AssignmentStatus,
      geofencedAt: Date,
      at: Date,
    ): Promise<boolean> =>
      (await db.query(noteGeofencedSql, [assignmentId, status, geofencedAt, at])).rowCount === 1,
  };
}

export interface AssignmentReasonsRow {
  readonly regionId: string;
  readonly incidentId: string;
  readonly overrideReason: string | null;
  readonly endReason: string | null;
}

/** What people wrote about an assignment. */
export const findAssignmentReasons = (
  db: Queryable,
  assignmentId: string,
): Promise<AssignmentReasonsRow | undefined> =>
  findRow<AssignmentReasonsRow & object>(db, findReasonsSql, [assignmentId]);
