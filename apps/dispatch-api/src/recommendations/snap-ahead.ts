import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { type PositionBoard, snapVehicleAhead, type TravelEngine } from '#use-cases';
import { FixFollowers } from '../positions/fix-followers.ts';
import { UnitDirectory } from '../positions/unit-directory.ts';
import { POSITION_BOARD, TRAVEL_ENGINE } from '../tokens.ts';

/** Finds the road of each vehicle when its position comes, not when a dispatcher waits. */
@Injectable()
export class SnapAhead implements OnApplicationBootstrap {
  constructor(
    @Inject(FixFollowers) private readonly followers: FixFollowers,
    @Inject(UnitDirectory) private readonly directory: UnitDirectory,
    @Inject(POSITION_BOARD) private readonly board: PositionBoard,
    @Inject(TRAVEL_ENGINE) private readonly engine: TravelEngine,
  ) {}

  onApplicationBootstrap(): void {
    this.followers.follow(({ unitId }) => {
      const unit = this.directory.findUnit(unitId);
      const position = this.board.find(unitId);
      if (unit && position) snapVehicleAhead(this.engine, unit.mapId, position.coordinates);
    });
  }
}
