import { Inject, Injectable } from '@nestjs/common';
import { CONTROL_ROOM, routes, type IncidentView } from '#contracts';
import {
  type createDispatchStore,
  listCalls,
  listIncidentViews,
  listJournalHeads,
  listRemarks,
  noteAccess,
  type Pool,
} from '#persistence';
import { type Actor, checkAccess, holdsRole } from '#use-cases';
import type { AnswerOf, QueryOf } from '../http/api-route.ts';
import { ProblemException } from '../http/problem.ts';
import { readableRegion } from '../http/readable-region.ts';
import { DISPATCH_STORE, POOL } from '../tokens.ts';

/** Reads incidents for those who may see them; who saw personal details is noted. */
@Injectable()
export class IncidentReader {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(DISPATCH_STORE) private readonly dispatch: ReturnType<typeof createDispatchStore>,
  ) {}

  async list(
    actor: Actor,
    query: QueryOf<typeof routes.listIncidents>,
  ): Promise<AnswerOf<typeof routes.listIncidents>> {
    const regionId = readableRegion(actor, query.regionId, routes.listIncidents.access);
    // The head is read first: rows written in between come again, which does no harm, and none is missed.
    const seq = (await listJournalHeads(this.pool)).get(regionId) ?? 0;
    const incidents = await listIncidentViews(this.pool, {
      regionId,
      state: query.state,
      limit: query.limit,
    });
    const seesDetail = holdsRole(actor, regionId, CONTROL_ROOM);
    if (!seesDetail) return { incidents: incidents.map(withoutDetail), seq };
    // One row for the whole list: which incidents were in it follows from the journal.
    const board = { subjectType: 'region', subjectId: null, action: 'list' };
    await noteAccess(this.pool, { userId: actor.id, regionId, ...board });
    return { incidents, seq };
  }

  async get(actor: Actor, incidentId: string): Promise<AnswerOf<typeof routes.getIncident>> {
    const [view] = await listIncidentViews(this.pool, { ids: [incidentId] });
    if (!view) throw new ProblemException('notFound');
    await this.checkMaySee(actor, view);
    const [remarks, calls] = await Promise.all([
      listRemarks(this.pool, { incidentId }),
      listCalls(this.pool, incidentId),
    ]);
    const { regionId } = view;
    const access = {
      userId: actor.id,
      regionId,
      subjectType: 'incident',
      subjectId: incidentId,
      action: 'view',
    };
    await noteAccess(this.pool, access);
    return { ...view, remarks, calls };
  }

  /** Crews see only incidents that their own unit works on, a neighbour's too. */
  private async checkMaySee(actor: Actor, view: IncidentView): Promise<void> {
    if (holdsRole(actor, view.regionId, CONTROL_ROOM)) return;
    if (actor.roles.some(({ role }) => role === 'crew')) {
      const own = await this.dispatch.listUnitsOfCrew(actor.id, new Date());
      const worksOnIt = view.assignments.some((one) => one.endedAt === null && own.includes(one.unitId));
      if (worksOnIt) return;
    }
    throw new ProblemException(checkAccess(actor, view.regionId, CONTROL_ROOM)?.reason ?? 'forbidden');
  }
}

function withoutDetail(view: IncidentView): IncidentView {
  return { ...view, detail: { addressText: '', notes: '', locationSource: view.detail.locationSource } };
}
