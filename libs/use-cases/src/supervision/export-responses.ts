import { csvLine, type FigurePeriodInput, RESPONSE_CSV_COLUMNS, responseCsvRows, spanOf } from '#domain';
import { accept, refuse, type Outcome } from '../outcome.ts';
import { readResponses, type SupervisionPorts } from './supervision-ports.ts';

const BYTE_ORDER_MARK = '\uFEFF';

export interface ResponseExport {
  readonly fileName: string;
  /** Parts of the text, in order. */
  readonly parts: AsyncIterable<string>;
}

/** The responses behind the figures of the same period, as CSV. */
export async function exportResponses(
  ports: SupervisionPorts,
  regionId: string,
  period: FigurePeriodInput,
  { withByteOrderMark }: { readonly withByteOrderMark: boolean },
): Promise<Outcome<ResponseExport>> {
  const timeZone = await ports.store.findRegionTimeZone(regionId);
  if (timeZone === undefined) return refuse('notFound');
  const span = spanOf(period, ports.clock.now().getTime(), timeZone);
  const sectors = await ports.store.listSectorViews(regionId);
  const names = new Map(sectors.map(({ id, name }) => [id, name]));
  const day = (at: number): string => new Date(at).toISOString().slice(0, 16).replaceAll(':', '');
  async function* parts(): AsyncGenerator<string> {
    yield (withByteOrderMark ? BYTE_ORDER_MARK : '') + csvLine(RESPONSE_CSV_COLUMNS);
    for await (const incidents of readResponses(ports, regionId, span)) {
      const rows = incidents.flatMap((incident) =>
        responseCsvRows(incident, incident.sectorId === null ? undefined : names.get(incident.sectorId)),
      );
      yield rows.map(csvLine).join('');
    }
  }
  const fileName = `responses-${regionId}-${day(span.startAt)}Z-${day(span.endAt)}Z.csv`;
  return accept({ fileName, parts: parts() });
}
