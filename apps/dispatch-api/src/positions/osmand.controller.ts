import { Controller, Inject, Req } from '@nestjs/common';
import { decodeOsmand } from '#codecs';
import { type PositionsReceipt, routes } from '#contracts';
import type { FastifyRequest } from 'fastify';
import { ApiRoute } from '../http/api-route.ts';
import { ProblemException } from '../http/problem.ts';
import { TrackerIntake } from './tracker-intake.ts';
import { authenticateTracker } from './tracker-secret.ts';
import { UnitDirectory } from './unit-directory.ts';

/** Trackers that speak the OsmAnd protocol. Each shows its own secret, since ids alone can be made up. */
@Controller()
export class OsmandController {
  constructor(
    @Inject(UnitDirectory) private readonly directory: UnitDirectory,
    @Inject(TrackerIntake) private readonly intake: TrackerIntake,
  ) {}

  @ApiRoute(routes.getOsmand)
  get(@Req() request: FastifyRequest): Promise<PositionsReceipt> {
    return this.receive(request);
  }

  @ApiRoute(routes.postOsmand)
  post(@Req() request: FastifyRequest): Promise<PositionsReceipt> {
    return this.receive(request);
  }

  private async receive(request: FastifyRequest): Promise<PositionsReceipt> {
    const decoded = decodeOsmand(request.query, request.body);
    if (!decoded.ok) throw new ProblemException('invalidInput', undefined, decoded.faults);
    const device = await authenticateTracker(this.directory, decoded.value, request);
    return this.intake.takeAll(device, decoded.value.fixes);
  }
}
