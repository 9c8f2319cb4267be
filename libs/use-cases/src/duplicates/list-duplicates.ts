import { CONTROL_ROOM, type FindDuplicatesBody, type LikelyDuplicate } from '#contracts';
import { checkAccess, chooseRegion, type Actor } from '../actor.ts';
import { toCoordinates } from '../incident/location.ts';
import { accept, refuse, type Outcome } from '../outcome.ts';
import type { Clock, IncidentRecord } from '../ports.ts';
import type { ReportReader } from './duplicate-store.ts';
import { findLikely, type Likely } from './find-likely.ts';

export interface DuplicatePorts extends ReportReader {
  readonly clock: Clock;
  findIncidentState(
    incidentId: string,
  ): Promise<Pick<IncidentRecord, 'regionId' | 'state' | 'number'> | undefined>;
  /** Incidents of which somebody said that they are not the same event as this one. */
  listDismissedIncidents(incidentId: string): Promise<ReadonlySet<string>>;
}

/** Calls of one incident that are compared; the newest say most. */
const LARGEST_REPORTS = 6;

/** Open incidents that are likely the same event as an open one, without those somebody has looked at and dismissed. */
export async function listDuplicates(
  ports: DuplicatePorts,
  actor: Actor,
  incidentId: string,
): Promise<Outcome<{ duplicates: LikelyDuplicate[] }>> {
  const incident = await ports.findIncidentState(incidentId);
  if (!incident) return refuse('notFound');
  const denied = checkAccess(actor, incident.regionId, CONTROL_ROOM);
  if (denied) return denied;
  if (incident.state === 'closed') return refuse('incidentClosed', { number: incident.number });
  const reports = (await ports.listReportsOfIncident(incidentId)).slice(0, LARGEST_REPORTS);
  const dismissed = await ports.listDismissedIncidents(incidentId);
  const likely = await findLikely(ports, incident.regionId, reports, ({ incidentId: knownId }) =>
    knownId === null ? false : knownId === incidentId || dismissed.has(knownId),
  );
  return accept({ duplicates: likely.flatMap(toView) });
}

/** Open incidents that are likely the event that is being typed; for the form, before anything is saved. */
export async function findDuplicates(
  ports: DuplicatePorts,
  actor: Actor,
  body: FindDuplicatesBody,
): Promise<Outcome<{ duplicates: LikelyDuplicate[] }>> {
  const regionId = chooseRegion(actor, body.regionId, CONTROL_ROOM);
  if (regionId === undefined) return refuse('forbidden');
  const denied = checkAccess(actor, regionId, CONTROL_ROOM);
  if (denied) return denied;
  const coordinates = toCoordinates(body.location);
  if (coordinates === null) return accept({ duplicates: [] });
  const report = {
    coordinates,
    reportedAt: ports.clock.now(),
    addressText: body.location.addressText,
    words: body.words,
    category: body.category ?? null,
  };
  const likely = await findLikely(ports, regionId, [report], () => false);
  return accept({ duplicates: likely.flatMap(toView) });
}

function toView({ known, score, reasons }: Likely): LikelyDuplicate[] {
  const { incidentId, number, category, priority, createdAt, incidentCoordinates: place } = known;
  if (incidentId === null || number === null || category === null || priority === null || !createdAt)
    return [];
  const coordinates: [number, number] | null = place && [place[0], place[1]];
  const what = { incidentId, number, category, priority, createdAt: createdAt.toISOString(), coordinates };
  return [{ ...what, score, reasons: [...reasons] }];
}
