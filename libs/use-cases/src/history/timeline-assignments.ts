import type { TimelineFacts, TimelineRow } from './timeline-store.ts';
import type { Told } from './told.ts';

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

type Saying = (
  facts: TimelineFacts,
  row: TimelineRow,
  values: { readonly callSign: string },
) => Told | undefined;

const endReason = (facts: TimelineFacts, { subjectId }: TimelineRow): string | null =>
  facts.assignments.get(subjectId)?.endReason ?? null;

function sayStep(facts: TimelineFacts, row: TimelineRow, values: { readonly callSign: string }): Told {
  const status = textOf(row.payload['status']);
  const pressedAt = textOf(row.payload['pressedAt']);
  if (row.payload['isClockOff'] === true) {
    return { kind: 'stepReportedClockOff', values: { ...values, status, pressedAt } };
  }
  const step = facts.assignments.get(row.subjectId)?.steps.find((one) => one.status === status);
  const geofencedAt = step?.geofencedAt ?? null;
  if (geofencedAt === null) return { kind: 'stepReported', values: { ...values, status, pressedAt } };
  const differenceSeconds = Math.round((Date.parse(pressedAt) - Date.parse(geofencedAt)) / 1000);
  return {
    kind: 'stepReportedBesideFence',
    values: { ...values, status, pressedAt, geofencedAt, differenceSeconds },
  };
}

function saySending(
  facts: TimelineFacts,
  { subjectId, payload }: TimelineRow,
  values: { readonly callSign: string },
): Told {
  const { rank } = payload;
  const text = facts.assignments.get(subjectId)?.overrideReason ?? null;
  return typeof rank === 'number'
    ? { kind: 'unitSentRanked', values: { ...values, rank }, text }
    : { kind: 'unitSent', values, text };
}

const SAYINGS: Readonly<Record<string, Saying>> = {
  unitAssigned: saySending,
  unitReserved: (facts, { subjectId }, values) => ({
    kind: 'unitReserved',
    values,
    text: facts.assignments.get(subjectId)?.overrideReason ?? null,
  }),
  assignmentActivated: (_facts, _row, values) => ({ kind: 'reservedActivated', values }),
  reservedAssignmentDue: (_facts, _row, values) => ({ kind: 'reservedDue', values }),
  statusReported: sayStep,
  statusFilledIn: (_facts, { payload }, values) => ({
    kind: 'stepFilledIn',
    values: { ...values, status: textOf(payload['status']), pressedAt: textOf(payload['pressedAt']) },
  }),
  statusNotApplied: (_facts, { payload }, values) => ({
    kind: 'stepNotApplied',
    values: { ...values, status: textOf(payload['status']), pressedAt: textOf(payload['pressedAt']) },
  }),
  stepGeofenced: (_facts, { payload }, values) => ({
    kind: 'stepGeofenced',
    values: { ...values, status: textOf(payload['status']), geofencedAt: textOf(payload['geofencedAt']) },
  }),
  assignmentCancelled: (facts, row, values) => ({
    kind: row.payload['refusedByCrew'] === undefined ? 'assignmentCancelled' : 'assignmentRefused',
    values,
    text: endReason(facts, row),
  }),
  assignmentDiverted: (facts, row, values) => ({
    kind: 'assignmentDiverted',
    values: { ...values, otherNumber: facts.words.get(textOf(row.payload['toIncidentId'])) ?? '?' },
    text: endReason(facts, row),
  }),
  assignmentHandedOver: (facts, row, values) => ({
    kind: 'assignmentHandedOver',
    values: { ...values, otherCallSign: facts.words.get(textOf(row.payload['toUnitId'])) ?? '?' },
    text: endReason(facts, row),
  }),
  destinationSet: (facts, { payload }, values) => {
    const facilityId = textOf(payload['destinationFacilityId']);
    if (facilityId === '') return { kind: 'destinationTakenBack', values };
    return { kind: 'destinationSet', values: { ...values, facility: facts.words.get(facilityId) ?? '?' } };
  },
};

/** What a row about an assignment is told as. */
export function sayAssignmentRow(facts: TimelineFacts, row: TimelineRow): readonly Told[] {
  const callSign = facts.words.get(textOf(row.payload['unitId'])) ?? '?';
  const saying = SAYINGS[row.kind];
  const told = saying?.(facts, row, { callSign });
  return [told ?? { kind: 'other', values: { journalKind: row.kind } }];
}
