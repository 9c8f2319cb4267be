import type { BoardStatus } from '#domain';

type LonLat = readonly [lon: number, lat: number];

export interface OwnPosition {
  readonly lon: number;
  readonly lat: number;
  readonly headingDegrees: number | null;
  readonly accuracyMeters: number | null;
  /** When it was taken, in the same milliseconds as the map's `now`. */
  readonly atMs: number;
}

/** What the map shows besides streets and the vehicle itself. All of it may be missing. */
export interface MapScene {
  readonly route?: { readonly coordinates: readonly LonLat[]; readonly isKept?: boolean } | undefined;
  readonly incident?: { readonly lon: number; readonly lat: number; readonly priority: number } | undefined;
  readonly destination?: { readonly lon: number; readonly lat: number; readonly name: string } | undefined;
  /** Closed roads, a line for each stretch. */
  readonly closures?:
    readonly { readonly id: string; readonly coordinates: readonly (readonly LonLat[])[] }[] | undefined;
  readonly others?:
    | readonly {
        readonly id: string;
        readonly callSign: string;
        readonly status: BoardStatus;
        readonly lon: number;
        readonly lat: number;
        /** Of its last position. */
        readonly ageSeconds: number;
      }[]
    | undefined;
  /** A place that was searched for. */
  readonly chosen?: { readonly lon: number; readonly lat: number; readonly label: string } | undefined;
}

/** A position older than this is not where the vehicle is. */
export const STALE_SECONDS = 10;

/** Corners of what a crew wants to see at once: itself, where it goes and the way there. */
export function listRunPlaces(scene: MapScene, own: OwnPosition | undefined): LonLat[] {
  const marks = [scene.incident, scene.destination, scene.chosen, own];
  return [
    ...marks.flatMap((mark) => (mark ? [[mark.lon, mark.lat] as const] : [])),
    ...(scene.route?.coordinates ?? []),
  ];
}
