import type { Language } from '#contracts';
import type { LonLat, Maneuver } from '#domain';

/** A maneuver in the narrator's words; null where it has none that a person should hear. */
export interface SpokenManeuver extends Maneuver {
  readonly instruction: string | null;
  readonly alert: string | null;
  readonly verbal: string | null;
  readonly tellsNext: boolean;
}

export interface NarrationQuestion {
  readonly mapName: string;
  readonly language: Language;
  readonly line: { readonly coordinates: readonly LonLat[]; readonly elapsedSeconds: readonly number[] };
}

/**
 * Why there are no words: `noTiles` none were built for this map; `building` they are being built now; `noMatch` the
 * roads driven are not the narrator's (a way that only an emergency run may take); `failed` it said so; `unavailable` it did not answer.
 */
export type NoNarration = 'noTiles' | 'building' | 'noMatch' | 'failed' | 'unavailable';

export type Narration =
  | { readonly ok: true; readonly maneuvers: readonly SpokenManeuver[] }
  | { readonly ok: false; readonly why: NoNarration; readonly detail?: string };

/** Puts a route into words. Never throws and always answers within seconds. */
export interface NarratorPort {
  narrate(question: NarrationQuestion): Promise<Narration>;
}

/** What goes to the narrator's process. */
export interface NarratorRequest extends NarrationQuestion {
  readonly id: number;
}
/** What comes back, with the memory its process holds. */
export interface NarratorReply {
  readonly id: number;
  readonly narration: Narration;
  readonly residentBytes: number;
}
