import type { Priority } from '../incident/incident.ts';
import type { ResponseStandard, StandardStatistic, TemporalStandard } from './response-standard.ts';

const MINUTE = 60;

export const POLICY_COUNTRIES = ['cz', 'bg', 'se', 'gb-eng'] as const;
export type PolicyCountry = (typeof POLICY_COUNTRIES)[number];

/**
 * NHS England, Ambulance Response Programme (2017). The limits were read in the ambulance trusts' own words (mean 7 and p90
 * 15 minutes, 18 and 40, 120, 180); the rules of the clock are those of the Ambulance Quality Indicators, section not
 * verified: it starts at the earliest of problem known, unit sent, or a fixed time after the call was connected (30 s for
 * category 1, 240 s for the others). From category 2 on it stops with the vehicle that takes the patient to hospital, or
 * with the first arrival where nobody was taken.
 */
function english(priority: Priority, statistic: StandardStatistic, limitMinutes: number): TemporalStandard {
  const needsTransport = priority > 1;
  return {
    kind: 'temporal',
    standardId: `gb-eng-c${priority}-${statistic}`,
    categories: [],
    priorities: [priority],
    statistic,
    limitSeconds: limitMinutes * MINUTE,
    clock: {
      startsAtFirstOf: ['categorised', 'notified'],
      startsWithinSecondsOfCall: needsTransport ? 240 : 30,
      stopsAt: 'onScene',
    },
    stoppingCapabilities: needsTransport ? ['transport'] : [],
    ...(needsTransport ? { stoppingCapabilitiesWithoutTransport: [] } : {}),
    exclusions: ['training', 'duplicate', 'cancelledBeforeArrival', 'transferBetweenFacilities'],
  };
}

/**
 * Bulgaria, medical standard "Emergency medicine" (announced December 2015): red up to 8 minutes, yellow up to 20, green
 * up to 120. Known from the news of 2015 and 2016 (section not verified), which name no statistic; every response is asked to keep it. The clock
 * start differs between centres: the call's arrival is the strictest reading.
 */
function bulgarian(color: string, priorities: readonly Priority[], limitMinutes: number): TemporalStandard {
  return {
    kind: 'temporal',
    standardId: `bg-${color}`,
    categories: [],
    priorities,
    statistic: 'share',
    requiredShare: 1,
    limitSeconds: limitMinutes * MINUTE,
    clock: { startsAtFirstOf: ['callReceived'], stopsAt: 'onScene' },
    stoppingCapabilities: [],
    exclusions: ['training', 'duplicate', 'cancelledBeforeArrival'],
  };
}

/** Response standards a region may start from. A region edits its own copy. */
export const STANDARD_PRESETS: Readonly<Record<PolicyCountry, readonly ResponseStandard[]>> = {
  cz: [
    {
      // Act 374/2011, section 5 ("availability"), in its wording of 2012: every place within 20 minutes' drive of the
      // nearest base, other regions' bases included.
      kind: 'spatial',
      standardId: 'cz-coverage-plan',
      categories: [],
      priorities: [1, 2, 3, 4],
      limitSeconds: 20 * MINUTE,
      requiredShare: 1,
      neighboursCount: true,
    },
    {
      // The same section counts the time from the crew taking over the order.
      kind: 'temporal',
      standardId: 'cz-arrival',
      categories: [],
      priorities: [1, 2],
      statistic: 'share',
      requiredShare: 1,
      limitSeconds: 20 * MINUTE,
      clock: { startsAtFirstOf: ['ordered'], stopsAt: 'onScene' },
      stoppingCapabilities: [],
      exclusions: ['training', 'duplicate', 'cancelledBeforeArrival', 'transferBetweenFacilities'],
    },
  ],
  bg: [bulgarian('red', [1], 8), bulgarian('yellow', [2], 20), bulgarian('green', [3, 4], 120)],
  se: [
    {
      // No national limit: regions publish the median of priority 1 from the call entering the queue. The limit is a
      // region's own; 15 minutes is a starting value near the published medians.
      kind: 'temporal',
      standardId: 'se-priority-1-median',
      categories: [],
      priorities: [1],
      statistic: 'median',
      limitSeconds: 15 * MINUTE,
      clock: { startsAtFirstOf: ['queued'], stopsAt: 'onScene' },
      stoppingCapabilities: [],
      exclusions: ['training', 'duplicate', 'cancelledBeforeArrival'],
    },
  ],
  'gb-eng': [
    english(1, 'mean', 7),
    english(1, 'p90', 15),
    english(2, 'mean', 18),
    english(2, 'p90', 40),
    english(3, 'p90', 120),
    english(4, 'p90', 180),
  ],
};
