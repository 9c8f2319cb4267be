import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { listJournalHeads, type Pool } from '#persistence';
import { decideRegion, type ProposalPorts } from '#use-cases';
import type { Logger } from 'pino';
import { JournalTail } from '../live/journal-tail.ts';
import { LOGGER, POOL, PROPOSAL_PORTS } from '../tokens.ts';

/** Rows of one command, and of the next ones of a busy moment, lead to one decision. */
const DEBOUNCE_MILLISECONDS = 250;
/** However quiet the journal is: units move, and what is held back comes due. */
const TICK_MILLISECONDS = 5000;
const LEAST_GAP_MILLISECONDS = 750;
/** Of one core at most a fifth goes into decisions, however large the region. */
const GAP_PER_COMPUTING = 4;
/** What can change who should go where. */
const MATERIAL_SUBJECTS = new Set(['incident', 'assignment', 'unit', 'closure', 'policy', 'region']);

interface RegionTurn {
  timer: NodeJS.Timeout | undefined;
  isRunning: boolean;
  isWanted: boolean;
  notBefore: number;
}

/**
 * Decides a region's waiting incidents together whenever its journal shows a material change, and by a slow tick. Each
 * process follows every region; the turn in the database lets one of them decide.
 */
@Injectable()
export class ProposalRounds implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly turns = new Map<string, RegionTurn>();
  private tick: NodeJS.Timeout | undefined;
  private isStopped = false;

  constructor(
    @Inject(PROPOSAL_PORTS) private readonly ports: ProposalPorts,
    @Inject(POOL) private readonly pool: Pool,
    @Inject(JournalTail) private readonly tail: JournalTail,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.tail.on('rows', (regionId, rows) => {
      if (rows.some(({ subjectType }) => MATERIAL_SUBJECTS.has(subjectType))) this.want(regionId);
    });
    this.tick = setInterval(() => void this.wantAll(), TICK_MILLISECONDS).unref();
  }

  onModuleDestroy(): void {
    this.isStopped = true;
    clearInterval(this.tick);
    for (const { timer } of this.turns.values()) clearTimeout(timer);
  }

  private async wantAll(): Promise<void> {
    const heads = await listJournalHeads(this.pool).catch(() => undefined);
    for (const regionId of heads?.keys() ?? []) this.want(regionId);
  }

  private want(regionId: string): void {
    const turn = this.turns.get(regionId) ?? {
      timer: undefined,
      isRunning: false,
      isWanted: false,
      notBefore: 0,
    };
    this.turns.set(regionId, turn);
    turn.isWanted = true;
    if (turn.isRunning || turn.timer || this.isStopped) return;
    const wait = Math.max(DEBOUNCE_MILLISECONDS, turn.notBefore - performance.now());
    turn.timer = setTimeout(() => void this.run(regionId, turn), wait);
  }

  private async run(regionId: string, turn: RegionTurn): Promise<void> {
    Object.assign(turn, { timer: undefined, isRunning: true, isWanted: false });
    const startedAt = performance.now();
    try {
      await decideRegion(this.ports, regionId);
    } catch (error) {
      if (!this.isStopped)
        this.logger.warn(
          { err: error, regionId },
          'waiting incidents could not be decided; the next tick tries',
        );
    }
    const tookMilliseconds = performance.now() - startedAt;
    turn.notBefore =
      performance.now() + Math.max(LEAST_GAP_MILLISECONDS, GAP_PER_COMPUTING * tookMilliseconds);
    turn.isRunning = false;
    if (turn.isWanted) this.want(regionId);
  }
}
