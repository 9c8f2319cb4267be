import { EMERGENCY_ACCESS, NORMAL_ACCESS } from './road-graph.ts';

/** How a road class is driven, km/h. */
export interface ClassSpeed {
  /** Where no limit is posted. */
  readonly usualKmh: number;
  /** Never faster than this, whatever is posted: what the shape of such a road allows. */
  readonly ceilingKmh: number;
  /** Larger gives way to nothing smaller; used for the delay at junctions. */
  readonly rank: number;
  /** How much of the hour's traffic this class feels, 0 to 1. */
  readonly trafficShare: number;
}

/**
 * Turns a road into seconds. All figures are plain data: a region may bring its own, and learnt speeds replace them
 * edge by edge through slow stretches.
 */
export interface TravelProfile {
  readonly name: string;
  /** Bit of `arcAccess` that opens an arc. */
  readonly accessMask: number;
  readonly obeysTurnRestrictions: boolean;
  /** Name in a restriction's `except` list that lifts it for this profile. */
  readonly exceptedAs: readonly string[];
  /** Driven speed as a share of the posted limit. */
  readonly maxspeedShare: number;
  readonly speeds: Readonly<Record<string, ClassSpeed>>;
  readonly otherSpeed: ClassSpeed;
  /** Seconds lost on reaching a junction of three or more roads of no higher rank. */
  readonly junctionSeconds: number;
  /** Seconds lost on reaching a junction with a road of higher rank (giving way, a light that is red more often). */
  readonly giveWaySeconds: number;
  /** Travel time against free flow, 168 factors from Monday 00:00 local time; 1.4 is 40 % longer. */
  readonly hourOfWeekFactors: readonly number[];
}

const WEEKDAY_TRAFFIC = [
  1, 1, 1, 1, 1, 1.02, 1.1, 1.28, 1.38, 1.26, 1.18, 1.18, 1.2, 1.2, 1.2, 1.24, 1.32, 1.42, 1.4, 1.24, 1.12,
  1.06, 1.03, 1,
];
const WEEKEND_TRAFFIC = [
  1, 1, 1, 1, 1, 1, 1, 1.02, 1.04, 1.08, 1.12, 1.15, 1.16, 1.15, 1.14, 1.14, 1.15, 1.16, 1.15, 1.12, 1.08,
  1.05, 1.03, 1,
];

/**
 * A city's usual week: two weekday peaks 40 % above free flow, a flat weekend. The size of the peaks follows the
 * yearly traffic indices published for cities of 0.5 to 2 million people (30 to 50 % at the peak); the hours are the
 * commuter's. Replace it by the region's own measured week where one is known.
 */
function weekOfTraffic(share: number): number[] {
  const damp = (factor: number): number => 1 + (factor - 1) * share;
  return Array.from({ length: 168 }, (_, hour) => {
    const day = hour < 5 * 24 ? WEEKDAY_TRAFFIC : WEEKEND_TRAFFIC;
    return damp(day[hour % 24]!);
  });
}

const speed = (usualKmh: number, ceilingKmh: number, rank: number, trafficShare: number): ClassSpeed => ({
  usualKmh,
  ceilingKmh,
  rank,
  trafficShare,
});

/**
 * An ordinary car that keeps the rules. Class speeds are those of OSRM's car profile (`profiles/car.lua`), which also
 * drives at 0.8 of a posted limit; the junction delays stand for what OSRM and Valhalla add per turn and signal.
 */
export const NORMAL_PROFILE: TravelProfile = {
  name: 'normal',
  accessMask: NORMAL_ACCESS,
  obeysTurnRestrictions: true,
  exceptedAs: ['motorcar', 'motor_vehicle'],
  maxspeedShare: 0.8,
  speeds: {
    motorway: speed(90, 130, 8, 1),
    motorway_link: speed(45, 80, 7, 1),
    trunk: speed(85, 110, 7, 1),
    trunk_link: speed(40, 70, 6, 1),
    primary: speed(65, 90, 6, 1),
    primary_link: speed(30, 60, 5, 1),
    secondary: speed(55, 90, 5, 1),
    secondary_link: speed(25, 50, 4, 1),
    tertiary: speed(40, 80, 4, 0.8),
    tertiary_link: speed(20, 40, 3, 0.8),
    unclassified: speed(25, 70, 3, 0.6),
    residential: speed(25, 50, 2, 0.4),
    living_street: speed(10, 15, 1, 0),
    service: speed(15, 30, 1, 0),
    track: speed(12, 25, 0, 0),
    pedestrian: speed(6, 10, 0, 0),
  },
  otherSpeed: speed(20, 50, 2, 0.4),
  junctionSeconds: 0.6,
  giveWaySeconds: 2.4,
  hourOfWeekFactors: weekOfTraffic(1),
};

/**
 * Lights and sirens. Faster where the law holds others back (posted limits, junctions, queues), hardly faster where the
 * street itself does. Field studies of the same runs with and without lights and sirens agree on the direction and
 * differ on the size: a fifth to two fifths less time in cities, less elsewhere (Ho and Casey 1998; Hunt and others
 * 1995; Petzaell and others 2011). The figures keep to the careful end, since a promise of minutes is relied upon.
 * Traffic is felt at 0.35 of what others feel.
 */
export const EMERGENCY_PROFILE: TravelProfile = {
  name: 'emergency',
  accessMask: EMERGENCY_ACCESS,
  obeysTurnRestrictions: false,
  exceptedAs: ['emergency'],
  maxspeedShare: 1.05,
  speeds: {
    motorway: speed(110, 130, 8, 1),
    motorway_link: speed(55, 80, 7, 1),
    trunk: speed(95, 115, 7, 1),
    trunk_link: speed(50, 70, 6, 1),
    primary: speed(68, 95, 6, 1),
    primary_link: speed(40, 60, 5, 1),
    secondary: speed(60, 95, 5, 1),
    secondary_link: speed(36, 50, 4, 1),
    tertiary: speed(50, 85, 4, 0.8),
    tertiary_link: speed(32, 45, 3, 0.8),
    unclassified: speed(38, 75, 3, 0.6),
    residential: speed(35, 50, 2, 0.4),
    living_street: speed(15, 20, 1, 0),
    service: speed(20, 30, 1, 0),
    track: speed(15, 25, 0, 0),
    pedestrian: speed(10, 12, 0, 0),
  },
  otherSpeed: speed(30, 50, 2, 0.4),
  junctionSeconds: 0.3,
  giveWaySeconds: 1.2,
  hourOfWeekFactors: weekOfTraffic(0.35),
};

export const TRAVEL_PROFILES = { emergency: EMERGENCY_PROFILE, normal: NORMAL_PROFILE } as const;
export type TravelProfileName = keyof typeof TRAVEL_PROFILES;
