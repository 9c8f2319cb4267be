import { createHash, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { type DeviceRow, listDevices, listTrackedUnits, type Pool, type TrackedUnitRow } from '#persistence';
import type { PositionBoard } from '#use-cases';
import type { Logger } from 'pino';
import { JournalTail } from '../live/journal-tail.ts';
import { LOGGER, POOL, POSITION_BOARD } from '../tokens.ts';

const REFRESH_MILLISECONDS = 3000;
/** However many reports name units that do not exist, the database is asked this often and no more. */
const ASKED_REFRESH_MILLISECONDS = 250;

/** Only rows about a unit that helps a neighbour name both regions. */
const HELP_MARK = '"unitRegionId"';

const NOBODY = Buffer.alloc(32);
const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Which units there are, in which region, with which vehicle and which devices; a copy that is seconds old at most. */
@Injectable()
export class UnitDirectory implements OnModuleInit, OnModuleDestroy {
  private units = new Map<string, TrackedUnitRow>();
  private unitOfVehicle = new Map<string, TrackedUnitRow>();
  private devices = new Map<string, DeviceRow>();
  private deviceById = new Map<string, DeviceRow>();
  private timer: NodeJS.Timeout | undefined;
  private refreshedAt = -Infinity;
  private askedRefresh: Promise<void> | undefined;

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(POSITION_BOARD) private readonly board: PositionBoard,
    @Inject(JournalTail) private readonly tail: JournalTail,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onModuleInit(): Promise<void> {
    // Screens of a region see a neighbour's unit move as soon as it is sent there.
    this.tail.on('rows', (_regionId, rows) => {
      if (rows.some(({ payload }) => payload.includes(HELP_MARK))) void this.refreshSoon();
    });
    await this.refresh();
    this.timer = setInterval(() => void this.refresh(), REFRESH_MILLISECONDS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** Reads the database anew when one of the units or devices may be newer than this copy. Once per request. */
  async lookFor(unitIds: readonly string[], deviceIds: readonly string[]): Promise<void> {
    const isKnown =
      unitIds.every((id) => this.units.has(id)) && deviceIds.every((id) => this.deviceById.has(id));
    if (!isKnown) await this.refreshSoon();
  }

  findUnit(unitId: string): TrackedUnitRow | undefined {
    return this.units.get(unitId);
  }

  findDevice(deviceId: string): DeviceRow | undefined {
    return this.deviceById.get(deviceId);
  }

  /** The unit that the device's vehicle is bound to now. */
  findUnitOfDevice(device: DeviceRow): TrackedUnitRow | undefined {
    return device.vehicleId === null ? undefined : this.unitOfVehicle.get(device.vehicleId);
  }

  /** The device, when the secret is its own. An unknown name takes as long as a wrong secret. */
  async authenticate(externalId: string, secret: string): Promise<DeviceRow | undefined> {
    if (!this.devices.has(externalId)) await this.refreshSoon();
    const device = this.devices.get(externalId);
    const expected = device?.secretHash.length === NOBODY.length ? device.secretHash : NOBODY;
    return timingSafeEqual(sha256(secret), expected) ? device : undefined;
  }

  /** A device of a protocol that shows no secret; its network must have been checked before. */
  async findByExternalId(externalId: string, protocol: string): Promise<DeviceRow | undefined> {
    if (!this.devices.has(externalId)) await this.refreshSoon();
    const device = this.devices.get(externalId);
    return device?.protocol === protocol ? device : undefined;
  }

  /** All who ask while a refresh is due share it. */
  private refreshSoon(): Promise<void> {
    this.askedRefresh ??= this.waitForTurn()
      .then(() => this.refresh())
      .finally(() => {
        this.askedRefresh = undefined;
      });
    return this.askedRefresh;
  }

  private async waitForTurn(): Promise<void> {
    const waitMilliseconds = this.refreshedAt + ASKED_REFRESH_MILLISECONDS - performance.now();
    if (waitMilliseconds > 0) await new Promise((resolve) => setTimeout(resolve, waitMilliseconds));
  }

  private async refresh(): Promise<void> {
    await this.read();
    this.refreshedAt = performance.now();
  }

  /** With the database away the last known directory serves on. */
  private async read(): Promise<void> {
    try {
      const [units, devices] = await Promise.all([listTrackedUnits(this.pool), listDevices(this.pool)]);
      this.units = new Map(units.map((unit) => [unit.unitId, unit]));
      const bound = units.flatMap((unit) =>
        unit.vehicleId === null ? [] : [[unit.vehicleId, unit] as const],
      );
      this.unitOfVehicle = new Map(bound);
      this.devices = new Map(devices.map((device) => [device.externalId, device]));
      this.deviceById = new Map(devices.map((device) => [device.id, device]));
      this.board.setUnits(units);
    } catch (error) {
      this.logger.warn({ err: error }, 'units could not be read; the ones known before serve on');
    }
  }
}
