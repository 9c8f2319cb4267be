import type { RunReason, TabletClosure, TabletRoute, TabletRouteAnswer, TabletRunAnswer } from '#contracts';
import {
  announce,
  type Announcement,
  type FollowState,
  followRoute,
  type GuidedRoute,
  guideFrom,
  type LonLat,
  NOTHING_ANNOUNCED,
  prepareGuidance,
} from '#domain';
import type { Locale } from '#ui';
import { batch, computed, effect, signal, type ReadonlySignal } from '@preact/signals';
import { spokenDistance } from './distances.ts';
import type { KeptRun, RunStore } from './kept-run.ts';
import type { Speaker } from './speaker.ts';
import { t } from './texts/text.ts';
import { asClause, namesAround } from './wording.ts';

/** A place of the tablet, as its geolocation gives it. */
export interface NavigationFix {
  readonly atMs: number;
  readonly lon: number;
  readonly lat: number;
  readonly speedKmh: number | null;
  readonly headingDegrees: number | null;
  readonly accuracyMeters: number | null;
}

/** What came of a question to the server. */
export type Asked<Value> =
  | { readonly kind: 'ok'; readonly value: Value; readonly etag: string | null }
  | { readonly kind: 'notChanged' | 'refused' | 'notConfirmed' };

export interface RouteAsked {
  readonly from: LonLat;
  readonly to: LonLat;
  readonly profile: 'emergency' | 'normal';
  readonly language: Locale;
}

/** A place to be led to that is not the run's. */
export interface FreeTarget {
  readonly coordinates: LonLat;
  readonly name: string;
}

export interface GuideParts {
  askRun(language: Locale, etag: string | undefined): Promise<Asked<TabletRunAnswer>>;
  askRoute(asked: RouteAsked): Promise<Asked<TabletRouteAnswer>>;
  readonly fix: ReadonlySignal<NavigationFix | undefined>;
  readonly isOnline: ReadonlySignal<boolean>;
  /** Raised whenever the server says that the run is another. */
  readonly runChanges: ReadonlySignal<number>;
  readonly target: ReadonlySignal<FreeTarget | undefined>;
  /** The assignment on the screen: a route kept for another one is not shown. Undefined: whatever the server says. */
  readonly assignmentId: ReadonlySignal<string | undefined>;
  readonly language: ReadonlySignal<Locale>;
  readonly isMuted: ReadonlySignal<boolean>;
  readonly store: RunStore;
  readonly speaker: Speaker;
  now(): number;
}

/** A route beside the run's: back to the target from off course, or to a place of the crew's own. */
interface Aside {
  readonly purpose: 'detour' | 'target';
  readonly to: LonLat;
  readonly route: TabletRoute;
  readonly closures: readonly TabletClosure[];
}

const ASK_AGAIN_MS = 30_000;
const ASK_OFF_COURSE_MS = 5000;
const NEWS_MS = 15_000;

const routeKey = (route: TabletRoute): string => {
  const [first] = route.coordinates;
  return `${route.coordinates.length} ${first?.join()} ${route.distanceMeters}`;
};

