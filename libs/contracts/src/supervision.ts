import {
  ALARM_KINDS,
  BOARD_STATUSES,
  INCIDENT_CATEGORIES,
  POSITION_TRUST,
  RESPONSE_INTERVALS,
  STANDARD_EXCLUSIONS,
  STANDARD_STATISTICS,
} from '#domain';
import { z } from 'zod';
import { FAULTS } from './fault-texts.ts';
import { priority } from './incidents.ts';
import { id, instant, regionId } from './primitives.ts';
import { defineRoute } from './route.ts';
import { sectorView } from './sectors.ts';

const SUPERVISORS = ['supervisor', 'admin', 'analyst'] as const;

export const FIGURE_PERIODS = ['today', 'last24Hours', 'last7Days', 'range'] as const;
export type FigurePeriod = (typeof FIGURE_PERIODS)[number];
export const LONGEST_PERIOD_DAYS = 31;
const LONGEST_PERIOD_MILLISECONDS = LONGEST_PERIOD_DAYS * 86_400_000;

interface Period {
  readonly period: FigurePeriod;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}
const isWholeRange = ({ period, from, to }: Period): boolean =>
  period !== 'range' || (from !== undefined && to !== undefined);
const isShortRange = ({ period, from, to }: Period): boolean => {
  if (period !== 'range' || from === undefined || to === undefined) return true;
  const length = Date.parse(to) - Date.parse(from);
  return length > 0 && length <= LONGEST_PERIOD_MILLISECONDS;
};

/** `today` begins at midnight in the region's time zone; `range` needs `from` and `to` and lasts at most 31 days. */
const periodFields = {
  regionId: regionId.optional(),
  period: z.enum(FIGURE_PERIODS).default('today'),
  from: instant.optional(),
  to: instant.optional(),
};
const periodQuery = z
  .object(periodFields)
  .refine(isWholeRange, { message: FAULTS.rangeNeeded, path: ['from'] })
  .refine(isShortRange, { message: FAULTS.rangeOverMonth, path: ['to'] });

const count = z.number().int();
const seconds = z.number();

/** One interval of one group of responses. `p50` and `p90` by nearest rank; null where nothing was measured. */
export const intervalFigures = z.object({
  measured: count,
  /** Over, but a time is missing or they contradict each other. Never counted as 0. */
  unmeasured: count,
  /** Still going on. */
  open: count,
  /** The unit was called off or diverted first. */
  calledOff: count,
  p50Seconds: seconds.nullable(),
  p90Seconds: seconds.nullable(),
});
export type IntervalFigures = z.infer<typeof intervalFigures>;

const bySource = { pressed: intervalFigures, geofenced: intervalFigures };

/** Why a response counts in no figure. */
export const excludedCounts = z.object({ training: count, duplicate: count, cancelled: count });

export const figureGroup = z.object({
  /** Null: all priorities together. */
  priority: priority.nullable(),
  area: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('all') }),
    z.object({ kind: z.literal('sector'), sectorId: id }),
    /** In no sector, or without a position. */
    z.object({ kind: z.literal('none') }),
  ]),
  /** Incidents taken in the period, without those excluded. */
  incidents: count,
  excluded: excludedCounts,
  intervals: z.object(
    Object.fromEntries(RESPONSE_INTERVALS.map((one) => [one, z.object(bySource)])) as Record<
      (typeof RESPONSE_INTERVALS)[number],
      z.ZodObject<typeof bySource>
    >,
  ),
});
export type FigureGroup = z.infer<typeof figureGroup>;

const standardOutcome = z.object({
  /** Seconds for mean, median and p90, a share in 0..1 for `share`; null when nothing was measured. */
  value: z.number().nullable(),
  isMet: z.boolean().nullable(),
  measured: count,
  withinLimit: count,
  excluded: z.partialRecord(z.enum(STANDARD_EXCLUSIONS), count),
  unmeasured: z.object({ notStopped: count, notStarted: count, stoppedBeforeStart: count }),
});
export type StandardOutcome = z.infer<typeof standardOutcome>;

