import type { UnitView } from '#contracts';
import type { PositionTrust } from '#domain';
import { computed, effect, signal } from '@preact/signals';
import type { ConnectionState } from './connection-state.ts';
import type { LiveConnection } from './live-connection.ts';
import type { LiveStore } from './live-store.ts';

/** What is wrong with the system itself, the gravest first; never mixed with what is wrong with a patient. */
export type Trouble =
  | { readonly kind: 'noServer' }
  | { readonly kind: 'late'; readonly seconds: number }
  /** Connected, but position frames have stopped. */
  | { readonly kind: 'noPositions'; readonly seconds: number }
  /** Many units that should report do not. */
  | { readonly kind: 'silentUnits'; readonly silent: number; readonly expected: number }
  /** This machine's clock differs from the server's, forward when positive. */
  | { readonly kind: 'clock'; readonly seconds: number };

export interface TroubleFacts {
  readonly connection: ConnectionState;
  readonly silentSeconds: number;
  readonly frameAgeSeconds: number;
  readonly skewSeconds: number;
  /** Units on duty whose position is asked of their device, not of their station. */
  readonly expected: number;
  readonly silent: number;
}

/** Shorter gaps pass by themselves before anybody has read of them. */
const LATE_SECONDS = 3;
const NO_FRAME_SECONDS = 10;
const SKEW_SECONDS = 10;
const SILENT_SHARE = 0.3;
const FEWEST_SILENT = 5;
const OFF: ReadonlySet<string> = new Set(['offDuty', 'outOfService']);
const SILENT: ReadonlySet<PositionTrust> = new Set(['stale', 'lastKnown', 'tooOld', 'unknown']);

/** What is wrong now. Without a server nothing else can be known, so nothing else is said. */
export function troublesOf(facts: TroubleFacts): readonly Trouble[] {
  const { connection, silentSeconds, frameAgeSeconds, skewSeconds, expected, silent } = facts;
  if (connection === 'connecting') return [];
  if (connection === 'offline') return [{ kind: 'noServer' }];
  const found: Trouble[] = [];
  if (silentSeconds >= LATE_SECONDS) found.push({ kind: 'late', seconds: Math.floor(silentSeconds) });
  else if (frameAgeSeconds >= NO_FRAME_SECONDS)
    found.push({ kind: 'noPositions', seconds: Math.floor(frameAgeSeconds) });
  else if (silent >= FEWEST_SILENT && silent > SILENT_SHARE * expected)
    found.push({ kind: 'silentUnits', silent, expected });
  if (Math.abs(skewSeconds) >= SKEW_SECONDS) found.push({ kind: 'clock', seconds: Math.round(skewSeconds) });
  return found;
}

/** Units whose devices should report, and how many of them do not. */
export function countSilent(
  units: readonly UnitView[],
  trustOf: (unit: UnitView) => PositionTrust,
): { readonly expected: number; readonly silent: number } {
  const trusts = units.filter(({ boardStatus }) => !OFF.has(boardStatus)).map(trustOf);
  const reporting = trusts.filter((trust) => trust !== 'assumed');
  return { expected: reporting.length, silent: reporting.filter((trust) => SILENT.has(trust)).length };
}

/** Follows the state of the system while the desk runs. */
export class Troubles {
  private readonly frameAt = signal(performance.now());
  readonly list = computed(() => {
    const { clock } = this.store;
    void clock.second.value;
    const now = performance.now();
    const counts = countSilent(this.store.listUnits(), (unit) => this.store.whereabouts(unit, now).trust);
    return troublesOf({
      connection: this.connection.state.value,
      silentSeconds: this.connection.silentSeconds.value ?? 0,
      frameAgeSeconds: (now - this.frameAt.value) / 1000,
      skewSeconds: clock.skewSeconds(),
      ...counts,
    });
  });
  /** What the sound of the system is for: a wrong clock or a short delay is no reason to startle anybody. */
  readonly isLoud = computed(() => this.list.value.some(({ kind }) => kind !== 'late' && kind !== 'clock'));

  constructor(
    private readonly store: LiveStore,
    private readonly connection: LiveConnection,
  ) {}

  start(): () => void {
    return effect(() => {
      void this.store.frames.value;
      void this.store.isLoaded.value;
      this.frameAt.value = performance.now();
    });
  }
}
