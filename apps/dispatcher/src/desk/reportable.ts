import { ASSIGNMENT_STATUSES, type AssignmentStatus } from '#domain';
import type { BodyOf } from '../api/http.ts';

export type ReportableStatus = BodyOf<'reportStatus'>['status'];

const BY_OTHER_COMMANDS: readonly AssignmentStatus[] = ['reserved', 'notified', 'cancelled', 'diverted'];

/** Steps that are reported; the others come from assigning, cancelling and diverting. */
export const REPORTABLE = ASSIGNMENT_STATUSES.filter(
  (status): status is ReportableStatus => !BY_OTHER_COMMANDS.includes(status),
);
