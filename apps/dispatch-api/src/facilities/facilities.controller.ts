import { Controller, Inject } from '@nestjs/common';
import { routes } from '#contracts';
import type { Role } from '#domain';
import {
  findFacilityDetail,
  isFacilityMember,
  listFacilityViews,
  listJournalHeads,
  listPublicHolidays,
  listRegionsSeeing,
  type Pool,
} from '#persistence';
import {
  type Actor,
  checkAccess,
  type CommandPorts,
  holdsRole,
  setFacilityProfile,
  setFacilityStatus,
  setPublicHolidays,
} from '#use-cases';
import { CurrentActor } from '../http/access.guard.ts';
import {
  type AnswerOf,
  ApiRoute,
  type BodyOf,
  type ParamsOf,
  type QueryOf,
  RouteBody,
  RouteParams,
  RouteQuery,
} from '../http/api-route.ts';
import { ProblemException, unwrap } from '../http/problem.ts';
import { readableRegion } from '../http/readable-region.ts';
import { COMMAND_PORTS, POOL } from '../tokens.ts';

/** All but a facility's own login, which sees itself alone. */
const SEE_ALL: readonly Role[] = routes.listFacilities.access.filter((role) => role !== 'facility');

@Controller()
export class FacilitiesController {
  constructor(
    @Inject(COMMAND_PORTS) private readonly ports: CommandPorts,
    @Inject(POOL) private readonly pool: Pool,
  ) {}

  @ApiRoute(routes.listFacilities)
  async list(
    @CurrentActor() actor: Actor,
    @RouteQuery(routes.listFacilities) query: QueryOf<typeof routes.listFacilities>,
  ): Promise<AnswerOf<typeof routes.listFacilities>> {
    const regionId = readableRegion(actor, query.regionId, routes.listFacilities.access);
    const seesAll = holdsRole(actor, regionId, SEE_ALL);
    const which = seesAll ? { seenFrom: regionId } : { regionId, memberId: actor.id };
    const seq = (await listJournalHeads(this.pool)).get(regionId) ?? 0;
    return { facilities: await listFacilityViews(this.pool, which, new Date()), seq };
  }

  @ApiRoute(routes.getFacility)
  async get(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.getFacility) { facilityId }: ParamsOf<typeof routes.getFacility>,
  ): Promise<AnswerOf<typeof routes.getFacility>> {
    const facility = await findFacilityDetail(this.pool, facilityId, new Date());
    if (!facility) throw new ProblemException('notFound');
    const { regionId } = facility;
    const seenFrom = await listRegionsSeeing(this.pool, regionId);
    if (seenFrom.some((one) => holdsRole(actor, one, SEE_ALL))) return facility;
    const denied = checkAccess(actor, regionId, routes.getFacility.access);
    if (denied) throw new ProblemException(denied.reason);
    if (!(await this.isOwn(actor, facilityId))) throw new ProblemException('notFound');
    return facility;
  }

  @ApiRoute(routes.setFacilityStatus)
  async setStatus(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.setFacilityStatus) { facilityId }: ParamsOf<typeof routes.setFacilityStatus>,
    @RouteBody(routes.setFacilityStatus) body: BodyOf<typeof routes.setFacilityStatus>,
  ): Promise<AnswerOf<typeof routes.setFacilityStatus>> {
    return unwrap(await setFacilityStatus(this.ports, actor, facilityId, body));
  }

  @ApiRoute(routes.setFacilityProfile)
  async setProfile(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.setFacilityProfile) { facilityId }: ParamsOf<typeof routes.setFacilityProfile>,
    @RouteBody(routes.setFacilityProfile) body: BodyOf<typeof routes.setFacilityProfile>,
  ): Promise<AnswerOf<typeof routes.setFacilityProfile>> {
    return unwrap(await setFacilityProfile(this.ports, actor, facilityId, body));
  }

  @ApiRoute(routes.listPublicHolidays)
  async listHolidays(
    @CurrentActor() actor: Actor,
    @RouteQuery(routes.listPublicHolidays) query: QueryOf<typeof routes.listPublicHolidays>,
  ): Promise<AnswerOf<typeof routes.listPublicHolidays>> {
    const regionId = readableRegion(actor, query.regionId, routes.listPublicHolidays.access);
    return { regionId, dates: (await listPublicHolidays(this.pool, [regionId])).get(regionId) ?? [] };
  }

  @ApiRoute(routes.setPublicHolidays)
  async setHolidays(
    @CurrentActor() actor: Actor,
    @RouteBody(routes.setPublicHolidays) body: BodyOf<typeof routes.setPublicHolidays>,
  ): Promise<AnswerOf<typeof routes.setPublicHolidays>> {
    return unwrap(await setPublicHolidays(this.ports, actor, body));
  }

  private isOwn(actor: Actor, facilityId: string): Promise<boolean> {
    return isFacilityMember(this.pool, actor.id, facilityId);
  }
}
