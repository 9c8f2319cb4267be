import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { packPositionFrame } from '#contracts';
import type { PositionBoard } from '#use-cases';
import { LiveGateway } from '../live/live.gateway.ts';
import { POSITION_BOARD } from '../tokens.ts';

const FRAME_MILLISECONDS = 1000;

/** Sends each region's screens one frame a second with every unit in it. */
@Injectable()
export class PositionFrames implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    @Inject(POSITION_BOARD) private readonly board: PositionBoard,
    @Inject(LiveGateway) private readonly gateway: LiveGateway,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.emit(), FRAME_MILLISECONDS);
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  private emit(): void {
    const now = new Date();
    for (const regionId of this.board.listRegions()) {
      const units = this.board.listFramePositions(regionId, now);
      this.gateway.emitPositions(regionId, packPositionFrame(now.getTime(), units));
    }
  }
}
