import { greatCircleMeters, type LonLat } from '../geo/lon-lat.ts';

/** Steps of the ladder that a vehicle's positions tell of. */
export const GEOFENCED_STATUSES = ['enRoute', 'onScene', 'leftScene', 'atDestination'] as const;
export type GeofencedStatus = (typeof GEOFENCED_STATUSES)[number];

export interface GeofencedStep {
  readonly status: GeofencedStatus;
  /** Milliseconds since 1970, by the device's clock. */
  readonly atMilliseconds: number;
}

export interface FenceFix {
  readonly atMilliseconds: number;
  readonly coordinates: LonLat;
  readonly speedKmh: number | null;
  readonly accuracyMeters: number | null;
}

/** The places of an assignment. */
export interface FencePlan {
  /** Fixes from before the unit was notified say nothing of this assignment. */
  readonly fromMilliseconds: number;
  readonly scene: LonLat | null;
  readonly destination: LonLat | null;
  /** When the crew said that it left the scene: from then on the destination counts, however far it had parked. */
  readonly pressedLeftSceneMilliseconds: number | null;
}

interface Fence {
  readonly enterMeters: number;
  readonly leaveMeters: number;
}

// Receivers in streets are 5 to 20 m off, and crews park at the next corner; twice the radius leaves room between in and out.
const START: Fence = { enterMeters: 60, leaveMeters: 120 };
const SCENE: Fence = { enterMeters: 75, leaveMeters: 150 };
// Hospitals are places of 100 m and more, known by one point.
const DESTINATION: Fence = { enterMeters: 150, leaveMeters: 300 };

/** Arrived: stayed inside for this long. At 33 km/h or more a vehicle is through the scene's fence before, however its fixes wobble. */
const DWELL_MILLISECONDS = 20_000;
/** Faster than this is driving past. */
const STANDING_KMH = 10;
/** Gone: outside in this many fixes in a row, over this time; fewer are reflections. */
const OUTSIDE_FIXES = 3;
const OUTSIDE_MILLISECONDS = 10_000;
/** A fix that says of itself that it is worse than this tells nothing. */
const WORST_ACCURACY_METERS = 100;
/** A vehicle left when it was last seen inside, unless it was silent for longer than this then. */
const SILENCE_MILLISECONDS = 60_000;

/** Fixes in a row that lie surely outside. */
class OutsideRun {
  private count = 0;
  sinceMilliseconds = 0;

  /** True when the vehicle is gone. */
  take(atMilliseconds: number, isOutside: boolean): boolean {
    if (!isOutside) {
      this.count = 0;
      return false;
    }
    if (this.count === 0) this.sinceMilliseconds = atMilliseconds;
    this.count += 1;
    return this.count >= OUTSIDE_FIXES && atMilliseconds - this.sinceMilliseconds >= OUTSIDE_MILLISECONDS;
  }
}

const isOutside = (distanceMeters: number, fix: FenceFix, fence: Fence): boolean =>
  distanceMeters - (fix.accuracyMeters ?? 0) > fence.leaveMeters;

/** Tells when a vehicle came to stay at a place. */
class Arrival {
  private beganMilliseconds: number | undefined;
  private readonly outside = new OutsideRun();

  constructor(
    private readonly place: LonLat,
    private readonly fence: Fence,
  ) {}

  /** The time of its first standing fix inside, once it has stayed. */
  take(fix: FenceFix): number | undefined {
    const distance = greatCircleMeters(fix.coordinates, this.place);
    const isInside = distance <= this.fence.enterMeters && (fix.speedKmh ?? 0) < STANDING_KMH;
    if (this.outside.take(fix.atMilliseconds, isOutside(distance, fix, this.fence))) {
      this.beganMilliseconds = undefined;
    }
    if (!isInside) return undefined;
    this.beganMilliseconds ??= fix.atMilliseconds;
    return fix.atMilliseconds - this.beganMilliseconds >= DWELL_MILLISECONDS
      ? this.beganMilliseconds
      : undefined;
  }
}

/** Tells when a vehicle left a place where it was. */
class Departure {
  private lastInsideMilliseconds: number;
  private readonly outside = new OutsideRun();

  constructor(
    private readonly place: LonLat,
    private readonly fence: Fence,
    sinceMilliseconds: number,
  ) {
    this.lastInsideMilliseconds = sinceMilliseconds;
  }

  take(fix: FenceFix): number | undefined {
    const distance = greatCircleMeters(fix.coordinates, this.place);
    if (distance <= this.fence.enterMeters) this.lastInsideMilliseconds = fix.atMilliseconds;
    if (!this.outside.take(fix.atMilliseconds, isOutside(distance, fix, this.fence))) return undefined;
    const { sinceMilliseconds } = this.outside;
    const wasSilent = sinceMilliseconds - this.lastInsideMilliseconds > SILENCE_MILLISECONDS;
    return wasSilent ? sinceMilliseconds : this.lastInsideMilliseconds;
  }
}

/** Folds the fixes of one assignment, in the order of their times, into the steps they show. */
class FenceFold {
  readonly steps = new Map<GeofencedStatus, number>();
  private start: Departure | undefined;
  private readonly scene: Arrival | undefined;
  private left: Departure | undefined;
  private readonly destination: Arrival | undefined;

  constructor(private readonly plan: FencePlan) {
    this.scene = plan.scene ? new Arrival(plan.scene, SCENE) : undefined;
    this.destination = plan.destination ? new Arrival(plan.destination, DESTINATION) : undefined;
  }

