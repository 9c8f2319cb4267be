import { signal } from '@preact/signals';

export type SoundName = 'assignment' | 'message' | 'trouble' | 'done';

interface Tone {
  readonly hertz: number;
  readonly startSeconds: number;
  readonly lengthSeconds: number;
}

const TONES: Readonly<Record<SoundName, readonly Tone[]>> = {
  assignment: [0, 0.25, 0.5, 0.75].map((startSeconds, index) => ({
    hertz: index % 2 === 0 ? 880 : 1175,
    startSeconds,
    lengthSeconds: 0.2,
  })),
  message: [
    { hertz: 784, startSeconds: 0, lengthSeconds: 0.12 },
    { hertz: 1047, startSeconds: 0.14, lengthSeconds: 0.18 },
  ],
  trouble: [
    { hertz: 330, startSeconds: 0, lengthSeconds: 0.35 },
    { hertz: 220, startSeconds: 0.35, lengthSeconds: 0.5 },
  ],
  done: [{ hertz: 988, startSeconds: 0, lengthSeconds: 0.12 }],
};
const LOUDNESS = 0.6;
const FADE_SECONDS = 0.015;
const RING_EVERY_MS = 2000;
const VIBRATION = [400, 150, 400, 150, 400];

/** The tablet's tones. Browsers play none before the screen was touched; until then the screen says so. */
export class Sounds {
  readonly isOn = signal(false);
  readonly isRinging = signal(false);
  private context: AudioContext | undefined;
  private ring: ReturnType<typeof setInterval> | undefined;

  /** Unlocks sound with the first touch of each run. */
  start(): void {
    const unlock = (): void => void this.unlock();
    addEventListener('pointerdown', unlock, { capture: true });
    addEventListener('keydown', unlock, { capture: true });
  }

  private async unlock(): Promise<void> {
    try {
      this.context ??= new AudioContext();
      if (this.context.state !== 'running') await this.context.resume();
      this.isOn.value = this.context.state === 'running';
    } catch {
      this.isOn.value = false;
    }
  }

  /** Rings and shakes until it is told to stop. */
  startRinging(): void {
    if (this.ring !== undefined) return;
    this.isRinging.value = true;
    const once = (): void => {
      this.play('assignment');
      // Refused, with a message in the console, until the screen was touched.
      if (navigator.userActivation?.hasBeenActive !== false) navigator.vibrate?.(VIBRATION);
    };
    once();
    this.ring = setInterval(once, RING_EVERY_MS);
  }

  stopRinging(): void {
    if (this.ring === undefined) return;
    clearInterval(this.ring);
    this.ring = undefined;
    this.isRinging.value = false;
    if (navigator.userActivation?.hasBeenActive !== false) navigator.vibrate?.(0);
  }

  play(name: SoundName): void {
    const { context } = this;
    if (!context || context.state !== 'running') return;
    for (const { hertz, startSeconds, lengthSeconds } of TONES[name]) {
      const from = context.currentTime + startSeconds;
      const until = from + lengthSeconds;
      const gain = context.createGain();
      gain.gain.setValueAtTime(0, from);
      gain.gain.linearRampToValueAtTime(LOUDNESS, from + FADE_SECONDS);
      gain.gain.setValueAtTime(LOUDNESS, until - FADE_SECONDS);
      gain.gain.linearRampToValueAtTime(0, until);
      const oscillator = context.createOscillator();
      oscillator.frequency.value = hertz;
      oscillator.connect(gain).connect(context.destination);
      oscillator.start(from);
      oscillator.stop(until);
    }
  }
}
