import { join, resolve } from 'node:path';
import { Inject, Module, type OnModuleDestroy } from '@nestjs/common';
import type { Logger } from 'pino';
import type { ApiConfig } from '../core.module.ts';
import { RunsModule } from '../runs/runs.module.ts';
import { CONFIG, LOGGER, NARRATOR } from '../tokens.ts';
import { findNarratorFile } from './find-narrator.ts';
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
  imports: [RunsModule],
  providers: [{ provide: NARRATOR, useFactory: createNarrator, inject: [CONFIG, LOGGER] }, TabletNavigation],
  exports: [TabletNavigation],
})
export class NavigationModule implements OnModuleDestroy {
  constructor(@Inject(NARRATOR) private readonly narrator: NarratorProcess) {}

  onModuleDestroy(): void {
    this.narrator.close();
  }
}
