import type { AssignmentStatus } from '#domain';

/** A journal row about an incident, with who caused it. */
export interface TimelineRow {
  readonly seq: number;
  readonly at: string;
  readonly kind: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly actorName: string | null;
  readonly payload: Readonly<Record<string, unknown>>;
}

export interface WrittenVersion {
  readonly version: number;
  readonly address: string;
  readonly notes: string;
  readonly locationSource: string;
}

export interface AssignmentWords {
  readonly unitId: string;
  readonly overrideReason: string | null;
  readonly endReason: string | null;
  readonly steps: readonly {
    readonly status: AssignmentStatus;
    readonly pressedAt: string | null;
    readonly geofencedAt: string | null;
  }[];
}

export interface ShownRecommendation {
  readonly at: string;
  readonly askedByName: string | null;
  readonly firstUnitId: string | null;
  readonly candidates: number;
}

/** All that a timeline is made of; words and names stand beside the rows by ids. */
export interface TimelineFacts {
  readonly incidentId: string;
  readonly number: number;
  readonly rows: readonly TimelineRow[];
  readonly written: readonly WrittenVersion[];
  /** By version of the answers. */
  readonly triageReasons: ReadonlyMap<number, string>;
  readonly calls: ReadonlyMap<
    string,
    {
      readonly callerName: string | null;
      readonly callerPhone: string | null;
      readonly words: string | null;
    }
  >;
  readonly assignments: ReadonlyMap<string, AssignmentWords>;
  readonly recommendations: readonly ShownRecommendation[];
  readonly duplicates: ReadonlyMap<
    string,
    { readonly incidentId: string | null; readonly likelyIncidentId: string | null }
  >;
  /** Call signs, numbers, names and remarks, by the id of what they belong to; limits of alarms in seconds. */
  readonly words: ReadonlyMap<string, string>;
}

/** What timelines read. */
export interface TimelineStore {
  findTimelineFacts(incidentId: string): Promise<TimelineFacts | undefined>;
}
