import { ASSIGNMENT_STATUSES, DUTY_STATES } from '#domain';
import { z } from 'zod';
import { freeText, id, instant, latitude, longitude } from '../primitives.ts';
import { defineRoute } from '../route.ts';

/** Events in one request; a tablet with more sends the next ones after the answer. */
export const MOST_OUTBOX_EVENTS = 100;
export const MOST_FIXES_AT_ONCE = 600;

/** Why a crew does not take an assignment, or leaves it. */
export const CREW_REFUSALS = [
  'vehicleFault',
  'crewUnfit',
  'roadBlocked',
  'onAnotherTask',
  'notEquipped',
  'unsafe',
  'other',
] as const;
export type CrewRefusal = (typeof CREW_REFUSALS)[number];

const eventBodies = {
  /** A step of the ladder, pressed; or `delivered`, which the tablet reports by itself once the assignment is on its screen. */
  status: z.object({
    assignmentId: id,
    status: z.enum(ASSIGNMENT_STATUSES),
    destinationFacilityId: id.optional(),
  }),
  /** Not taken, or left before its end: the incident goes back to the stack. */
  refuse: z.object({ assignmentId: id, reason: z.enum(CREW_REFUSALS), words: freeText(500).default('') }),
  duty: z.object({ state: z.enum(DUTY_STATES), reason: freeText(200).nullable().default(null) }),
  speakRequest: z.object({ isUrgent: z.boolean().default(false), isWithdrawn: z.boolean().default(false) }),
  emergency: z.object({
    isWithdrawn: z.boolean().default(false),
    lon: longitude.nullable().default(null),
    lat: latitude.nullable().default(null),
  }),
  message: z.object({ messageId: id, text: freeText(2000).min(1), incidentId: id.nullable().default(null) }),
  messageRead: z.object({ messageId: id }),
  vehicleCheck: z.object({
    items: z
      .array(z.object({ key: z.string().max(60), isOk: z.boolean(), words: freeText(500).default('') }))
      .max(100),
  }),
  odometer: z.object({ km: z.number().min(0).max(5_000_000) }),
  /** The whole record as it stands after an edit; the newest version of a record is the one that counts. */
  patientRecord: z.object({
    recordId: id,
    assignmentId: id,
    version: z.number().int().min(1),
    document: z.record(z.string(), z.unknown()),
  }),
} as const;
export const TABLET_EVENT_KINDS = Object.keys(eventBodies) as TabletEventKind[];
export type TabletEventKind = keyof typeof eventBodies;
export type TabletEventBodies = { [Kind in TabletEventKind]: z.infer<(typeof eventBodies)[Kind]> };
export const tabletEventBodies = eventBodies;

/** Far above what any body needs; writing and hashing one of tens of thousands of levels would end the stack. */
const DEEPEST_BODY = 64;

function isShallow(body: unknown): boolean {
  let level: unknown[] = [body];
  for (let depth = 0; depth < DEEPEST_BODY; depth += 1) {
    level = level.flatMap((value) =>
      value !== null && typeof value === 'object' ? Object.values(value) : [],
    );
    if (level.length === 0) return true;
  }
  return false;
}

/**
 * One tap as the tablet keeps it. Only the envelope must be right for the event to be stored; a kind or a body that
 * this server does not understand (an app of another version) is recorded and confirmed, so that it never blocks those behind it.
 */
export const tabletEvent = z.object({
  /** From 1 in each epoch, without gaps. */
  deviceSeq: z.number().int().min(1),
  /** By the device's own clock, right or wrong. */
  at: instant,
  /** The device's monotonic milliseconds, of the same run of the app as `runId`; sets taps right when the clock was changed between them. */
  monotonicMs: z.number().min(0).nullable().default(null),
  runId: id.nullable().default(null),
  signOnId: id.nullable().default(null),
  kind: z.string().min(1).max(40),
  body: z.record(z.string(), z.unknown()).refine(isShallow),
});
export type TabletEvent = z.infer<typeof tabletEvent>;

export const outboxBody = z.object({
  outboxEpoch: id,
  /** The device's clock, and its monotonic one, at the moment of sending. */
  sentAt: instant,
  monotonicMs: z.number().min(0).nullable().default(null),
  runId: id.nullable().default(null),
  /** In the order of `deviceSeq`. */
  events: z.array(tabletEvent).min(1).max(MOST_OUTBOX_EVENTS),
});
export type OutboxBody = z.infer<typeof outboxBody>;

/** Both of them confirm: the tablet may forget the event. */
export const eventReceipt = z.object({
  deviceSeq: z.number().int(),
  result: z.enum(['applied', 'recordedNotApplied']),
  reason: z.string().nullable(),
});
export type EventReceipt = z.infer<typeof eventReceipt>;

export const outboxAnswer = z.object({
  serverAt: instant,
  /** One for each event up to the first that does not follow on what is stored; later ones are sent again after it. */
  receipts: z.array(eventReceipt),
  /** The highest number stored in this epoch without a gap. */
  storedSeq: z.number().int(),
});
export type OutboxAnswer = z.infer<typeof outboxAnswer>;

const tabletFix = z.object({
  /** From 1 in each epoch, without gaps; counted apart from the events. */
  fixSeq: z.number().int().min(1),
  at: instant,
  lon: longitude,
  lat: latitude,
  speedKmh: z.number().min(0).max(400).nullable().default(null),
  headingDegrees: z.number().min(0).max(360).nullable().default(null),
  accuracyMeters: z.number().min(0).max(100_000).nullable().default(null),
});
export const tabletPositionsBody = z.object({
  outboxEpoch: id,
  sentAt: instant,
  fixes: z.array(tabletFix).min(1).max(MOST_FIXES_AT_ONCE),
});
export type TabletPositionsBody = z.infer<typeof tabletPositionsBody>;

export const tabletOutboxRoutes = {
  postTabletOutbox: defineRoute({
    name: 'postTabletOutbox',
    method: 'POST',
    path: '/tablet/v1/outbox',
    summary:
      'What was tapped, in order; each event is stored exactly once and confirmed. A revoked device may still call it',
    access: 'tablet',
    body: outboxBody,
    response: outboxAnswer,
  }),
  postTabletPositions: defineRoute({
    name: 'postTabletPositions',
    method: 'POST',
    path: '/tablet/v1/positions',
    summary: 'Fixes of the vehicle, each stored once; late ones never move the marker back',
    access: 'tablet',
    body: tabletPositionsBody,
    response: z.object({ serverAt: instant, storedSeq: z.number().int() }),
    status: 202,
  }),
} as const;
