import { Global, Module } from '@nestjs/common';
import { PositionBoard } from '#use-cases';
import type { Logger } from 'pino';
import { CONFIG, LOGGER, POSITION_BOARD, REDIS } from '../tokens.ts';
import { FixFollowers } from './fix-followers.ts';
import { FixSharing } from './fix-sharing.ts';
import { OsmandController } from './osmand.controller.ts';
import { PositionFrames } from './position-frames.ts';
import { PositionIntake } from './position-intake.ts';
import { PositionMetrics } from './position-metrics.ts';
import { PositionWriter } from './position-writer.ts';
import { PositionsController } from './positions.controller.ts';
import { createRedis } from './redis.ts';
import { Reporters } from './reporters.ts';
import { TeltonikaServer } from './teltonika/teltonika-server.ts';
import { TraccarController } from './traccar.controller.ts';
import { TrackerIntake } from './tracker-intake.ts';
import { TrailsController } from './trails.controller.ts';
import { UnitDirectory } from './unit-directory.ts';

/** Where the vehicles are: in from devices, newest wins in memory, out to database, screens and other processes. */
@Global()
@Module({
  controllers: [PositionsController, OsmandController, TraccarController, TrailsController],
  providers: [
    { provide: POSITION_BOARD, useFactory: () => new PositionBoard() },
    {
      provide: REDIS,
      useFactory: ({ REDIS_URL }: { readonly REDIS_URL: string }, logger: Logger) =>
        createRedis(REDIS_URL, 'commands', logger),
      inject: [CONFIG, LOGGER],
    },
    PositionMetrics,
    UnitDirectory,
    PositionWriter,
    FixFollowers,
    FixSharing,
    PositionIntake,
    TrackerIntake,
    TeltonikaServer,
    PositionFrames,
    Reporters,
  ],
  exports: [FixFollowers, POSITION_BOARD, PositionIntake, REDIS, UnitDirectory],
})
export class PositionsModule {}
