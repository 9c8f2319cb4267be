import { Controller, Inject, Req } from '@nestjs/common';
import { decodeTraccar } from '#codecs';
import { type PositionsReceipt, routes } from '#contracts';
import type { FastifyRequest } from 'fastify';
import { ApiRoute } from '../http/api-route.ts';
import { ProblemException } from '../http/problem.ts';
import { TrackerIntake } from './tracker-intake.ts';
import { authenticateTracker } from './tracker-secret.ts';
import { UnitDirectory } from './unit-directory.ts';

/** Positions that a Traccar server forwards, one a request, for trackers of whatever make. */
@Controller()
export class TraccarController {
  constructor(
    @Inject(UnitDirectory) private readonly directory: UnitDirectory,
    @Inject(TrackerIntake) private readonly intake: TrackerIntake,
  ) {}

  @ApiRoute(routes.postTraccar)
  async post(@Req() request: FastifyRequest): Promise<PositionsReceipt> {
    const decoded = decodeTraccar(request.query, request.body);
    if (!decoded.ok) throw new ProblemException('invalidInput', undefined, decoded.faults);
    const device = await authenticateTracker(this.directory, decoded.value, request);
    return this.intake.takeAll(device, decoded.value.fixes);
  }
}
