import {
  createCoverageStore,
  createHistoryStore,
  deleteOldCommands,
  deleteOldLoginFailures,
  ensurePositionPartitions,
  erasePastRetention,
  forgetOldDecisions,
  type Pool,
} from '#persistence';
import { keepHistoryStates, refreshAllDemandCells } from '#use-cases';

export interface MaintenanceSettings {
  /** How long recommendations and proposals are kept that nobody was sent by. */
  readonly keepDecisionsDays: number;
}

export interface MaintenanceJob {
  readonly name: string;
  /** Cron pattern, in UTC. */
  readonly pattern: string;
  /** Does the work and says what was done; running it twice does no harm. */
  run(pool: Pool, settings: MaintenanceSettings): Promise<Readonly<Record<string, number>>>;
}

/** A week of partitions stands ready, so that a worker that is away for days loses no position. */
const DAYS_AHEAD = 7;

/** Every job that comes round by itself. */
export const MAINTENANCE_JOBS: readonly MaintenanceJob[] = [
  {
    name: 'makePositionPartitions',
    pattern: '5 */6 * * *',
    run: async (pool) => ({ made: await ensurePositionPartitions(pool, DAYS_AHEAD) }),
  },
  {
    name: 'forgetOldCommands',
    pattern: '20 * * * *',
    run: async (pool) => ({ removed: await deleteOldCommands(pool) }),
  },
  {
    name: 'forgetOldLoginFailures',
    pattern: '35 3 * * *',
    run: async (pool) => ({ removed: await deleteOldLoginFailures(pool) }),
  },
  {
    name: 'forgetOldDecisions',
    pattern: '50 3 * * *',
    run: async (pool, { keepDecisionsDays }) => ({ ...(await forgetOldDecisions(pool, keepDecisionsDays)) }),
  },
  {
    name: 'erasePastRetention',
    pattern: '5 4 * * *',
    run: async (pool) => ({ ...(await erasePastRetention(pool)) }),
  },
  {
    name: 'makeDemandCells',
    pattern: '40 2 * * *',
    run: async (pool) => {
      const store = createCoverageStore(pool);
      return { made: await refreshAllDemandCells({ ...store, now: () => new Date() }) };
    },
  },
  {
    name: 'keepHistoryStates',
    pattern: '*/10 * * * *',
    run: async (pool) => ({ made: await keepHistoryStates(createHistoryStore(pool)) }),
  },
];

/** @throws Error for a job that this worker does not know, so that it shows as failed */
export function getMaintenanceJob(name: string): MaintenanceJob {
  const job = MAINTENANCE_JOBS.find((one) => one.name === name);
  if (!job) throw new Error(`no such maintenance job: ${name}`);
  return job;
}
