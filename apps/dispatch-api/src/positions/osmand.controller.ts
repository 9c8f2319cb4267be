import { Controller, Inject, Req } from '@nestjs/common';
import { decodeOsmand, type OsmandFix, type OsmandReport } from '#codecs';
import { type FixRejection, type PositionsReceipt, routes } from '#contracts';
import type { DeviceRow } from '#persistence';
import type { FastifyRequest } from 'fastify';
import { ApiRoute } from '../http/api-route.ts';
import { ProblemException } from '../http/problem.ts';
import { PositionIntake } from './position-intake.ts';
import { UnitDirectory } from './unit-directory.ts';

/** Trackers that speak the OsmAnd protocol. Each shows its own secret, since ids alone can be made up. */
@Controller()
export class OsmandController {
  constructor(
    @Inject(UnitDirectory) private readonly directory: UnitDirectory,
    @Inject(PositionIntake) private readonly intake: PositionIntake,
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
    const device = await this.authenticate(decoded.value, request);
    const receivedAt = new Date();
    const rejected = decoded.value.fixes.flatMap((fix, index) => {
      const reason = this.take(device, fix, receivedAt);
      return reason ? [{ index, reason }] : [];
    });
    return { accepted: decoded.value.fixes.length - rejected.length, rejected };
  }

  private async authenticate({ externalId, key }: OsmandReport, request: FastifyRequest): Promise<DeviceRow> {
    const secret = key ?? secretFromHeaders(request);
    const device = secret === undefined ? undefined : await this.directory.authenticate(externalId, secret);
    if (!device) throw new ProblemException('deviceNotKnown');
    return device;
  }

  /** A vehicle that belongs to no unit now has no marker to move; the tracker need not send that again. */
  private take(device: DeviceRow, fix: OsmandFix, receivedAt: Date): FixRejection | undefined {
    const unit = this.directory.findUnitOfDevice(device);
    if (!unit) return this.intake.reject('vehicleWithoutUnit');
    const { lon, lat, speedKmh, headingDegrees, accuracyMeters } = fix;
    return this.intake.take(unit.regionId, device.id, {
      unitId: unit.unitId,
      deviceAt: fix.deviceAt ?? receivedAt,
      receivedAt,
      lon,
      lat,
      speedKmh,
      headingDegrees,
      accuracyMeters,
      deviceId: device.id,
      outboxEpoch: null,
      deviceSeq: null,
    });
  }
}

function secretFromHeaders({ headers }: FastifyRequest): string | undefined {
  const own = headers['x-device-key'];
  if (typeof own === 'string' && own !== '') return own;
  const [scheme, credentials = ''] = (headers.authorization ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'basic') return undefined;
  const text = Buffer.from(credentials, 'base64').toString('utf8');
  return text.includes(':') ? text.slice(text.indexOf(':') + 1) : undefined;
}
