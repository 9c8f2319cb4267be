import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Inject } from '@nestjs/common';
import { REASONS, type Reason } from '#contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { LOGGER } from '../tokens.ts';
import { ProblemException, sendProblem } from './problem.ts';

const BY_FASTIFY_CODE: Readonly<Record<string, Reason>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'bodyTooLarge',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupportedMediaType',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'malformedBody',
  FST_ERR_CTP_INVALID_JSON_BODY: 'malformedBody',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'malformedBody',
};

const BY_STATUS: Readonly<Record<number, Reason>> = {
  400: 'malformedBody',
  401: 'signInNeeded',
  403: 'forbidden',
  404: 'routeNotFound',
  413: 'bodyTooLarge',
  415: 'unsupportedMediaType',
  429: 'tooManyRequests',
};

// Connection failures of node and the classes 08 (connection), 53 (resources), 57P (shutdown), 55P03 (lock wait),
// 40 (undone by the database itself) and 25006 (a standby) of PostgreSQL.
const DATABASE_AWAY =
  /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOENT|08\w{3}|53\w{3}|57P0\d|57014|55P03|25P03|25006|40\w{3})$/;
// What the pool says, without a code, when no connection could be had or one was lost between two statements.
const POOL_AWAY =
  /timeout exceeded when trying to connect|Connection terminated|not queryable|Query read timeout/;

/** The one place where failures become answers: a refusal its status, a broken database 503, the rest 500 without details. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const exception = error instanceof ProblemException ? error : new ProblemException(reasonOf(error));
    if (REASONS[exception.reason] >= 500)
      this.logger.error({ err: error, requestId: request.id }, 'request failed');
    sendProblem(request, reply, exception);
  }
}

/** The reason that a failure of any kind is answered with. */
export function reasonOf(error: unknown): Reason {
  const {
    code = '',
    statusCode,
    message = '',
  } = error as { code?: string; statusCode?: number; message?: string };
  if (DATABASE_AWAY.test(code) || POOL_AWAY.test(message)) return 'databaseUnavailable';
  const status = error instanceof HttpException ? error.getStatus() : statusCode;
  const isClients = status !== undefined && status >= 400 && status < 500;
  return BY_FASTIFY_CODE[code] ?? BY_STATUS[status ?? 500] ?? (isClients ? 'malformedBody' : 'internalError');
}
