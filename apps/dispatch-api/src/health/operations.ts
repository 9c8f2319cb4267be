import { defineRoute, routes as publicRoutes } from '#contracts';
import { z } from 'zod';

/** Routes for operators and machines, beside the public api. */
export const operationRoutes = {
  live: defineRoute({
    name: 'live',
    method: 'GET',
    path: '/health/live',
    summary: 'The process runs',
    access: 'public',
    response: z.object({ status: z.literal('ok') }),
  }),
  ready: defineRoute({
    name: 'ready',
    method: 'GET',
    path: '/health/ready',
    summary: 'The process can serve: database, roads',
    access: 'public',
    response: z.object({
      status: z.enum(['ok', 'degraded', 'down']),
      parts: z.record(z.string(), z.string()),
    }),
  }),
  metrics: defineRoute({
    name: 'metrics',
    method: 'GET',
    path: '/metrics',
    summary: 'Prometheus metrics',
    access: 'public',
    response: z.string(),
  }),
  openapi: defineRoute({
    name: 'openapi',
    method: 'GET',
    path: '/api/openapi.json',
    summary: 'OpenAPI 3.1 description of this api',
    access: 'public',
    response: z.record(z.string(), z.unknown()),
  }),
} as const;

export const allRoutes = { ...publicRoutes, ...operationRoutes };
