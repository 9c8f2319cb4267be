import type { AlarmView, SectorView, UnitView } from '#contracts';
import type { FigureSpan, IncidentCategory, LonLat, Priority, IncidentResponse, UnitHours } from '#domain';
import type { Clock } from '../ports.ts';
import type { PoliciesInForce } from '../policies/policies-in-force.ts';

export interface ResponseCursor {
  readonly createdText: string;
  readonly incidentId: string;
}

export interface SupervisionReads {
  findRegionTimeZone(regionId: string): Promise<string | undefined>;
  listSectorViews(regionId: string): Promise<SectorView[]>;
  listResponses(
    regionId: string,
    span: FigureSpan,
    limit: number,
    cursor?: ResponseCursor,
  ): Promise<{ incidents: IncidentResponse[]; next: ResponseCursor | undefined }>;
  listUnitHours(
    regionId: string,
    span: FigureSpan,
  ): Promise<(UnitHours & { unitId: string; callSign: string; sectorId: string | null })[]>;
  listWaiting(regionId: string): Promise<
    {
      incidentId: string;
      number: number;
      category: IncidentCategory;
      priority: Priority;
      sectorId: string | null;
      waitingSinceAt: string;
    }[]
  >;
  listAlarms(regionId: string): Promise<AlarmView[]>;
  listUnits(regionId: string): Promise<UnitView[]>;
}

export interface SupervisionPorts {
  readonly store: SupervisionReads;
  readonly policies: Pick<PoliciesInForce, 'findStandardsInForce'>;
  readonly positions: {
    find(unitId: string): { readonly coordinates: LonLat; readonly deviceAt: Date } | undefined;
  };
  readonly clock: Clock;
  /** Lets others of the process work in between. */
  pause(): Promise<void>;
}

/** Incidents of one page: some milliseconds of work at a time, so that dispatching beside it is not felt. */
const PAGE_INCIDENTS = 500;

/** All incidents of a span, page by page, with a rest after each. */
export async function* readResponses(
  ports: Pick<SupervisionPorts, 'store' | 'pause'>,
  regionId: string,
  span: FigureSpan,
): AsyncGenerator<IncidentResponse[]> {
  let cursor: ResponseCursor | undefined;
  do {
    const { incidents, next } = await ports.store.listResponses(regionId, span, PAGE_INCIDENTS, cursor);
    yield incidents;
    await ports.pause();
    cursor = next;
  } while (cursor);
}
