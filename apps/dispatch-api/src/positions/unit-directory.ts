import { createHash, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { type DeviceRow, listDevices, listTrackedUnits, type Pool, type TrackedUnitRow } from '#persistence';
import type { PositionBoard } from '#use-cases';
import type { Logger } from 'pino';
import { LOGGER, POOL, POSITION_BOARD } from '../tokens.ts';

const REFRESH_MILLISECONDS = 5000;
/** Reports of units that do not exist may ask for a look this often and no more. */
const ASKED_REFRESH_MILLISECONDS = 1000;

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
  private lastAskedAt = -Infinity;
  private refreshing: Promise<void> | undefined;

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(POSITION_BOARD) private readonly board: PositionBoard,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.refresh();
    this.timer = setInterval(() => void this.refresh(), REFRESH_MILLISECONDS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** Looks the unit up, in the database too when it may be new. */
  async findUnit(unitId: string): Promise<TrackedUnitRow | undefined> {
    if (!this.units.has(unitId)) await this.refreshIfAllowed();
    return this.units.get(unitId);
  }

  async findDevice(deviceId: string): Promise<DeviceRow | undefined> {
    if (!this.deviceById.has(deviceId)) await this.refreshIfAllowed();
    return this.deviceById.get(deviceId);
  }

  /** The unit that the device's vehicle is bound to now. */
  findUnitOfDevice(device: DeviceRow): TrackedUnitRow | undefined {
    return device.vehicleId === null ? undefined : this.unitOfVehicle.get(device.vehicleId);
  }

  /** The device, when the secret is its own. An unknown name takes as long as a wrong secret. */
  async authenticate(externalId: string, secret: string): Promise<DeviceRow | undefined> {
    if (!this.devices.has(externalId)) await this.refreshIfAllowed();
    const device = this.devices.get(externalId);
    const expected = device?.secretHash.length === NOBODY.length ? device.secretHash : NOBODY;
    return timingSafeEqual(sha256(secret), expected) ? device : undefined;
  }

  private async refreshIfAllowed(): Promise<void> {
    const now = performance.now();
    if (!this.refreshing && now - this.lastAskedAt < ASKED_REFRESH_MILLISECONDS) return;
    this.lastAskedAt = now;
    await this.refresh();
  }

  private refresh(): Promise<void> {
    this.refreshing ??= this.read().finally(() => {
      this.refreshing = undefined;
    });
    return this.refreshing;
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
