import { Inject, Injectable } from '@nestjs/common';
import type { FixRejection } from '#contracts';
import { PaceLimit, type PositionBoard, type UnitFix } from '#use-cases';
import type { Logger } from 'pino';
import { LOGGER, POSITION_BOARD } from '../tokens.ts';
import { FixFollowers } from './fix-followers.ts';
import { FixSharing } from './fix-sharing.ts';
import { PositionMetrics } from './position-metrics.ts';
import { PositionWriter } from './position-writer.ts';

/** A tablet may have been off for days; older times come from broken clocks. */
const OLDEST_MILLISECONDS = 7 * 86_400_000;
const WARNING_MILLISECONDS = 60_000;

/** The one way in for fixes, whatever brought them: pace, board, database, the other processes. */
@Injectable()
export class PositionIntake {
  private readonly pace = new PaceLimit();
  private readonly warnedAt = new Map<string, number>();

  constructor(
    @Inject(POSITION_BOARD) private readonly board: PositionBoard,
    @Inject(PositionWriter) private readonly writer: PositionWriter,
    @Inject(FixSharing) private readonly sharing: FixSharing,
    @Inject(FixFollowers) private readonly followers: FixFollowers,
    @Inject(PositionMetrics) private readonly metrics: PositionMetrics,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Takes one fix of a known unit; answers why not, or undefined when it was taken (a repeat counts as taken).
   * `deviceKey` names who reports, for the pace.
   */
  take(regionId: string, deviceKey: string, fix: UnitFix): FixRejection | undefined {
    if (fix.receivedAt.getTime() - fix.deviceAt.getTime() > OLDEST_MILLISECONDS) return this.reject('tooOld');
    const pace = this.pace.admit(deviceKey, fix.deviceAt);
    if (pace === 'tooOften') {
      this.warnOfPace(deviceKey, fix);
      return this.reject('tooOften');
    }
    this.metrics.received.inc();
    if (pace === 'repeat') return undefined;
    this.writer.add([fix]);
    this.tell(regionId, fix);
    return undefined;
  }

  /** Shows a fix that is stored already. */
  show(regionId: string, fix: UnitFix): void {
    this.metrics.received.inc();
    this.metrics.stored.inc();
    this.tell(regionId, fix);
  }

  private tell(regionId: string, fix: UnitFix): void {
    if (this.board.apply(fix)) this.sharing.add(regionId, fix);
    this.followers.tell(fix);
  }

  reject(reason: FixRejection): FixRejection {
    this.metrics.rejected.inc({ reason });
    return reason;
  }

  private warnOfPace(deviceKey: string, { unitId, deviceId }: UnitFix): void {
    const now = performance.now();
    if (now - (this.warnedAt.get(deviceKey) ?? -Infinity) < WARNING_MILLISECONDS) return;
    this.warnedAt.set(deviceKey, now);
    this.logger.warn({ unitId, deviceId }, 'a device reports faster than twice a second; the excess is cut');
  }
}
