import type { Role } from '#domain';
import type { z } from 'zod';

export type HttpMethod = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
/**
 * Who may call: anyone, any signed-in user, one of the roles (in the region concerned), a device with its secret, or
 * an enrolled tablet with the token that it signed for.
 */
export type RouteAccess = 'public' | 'signedIn' | 'device' | 'tablet' | readonly Role[];

/** One row of the HTTP route table: the only description of a route, for server, clients, OpenAPI and access tests. */
export interface HttpRoute {
  readonly name: string;
  readonly method: HttpMethod;
  /** Path with `:name` parameters. */
  readonly path: string;
  readonly summary: string;
  readonly access: RouteAccess;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  readonly response: z.ZodType;
  /** Status of success; 200 when absent. */
  readonly status?: number;
  /** True for commands: the body holds a `commandId` and repeating it returns the first answer. */
  readonly isCommand?: boolean;
}

/** Keeps the literal types of a route row. */
export const defineRoute = <const R extends HttpRoute>(route: R): R => route;
