import {
  applyDecorators,
  Body,
  Delete,
  Get,
  HttpCode,
  Param,
  Patch,
  Post,
  Put,
  Query,
  SetMetadata,
} from '@nestjs/common';
import type { HttpMethod, HttpRoute } from '#contracts';
import type { z } from 'zod';

export const ROUTE_METADATA = 'akut:route';

const METHOD_DECORATORS: Readonly<Record<HttpMethod, (path: string) => MethodDecorator>> = {
  GET: Get,
  POST: Post,
  PATCH: Patch,
  PUT: Put,
  DELETE: Delete,
};

/** Serves one row of the contract's route table: method, path, status and access all come from there. */
export function ApiRoute(route: HttpRoute): MethodDecorator {
  return applyDecorators(
    METHOD_DECORATORS[route.method](route.path),
    HttpCode(route.status ?? 200),
    SetMetadata(ROUTE_METADATA, route),
  );
}

type With<Part extends string> = { readonly [Key in Part]: z.ZodType };

export const RouteBody = (route: With<'body'>): ParameterDecorator => Body({ schema: route.body });
export const RouteParams = (route: With<'params'>): ParameterDecorator => Param({ schema: route.params });
export const RouteQuery = (route: With<'query'>): ParameterDecorator => Query({ schema: route.query });

export type BodyOf<Route extends With<'body'>> = z.output<Route['body']>;
export type ParamsOf<Route extends With<'params'>> = z.output<Route['params']>;
export type QueryOf<Route extends With<'query'>> = z.output<Route['query']>;
export type AnswerOf<Route extends With<'response'>> = z.output<Route['response']>;
