import { Controller, Header, Inject, Res } from '@nestjs/common';
import type { Pool } from '#persistence';
import type { FastifyReply } from 'fastify';
import type { Redis } from 'ioredis';
import { ApiRoute } from '../http/api-route.ts';
import { POOL, REDIS } from '../tokens.ts';
import { MapRoadsLoader } from '../travel/map-roads-loader.ts';
import { createOpenApi } from './openapi.ts';
import { allRoutes, operationRoutes } from './operations.ts';
import { Metrics } from './metrics.ts';

type Readiness = { status: 'ok' | 'degraded' | 'down'; parts: Record<string, string> };
const PROBE_MILLISECONDS = 2000;

@Controller()
export class HealthController {
  private readonly openApi = createOpenApi(allRoutes);

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(REDIS) private readonly redis: Redis,
    @Inject(MapRoadsLoader) private readonly roads: MapRoadsLoader,
    @Inject(Metrics) private readonly metrics: Metrics,
  ) {}

  @ApiRoute(operationRoutes.live)
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** Redis may vanish and nothing is lost, so its absence degrades and does not take the process out. */
  @ApiRoute(operationRoutes.ready)
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    const [database, redis] = await Promise.all([
      answersInTime(this.pool.query('select 1')),
      answersInTime(this.redis.ping()),
    ]);
    const roads = this.roads.loadedMaps.length > 0;
    const parts = {
      database: database ? 'ok' : 'down',
      redis: redis ? 'ok' : 'down',
      roads: roads ? this.roads.loadedMaps.join(', ') : 'none loaded',
    };
    const status = !database ? 'down' : redis && roads ? 'ok' : 'degraded';
    if (status === 'down') reply.status(503);
    return { status, parts };
  }

  @ApiRoute(operationRoutes.metrics)
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  scrape(): Promise<string> {
    return this.metrics.scrape();
  }

  @ApiRoute(operationRoutes.openapi)
  describe(): object {
    return this.openApi;
  }
}

async function answersInTime(asking: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), PROBE_MILLISECONDS);
  });
  const answered = asking.then(
    () => true,
    () => false,
  );
  return Promise.race([answered, late]).finally(() => clearTimeout(timer));
}
