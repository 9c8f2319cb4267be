import type { Problem, tabletRoutes } from '#contracts';
import { locale } from '#ui';
import type { z } from 'zod';

type Routes = typeof tabletRoutes;

/** The routes the tablet uses; literals, so that the schemas stay out of the bundle, and checked against the contracts. */
const PATHS = {
  enrolTablet: ['POST', '/tablet/v1/enrol'],
  challengeTablet: ['POST', '/tablet/v1/challenge'],
  getTabletToken: ['POST', '/tablet/v1/token'],
  postTabletOutbox: ['POST', '/tablet/v1/outbox'],
  postTabletPositions: ['POST', '/tablet/v1/positions'],
  getTabletState: ['GET', '/tablet/v1/state'],
  listTabletFacilities: ['GET', '/tablet/v1/facilities'],
  listSignOnChoices: ['GET', '/tablet/v1/sign-on-choices'],
  signOnTablet: ['POST', '/tablet/v1/sign-on'],
  signOffTablet: ['POST', '/tablet/v1/sign-off'],
  getTabletRun: ['GET', '/tablet/v1/run'],
  getTabletRoute: ['GET', '/tablet/v1/route'],
} as const satisfies { [N in keyof Routes]?: readonly [Routes[N]['method'], Routes[N]['path']] };

export type TabletRouteName = keyof typeof PATHS;
type SchemaOf<N extends TabletRouteName, Part extends string> =
  Routes[N] extends Readonly<Record<Part, infer S extends z.ZodType>> ? S : never;
export type BodyOf<N extends TabletRouteName> = z.input<SchemaOf<N, 'body'>>;
export type ResponseOf<N extends TabletRouteName> = z.output<Routes[N]['response']>;

export type Answer<Value> =
  | { readonly kind: 'ok'; readonly value: Value; readonly etag: string | null }
  | { readonly kind: 'notChanged' }
  /** The server said no, in its own words. */
  | { readonly kind: 'refused'; readonly problem: Problem; readonly retryAfterSeconds: number | undefined }
  /** No answer, an error of the server, or something that is no answer of ours: nobody knows whether it acted. */
  | { readonly kind: 'notConfirmed'; readonly wasAnswered: boolean };

export interface CallParts<N extends TabletRouteName> {
  readonly body?: BodyOf<N>;
  readonly query?: Readonly<Record<string, string>> | undefined;
  readonly token?: string | undefined;
  readonly etag?: string | undefined;
}

const TIMEOUT_MS = 15_000;
const NO_ANSWER = { kind: 'notConfirmed', wasAnswered: false } as const;
const WRONG_ANSWER = { kind: 'notConfirmed', wasAnswered: true } as const;

async function readJson(response: Response): Promise<unknown> {
  const type = response.headers.get('content-type') ?? '';
  return /\bjson\b/.test(type) ? ((await response.json()) as unknown) : undefined;
}

const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' && value !== null && typeof (value as Partial<Problem>).reason === 'string';

async function readAnswer<Value>(response: Response): Promise<Answer<Value>> {
  if (response.status === 304) return { kind: 'notChanged' };
  const value = await readJson(response);
  if (response.ok && typeof value === 'object' && value !== null)
    return { kind: 'ok', value: value as Value, etag: response.headers.get('etag') };
  if (response.status < 400 || response.status >= 500 || !isProblem(value)) return WRONG_ANSWER;
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return {
    kind: 'refused',
    problem: { ...value, status: response.status },
    retryAfterSeconds: Number.isFinite(seconds) ? seconds : undefined,
  };
}

/** One request. Never throws; what is not an answer of our own server is `notConfirmed`. */
export async function call<N extends TabletRouteName>(
  name: N,
  { body, query, token, etag }: CallParts<N> = {},
): Promise<Answer<ResponseOf<N>>> {
  const [method, path] = PATHS[name];
  const headers = new Headers({ accept: 'application/json', 'accept-language': locale.peek() });
  if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
  if (etag !== undefined) headers.set('if-none-match', etag);
  if (body !== undefined) headers.set('content-type', 'application/json');
  try {
    const response = await fetch(query ? `${path}?${new URLSearchParams(query).toString()}` : path, {
      method,
      headers,
      body: body === undefined ? null : JSON.stringify(body),
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return await readAnswer(response);
  } catch {
    return NO_ANSWER;
  }
}

export type Call = typeof call;
