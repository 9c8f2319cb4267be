import {
  CAPABILITIES,
  INCIDENT_CATEGORIES,
  PRIORITIES,
  type Capability,
  type IncidentCategory,
  type Priority,
} from '../incident/incident.ts';
import {
  type Checked,
  checkedOf,
  checkLimit,
  checkList,
  checkSome,
  type FieldFault,
  faultsUnder,
} from './field-fault.ts';

export const STANDARD_STATISTICS = ['mean', 'median', 'p90', 'share'] as const;
export type StandardStatistic = (typeof STANDARD_STATISTICS)[number];

/**
 * What may start the clock. `callReceived`: the phone rings; `callAnswered`: a call taker speaks; `queued`: the
 * incident stands in the list; `categorised`: its problem is known; `ordered`: a crew has taken over the order.
 */
export const CLOCK_STARTS = [
  'callReceived',
  'callAnswered',
  'queued',
  'categorised',
  'notified',
  'ordered',
] as const;
export type ClockStart = (typeof CLOCK_STARTS)[number];

export const CLOCK_STOPS = ['enRoute', 'onScene', 'atPatient'] as const;
export type ClockStop = (typeof CLOCK_STOPS)[number];

/** Why a response may stay out of a standard. Each standard lists the ones it leaves out. */
export const STANDARD_EXCLUSIONS = [
  'training',
  'duplicate',
  'cancelledBeforeArrival',
  'transferBetweenFacilities',
  'majorIncident',
  'adverseWeather',
  'locationUnknown',
] as const;
export type StandardExclusion = (typeof STANDARD_EXCLUSIONS)[number];

interface StandardOfAnyKind {
  readonly standardId: string;
  /** Categories it speaks of; empty for all. */
  readonly categories: readonly IncidentCategory[];
  readonly priorities: readonly Priority[];
  readonly limitSeconds: number;
  /** With statistic `share` (and for a spatial standard): the share that must keep the limit, 0 < share <= 1. */
  readonly requiredShare?: number;
}

/** A rule about responses that happened. */
export interface TemporalStandard extends StandardOfAnyKind {
  readonly kind: 'temporal';
  readonly statistic: StandardStatistic;
  readonly clock: {
    /** The earliest of these that has a time starts the clock. */
    readonly startsAtFirstOf: readonly ClockStart[];
    /** The clock starts at the latest this long after `callReceived`, whatever else is late. */
    readonly startsWithinSecondsOfCall?: number;
    readonly stopsAt: ClockStop;
  };
  /** The unit that stops the clock has all of these; empty for any unit. */
  readonly stoppingCapabilities: readonly Capability[];
  /** The same where nobody was transported; `stoppingCapabilities` when left out. */
  readonly stoppingCapabilitiesWithoutTransport?: readonly Capability[];
  readonly exclusions: readonly StandardExclusion[];
}

/** A rule about places: each must be near enough to a station by road, whether or not anything happened there. */
export interface SpatialStandard extends StandardOfAnyKind {
  readonly kind: 'spatial';
  readonly requiredShare: number;
  /** Whether stations of neighbouring regions count. */
  readonly neighboursCount: boolean;
}

export type ResponseStandard = TemporalStandard | SpatialStandard;

/** Longest limit that makes sense: a day. */
export const LARGEST_LIMIT_SECONDS = 86_400;

/** Checks a region's whole set: at least one standard, each right, and no id twice. */
export function checkStandards(standards: readonly ResponseStandard[]): Checked<readonly ResponseStandard[]> {
  if (standards.length === 0) return checkedOf(standards, [{ path: '', fault: 'empty' }]);
  const ids = standards.map(({ standardId }) => standardId);
  return checkedOf(standards, [
    ...checkList('', ids, ids).map((one) => ({ ...one, path: `${one.path}.standardId` })),
    ...standards.flatMap((standard, index) => {
      const checked = checkStandard(standard);
      return checked.ok ? [] : faultsUnder(`[${index}]`, checked.faults);
    }),
  ]);
}

/** Checks a standard that somebody typed; every wrong field is named. */
export function checkStandard(standard: ResponseStandard): Checked<ResponseStandard> {
  return checkedOf(standard, [
    ...(standard.standardId.trim() === '' ? [{ path: 'standardId', fault: 'empty' } as const] : []),
    ...checkList('categories', standard.categories, INCIDENT_CATEGORIES),
    ...checkSome('priorities', standard.priorities, PRIORITIES),
    ...checkLimit('limitSeconds', standard.limitSeconds, LARGEST_LIMIT_SECONDS),
    ...checkShare(standard),
    ...(standard.kind === 'temporal' ? checkTemporal(standard) : []),
  ]);
}

function checkShare(standard: ResponseStandard): FieldFault[] {
  const path = 'requiredShare';
  const isNeeded = standard.kind === 'spatial' || standard.statistic === 'share';
  if (standard.requiredShare === undefined) return isNeeded ? [{ path, fault: 'missing' }] : [];
  if (!isNeeded) return [{ path, fault: 'notAllowed' }];
  return standard.requiredShare > 0 && standard.requiredShare <= 1 ? [] : [{ path, fault: 'notShare' }];
}

function checkTemporal(standard: TemporalStandard): FieldFault[] {
  const { clock, stoppingCapabilitiesWithoutTransport: withoutTransport = [] } = standard;
  const within = clock.startsWithinSecondsOfCall;
  return [
    ...checkList('statistic', [standard.statistic], STANDARD_STATISTICS).map((fault) => ({
      ...fault,
      path: 'statistic',
    })),
    ...checkSome('clock.startsAtFirstOf', clock.startsAtFirstOf, CLOCK_STARTS),
    ...(within === undefined
      ? []
      : checkLimit('clock.startsWithinSecondsOfCall', within, LARGEST_LIMIT_SECONDS)),
    ...checkList('clock.stopsAt', [clock.stopsAt], CLOCK_STOPS).map((fault) => ({
      ...fault,
      path: 'clock.stopsAt',
    })),
    ...checkList('stoppingCapabilities', standard.stoppingCapabilities, CAPABILITIES),
    ...checkList('stoppingCapabilitiesWithoutTransport', withoutTransport, CAPABILITIES),
    ...checkList('exclusions', standard.exclusions, STANDARD_EXCLUSIONS),
  ];
}
