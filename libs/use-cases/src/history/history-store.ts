import type { AlarmView, ClosureView, IncidentView, PositionView, TrackEvent, UnitView } from '#contracts';
import type { DutyState, HistoryRow, KeptHistoryState, LonLat } from '#domain';

/** A unit as it had been entered, and where and what it was at an instant. */
export interface PastUnitRow extends Pick<
  UnitView,
  'id' | 'regionId' | 'callSign' | 'frameKey' | 'capabilities' | 'station' | 'sectorId' | 'vehicle'
> {
  readonly dutyState: DutyState;
  readonly dutyReason: string | null;
  readonly dutyExpectedEndAt: string | null;
  readonly dutySinceAt: string;
  readonly position: PositionView | null;
}

export interface PastDetail {
  readonly incidentId: string;
  readonly detail: IncidentView['detail'];
  readonly triage: IncidentView['triage'];
  /** Without those of incidents joined to it. */
  readonly patientCount: number;
  /** Of today's sectors. */
  readonly sectorId: string | null;
}

/** What assignments and facilities belong to and are called. */
export interface PastNames {
  readonly assignments: ReadonlyMap<
    string,
    {
      readonly incidentId: string;
      readonly incidentNumber: number;
      readonly incidentPriority: number;
      readonly unitId: string;
      readonly callSign: string;
      readonly regionId: string;
      readonly regionName: string;
      readonly coordinates: LonLat | null;
    }
  >;
  readonly facilities: ReadonlyMap<string, string>;
}

export interface TrackedFix {
  readonly unitId: string;
  readonly frameKey: number;
  readonly seconds: number;
  readonly place: LonLat;
  readonly headingDegrees: number | null;
  readonly speedKmh: number | null;
}

/** What is read to look back. */
export interface HistoryStore {
  /** The row after which an instant falls, 0 before the first; and when the first one was written. */
  findMoment(regionId: string, at: Date): Promise<{ readonly seq: number; readonly firstAt: string | null }>;
  /** The newest state kept at or before a row. */
  findKeptState(regionId: string, seq: number): Promise<KeptHistoryState | undefined>;
  /** Rows that change the board, after one row and up to another. */
  listHistoryRows(regionId: string, afterSeq: number, untilSeq: number): Promise<readonly HistoryRow[]>;
  keepState(regionId: string, state: KeptHistoryState): Promise<void>;
  forgetOutdatedStates(): Promise<void>;
  /** Each region with its head and the newest row that a state is kept of. */
  listKept(): Promise<
    readonly { readonly regionId: string; readonly seq: number; readonly keptSeq: number }[]
  >;

  findRegionMap(regionId: string): Promise<{ readonly mapId: number } | undefined>;
  /** `dutySince`: where the journal tells since when a unit's duty held; `helpers`: neighbours' units that worked here. */
  listPastUnits(
    regionId: string,
    at: Date,
    dutySince: ReadonlyMap<string, string>,
    helpers: readonly string[],
  ): Promise<readonly PastUnitRow[]>;
  listPastDetails(
    regionId: string,
    at: Date,
    versions: readonly {
      readonly incidentId: string;
      readonly version: number;
      readonly triageVersion: number;
      readonly coordinates: LonLat | null;
    }[],
  ): Promise<readonly PastDetail[]>;
  listNames(assignmentIds: readonly string[], facilityIds: readonly string[]): Promise<PastNames>;
  /** As they are now; what changes of them is taken from the journal. */
  listAlarmsById(alarmIds: readonly string[]): Promise<readonly AlarmView[]>;
  /** In force and planned at an instant. */
  listPastClosures(mapId: number, at: Date): Promise<readonly ClosureView[]>;
  listTrack(regionId: string, from: Date, to: Date, everySeconds: number): Promise<readonly TrackedFix[]>;
  listTrackEvents(regionId: string, from: Date, to: Date): Promise<readonly TrackEvent[]>;
}