  take(fix: FenceFix): void {
    if ((fix.accuracyMeters ?? 0) > WORST_ACCURACY_METERS) return;
    if (!this.steps.has('onScene')) this.untilScene(fix);
    else if (!this.steps.has('leftScene')) this.note('leftScene', this.left?.take(fix));
    if (this.isTransporting(fix)) this.note('atDestination', this.destination?.take(fix));
  }

  private untilScene(fix: FenceFix): void {
    // Where it is when it is notified: its station, or anywhere on the road.
    this.start ??= new Departure(fix.coordinates, START, fix.atMilliseconds);
    if (!this.steps.has('enRoute')) this.note('enRoute', this.start.take(fix));
    const arrivedAt = this.scene?.take(fix);
    if (arrivedAt === undefined) return;
    this.note('onScene', arrivedAt);
    // Nobody is under way to where they are.
    if ((this.steps.get('enRoute') ?? 0) > arrivedAt) this.steps.delete('enRoute');
    this.left = new Departure(this.plan.scene!, SCENE, fix.atMilliseconds);
  }

  private isTransporting({ atMilliseconds }: FenceFix): boolean {
    if (this.steps.has('atDestination')) return false;
    const pressed = this.plan.pressedLeftSceneMilliseconds;
    return this.steps.has('leftScene') || (pressed !== null && atMilliseconds >= pressed);
  }

  private note(status: GeofencedStatus, atMilliseconds: number | undefined): void {
    if (atMilliseconds !== undefined) this.steps.set(status, atMilliseconds);
  }
}

const compareFixes = (a: FenceFix, b: FenceFix): number =>
  a.atMilliseconds - b.atMilliseconds ||
  a.coordinates[0] - b.coordinates[0] ||
  a.coordinates[1] - b.coordinates[1];

/** Two hours of a fix a second; beyond, late fixes change nothing any more. */
const MAX_KEPT_FIXES = 7200;

/**
 * The geofenced steps of one assignment, found fix by fix. In whatever order the fixes come, the same ones show the
 * same steps; but what was told is never told again or taken back.
 */
export class GeofenceTrack {
  /** In the order of their times; the first `foldedCount` are folded. */
  private fixes: FenceFix[] = [];
  private foldedCount = 0;
  private fold: FenceFold;
  private mustFoldAgain = false;
  private horizonMilliseconds: number;
  private readonly told: Set<GeofencedStatus>;

  /** `alreadyTold`: the steps that were told before, for instance by a process that has ended since. */
  constructor(
    private plan: FencePlan,
    alreadyTold: Iterable<GeofencedStatus> = [],
  ) {
    this.fold = new FenceFold(plan);
    this.horizonMilliseconds = plan.fromMilliseconds;
    this.told = new Set(alreadyTold);
  }

  get isDone(): boolean {
    return this.told.size === GEOFENCED_STATUSES.length;
  }

  /** The scene or the destination has moved, or the crew said that it left: the fixes are judged anew. */
  replan(plan: FencePlan): void {
    this.plan = plan;
    this.mustFoldAgain = true;
  }

  add(fix: FenceFix): void {
    if (fix.atMilliseconds < this.horizonMilliseconds) return;
    let index = this.fixes.length;
    while (index > 0 && compareFixes(this.fixes[index - 1]!, fix) > 0) index -= 1;
    const before = this.fixes[index - 1];
    // A repeat changes nothing.
    if (before && compareFixes(before, fix) === 0) return;
    if (index === this.fixes.length) this.fixes.push(fix);
    else this.fixes.splice(index, 0, fix);
    if (index < this.foldedCount) this.mustFoldAgain = true;
    if (this.fixes.length > MAX_KEPT_FIXES) this.forget();
  }

  /**
   * The steps that the fixes show and that were not told before. Fixes from after `untilMilliseconds` may still be
   * overtaken by late ones and wait: folding them only to fold all again would cost more than all else.
   */
  takeNew(untilMilliseconds = Infinity): GeofencedStep[] {
    this.foldUntil(untilMilliseconds);
    const found = [...this.fold.steps].filter(([status]) => !this.told.has(status));
    for (const [status] of found) this.told.add(status);
    return found.map(([status, atMilliseconds]) => ({ status, atMilliseconds }));
  }

  /** True when fixes wait for a later time. */
  get hasWaiting(): boolean {
    return this.foldedCount < this.fixes.length;
  }

  private foldUntil(untilMilliseconds: number): void {
    if (this.mustFoldAgain) {
      this.mustFoldAgain = false;
      this.fold = new FenceFold(this.plan);
      this.foldedCount = 0;
    }
    for (let next = this.fixes[this.foldedCount]; next; next = this.fixes[this.foldedCount]) {
      if (next.atMilliseconds > untilMilliseconds) return;
      this.fold.take(next);
      this.foldedCount += 1;
    }
  }

  private forget(): void {
    this.foldUntil(Infinity);
    this.horizonMilliseconds = this.fixes.at(-1)!.atMilliseconds;
    this.fixes = [];
    this.foldedCount = 0;
  }
}

/** The steps that these fixes show, in whatever order they are given. */
export function detectGeofencedSteps(plan: FencePlan, fixes: readonly FenceFix[]): GeofencedStep[] {
  const track = new GeofenceTrack(plan);
  for (const fix of fixes) track.add(fix);
  return track.takeNew();
}
