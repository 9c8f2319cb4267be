import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import helmet from '@fastify/helmet';
import type { LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { AppModule } from './app.module.ts';
import type { ApiConfig } from './core.module.ts';
import { Metrics } from './health/metrics.ts';
import { reasonOf } from './http/problem.filter.ts';
import { ProblemException, sendProblem } from './http/problem.ts';
import { SocketAdapter } from './live/socket-adapter.ts';

const BODY_LIMIT_BYTES = 262_144;
/** The web apps, and where each is served. */
const WEB_APPS = [
  { folder: 'dispatcher', prefix: '/desk/' },
  { folder: 'tablet', prefix: '/tablet/' },
] as const;

/** Builds the whole api; `listen` is the caller's. */
export async function createApp(config: ApiConfig, logger: Logger): Promise<NestFastifyApplication> {
  const { tls } = config;
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT_BYTES,
    genReqId: () => randomUUID(),
    trustProxy: config.AKUT_PUBLIC_URL !== undefined ? 'loopback' : false,
    https: tls ? { cert: readFileSync(tls.certFile), key: readFileSync(tls.keyFile) } : null,
    // Requests in flight are finished; see ConnectionsAtStop.
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 500 },
    // Paths that Fastify itself cannot read never reach Nest and its filter.
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) =>
      sendProblem(request, reply, new ProblemException(reasonOf(error))),
  } as ConstructorParameters<typeof FastifyAdapter>[0]);
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(config, logger), adapter, {
    logger: nestLogger(logger),
    abortOnError: false,
  });
  app.useWebSocketAdapter(new SocketAdapter(app, config.AKUT_PUBLIC_URL));
  app.enableShutdownHooks(['SIGTERM', 'SIGINT']);
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  observeRequests(fastify, app.get(Metrics), logger);
  await secure(app, tls !== undefined);
  await serveWebApps(app, fastify, config.AKUT_WEB_ROOT);
  return app;
}

/** Method and route pattern only: paths and queries may hold what a caller said. */
function observeRequests(fastify: FastifyInstance, metrics: Metrics, logger: Logger): void {
  fastify.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', request.id);
  });
  fastify.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    const seconds = reply.elapsedTime / 1000;
    metrics.observeRequest(`${request.method} ${route}`, reply.statusCode, seconds);
    const line = { requestId: request.id, method: request.method, route, status: reply.statusCode, seconds };
    logger.debug(line, 'request');
  });
}

async function secure(app: NestFastifyApplication, isTls: boolean): Promise<void> {
  await app.register(helmet, {
    hsts: isTls,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'", 'ws:', 'wss:'],
        workerSrc: ["'self'", 'blob:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
  });
}

async function serveWebApps(
  app: NestFastifyApplication,
  fastify: FastifyInstance,
  webRoot: string,
): Promise<void> {
  const built = WEB_APPS.filter(({ folder }) => existsSync(resolve(webRoot, folder, 'index.html')));
  // Loaded where there are pages only: Jest cannot load it under Node 20 (it requires an ES module).
  const fastifyStatic = built.length > 0 ? (await import('@fastify/static')).default : undefined;
  for (const [index, { folder, prefix }] of built.entries()) {
    await app.register(fastifyStatic!, {
      root: resolve(webRoot, folder),
      prefix,
      decorateReply: index === 0,
      // Smaller forms lie beside the files since the build; `Vary` and an own tag for each come with this.
      preCompressed: true,
      // File names of assets hold their content's hash; the page itself is asked for anew each time.
      setHeaders: (response, path) => {
        const isAsset = path.includes('/assets/');
        response.header('cache-control', isAsset ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
  }
  fastify.get('/', (_request, reply) => reply.redirect('/desk/'));
}

function nestLogger(logger: Logger): LoggerService {
  const say =
    (level: 'info' | 'error' | 'warn' | 'debug') =>
    (message: unknown, ...rest: unknown[]) =>
      logger[level]({ context: rest.at(-1) }, String(message));
  return {
    log: say('debug'),
    error: say('error'),
    warn: say('warn'),
    debug: say('debug'),
    verbose: say('debug'),
  };
}
