import { Inject, Injectable } from '@nestjs/common';
import { CONTROL_ROOM, type HazardHere, routes } from '#contracts';
import type { LonLat, Role } from '#domain';
import {
  createHazardReader,
  createReportReader,
  isCrewOnIncident,
  listCallsWithDetail,
  listHazards,
  listJournalHeads,
  listPatients,
  noteAccess,
  type Pool,
} from '#persistence';
import { type Actor, checkAccess, findHazards, holdsRole } from '#use-cases';
import type { AnswerOf, QueryOf } from '../http/api-route.ts';
import { ProblemException } from '../http/problem.ts';
import { readableRegion } from '../http/readable-region.ts';
import { POOL } from '../tokens.ts';

/** Reads what is personal (callers, patients, warnings at addresses) for those who may see it, and notes who saw it. */
@Injectable()
export class PersonalReader {
  private readonly hazards: ReturnType<typeof createHazardReader>;

  constructor(@Inject(POOL) private readonly pool: Pool) {
    this.hazards = createHazardReader(pool);
  }

  async listCalls(
    actor: Actor,
    query: QueryOf<typeof routes.listCalls>,
  ): Promise<AnswerOf<typeof routes.listCalls>> {
    const regionId = readableRegion(actor, query.regionId, routes.listCalls.access);
    // The head is read first: rows written in between come again, which does no harm, and none is missed.
    const seq = (await listJournalHeads(this.pool)).get(regionId) ?? 0;
    const onlyWaiting = query.state === 'waiting';
    const calls = await listCallsWithDetail(this.pool, { regionId, onlyWaiting, limit: query.limit });
    await this.note(actor, regionId, { subjectType: 'region', subjectId: null, action: 'listCalls' });
    return { calls, seq };
  }

  async listCallsOf(actor: Actor, incidentId: string): Promise<AnswerOf<typeof routes.listIncidentCalls>> {
    const regionId = await this.checkMaySee(actor, incidentId, CONTROL_ROOM);
    const calls = await listCallsWithDetail(this.pool, { incidentId });
    await this.note(actor, regionId, { subjectType: 'incident', subjectId: incidentId, action: 'viewCalls' });
    return { calls };
  }

  async listPatientsOf(actor: Actor, incidentId: string): Promise<AnswerOf<typeof routes.listPatients>> {
    const regionId = await this.checkMaySee(actor, incidentId, routes.listPatients.access);
    const patients = await listPatients(this.pool, incidentId);
    const subject = { subjectType: 'incident', subjectId: incidentId };
    await this.note(actor, regionId, { ...subject, action: 'viewPatients' });
    return { patients };
  }

  async listHazards(
    actor: Actor,
    query: QueryOf<typeof routes.listHazards>,
  ): Promise<AnswerOf<typeof routes.listHazards>> {
    const regionId = readableRegion(actor, query.regionId, routes.listHazards.access);
    const { state, limit } = query;
    const onlyCurrent = state === 'current';
    const hazards = await listHazards(this.pool, { regionId, onlyCurrent, at: new Date(), limit });
    await this.note(actor, regionId, { subjectType: 'region', subjectId: null, action: 'listHazards' });
    return { hazards };
  }

  async listHazardsOf(
    actor: Actor,
    incidentId: string,
  ): Promise<AnswerOf<typeof routes.listIncidentHazards>> {
    const regionId = await this.checkMaySee(actor, incidentId, routes.listIncidentHazards.access);
    const place = await this.hazards.findPlaceOfIncident(incidentId);
    if (!place) throw new ProblemException('notFound');
    return { hazards: await this.findHazards(actor, { ...place, regionId }) };
  }

  /** The warnings of a place; each that is found is noted as seen. */
  async findHazards(
    actor: Actor,
    place: { regionId: string; coordinates: LonLat | null; addressText: string },
  ): Promise<HazardHere[]> {
    const hazards = await findHazards(this.hazards, place, new Date());
    for (const { id } of hazards)
      await this.note(actor, place.regionId, {
        subjectType: 'premiseHazard',
        subjectId: id,
        action: 'view',
      });
    return hazards;
  }

  /** The region of an incident that the actor may read of; crews only while their own unit works on it. */
  private async checkMaySee(actor: Actor, incidentId: string, roles: readonly Role[]): Promise<string> {
    const incident = await createReportReader(this.pool).findIncidentState(incidentId);
    if (!incident) throw new ProblemException('notFound');
    const { regionId } = incident;
    if (holdsRole(actor, regionId, CONTROL_ROOM)) return regionId;
    const mayBeCrew = roles.includes('crew');
    if (mayBeCrew && (await isCrewOnIncident(this.pool, actor.id, incidentId, new Date()))) return regionId;
    throw new ProblemException(checkAccess(actor, regionId, CONTROL_ROOM)?.reason ?? 'forbidden');
  }

  private note(
    { id: userId }: Actor,
    regionId: string,
    seen: { subjectType: string; subjectId: string | null; action: string },
  ): Promise<void> {
    return noteAccess(this.pool, { userId, regionId, ...seen });
  }
}
