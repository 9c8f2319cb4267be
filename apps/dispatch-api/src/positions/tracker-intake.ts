import { Inject, Injectable } from '@nestjs/common';
import type { TrackerFix } from '#codecs';
import type { FixRejection, PositionsReceipt } from '#contracts';
import type { DeviceRow } from '#persistence';
import { PositionIntake } from './position-intake.ts';
import { UnitDirectory } from './unit-directory.ts';

/** Takes the fixes of a known tracker for the unit that its vehicle has now, whatever protocol brought them. */
@Injectable()
export class TrackerIntake {
  constructor(
    @Inject(UnitDirectory) private readonly directory: UnitDirectory,
    @Inject(PositionIntake) private readonly intake: PositionIntake,
  ) {}

  takeAll(device: DeviceRow, fixes: readonly TrackerFix[], receivedAt = new Date()): PositionsReceipt {
    const rejected = fixes.flatMap((fix, index) => {
      const reason = this.take(device, fix, receivedAt);
      return reason ? [{ index, reason }] : [];
    });
    return { accepted: fixes.length - rejected.length, rejected };
  }

  /** A vehicle that belongs to no unit now has no marker to move; the tracker need not send that again. */
  private take(device: DeviceRow, fix: TrackerFix, receivedAt: Date): FixRejection | undefined {
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
