import { ALARM_ENDINGS, ALARM_KINDS, ALARM_SEVERITIES, LONGEST_TIMER_SECONDS } from '#domain';
import { z } from 'zod';
import { FAULTS } from './fault-texts.ts';
import { commandBase, id, instant, regionId } from './primitives.ts';
import { defineRoute } from './route.ts';
import { CREW_REFUSALS } from './tablet/outbox.ts';
import { CONTROL_ROOM } from './units.ts';

/** Something that takes too long. It names things and holds nothing about patients or callers. */
export const alarmView = z.object({
  id,
  regionId,
  kind: z.enum(ALARM_KINDS),
  severity: z.enum(ALARM_SEVERITIES),
  incidentId: id,
  incidentNumber: z.number().int(),
  incidentPriority: z.number().int(),
  /** Absent for an incident that waits for its first unit or for the rest of its plan. */
  assignmentId: id.nullable(),
  unitId: id.nullable(),
  callSign: z.string().nullable(),
  /** Why the crew gave the assignment back, where that is what the alarm tells. */
  crewRefusal: z.enum(CREW_REFUSALS).nullable(),
  /** When what takes too long began. */
  sinceAt: instant,
  limitSeconds: z.number().int(),
  raisedAt: instant,
  /** Acknowledging stops the sound; the sign stays until the cause ends. */
  acknowledgedAt: instant.nullable(),
  acknowledgedByName: z.string().nullable(),
  /** When the cause ended by itself, and how. */
  clearedAt: instant.nullable(),
  clearedBecause: z.enum(ALARM_ENDINGS).nullable(),
});
export type AlarmView = z.infer<typeof alarmView>;

const limitSeconds = z
  .number()
  .int()
  .min(1, { message: FAULTS.limitNotPositive })
  .max(LONGEST_TIMER_SECONDS, { message: FAULTS.limitOverDay });

export const timerLimits = z
  .object({
    undeliveredSeconds: limitSeconds,
    unacknowledgedSeconds: limitSeconds,
    nextUnitSeconds: limitSeconds,
    onSceneSeconds: limitSeconds,
    atDestinationSeconds: limitSeconds,
    /** Until the first unit is sent, and until the plan has all its units, by priority; null takes the limit of the standards in force. */
    waitingSeconds: z.object({
      p1: limitSeconds.nullable(),
      p2: limitSeconds.nullable(),
      p3: limitSeconds.nullable(),
      p4: limitSeconds.nullable(),
    }),
  })
  .refine((limits) => limits.unacknowledgedSeconds < limits.nextUnitSeconds, {
    message: FAULTS.timersOutOfOrder,
    path: ['nextUnitSeconds'],
  })
  .refine((limits) => limits.undeliveredSeconds < limits.nextUnitSeconds, {
    message: FAULTS.timersOutOfOrder,
    path: ['undeliveredSeconds'],
  });

export const timerSettingsView = z.object({
  regionId,
  /** 0 while the region keeps to the limits given with the product. */
  version: z.number().int(),
  limits: timerLimits,
  changedAt: instant.nullable(),
  changedByName: z.string().nullable(),
});
export type TimerSettingsView = z.infer<typeof timerSettingsView>;

export const setTimerLimitsBody = z.object({
  ...commandBase,
  regionId: regionId.optional(),
  /** The version the change was made on; an older one is refused with 409. */
  expectedVersion: z.number().int(),
  limits: timerLimits,
});
export type SetTimerLimitsBody = z.infer<typeof setTimerLimitsBody>;

export const acknowledgeAlarmBody = z.object({ ...commandBase });
export type AcknowledgeAlarmBody = z.infer<typeof acknowledgeAlarmBody>;

export const alarmRoutes = {
  listAlarms: defineRoute({
    name: 'listAlarms',
    method: 'GET',
    path: '/api/v1/alarms',
    summary: 'Alarms of a region whose cause goes on, the gravest first',
    access: CONTROL_ROOM,
    query: z.object({ regionId: regionId.optional() }),
    response: z.object({ alarms: z.array(alarmView), seq: z.number().int() }),
  }),
  acknowledgeAlarm: defineRoute({
    name: 'acknowledgeAlarm',
    method: 'POST',
    path: '/api/v1/alarms/:alarmId/acknowledge',
    summary: 'Stop the sound of an alarm at every desk; its sign stays until the cause ends',
    access: CONTROL_ROOM,
    params: z.object({ alarmId: id }),
    body: acknowledgeAlarmBody,
    response: alarmView,
    isCommand: true,
  }),
  getTimerSettings: defineRoute({
    name: 'getTimerSettings',
    method: 'GET',
    path: '/api/v1/timer-settings',
    summary: 'How long each step may take in a region before it is an alarm',
    access: CONTROL_ROOM,
    query: z.object({ regionId: regionId.optional() }),
    response: timerSettingsView,
  }),
  setTimerLimits: defineRoute({
    name: 'setTimerLimits',
    method: 'PUT',
    path: '/api/v1/timer-settings',
    summary: 'Change how long each step may take',
    access: ['supervisor', 'admin'],
    body: setTimerLimitsBody,
    response: timerSettingsView,
    isCommand: true,
  }),
} as const;
