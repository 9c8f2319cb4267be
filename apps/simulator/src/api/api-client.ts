import type { HttpRoute, LoginAnswer, Problem } from '#contracts';
import { routes } from '#contracts';
import type { z } from 'zod';

const ANSWER_MILLISECONDS = 10_000;
/** Renewed well before its 10 minutes are over. */
const TOKEN_MILLISECONDS = 7 * 60_000;

export interface Login {
  readonly email: string;
  readonly password: string;
}

/** The api did not answer, or only that it cannot now: try again later. */
export class ApiAway extends Error {
  override readonly name = 'ApiAway';
}

/** The api answered that it will not do this; trying again brings the same. */
export class ApiRefusal extends Error {
  override readonly name = 'ApiRefusal';
  constructor(
    readonly status: number,
    readonly reason: string,
    route: string,
  ) {
    super(`${route}: ${status} ${reason}`);
  }
}

type Input<R, Part extends string> = R extends Record<Part, z.ZodType> ? z.input<R[Part]> : undefined;
export interface Question<R> {
  readonly params?: Record<string, string>;
  readonly query?: Record<string, string | number>;
  readonly body?: Input<R, 'body'>;
}
interface AnyQuestion {
  readonly params?: Record<string, string>;
  readonly query?: Record<string, string | number>;
  readonly body?: unknown;
}
export type AnswerTo<R extends HttpRoute> = z.output<R['response']>;

/** One signed-in user of the public api. Signs in when first needed and keeps its tokens fresh. */
export class ApiClient {
  private tokens: { access: string; refresh: string | null; at: number } | undefined;
  private signingIn: Promise<void> | undefined;

  constructor(
    private readonly url: string,
    private readonly login: Login,
    private readonly stop: AbortSignal,
  ) {}

  /** @throws ApiAway, ApiRefusal */
  async ask<const R extends HttpRoute>(route: R, question: Question<R> = {}): Promise<AnswerTo<R>> {
    await this.renewTokens();
    try {
      return (await this.send(route, question)) as AnswerTo<R>;
    } catch (error) {
      if (!(error instanceof ApiRefusal) || error.status !== 401) throw error;
      // Ended, or signed with a key that the api no longer has.
      this.tokens = undefined;
      await this.renewTokens();
      return (await this.send(route, question)) as AnswerTo<R>;
    }
  }

  private async renewTokens(): Promise<void> {
    if (this.tokens && performance.now() - this.tokens.at < TOKEN_MILLISECONDS) return;
    this.signingIn ??= this.signIn().finally(() => {
      this.signingIn = undefined;
    });
    await this.signingIn;
  }

  private async signIn(): Promise<void> {
    const refreshed = this.tokens?.refresh ? await this.refresh(this.tokens.refresh) : undefined;
    const body = { ...this.login, client: 'native' as const };
    const answer = refreshed ?? ((await this.send(routes.login, { body })) as LoginAnswer);
    this.tokens = { access: answer.accessToken, refresh: answer.refreshToken, at: performance.now() };
  }

  /** Undefined when the session is over: a lost answer to a refresh uses its token up. */
  private async refresh(refreshToken: string): Promise<LoginAnswer | undefined> {
    try {
      return (await this.send(routes.refresh, { body: { refreshToken } })) as LoginAnswer;
    } catch (error) {
      if (error instanceof ApiRefusal) return undefined;
      throw error;
    }
  }

  private async send(route: HttpRoute, { params = {}, query = {}, body }: AnyQuestion): Promise<unknown> {
    const path = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name]!));
    const pairs = Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]);
    const search = pairs.length > 0 ? `?${new URLSearchParams(pairs).toString()}` : '';
    const headers: Record<string, string> = { 'accept-language': 'en' };
    if (body !== undefined) headers['content-type'] = 'application/json';
    if (this.tokens && route.access !== 'public') headers['authorization'] = `Bearer ${this.tokens.access}`;
    const signal = AbortSignal.any([this.stop, AbortSignal.timeout(ANSWER_MILLISECONDS)]);
    const init = {
      method: route.method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      signal,
    };
    const response = await fetch(`${this.url}${path}${search}`, init).catch((error: unknown) => {
      throw new ApiAway(`${route.name}: ${(error as Error).message}`);
    });
    const text = await response.text().catch(() => {
      throw new ApiAway(`${route.name}: the answer broke off`);
    });
    if (response.ok) return parseAnswer(route.name, text);
    throw toError(route.name, response.status, text);
  }
}

function parseAnswer(route: string, text: string): unknown {
  try {
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  } catch {
    throw new ApiAway(`${route}: the answer cannot be read`);
  }
}

function toError(route: string, status: number, text: string): Error {
  if (status >= 500 || status === 429 || status === 408) return new ApiAway(`${route}: ${status}`);
  try {
    return new ApiRefusal(status, (JSON.parse(text) as Problem).reason, route);
  } catch {
    return new ApiRefusal(status, 'unknown', route);
  }
}
