import type { TabletManeuver } from '#contracts';
import { findWayBack, type ManeuverKind, prepareGuidance, turnDegrees } from '#domain';
import { locale } from '#ui';
import { drivenDistance } from './distances.ts';
import type { NavigationFix, RouteGuide } from './route-guide.ts';
import { t } from './texts/text.ts';
import { asClause, namesAround } from './wording.ts';

/** What stands on the panel, line by line. */
export interface PanelView {
  readonly tone: 'calm' | 'attention';
  /** A maneuver's arrow, an arrow turned by so many degrees, or none. */
  readonly arrow: { readonly kind: ManeuverKind } | { readonly degrees: number } | undefined;
  readonly title: string;
  readonly facts: readonly string[];
  readonly following: { readonly kind: ManeuverKind; readonly text: string } | undefined;
}

/** Older than this the route counts as kept, not as fresh. */
const FRESH_MS = 60_000;
/** What comes after the next thing to do is shown when both are near. */
const FOLLOWING_METERS = 250;
const NEAR_METERS = 600;
/** Nearer than this there is no distance to read. */
const NOW_METERS = 10;
const DIRECTIONS = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'] as const;

const plain = (title: string): PanelView => ({
  tone: 'calm',
  arrow: undefined,
  title,
  facts: [],
  following: undefined,
});

const asTitle = (clause: string): string => clause.slice(0, 1).toUpperCase() + clause.slice(1);

export function ageText(milliseconds: number): string {
  const minutes = Math.max(1, Math.round(milliseconds / 60_000));
  if (minutes < 60) return t('age.minutes', { count: minutes });
  return t('age.hours', { count: Math.round(minutes / 60) });
}

export function timeText(atMs: number, timeZone: string): string {
  const parts = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone } as const;
  return new Intl.DateTimeFormat(locale.value, parts).format(atMs);
}

function keptFact(guide: RouteGuide, nowMs: number): string[] {
  const kept = guide.kept.value;
  const isOnline = guide.parts.isOnline.value && guide.hasAnswer.value !== false;
  if (guide.aside.value || !kept) return isOnline ? [] : [t('line.kept')];
  const age = nowMs - kept.receivedAtMs;
  if (isOnline && age < FRESH_MS) return [];
  return [age < FRESH_MS ? t('line.kept') : t('line.keptAge', { age: ageText(age) })];
}

function emptyView(guide: RouteGuide): PanelView {
  const run = guide.kept.value?.run;
  if (run?.state === 'noRoad') return { ...plain(t('state.noRoad')), tone: 'attention' };
  if (run?.state === 'noPosition') return plain(t('state.noPosition'));
  if (guide.hasAnswer.value === undefined) return plain(t('state.loading'));
  return plain(guide.hasAnswer.value ? t('state.none') : t('state.unreachable'));
}

/** Points back to the route; the arrow is as seen by who drives, or by the compass while the heading is not known. */
function offCourseView(guide: RouteGuide, fix: NavigationFix | undefined, nowMs: number): PanelView {
  const route = guide.route.value!;
  const follow = guide.follow.value!;
  const isOnline = guide.parts.isOnline.value && guide.hasAnswer.value !== false;
  const at = fix ? ([fix.lon, fix.lat] as const) : route.coordinates[0]!;
  const back = findWayBack(prepareGuidance(route, route.maneuvers), follow, at);
  const isBeside = back.meters > 30;
  const direction = DIRECTIONS[Math.round(back.bearingDegrees / 45) % 8]!;
  const distance = drivenDistance(back.meters, locale.value);
  const way = isBeside
    ? t('off.back', { distance, direction: t(`direction.${direction}`) })
    : t('off.wrongWay');
  return {
    tone: 'attention',
    arrow: isBeside
      ? { degrees: turnDegrees(fix?.headingDegrees ?? 0, back.bearingDegrees) }
      : { kind: 'uTurnLeft' },
    title: t('off.title'),
    facts: [way, ...(isOnline ? [t('off.asking')] : keptFact(guide, nowMs))],
    following: undefined,
  };
}

/** What is done, after a distance; the end of the way by its name. */
function clauseOf(maneuvers: readonly TabletManeuver[], index: number, targetName: string): string {
  const { kind, instruction } = maneuvers[index]!;
  return kind === 'arrive' ? targetName : asClause(instruction, namesAround(maneuvers, index));
}

function followingOf(
  maneuvers: readonly TabletManeuver[],
  next: number,
  targetName: string,
): PanelView['following'] {
  const [now, then] = [maneuvers[next], maneuvers[next + 1]];
  if (!now || !then || now.distanceMeters > FOLLOWING_METERS) return undefined;
  return { kind: then.kind, text: clauseOf(maneuvers, next + 1, targetName) };
}

/** The panel as of now, in the present language. */
export function describePanel(
  guide: RouteGuide,
  nowMs: number,
  { timeZone, targetName }: { readonly timeZone: string; readonly targetName: string },
): PanelView {
  const route = guide.route.value;
  const guidance = guide.guidance.value;
  if (!route || !guidance) return emptyView(guide);
  const fix = guide.parts.fix.value;
  if (guide.follow.value?.isOffCourse) return offCourseView(guide, fix, nowMs);
  const { next, metersToNext, metersLeft, secondsLeft, hasArrived } = guidance;
  const maneuver = route.maneuvers[next];
  const arrivesAt = guide.kept.value?.run.arrivesAt;
  const isOwn = guide.follow.value !== undefined || guide.aside.value !== undefined || !arrivesAt;
  const arrival = isOwn ? nowMs + secondsLeft * 1000 : Date.parse(arrivesAt);
  const facts = [
    t('line.arrival', { time: timeText(arrival, timeZone) }),
    drivenDistance(metersLeft, locale.value),
    ...(route.wording === 'plain' ? [t('line.plain')] : []),
    ...keptFact(guide, nowMs),
  ];
  if (hasArrived || !maneuver) {
    return { ...plain(t('state.arrived')), arrow: { kind: 'arrive' }, facts: facts.slice(1) };
  }
  const text = clauseOf(route.maneuvers, next, targetName);
  return {
    tone: 'calm',
    arrow: { kind: maneuver.kind },
    title:
      metersToNext < NOW_METERS ? asTitle(text) : `${drivenDistance(metersToNext, locale.value)} · ${text}`,
    facts,
    following: metersToNext < NEAR_METERS ? followingOf(route.maneuvers, next, targetName) : undefined,
  };
}
