import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { createCoverageStore, JournalRow } from '#persistence';
import type { CoverageEngine } from '#use-cases';
import type { Logger } from 'pino';
import { JournalTail } from '../live/journal-tail.ts';
import { COVERAGE_ENGINE, COVERAGE_STORE, LOGGER } from '../tokens.ts';

const ROUND_MILLISECONDS = 2000;
/** A burst of rows is one question to the database. */
const GATHER_MILLISECONDS = 20;
/** The first seconds after a start belong to those who wait at the desks. */
const WATCH_AFTER_MILLISECONDS = 5000;

/** Units that a journal row speaks of, whatever their part in it: `unitId`, `otherUnitId` ... */
function unitIdsOf(row: JournalRow): string[] {
  const payload = JSON.parse(row.payload) as Record<string, unknown>;
  const named = Object.entries(payload).flatMap(([key, value]) =>
    /unitId$/i.test(key) && typeof value === 'string' ? [value] : [],
  );
  return row.subjectType === 'unit' ? [row.subjectId, ...named] : named;
}

/** Drives the coverage engine: a round every two seconds, and units at once when the journal says that they changed. */
@Injectable()
export class CoverageKeeper implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly changed = new Map<string, Set<string>>();
  private gatherTimer: NodeJS.Timeout | undefined;
  private roundTimer: NodeJS.Timeout | undefined;
  private watchTimer: NodeJS.Timeout | undefined;
  private round: Promise<void> = Promise.resolve();
  private isStopped = false;

  constructor(
    @Inject(COVERAGE_ENGINE) private readonly engine: CoverageEngine,
    @Inject(COVERAGE_STORE) private readonly store: ReturnType<typeof createCoverageStore>,
    @Inject(JournalTail) private readonly tail: JournalTail,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.tail.on('rows', (regionId, rows) => this.note(regionId, rows));
    this.watchTimer = setTimeout(() => void this.watchRealRegions(), WATCH_AFTER_MILLISECONDS);
    this.nextRound();
  }

  async onModuleDestroy(): Promise<void> {
    this.isStopped = true;
    this.engine.stop();
    for (const timer of [this.gatherTimer, this.roundTimer, this.watchTimer]) clearTimeout(timer);
    await this.round;
  }

  private nextRound(): void {
    if (this.isStopped) return;
    this.roundTimer = setTimeout(() => {
      this.round = this.attempt(() => this.engine.refresh()).then(() => this.nextRound());
    }, ROUND_MILLISECONDS);
  }

  private note(regionId: string, rows: readonly JournalRow[]): void {
    const unitIds = rows.flatMap(unitIdsOf);
    if (unitIds.length === 0) return;
    const gathered = this.changed.get(regionId) ?? new Set();
    this.changed.set(regionId, gathered);
    for (const unitId of unitIds) gathered.add(unitId);
    this.gatherTimer ??= setTimeout(() => void this.refreshChanged(), GATHER_MILLISECONDS);
  }

  private async refreshChanged(): Promise<void> {
    this.gatherTimer = undefined;
    const changed = [...this.changed];
    this.changed.clear();
    for (const [regionId, unitIds] of changed)
      await this.attempt(() => this.engine.refreshUnits(regionId, [...unitIds]));
  }

  /** Training regions come with their first question. */
  private watchRealRegions(): Promise<void> {
    return this.attempt(async () => {
      for (const { regionId, isTraining } of await this.store.listCoverageRegions())
        if (!isTraining) this.engine.watch(regionId);
    });
  }

  /** The figures in memory go on answering; the next round tries again. */
  private async attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!this.isStopped) this.logger.warn({ err: error }, 'coverage could not be refreshed');
    }
  }
}
