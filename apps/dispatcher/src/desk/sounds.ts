import type { AlarmView, CrewSignalView } from '#contracts';
import { chooseSound, SEVERITY_OF_ALARM, SOUND_WINDOW_SECONDS } from '#domain';
import { effect, signal, type ReadonlySignal } from '@preact/signals';
import type { LiveStore } from '../live/live-store.ts';
import { loudnessPercent, warningsSound } from '../session/kept-preferences.ts';

/** `system` is unlike the others in pitch and rhythm: nobody mistakes a lost server for a patient. */
export type SoundName = 'alarm' | 'warning' | 'system';

interface Tone {
  readonly hertz: number;
  readonly startSeconds: number;
  readonly lengthSeconds: number;
}

const TONES: Readonly<Record<SoundName, readonly Tone[]>> = {
  alarm: [0, 0.22, 0.44].map((startSeconds) => ({ hertz: 988, startSeconds, lengthSeconds: 0.16 })),
  warning: [0, 0.3].map((startSeconds) => ({ hertz: 659, startSeconds, lengthSeconds: 0.2 })),
  system: [
    { hertz: 330, startSeconds: 0, lengthSeconds: 0.4 },
    { hertz: 220, startSeconds: 0.4, lengthSeconds: 0.6 },
  ],
};
const LOUDNESS = 0.25;
const FADE_SECONDS = 0.02;
/** A desk without a server says so again after this long. */
const SYSTEM_REPEAT_MS = 60_000;
/** A crew in danger is heard until somebody has seen it. */
const EMERGENCY_REPEAT_MS = 4000;
const SELF_TEST_GAP_MS = 1100;

/** `off`: browsers play nothing before the user has asked for it; `failed`: this machine plays no sound at all. */
export type SoundState = 'off' | 'testing' | 'on' | 'failed';

/** The desk's sounds: unlocked and tested when the shift begins, then one for each alarm that nobody has seen yet. */
export class Sounds {
  readonly state = signal<SoundState>('off');
  /** The sound being played by the self-test. */
  readonly tested = signal<SoundName | undefined>(undefined);
  private context: AudioContext | undefined;
  private readonly sounded = new Set<string>();
  private soundedAt: number[] = [];
  private heardCrews: ReadonlySet<string> = new Set();
  private systemAt = -Infinity;
  private emergencyAt = -Infinity;
  private readonly stops: (() => void)[] = [];

  constructor(
    private readonly store: LiveStore,
    private readonly isSystemTrouble: ReadonlySignal<boolean>,
  ) {}

  start(): void {
    this.stops.push(
      effect(() => {
        void this.store.clock.second.value;
        this.soundAlarms([...this.store.lists.value.alarms.values()], this.store.clock.now());
        this.soundCrews([...this.store.lists.value.crewSignals.values()]);
      }),
      effect(() => {
        void this.store.clock.second.value;
        this.soundSystem(this.isSystemTrouble.value);
      }),
    );
  }

  stop(): void {
    for (const stop of this.stops.splice(0)) stop();
    void this.context?.close();
    this.context = undefined;
  }

  /** To be called from a click or a key. Plays each sound once, so that the dispatcher knows them and hears that they work. */
  async startShift(): Promise<void> {
    if (this.state.peek() === 'testing') return;
    this.state.value = 'testing';
    try {
      this.context ??= new AudioContext();
      await this.context.resume();
      for (const name of ['alarm', 'warning', 'system'] as const) {
        this.tested.value = name;
        this.play(name);
        await new Promise((resolve) => setTimeout(resolve, SELF_TEST_GAP_MS));
      }
      this.state.value = this.context.state === 'running' ? 'on' : 'failed';
    } catch {
      this.state.value = 'failed';
    } finally {
      this.tested.value = undefined;
    }
  }

  private soundAlarms(alarms: readonly AlarmView[], now: number): void {
    if (this.state.peek() !== 'on') return;
    const present = new Set(alarms.map(({ id }) => id));
    for (const id of this.sounded) if (!present.has(id)) this.sounded.delete(id);
    this.soundedAt = this.soundedAt.filter((at) => at > now - SOUND_WINDOW_SECONDS * 1000);
    const silent = alarms
      .filter(({ id, acknowledgedAt }) => acknowledgedAt === null && !this.sounded.has(id))
      .filter(({ kind }) => warningsSound.value || SEVERITY_OF_ALARM[kind] === 'alarm')
      .map(({ id, kind, incidentPriority, raisedAt }) => ({
        id,
        kind,
        incidentPriority,
        raisedAt: Date.parse(raisedAt),
      }));
    const chosen = chooseSound(silent, this.soundedAt, now);
    if (!chosen) return;
    this.sounded.add(chosen.id);
    this.soundedAt.push(now);
    this.play(SEVERITY_OF_ALARM[chosen.kind] === 'alarm' ? 'alarm' : 'warning');
  }

  /** Calls for help sound before and above all else; who only wants to speak is heard once. */
  private soundCrews(signals: readonly CrewSignalView[]): void {
    if (this.state.peek() !== 'on') return;
    const unseen = signals.filter(({ acknowledgedAt }) => acknowledgedAt === null);
    const now = performance.now();
    if (unseen.some(({ kind }) => kind === 'emergency')) {
      if (now - this.emergencyAt < EMERGENCY_REPEAT_MS) return;
      this.emergencyAt = now;
      this.play('alarm');
      return;
    }
    const fresh = unseen.filter(({ id }) => !this.heardCrews.has(id));
    this.heardCrews = new Set(signals.map(({ id }) => id));
    if (fresh.length > 0 && warningsSound.peek()) this.play('warning');
  }

  private soundSystem(isTrouble: boolean): void {
    const now = performance.now();
    if (!isTrouble) this.systemAt = -Infinity;
    else if (this.state.peek() === 'on' && now - this.systemAt > SYSTEM_REPEAT_MS) {
      this.systemAt = now;
      this.play('system');
    }
  }

  private play(name: SoundName): void {
    const { context } = this;
    if (!context) return;
    const loudness = (LOUDNESS * loudnessPercent.peek()) / 100;
    for (const { hertz, startSeconds, lengthSeconds } of TONES[name]) {
      const from = context.currentTime + startSeconds;
      const until = from + lengthSeconds;
      const gain = context.createGain();
      gain.gain.setValueAtTime(0, from);
      gain.gain.linearRampToValueAtTime(loudness, from + FADE_SECONDS);
      gain.gain.setValueAtTime(loudness, until - FADE_SECONDS);
      gain.gain.linearRampToValueAtTime(0, until);
      const oscillator = context.createOscillator();
      oscillator.frequency.value = hertz;
      oscillator.connect(gain).connect(context.destination);
      oscillator.start(from);
      oscillator.stop(until);
    }
  }
}
