import { Inject, Injectable } from '@nestjs/common';
import type { TabletPositionsBody } from '#contracts';
import {
  ensurePositionPartitions,
  type FixRow,
  listVehicleBindings,
  type Pool,
  saveTabletFixes,
} from '#persistence';
import { type EnrolledDevice, SLOT_MILLISECONDS } from '#use-cases';
import { PositionIntake } from '../positions/position-intake.ts';
import { UnitDirectory } from '../positions/unit-directory.ts';
import { POOL } from '../tokens.ts';

const OLDEST_MILLISECONDS = 7 * 86_400_000;
/** Less than this is the way to us, not the device's clock. */
const CLOCK_OFF_MILLISECONDS = 5000;
const DAYS_AHEAD = 3;
const PARTITION_MISSING = '23514';

type Fix = TabletPositionsBody['fixes'][number];
type Binding = Awaited<ReturnType<typeof listVehicleBindings>>[number];

/** Takes the fixes of tablets: each once, under the unit that the vehicle was at the time, and then like any other's. */
@Injectable()
export class TabletFixes {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(PositionIntake) private readonly intake: PositionIntake,
    @Inject(UnitDirectory) private readonly directory: UnitDirectory,
  ) {}

  async take(
    device: EnrolledDevice,
    body: TabletPositionsBody,
  ): Promise<{ serverAt: string; storedSeq: number }> {
    const receivedAt = new Date();
    const { bindings, timed } = await this.putInPlace(device, body, receivedAt);
    let rows: FixRow[] = [];
    const choose = (storedSeq: number): { rows: FixRow[]; lastSeq: number } => {
      const fresh = followOn(body.fixes, storedSeq);
      rows = onePerSlot(fresh, timed).flatMap((fix) =>
        toRows(device, body.outboxEpoch, fix, timed.get(fix)!, bindings, receivedAt),
      );
      return { rows, lastSeq: fresh.at(-1)?.fixSeq ?? storedSeq };
    };
    const key = { deviceId: device.id, outboxEpoch: body.outboxEpoch };
    const storedSeq = await this.save(key, choose);
    for (const row of rows) {
      const unit = this.directory.findUnit(row.unitId);
      if (unit) this.intake.show(unit.regionId, row);
    }
    return { serverAt: receivedAt.toISOString(), storedSeq };
  }

  private async putInPlace(
    { vehicleId }: EnrolledDevice,
    { fixes, sentAt }: TabletPositionsBody,
    receivedAt: Date,
  ): Promise<{ bindings: readonly Binding[]; timed: ReadonlyMap<Fix, Date> }> {
    const offset = Date.parse(sentAt) - receivedAt.getTime();
    const correction = Math.abs(offset) > CLOCK_OFF_MILLISECONDS ? offset : 0;
    const timed = new Map(
      fixes.map((fix) => {
        const at = Math.min(Date.parse(fix.at) - correction, receivedAt.getTime());
        return [fix, new Date(at)] as const;
      }),
    );
    const times = [...timed.values()].map((at) => at.getTime());
    const from = new Date(Math.min(...times));
    const until = new Date(Math.max(...times));
    const bindings = vehicleId === null ? [] : await listVehicleBindings(this.pool, vehicleId, from, until);
    return { bindings, timed };
  }

  private async save(
    key: { deviceId: string; outboxEpoch: string },
    choose: (storedSeq: number) => { rows: FixRow[]; lastSeq: number },
  ): Promise<number> {
    try {
      return await saveTabletFixes(this.pool, key, choose);
    } catch (error) {
      if ((error as { code?: string }).code !== PARTITION_MISSING) throw error;
      await ensurePositionPartitions(this.pool, DAYS_AHEAD);
      return saveTabletFixes(this.pool, key, choose);
    }
  }
}

/** Those that follow on what is stored, up to the first gap. */
function followOn(fixes: readonly Fix[], storedSeq: number): Fix[] {
  const fresh: Fix[] = [];
  for (const fix of fixes) {
    if (fix.fixSeq === storedSeq + fresh.length + 1) fresh.push(fix);
  }
  return fresh;
}

/** At most one for each half second of the device's own time, so that a retry keeps the same ones. */
function onePerSlot(fixes: readonly Fix[], timed: ReadonlyMap<Fix, Date>): Fix[] {
  const taken = new Set<number>();
  return fixes.filter((fix) => {
    const slot = Math.floor(timed.get(fix)!.getTime() / SLOT_MILLISECONDS);
    if (taken.has(slot)) return false;
    taken.add(slot);
    return true;
  });
}

function toRows(
  device: EnrolledDevice,
  outboxEpoch: string,
  fix: Fix,
  deviceAt: Date,
  bindings: readonly Binding[],
  receivedAt: Date,
): FixRow[] {
  const { lon, lat, speedKmh, headingDegrees, accuracyMeters, fixSeq: deviceSeq } = fix;
  const binding = bindings.find(
    ({ from, until }) => from <= deviceAt && (until === null || deviceAt < until),
  );
  const isTooOld = receivedAt.getTime() - deviceAt.getTime() > OLDEST_MILLISECONDS;
  // Where the tablet is after it was taken out of use is nobody's business but the finder's.
  const isRevoked = device.revokedAt !== null && deviceAt > device.revokedAt;
  if (!binding || isTooOld || isRevoked) return [];
  const motion = { lon, lat, speedKmh, headingDegrees, accuracyMeters };
  const source = { deviceId: device.id, outboxEpoch, deviceSeq };
  return [{ unitId: binding.unitId, deviceAt, receivedAt, ...motion, ...source }];
}
