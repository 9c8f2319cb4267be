import type { Guidance } from './follow-route.ts';

/** How near a maneuver is when it is told. */
export const ANNOUNCEMENT_STAGES = ['far', 'near', 'now'] as const;
export type AnnouncementStage = (typeof ANNOUNCEMENT_STAGES)[number];

/** What has been told of a route: the newest maneuver, and its nearest stage. */
export interface Announced {
  readonly maneuver: number;
  readonly stage: AnnouncementStage | null;
}
export interface Announcement {
  readonly maneuver: number;
  readonly stage: AnnouncementStage;
  readonly meters: number;
}

export const NOTHING_ANNOUNCED: Announced = { maneuver: -1, stage: null };

/** Seconds ahead at the speed driven, and never nearer than the metres. */
const STAGES: Readonly<Record<AnnouncementStage, { readonly seconds: number; readonly meters: number }>> = {
  far: { seconds: 40, meters: 400 },
  near: { seconds: 12, meters: 100 },
  now: { seconds: 4, meters: 30 },
};
/** At the start of a route the first thing to do is told, whatever comes. */
const AT_START_METERS = 40;

/** From how far ahead a stage is told at a speed. */
export function stageMeters(stage: AnnouncementStage, speedKmh: number): number {
  const { seconds, meters } = STAGES[stage];
  return Math.max(meters, (speedKmh / 3.6) * seconds);
}

const stageAt = (meters: number, speedKmh: number): AnnouncementStage | undefined =>
  (['now', 'near', 'far'] as const).find((stage) => meters <= stageMeters(stage, speedKmh));

const rank = (stage: AnnouncementStage | null): number =>
  stage === null ? -1 : ANNOUNCEMENT_STAGES.indexOf(stage);

/**
 * What to tell now, if anything, and what has been told afterwards. Each stage of a maneuver is told once at most; a
 * farther one that was missed (a short stretch, a new route) is left out. `tellsNext` says of the maneuver before that its words
 * told this one too: then only the last moment is told.
 */
export function announce(
  told: Announced,
  guidance: Guidance,
  drive: { readonly speedKmh: number; readonly metersDriven: number },
  tellsNext: (maneuver: number) => boolean,
): { readonly announcement: Announcement | undefined; readonly told: Announced } {
  const { next, metersToNext } = guidance;
  const stage = stageAt(metersToNext, drive.speedKmh);
  if (told.maneuver === -1 && drive.metersDriven < AT_START_METERS && next > 0 && stage !== 'now') {
    return {
      announcement: { maneuver: 0, stage: 'now', meters: 0 },
      told: { maneuver: 0, stage: 'now' },
    };
  }
  const isNew = next > told.maneuver;
  if (next < told.maneuver || stage === undefined) return { announcement: undefined, told };
  if (!isNew && rank(stage) <= rank(told.stage)) return { announcement: undefined, told };
  const after: Announced = { maneuver: next, stage };
  if (stage !== 'now' && isNew && told.maneuver === next - 1 && told.stage === 'now' && tellsNext(next - 1)) {
    return { announcement: undefined, told: after };
  }
  return { announcement: { maneuver: next, stage, meters: metersToNext }, told: after };
}
