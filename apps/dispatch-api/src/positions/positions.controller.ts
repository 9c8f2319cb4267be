import { Controller, Inject } from '@nestjs/common';
import { type FixRejection, type PositionFix, positionFix, type PositionsReceipt, routes } from '#contracts';
import type { TrackedUnitRow } from '#persistence';
import type { Actor } from '#use-cases';
import { z } from 'zod';
import { CurrentActor } from '../http/access.guard.ts';
import { ApiRoute, RouteBody } from '../http/api-route.ts';
import { ProblemException } from '../http/problem.ts';
import { PositionIntake } from './position-intake.ts';
import { Reporters } from './reporters.ts';
import { UnitDirectory } from './unit-directory.ts';

/** Fixes are checked one by one: a broken one must not hold up a tablet's whole backlog for ever. */
const looseBatch = { body: z.object({ fixes: z.array(z.unknown()).min(1).max(1000) }) };
type LooseBatch = z.output<typeof looseBatch.body>;
type Checked = ReturnType<typeof positionFix.safeParse>;

@Controller()
export class PositionsController {
  constructor(
    @Inject(UnitDirectory) private readonly directory: UnitDirectory,
    @Inject(Reporters) private readonly reporters: Reporters,
    @Inject(PositionIntake) private readonly intake: PositionIntake,
  ) {}

  @ApiRoute(routes.postPositions)
  async post(
    @CurrentActor() actor: Actor,
    @RouteBody(looseBatch) { fixes }: LooseBatch,
  ): Promise<PositionsReceipt> {
    const receivedAt = new Date();
    const checked = fixes.map((fix) => positionFix.safeParse(fix));
    if (checked.every((one) => !one.success))
      throw new ProblemException('invalidInput', undefined, faultsOf(checked));
    const readable = checked.flatMap((one) => one.data ?? []);
    const named = <Key extends 'unitId' | 'deviceId'>(key: Key) => readable.flatMap((fix) => fix[key] ?? []);
    await this.directory.lookFor(named('unitId'), named('deviceId'));
    const rejected: PositionsReceipt['rejected'] = [];
    for (const [index, one] of checked.entries()) {
      const reason = one.success
        ? await this.take(actor, one.data, receivedAt)
        : this.intake.reject('invalidInput');
      if (reason) rejected.push({ index, reason });
    }
    return { accepted: fixes.length - rejected.length, rejected };
  }

  private async take(actor: Actor, fix: PositionFix, receivedAt: Date): Promise<FixRejection | undefined> {
    const unit = this.findUnit(fix);
    if (unit === undefined) return this.intake.reject('unitNotFound');
    if (!(await this.reporters.mayReport(actor, unit))) return this.intake.reject('notYourUnit');
    const { at, lon, lat, speedKmh, headingDegrees, accuracyMeters } = fix;
    const device = fix.deviceId === undefined ? undefined : this.directory.findDevice(fix.deviceId);
    return this.intake.take(unit.regionId, `${actor.id} ${unit.unitId}`, {
      unitId: unit.unitId,
      deviceAt: new Date(at),
      receivedAt,
      lon,
      lat,
      speedKmh,
      headingDegrees,
      accuracyMeters,
      deviceId: device?.id ?? null,
      outboxEpoch: fix.outboxEpoch ?? null,
      deviceSeq: fix.deviceSeq ?? null,
    });
  }

  private findUnit({ unitId, deviceId }: PositionFix): TrackedUnitRow | undefined {
    if (unitId !== undefined) return this.directory.findUnit(unitId);
    const device = deviceId === undefined ? undefined : this.directory.findDevice(deviceId);
    return device && this.directory.findUnitOfDevice(device);
  }
}

const faultsOf = (checked: readonly Checked[]): { path: string; message: string }[] =>
  checked
    .flatMap((one, index) =>
      (one.error?.issues ?? []).map(({ path, message }) => ({
        path: ['fixes', index, ...path].join('.'),
        message,
      })),
    )
    .slice(0, 50);
