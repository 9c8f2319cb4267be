import { Redis } from 'ioredis';
import type { Logger } from 'pino';

const LONGEST_RETRY_MILLISECONDS = 2000;

/**
 * A connection that may be away: it comes back by itself, commands fail at once meanwhile (nothing queues up), and
 * losing it is one line in the log.
 */
export function createRedis(url: string, name: string, logger: Logger): Redis {
  const redis = new Redis(url, {
    connectionName: `akut-api-${name}`,
    enableOfflineQueue: false,
    maxRetriesPerRequest: null,
    autoResubscribe: false,
    autoResendUnfulfilledCommands: false,
    connectTimeout: 2000,
    commandTimeout: 2000,
    retryStrategy: (attempt) => Math.min(100 * attempt, LONGEST_RETRY_MILLISECONDS),
  });
  let isAway = false;
  redis.on('ready', () => {
    if (isAway) logger.info({ connection: name }, 'Redis is back');
    isAway = false;
  });
  redis.on('error', (error: Error) => {
    if (!isAway) logger.warn({ connection: name, reason: error.message }, 'Redis is away');
    isAway = true;
  });
  redis.on('close', () => {
    if (!isAway) logger.debug({ connection: name }, 'Redis connection closed');
  });
  return redis;
}
