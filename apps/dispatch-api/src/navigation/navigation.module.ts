import { join, resolve } from 'node:path';
import { Inject, Module, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Logger } from 'pino';
import type { ApiConfig } from '../core.module.ts';
import { RunTracker } from '../runs/run-tracker.ts';
import { RunsModule } from '../runs/runs.module.ts';
import { TabletGateway } from '../tablet/tablet.gateway.ts';
import { TabletModule } from '../tablet/tablet.module.ts';
import { CONFIG, LOGGER, NARRATOR } from '../tokens.ts';
import { findNarratorFile } from './find-narrator.ts';
import { NavigationController } from './navigation.controller.ts';
import { NarratorProcess } from './narrator-process.ts';
import { TabletNavigation } from './tablet-navigation.ts';

function createNarrator(config: ApiConfig, logger: Logger): NarratorProcess {
  const file = findNarratorFile();
  if (!file) logger.warn('the narrator is not built: routes are told plainly');
  const tilesFolder = join(resolve(config.AKUT_HOME), 'valhalla');
  return new NarratorProcess({ file, tilesFolder, warn: (facts, text) => logger.warn(facts, text) });
}

/** Routes for tablets, with spoken instructions. */
@Module({
  imports: [RunsModule, TabletModule],
  controllers: [NavigationController],
  providers: [{ provide: NARRATOR, useFactory: createNarrator, inject: [CONFIG, LOGGER] }, TabletNavigation],
  exports: [TabletNavigation],
})
export class NavigationModule implements OnApplicationBootstrap, OnModuleDestroy {
  constructor(
    @Inject(NARRATOR) private readonly narrator: NarratorProcess,
    @Inject(RunTracker) private readonly tracker: RunTracker,
    @Inject(TabletGateway) private readonly gateway: TabletGateway,
  ) {}

  onApplicationBootstrap(): void {
    this.tracker.onRoutesChanged((unitIds) => void this.gateway.tellOfRuns(unitIds));
  }

  onModuleDestroy(): void {
    this.narrator.close();
  }
}
