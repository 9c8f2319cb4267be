import 'reflect-metadata';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { readConfig } from '#config';
import { LIVE_NAMESPACE, type ClientToServerEvents, type ServerToClientEvents } from '#contracts';
import { createPool, type DemoRegion, seedDemo } from '#persistence';
import { createTestDatabase, type TemplateName, type TestDatabase } from '#testing';
import { pino } from 'pino';
import { io, type Socket } from 'socket.io-client';
import { v7 as uuidv7 } from 'uuid';
import { createApp } from '../src/create-app.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers are compared against expectations
  readonly body: any;
}

/** The next event of a name, with its arguments. */
export const nextEvent = (socket: LiveClient, name: string): Promise<unknown[]> =>
  new Promise((resolve) => socket.once(name as never, ((...values: unknown[]) => resolve(values)) as never));

export type LiveClient = Socket<ServerToClientEvents, ClientToServerEvents>;

/** A user's own view of the api: every request carries the token. */
export class ApiClient {
  constructor(
    readonly url: string,
    public token: string | undefined = undefined,
  ) {}

  async request(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const response = await fetch(this.url + path, {
      method,
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(this.token !== undefined && { authorization: `Bearer ${this.token}` }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json');
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  }

  get = (path: string, headers?: Record<string, string>) => this.request('GET', path, undefined, headers);
  post = (path: string, body: unknown, headers?: Record<string, string>) =>
    this.request('POST', path, body, headers);
  patch = (path: string, body: unknown) => this.request('PATCH', path, body);
  /** Posts a command with an id of its own. */
  command = (path: string, body: object) => this.post(path, { commandId: uuidv7(), ...body });

  live(): LiveClient {
    return io(this.url + LIVE_NAMESPACE, {
      transports: ['websocket'],
      auth: { token: this.token },
      forceNew: true,
      reconnection: false,
    });
  }
}

export interface ApiFixture {
  readonly url: string;
  readonly app: NestFastifyApplication;
  readonly database: TestDatabase;
  readonly demo: readonly DemoRegion[];
  signIn(role: string, regionId?: string): Promise<ApiClient>;
  signInCrew(index: number): Promise<{ client: ApiClient; unitId: string; callSign: string }>;
  close(): Promise<void>;
}

/** The real api on a port of its own, on a database of its own with the demo region and its accounts. */
export async function startApi(
  template: TemplateName = 'montevideo',
  regionId = 'montevideo',
  variables: Readonly<Record<string, string>> = {},
): Promise<ApiFixture> {
  const database = await createTestDatabase(template);
  const owner = createPool(database.ownerUrl, { max: 1 });
  const demo = await seedDemo(owner, regionId);
  await owner.end();
  const config = readConfig('api', {
    DATABASE_URL: database.appUrl,
    REDIS_URL: process.env['REDIS_URL'] ?? 'redis://127.0.0.1:1',
    AKUT_DEMO: '1',
    // Pages are the browser tests' matter; Jest can't load the static server under Node 20.
    AKUT_WEB_ROOT: 'artifacts/no-web',
    ...variables,
  });
  const app: NestFastifyApplication = await createApp(config, pino({ level: 'silent' }));
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  const signInAs = async (login: { email: string; password: string }): Promise<ApiClient> => {
    const client = new ApiClient(url);
    const { email, password } = login;
    const answer = await client.post('/api/v1/auth/login', { email, password, client: 'native' });
    client.token = answer.body.accessToken;
    return client;
  };
  return {
    url,
    app,
    database,
    demo,
    signIn: (role, region = regionId) => {
      const logins = demo.find((one) => one.regionId === region)?.logins ?? [];
      return signInAs(logins.find((login) => login.role === role)!);
    },
    signInCrew: async (index) => {
      const crew = demo[0]!.crews[index]!;
      return { client: await signInAs(crew), unitId: crew.unitId, callSign: crew.callSign };
    },
    close: async () => {
      await app.close();
      await database.drop();
    },
  };
}
