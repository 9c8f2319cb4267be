import { z } from 'zod';
import { alarmView } from './alarms.ts';
import { closureView } from './closures.ts';
import { FAULTS } from './fault-texts.ts';
import { incidentView } from './incidents.ts';
import { id, instant, regionId } from './primitives.ts';
import { LANGUAGES } from './reason-texts.ts';
import { defineRoute } from './route.ts';
import { TIMELINE_FIELDS, TIMELINE_KINDS } from './timeline-kinds.ts';
import { CONTROL_ROOM, unitView } from './units.ts';

/** The longest stretch that is played at once; more positions than this would not be looked at anyway. */
export const LONGEST_TRACK_SECONDS = 7200;
const HISTORY_READERS = [...CONTROL_ROOM, 'analyst'] as const;

/** The board and the map as they were after the last journal row that had been written by `at`. */
export const historyView = z.object({
  regionId,
  at: instant,
  /** That row; 0 before the first one. */
  seq: z.number().int(),
  /** The first row of all; nothing is known from before it. Null for a region in which nothing has happened yet. */
  firstAt: instant.nullable(),
  units: z.array(unitView),
  /** Those open then, uncovered and urgent first; what people wrote only for the control room. */
  incidents: z.array(incidentView),
  /** Those whose cause went on then, the gravest first. */
  alarms: z.array(alarmView),
  /** In force and planned then, on the whole map. */
  closures: z.array(closureView),
});
export type HistoryView = z.infer<typeof historyView>;

/** Fixes of one unit, as they had come in, oldest first; the columns have the same length. */
export const unitTrack = z.object({
  unitId: id,
  frameKey: z.number().int(),
  /** Seconds after `from`, with tenths; the first may be negative: where the unit was known to be when the range begins. */
  seconds: z.array(z.number()),
  lon: z.array(z.number()),
  lat: z.array(z.number()),
  headingDegrees: z.array(z.number().nullable()),
  speedKmh: z.array(z.number().nullable()),
});
export type UnitTrack = z.infer<typeof unitTrack>;

/** A journal row, for marks on a time line; ids only. */
export const trackEvent = z.object({
  seq: z.number().int(),
  at: instant,
  kind: z.string(),
  subjectType: z.string(),
  subjectId: z.string(),
});
export type TrackEvent = z.infer<typeof trackEvent>;

export const historyTrack = z.object({
  regionId,
  from: instant,
  to: instant,
  everySeconds: z.number().int(),
  units: z.array(unitTrack),
  events: z.array(trackEvent),
});
export type HistoryTrack = z.infer<typeof historyTrack>;

const shownValue = z.union([z.string(), z.number(), z.boolean()]).nullable();

/** One thing that happened with an incident; screens and prints make the sentence, see `sayTimeline`. */
export const timelineEntry = z.object({
  at: instant,
  kind: z.enum(TIMELINE_KINDS),
  /** Null for what the system did by itself. */
  actorName: z.string().nullable(),
  /** Numbers, names and codes that the sentence is made with. */
  values: z.record(z.string(), shownValue),
  /** What somebody wrote: words of a caller, a remark, a reason. Shown as it is. */
  text: z.string().nullable(),
  /** What an edit changed. */
  changes: z.array(
    z.object({ field: z.enum(TIMELINE_FIELDS), before: z.string().nullable(), after: z.string().nullable() }),
  ),
});
export type TimelineEntry = z.infer<typeof timelineEntry>;

export const incidentTimeline = z.object({
  incidentId: id,
  regionId,
  asOf: instant,
  entries: z.array(timelineEntry),
});
export type IncidentTimeline = z.infer<typeof incidentTimeline>;

const incidentParams = z.object({ incidentId: id });

const trackQuery = z
  .object({
    regionId: regionId.optional(),
    from: instant,
    to: instant,
    /** At most one fix of each unit in so many seconds. */
    everySeconds: z.coerce.number().int().min(1).max(60).default(5),
  })
  .refine(
    ({ from, to }) => {
      const seconds = (Date.parse(to) - Date.parse(from)) / 1000;
      // What is no time at all (NaN) has been said already.
      return !(seconds <= 0 || seconds > LONGEST_TRACK_SECONDS);
    },
    { message: FAULTS.rangeOverTwoHours, path: ['to'] },
  );

export const historyRoutes = {
  getHistory: defineRoute({
    name: 'getHistory',
    method: 'GET',
    path: '/api/v1/history',
    summary: 'The board and the map of a region as they were at an instant',
    access: HISTORY_READERS,
    query: z.object({ regionId: regionId.optional(), at: instant }),
    response: historyView,
  }),
  getHistoryTrack: defineRoute({
    name: 'getHistoryTrack',
    method: 'GET',
    path: '/api/v1/history/track',
    summary: 'Positions of all units and journal rows of at most two hours, to play them',
    access: HISTORY_READERS,
    query: trackQuery,
    response: historyTrack,
  }),
  getTimeline: defineRoute({
    name: 'getTimeline',
    method: 'GET',
    path: '/api/v1/incidents/:incidentId/timeline',
    summary: 'Everything that happened with an incident, in order',
    access: CONTROL_ROOM,
    params: incidentParams,
    response: incidentTimeline,
  }),
  getIncidentReport: defineRoute({
    name: 'getIncidentReport',
    method: 'GET',
    path: '/api/v1/incidents/:incidentId/report.pdf',
    summary: 'An incident with its timeline as PDF',
    access: CONTROL_ROOM,
    params: incidentParams,
    query: z.object({ language: z.enum(LANGUAGES).default('en') }),
    response: z.instanceof(Uint8Array),
  }),
} as const;
