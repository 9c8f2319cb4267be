import { Inject, Injectable } from '@nestjs/common';
import { CONTROL_ROOM, type HistoryView, routes } from '#contracts';
import {
  createHistoryStore,
  createTimelineStore,
  listIncidentViews,
  listRegions,
  noteAccess,
  type Pool,
} from '#persistence';
import { type Actor, buildTimeline, checkAccess, holdsRole, readHistory, readTrack } from '#use-cases';
import type { AnswerOf, QueryOf } from '../http/api-route.ts';
import { ProblemException, unwrap } from '../http/problem.ts';
import { readableRegion } from '../http/readable-region.ts';
import { POOL } from '../tokens.ts';
import type { IncidentReport } from './report-content.ts';

/** Reads the past for those who may see it; who saw personal details is noted. */
@Injectable()
export class HistoryReader {
  private readonly history: ReturnType<typeof createHistoryStore>;
  private readonly timelines: ReturnType<typeof createTimelineStore>;

  constructor(@Inject(POOL) private readonly pool: Pool) {
    this.history = createHistoryStore(pool);
    this.timelines = createTimelineStore(pool);
  }

  async board(actor: Actor, query: QueryOf<typeof routes.getHistory>): Promise<HistoryView> {
    const regionId = readableRegion(actor, query.regionId, routes.getHistory.access);
    const view = unwrap(await readHistory(this.history, regionId, new Date(query.at)));
    if (!holdsRole(actor, regionId, CONTROL_ROOM)) return withoutDetails(view);
    const board = { subjectType: 'region', subjectId: null, action: 'history' };
    await noteAccess(this.pool, { userId: actor.id, regionId, ...board });
    return view;
  }

  async track(
    actor: Actor,
    query: QueryOf<typeof routes.getHistoryTrack>,
  ): Promise<AnswerOf<typeof routes.getHistoryTrack>> {
    const regionId = readableRegion(actor, query.regionId, routes.getHistoryTrack.access);
    const { everySeconds } = query;
    const range = { from: new Date(query.from), to: new Date(query.to), everySeconds };
    return readTrack(this.history, regionId, range);
  }

  async timeline(actor: Actor, incidentId: string): Promise<AnswerOf<typeof routes.getTimeline>> {
    const incident = await this.findReadable(actor, incidentId);
    const facts = await this.timelines.findTimelineFacts(incidentId);
    if (!facts) throw new ProblemException('notFound');
    const { regionId } = incident;
    await this.note(actor, regionId, incidentId, 'timeline');
    return { incidentId, regionId, asOf: new Date().toISOString(), entries: buildTimeline(facts) };
  }

  /** All that stands in the print of an incident. */
  async report(actor: Actor, incidentId: string): Promise<IncidentReport> {
    const incident = await this.findReadable(actor, incidentId);
    const { regionId } = incident;
    const [facts, patients, calls, [region]] = await Promise.all([
      this.timelines.findTimelineFacts(incidentId),
      this.timelines.listReportPatients(incidentId),
      this.timelines.listReportCalls(incidentId),
      listRegions(this.pool, [regionId]),
    ]);
    if (!facts || !region) throw new ProblemException('notFound');
    await this.note(actor, regionId, incidentId, 'print');
    const printed = { byName: actor.displayName, at: new Date() };
    return { region, incident, patients, calls, entries: buildTimeline(facts), printed };
  }

  private async findReadable(actor: Actor, incidentId: string) {
    const [incident] = await listIncidentViews(this.pool, { ids: [incidentId] });
    if (!incident) throw new ProblemException('notFound');
    const denied = checkAccess(actor, incident.regionId, CONTROL_ROOM);
    if (denied) throw new ProblemException(denied.reason);
    return incident;
  }

  private async note(actor: Actor, regionId: string, subjectId: string, action: string): Promise<void> {
    await noteAccess(this.pool, { userId: actor.id, regionId, subjectType: 'incident', subjectId, action });
  }
}

/** Analysts learn nothing of what people said. */
function withoutDetails(view: HistoryView): HistoryView {
  const incidents = view.incidents.map((incident) => ({
    ...incident,
    detail: { addressText: '', notes: '', locationSource: incident.detail.locationSource },
  }));
  const units = view.units.map((unit) => ({ ...unit, duty: { ...unit.duty, reason: null } }));
  return { ...view, incidents, units };
}
