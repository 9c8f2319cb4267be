import type { LonLat } from '#domain';

/** What a map draws of the way. */
export interface GuidedLineView {
  readonly coordinates: readonly LonLat[];
  /** True while it cannot be asked for anew. */
  readonly isKept: boolean;
}