/** Follows the run's route by the tablet's own place, tells what to do, and asks anew when it must. */
export class RouteGuide {
  private readonly stored = signal<KeptRun | undefined>(undefined);
  /** The newest run known, as the server gave it or as it lay on the tablet. */
  readonly kept = computed(() => {
    const kept = this.stored.value;
    const wanted = this.parts.assignmentId.value;
    return wanted === undefined || kept?.run.assignmentId === wanted ? kept : undefined;
  });
  readonly aside = signal<Aside | undefined>(undefined);
  readonly follow = signal<FollowState | undefined>(undefined);
  readonly isAsking = signal(false);
  /** Undefined until the server was asked for the first time. */
  readonly hasAnswer = signal<boolean | undefined>(undefined);
  readonly news = signal<RunReason | undefined>(undefined);
  readonly route = computed<TabletRoute | undefined>(
    () => this.aside.value?.route ?? this.kept.value?.run.route ?? undefined,
  );
  /** Near the run's way and the one beside it, each once. */
  readonly closures = computed<readonly TabletClosure[]>(() => {
    const all = [...(this.kept.value?.run.closures ?? []), ...(this.aside.value?.closures ?? [])];
    return [...new Map(all.map((closure) => [closure.id, closure])).values()];
  });
  private readonly key = computed(() => this.route.value && routeKey(this.route.value));
  private readonly prepared = computed<GuidedRoute | undefined>(() => {
    const { route } = this;
    return route.value && prepareGuidance(route.value, route.value.maneuvers);
  });
  readonly guidance = computed(() => {
    const prepared = this.prepared.value;
    return prepared && guideFrom(prepared, this.metersDriven.value);
  });
  /** Along the route: by the tablet's own place, or by what the control room sees. */
  readonly metersDriven = computed(() => {
    const { route, follow, kept } = this;
    const left = kept.value?.run.distanceMeters;
    const known = typeof left === 'number' && !this.aside.value;
    return follow.value?.meters ?? (known ? Math.max(0, (route.value?.distanceMeters ?? 0) - left) : 0);
  });
  private told = NOTHING_ANNOUNCED;
  private wantsAgain = false;
  private guidedKey: string | undefined;
  private stops: (() => void)[] = [];
  private askedAtMs = -Infinity;
  private newsTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly parts: GuideParts) {}

  async start(): Promise<void> {
    const timer = setInterval(() => this.askInTime(), 1000);
    this.stops = [
      () => clearInterval(timer),
      () => clearTimeout(this.newsTimer),
      // Another route: progress and what was told of the old one mean nothing.
      effect(() => {
        const key = this.key.value;
        if (key === this.guidedKey) return;
        this.guidedKey = key;
        this.told = NOTHING_ANNOUNCED;
        this.follow.value = undefined;
        this.step(this.parts.fix.peek());
      }),
      effect(() => this.step(this.parts.fix.value)),
      effect(() => {
        void this.parts.runChanges.value;
        void this.parts.language.value;
        if (this.parts.isOnline.value) void this.refresh();
      }),
      effect(() => this.leadTo(this.parts.target.value)),
    ];
    const kept = await this.parts.store.read().catch(() => undefined);
    if (this.stored.peek() === undefined && this.hasAnswer.peek() !== true) this.stored.value = kept;
  }

  stop(): void {
    for (const stop of this.stops) stop();
    this.stops = [];
    this.parts.speaker.stop();
  }

  /** Asks for the run; asked again while an answer is awaited, once more after it. */
  async refresh(): Promise<void> {
    this.wantsAgain = true;
    if (this.isAsking.peek()) return;
    this.isAsking.value = true;
    while (this.wantsAgain) {
      this.wantsAgain = false;
      this.askedAtMs = this.parts.now();
      const { stored, parts } = this;
      const language = parts.language.peek();
      // What is kept in another language is no answer to this question.
      const etag =
        stored.peek()?.run.route?.language === language ? (stored.peek()?.etag ?? undefined) : undefined;
      const answer = await parts.askRun(language, etag).catch(() => ({ kind: 'notConfirmed' as const }));
      this.take(answer);
    }
    this.isAsking.value = false;
  }

  private take(answer: Asked<TabletRunAnswer>): void {
    this.hasAnswer.value = answer.kind === 'ok' || answer.kind === 'notChanged';
    const before = this.stored.peek();
    const receivedAtMs = this.parts.now();
    if (answer.kind === 'notChanged' && before) this.keep({ ...before, receivedAtMs });
    if (answer.kind !== 'ok') return;
    const { run } = answer.value;
    if (!run) {
      this.stored.value = undefined;
      void this.parts.store.remove().catch(() => undefined);
      return;
    }
    const isOther =
      run.routeNumber !== before?.run.routeNumber || run.assignmentId !== before.run.assignmentId;
    batch(() => {
      if (isOther && this.aside.peek()?.purpose === 'detour') this.aside.value = undefined;
      this.keep({ run, etag: answer.etag, receivedAtMs });
    });
    if (isOther && before && run.reason !== 'assigned') this.announceNews(run.reason);
  }

  private keep(kept: KeptRun): void {
    this.stored.value = kept;
    // A full disk costs the route after a restart, not the one on the screen.
    void this.parts.store.write(kept).catch(() => undefined);
  }

  private announceNews(reason: RunReason): void {
    this.news.value = reason;
    clearTimeout(this.newsTimer);
    this.newsTimer = setTimeout(() => (this.news.value = undefined), NEWS_MS);
  }

  private askInTime(): void {
    if (!this.parts.isOnline.peek()) return;
    const isOff = this.follow.peek()?.isOffCourse ?? false;
    const wait = isOff || this.hasAnswer.peek() === false ? ASK_OFF_COURSE_MS : ASK_AGAIN_MS;
    if (this.parts.now() - this.askedAtMs < wait) return;
    void (isOff ? this.askWayOn() : this.refresh());
  }

  private step(fix: NavigationFix | undefined): void {
    const prepared = this.prepared.peek();
    if (!fix || !prepared) return;
    const wasOff = this.follow.peek()?.isOffCourse ?? false;
    const { lon, lat, ...rest } = fix;
    const follow = followRoute(prepared, this.follow.peek(), { ...rest, coordinates: [lon, lat] });
    this.follow.value = follow;
    if (follow.isOffCourse && !wasOff) this.leave();
    if (!follow.isOffCourse) this.tell(prepared, follow, fix.speedKmh ?? 0);
  }

  private leave(): void {
    this.say(t('say.offCourse'));
    if (this.parts.isOnline.peek()) void this.askWayOn();
  }

  /** A way from here at once: the control room may take some seconds to see that the unit drives elsewhere. */
  private async askWayOn(): Promise<void> {
    this.askedAtMs = this.parts.now();
    const aside = this.aside.peek();
    const run = this.kept.peek()?.run;
    const to = aside?.to ?? run?.to;
    if (to) {
      const purpose = aside?.purpose ?? 'detour';
      const isUrgent = purpose === 'detour' && run?.leg === 'toIncident';
      await this.askAside(purpose, to, isUrgent ? 'emergency' : 'normal');
    }
    await this.refresh();
  }

  private async askAside(
    purpose: Aside['purpose'],
    to: LonLat,
    profile: RouteAsked['profile'],
  ): Promise<void> {
    const fix = this.parts.fix.peek();
    if (!fix) return;
    const before = this.aside.peek();
    const asked = { from: [fix.lon, fix.lat], to, profile, language: this.parts.language.peek() } as const;
    const answer = await this.parts.askRoute(asked).catch(() => ({ kind: 'notConfirmed' as const }));
    // Meanwhile the run may have got a route of its own, or the crew another target.
    if (answer.kind !== 'ok' || this.aside.peek() !== before) return;
    const { route, closures } = answer.value;
    this.aside.value = { purpose, to, route, closures };
  }

  private leadTo(target: FreeTarget | undefined): void {
    if (this.aside.peek()?.purpose === 'target') this.aside.value = undefined;
    if (target) void this.askAside('target', target.coordinates, 'normal');
  }

  private tell(prepared: GuidedRoute, { meters }: FollowState, speedKmh: number): void {
    const maneuvers = this.route.peek()?.maneuvers ?? [];
    const { announcement, told } = announce(
      this.told,
      guideFrom(prepared, meters),
      { speedKmh, metersDriven: meters },
      (index) => maneuvers[index]?.tellsNext ?? false,
    );
    this.told = told;
    if (announcement) this.say(this.wordsOf(announcement));
  }

  private wordsOf({ maneuver, stage, meters }: Announcement): string {
    const maneuvers = this.route.peek()?.maneuvers ?? [];
    const told = maneuvers[maneuver];
    if (!told) return '';
    if (stage === 'now') return told.verbal;
    const text = asClause(told.alert ?? told.instruction, namesAround(maneuvers, maneuver));
    return t('say.ahead', { distance: spokenDistance(meters), text });
  }

  private say(words: string): void {
    if (words !== '' && !this.parts.isMuted.peek()) {
      this.parts.speaker.say(words, this.route.peek()?.language ?? this.parts.language.peek());
    }
  }
}
