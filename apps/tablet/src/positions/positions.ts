import type { TabletPositionsBody } from '#contracts';
import { batch, signal } from '@preact/signals';
import type { RoundResult } from '../outbox/pump.ts';
import type { FixStore } from './fix-store.ts';
import { isWorthKeeping, moveOn, speedOf, STANDING, type MotionState, type RawFix } from './sample-fixes.ts';

/** `refused`: the user or the device's settings do not allow it; `absent`: the device gives none. */
export type GeolocationState = 'off' | 'waiting' | 'on' | 'refused' | 'absent';

/** Without a fix for so long the screen says that the position is not known. */
const ABSENT_AFTER_MS = 30_000;

interface PositionsParts {
  readonly fixes: FixStore;
  readonly post: (body: TabletPositionsBody) => Promise<{ readonly storedSeq: number } | undefined>;
  readonly geolocation: Geolocation | undefined;
  readonly onKept: () => void;
}

const orNull = (value: number | null): number | null =>
  value === null || Number.isNaN(value) ? null : value;

const toRawFix = ({ coords, timestamp }: GeolocationPosition): RawFix => {
  const speed = orNull(coords.speed);
  const heading = orNull(coords.heading);
  return {
    // Some devices stamp fixes with the time since they were switched on.
    atMs: timestamp > 1e12 ? timestamp : Date.now(),
    lon: coords.longitude,
    lat: coords.latitude,
    speedKmh: speed === null || speed < 0 ? null : Math.min(400, speed * 3.6),
    headingDegrees: heading,
    accuracyMeters: Math.min(100_000, coords.accuracy),
  };
};

/** Watches where the tablet is, keeps fixes worth sending, and sends them in batches. */
export class Positions {
  readonly state = signal<GeolocationState>('off');
  /** The newest place, for the map, navigation and emergency. */
  readonly fix = signal<RawFix | undefined>(undefined);
  readonly isDriving = signal(false);
  /** Monotonic time at which the server last took a batch; before the first one, at which the watch began. */
  readonly sentAt = signal<number | undefined>(undefined);
  private motion: MotionState = STANDING;
  private kept: { readonly atMs: number; readonly isDriving: boolean } | undefined;
  private watchId: number | undefined;
  private heardAt = 0;
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly parts: PositionsParts) {}

  start(): void {
    const { geolocation } = this.parts;
    if (this.watchId !== undefined) return;
    if (!geolocation) {
      this.state.value = 'absent';
      return;
    }
    this.state.value = 'waiting';
    this.heardAt = performance.now();
    this.sentAt.value = performance.now();
    this.watchId = geolocation.watchPosition(
      (position) => this.take(toRawFix(position)),
      (error) => {
        this.state.value = error.code === error.PERMISSION_DENIED ? 'refused' : 'absent';
      },
      { enableHighAccuracy: true, maximumAge: 0, timeout: ABSENT_AFTER_MS },
    );
    this.timer = setInterval(() => this.repeat(), 1000);
  }

  stop(): void {
    if (this.watchId !== undefined) this.parts.geolocation?.clearWatch(this.watchId);
    this.watchId = undefined;
    clearInterval(this.timer);
    this.state.value = 'off';
    this.motion = STANDING;
    this.isDriving.value = false;
  }

  private take(fix: RawFix): void {
    this.heardAt = performance.now();
    const speedKmh = speedOf(fix, this.fix.peek());
    this.motion = moveOn(this.motion, speedKmh, fix.atMs);
    batch(() => {
      this.state.value = 'on';
      this.fix.value = { ...fix, speedKmh };
      this.isDriving.value = this.motion.isDriving;
    });
    this.keep({ ...fix, speedKmh });
  }

  /** A device that stands reports nothing new: its last place still holds, and driving ends. */
  private repeat(): void {
    const fix = this.fix.peek();
    if (performance.now() - this.heardAt > ABSENT_AFTER_MS && this.state.peek() === 'waiting')
      this.state.value = 'absent';
    if (!fix || this.state.peek() !== 'on') return;
    if (performance.now() - this.heardAt < 3000) return;
    const atMs = Date.now();
    this.motion = moveOn(this.motion, 0, atMs);
    this.isDriving.value = this.motion.isDriving;
    if (!this.motion.isDriving) this.keep({ ...fix, atMs, speedKmh: 0 });
  }

  private keep(fix: RawFix): void {
    const { isDriving } = this.motion;
    if (!isWorthKeeping(fix.atMs, this.kept, isDriving)) return;
    this.kept = { atMs: fix.atMs, isDriving };
    const { atMs, ...rest } = fix;
    this.parts.fixes
      .add({ ...rest, at: new Date(atMs).toISOString() })
      .then(() => this.parts.onKept())
      // A fix that finds no room is let go; taps have the room kept for them.
      .catch(() => undefined);
  }

  async round(): Promise<RoundResult> {
    const { epoch, fixes } = await this.parts.fixes.nextFixes();
    if (fixes.length === 0) return 'idle';
    const answer = await this.parts.post({
      outboxEpoch: epoch,
      sentAt: new Date().toISOString(),
      fixes: [...fixes],
    });
    if (!answer || !Number.isInteger(answer.storedSeq)) return 'failed';
    await this.parts.fixes.confirm(answer.storedSeq);
    if (answer.storedSeq < fixes[0]!.fixSeq - 1) {
      await this.parts.fixes.renumberAfter(answer.storedSeq);
      return 'more';
    }
    if (answer.storedSeq < fixes[0]!.fixSeq) return 'failed';
    this.sentAt.value = performance.now();
    return fixes.length > 1 ? 'more' : 'idle';
  }
}