export const standardFigures = z.object({
  standardId: z.string(),
  categories: z.array(z.enum(INCIDENT_CATEGORIES)),
  priorities: z.array(priority),
  statistic: z.enum(STANDARD_STATISTICS),
  limitSeconds: seconds,
  requiredShare: z.number().nullable(),
  pressed: standardOutcome,
  geofenced: standardOutcome,
});
export type StandardFigures = z.infer<typeof standardFigures>;

export const figurePoint = z.object({
  startAt: instant,
  incidents: count,
  /** Response of all priorities, by pressed times. */
  response: intervalFigures,
});
export type FigurePoint = z.infer<typeof figurePoint>;

export const supervisionFigures = z.object({
  regionId,
  timeZone: z.string(),
  from: instant,
  to: instant,
  computedAt: instant,
  groups: z.array(figureGroup),
  standardsVersion: count,
  standards: z.array(standardFigures),
  /** By hour for up to two days, by day beyond; the last one may be unfinished. */
  step: z.enum(['hour', 'day']),
  points: z.array(figurePoint),
});
export type SupervisionFigures = z.infer<typeof supervisionFigures>;

const ofUnit = { unitId: id, callSign: z.string(), sectorId: id.nullable() };
const share = z.number().min(0).max(1).nullable();

export const waitingIncident = z.object({
  incidentId: id,
  number: count,
  category: z.enum(INCIDENT_CATEGORIES),
  priority,
  sectorId: id.nullable(),
  /** Since it was taken, or since its last unit was called off. */
  waitingSinceAt: instant,
  /** The strictest limit of the standards that concern it; null where none does. */
  limitSeconds: seconds.nullable(),
});
export type WaitingIncident = z.infer<typeof waitingIncident>;

export const staleUnit = z.object({
  ...ofUnit,
  boardStatus: z.enum(BOARD_STATUSES),
  trust: z.enum(POSITION_TRUST),
  /** When its last position was taken; null when it never sent one. */
  deviceAt: instant.nullable(),
});
export type StaleUnit = z.infer<typeof staleUnit>;

export const utilisationView = z.object({
  from: instant,
  to: instant,
  dutySeconds: seconds,
  assignedSeconds: seconds,
  /** Assigned time divided by duty time; null when nobody was on duty. */
  share,
  units: z.array(z.object({ ...ofUnit, dutySeconds: seconds, assignedSeconds: seconds, share })),
  hours: z.array(z.object({ startAt: instant, share })),
});
export type UtilisationView = z.infer<typeof utilisationView>;

export const supervisionLive = z.object({
  regionId,
  at: instant,
  waiting: z.array(waitingIncident),
  staleUnits: z.array(staleUnit),
  alarms: z.array(z.object({ kind: z.enum(ALARM_KINDS), open: count, unacknowledged: count })),
  unitsByStatus: z.array(z.object({ status: z.enum(BOARD_STATUSES), units: count })),
  utilisation: utilisationView,
  sectors: z.array(sectorView),
});
export type SupervisionLive = z.infer<typeof supervisionLive>;

export const supervisionRoutes = {
  getSupervisionFigures: defineRoute({
    name: 'getSupervisionFigures',
    method: 'GET',
    path: '/api/v1/supervision/figures',
    summary: 'Response times of a period by priority and area, and the standards in force evaluated',
    access: SUPERVISORS,
    query: periodQuery,
    response: supervisionFigures,
  }),
  getSupervisionLive: defineRoute({
    name: 'getSupervisionLive',
    method: 'GET',
    path: '/api/v1/supervision/live',
    summary: 'What waits, who is silent, alarms, utilisation of today, and who holds which sector',
    access: SUPERVISORS,
    query: z.object({ regionId: regionId.optional() }),
    response: supervisionLive,
  }),
  exportResponses: defineRoute({
    name: 'exportResponses',
    method: 'GET',
    path: '/api/v1/supervision/responses.csv',
    summary: 'The responses behind the figures, a row for each assignment; nothing personal',
    access: SUPERVISORS,
    query: z
      .object({
        ...periodFields,
        /** Some spreadsheets read UTF-8 only behind a byte order mark. */
        bom: z.enum(['true', 'false']).default('false'),
      })
      .refine(isWholeRange, { message: FAULTS.rangeNeeded, path: ['from'] })
      .refine(isShortRange, { message: FAULTS.rangeOverMonth, path: ['to'] }),
    response: z.string(),
  }),
} as const;
