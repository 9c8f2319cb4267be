import { PRIORITIES, type Priority } from '../incident/incident.ts';
import { STANDARD_PRESETS } from '../standards/presets.ts';

/** How long each thing may take in a region before it is an alarm. */
export interface TimerLimits {
  /** Notified, and the message has not reached the unit's device. */
  readonly undeliveredSeconds: number;
  /** Notified, and nobody on the unit has confirmed. */
  readonly unacknowledgedSeconds: number;
  /** The same for so long that another unit should be thought of. */
  readonly nextUnitSeconds: number;
  readonly onSceneSeconds: number;
  readonly atDestinationSeconds: number;
  /** From the call until a unit is sent, and until the plan has all its units; null takes the limit of the standards in force. */
  readonly waitingSeconds: Readonly<Record<`p${Priority}`, number | null>>;
}

/**
 * 15, 60 and 120 s are the product's own rule for a crew that does not answer. 30 minutes at a hospital is NHS England's
 * handover standard (15 minutes to hand over, 15 to be ready again). No law names a longest time on scene; 45 minutes is
 * about twice the usual one, so that it speaks of the unusual.
 */
export const DEFAULT_TIMER_LIMITS: TimerLimits = {
  undeliveredSeconds: 15,
  unacknowledgedSeconds: 60,
  nextUnitSeconds: 120,
  onSceneSeconds: 2700,
  atDestinationSeconds: 1800,
  waitingSeconds: { p1: null, p2: null, p3: null, p4: null },
};

/** A day; what may take longer needs no timer. */
export const LONGEST_TIMER_SECONDS = 86_400;

/** Strictest limits of any country's preset for a region whose standards say nothing of a priority: 7, 18, 120, 120 minutes. */
const STRICTEST_PRESETS: Readonly<Record<Priority, number>> = Object.fromEntries(
  PRIORITIES.map((priority) => [priority, strictestLimitSeconds(priority)]),
) as Record<Priority, number>;

function strictestLimitSeconds(priority: Priority): number {
  const limits = Object.values(STANDARD_PRESETS)
    .flat()
    .filter((standard) => standard.kind === 'temporal' && standard.priorities.includes(priority))
    .map((standard) => standard.limitSeconds);
  return Math.min(...limits);
}

/** The longest an incident may wait for its first unit: the region's own limit, else that of its standards, else the strictest preset. */
export function waitingLimitSeconds(
  limits: TimerLimits,
  priority: Priority,
  standardSeconds: number | undefined,
): number {
  return limits.waitingSeconds[`p${priority}`] ?? standardSeconds ?? STRICTEST_PRESETS[priority];
}
