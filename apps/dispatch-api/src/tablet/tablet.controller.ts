import { Controller, Headers, Inject, Res } from '@nestjs/common';
import { routes } from '#contracts';
import { findTabletSignOn, listFacilityViews, type Pool, readSignOnChoices } from '#persistence';
import { type CommandPorts, type EnrolledDevice, signOff, signOn, takeOutbox } from '#use-cases';
import type { FastifyReply } from 'fastify';
import { CurrentDevice } from '../http/access.guard.ts';
import { type AnswerOf, ApiRoute, type BodyOf, RouteBody } from '../http/api-route.ts';
import { ProblemException, unwrap } from '../http/problem.ts';
import { COMMAND_PORTS, POOL } from '../tokens.ts';
import { Pins } from './pins.ts';
import { TabletFixes } from './tablet-fixes.ts';
import { TabletReader } from './tablet-reader.ts';

/** What tablets read and hand in. */
@Controller()
export class TabletController {
  constructor(
    @Inject(COMMAND_PORTS) private readonly ports: CommandPorts,
    @Inject(POOL) private readonly pool: Pool,
    @Inject(Pins) private readonly pins: Pins,
    @Inject(TabletReader) private readonly reader: TabletReader,
    @Inject(TabletFixes) private readonly fixes: TabletFixes,
  ) {}

  @ApiRoute(routes.postTabletOutbox)
  takeOutbox(
    @CurrentDevice() device: EnrolledDevice,
    @RouteBody(routes.postTabletOutbox) body: BodyOf<typeof routes.postTabletOutbox>,
  ): Promise<AnswerOf<typeof routes.postTabletOutbox>> {
    return takeOutbox(this.ports, device, body);
  }

  @ApiRoute(routes.postTabletPositions)
  takeFixes(
    @CurrentDevice() device: EnrolledDevice,
    @RouteBody(routes.postTabletPositions) body: BodyOf<typeof routes.postTabletPositions>,
  ): Promise<AnswerOf<typeof routes.postTabletPositions>> {
    return this.fixes.take(device, body);
  }

  @ApiRoute(routes.getTabletState)
  async getState(
    @CurrentDevice() device: EnrolledDevice,
    @Headers('if-none-match') knownEtag: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { etag, state } = await this.reader.read(device, knownEtag);
    // Personal: the tablet keeps it where it can wipe it, and no cache does.
    reply.header('etag', etag).header('cache-control', 'no-store');
    if (state) await reply.send(state);
    else await reply.status(304).send();
  }

  @ApiRoute(routes.listTabletFacilities)
  async listFacilities(
    @CurrentDevice() { regionId }: EnrolledDevice,
  ): Promise<AnswerOf<typeof routes.listTabletFacilities>> {
    const now = new Date();
    const facilities = await listFacilityViews(this.pool, { regionId }, now);
    return {
      facilities: facilities.map(({ id, name, coordinates, services, hasEmergency, status }) => {
        const isOnDiversion = (status?.diversions ?? []).some(({ until }) => new Date(until) > now);
        return { id, name, coordinates, services, hasEmergency, isOnDiversion };
      }),
    };
  }

  @ApiRoute(routes.listSignOnChoices)
  listChoices(
    @CurrentDevice() { regionId }: EnrolledDevice,
  ): Promise<AnswerOf<typeof routes.listSignOnChoices>> {
    return readSignOnChoices(this.pool, regionId, new Date());
  }

  /** The PINs end here: what goes on names the people only. */
  @ApiRoute(routes.signOnTablet)
  async signOn(
    @CurrentDevice() device: EnrolledDevice,
    @RouteBody(routes.signOnTablet) { members, ...body }: BodyOf<typeof routes.signOnTablet>,
  ): Promise<AnswerOf<typeof routes.signOnTablet>> {
    const wrong = await this.pins.check(device.id, members);
    const memberIds = [...new Set(members.map(({ userId }) => userId))];
    unwrap(wrong ?? (await signOn(this.ports, device, { ...body, memberIds })));
    const signedOn = await findTabletSignOn(this.pool, device.id);
    if (signedOn?.id !== body.signOnId) throw new ProblemException('signOnEnded');
    return signedOn;
  }

  @ApiRoute(routes.signOffTablet)
  async signOff(
    @CurrentDevice() device: EnrolledDevice,
    @RouteBody(routes.signOffTablet) { signOnId }: BodyOf<typeof routes.signOffTablet>,
  ): Promise<AnswerOf<typeof routes.signOffTablet>> {
    return unwrap(await signOff(this.ports, device, signOnId));
  }
}
