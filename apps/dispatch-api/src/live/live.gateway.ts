import { Inject, type OnModuleDestroy } from '@nestjs/common';
import {
  type OnGatewayConnection,
  type OnGatewayInit,
  WebSocketGateway,
  WebSocketServer,
} from '@nestjs/websockets';
import {
  type ClientToServerEvents,
  CONTROL_ROOM,
  LIVE_NAMESPACE,
  type LiveRow,
  type ServerToClientEvents,
  type SubscribeAnswer,
  subscribeBody,
} from '#contracts';
import { type JournalRow, type Pool } from '#persistence';
import { type Actor, checkAccess } from '#use-cases';
import type { Logger } from 'pino';
import type { Namespace, Socket } from 'socket.io';
import { AccessTokens, type SignedIn } from '../auth/access-tokens.ts';
import { EndedSessions } from '../auth/ended-sessions.ts';
import { LOGGER, POOL } from '../tokens.ts';
import { JournalTail } from './journal-tail.ts';
import { LiveFeed } from './live-feed.ts';
import { toLiveRows } from './live-rows.ts';

type SocketData = { signedIn: SignedIn; subscriptionsInWindow: number; windowStartedAt: number };
type LiveSocket = Socket<ClientToServerEvents, ServerToClientEvents, Record<string, never>, SocketData>;
type LiveNamespace = Namespace<ClientToServerEvents, ServerToClientEvents, Record<string, never>, SocketData>;

const SWEEP_MILLISECONDS = 1000;
const SUBSCRIPTIONS_PER_WINDOW = 20;
const WINDOW_MILLISECONDS = 10_000;
export const roomOf = (regionId: string): string => `region:${regionId}`;

/** Live updates of the control room. Nest's guards do not run on connections, so the namespace checks the token itself. */
@WebSocketGateway({ namespace: LIVE_NAMESPACE })
export class LiveGateway
  implements OnGatewayInit<LiveNamespace>, OnGatewayConnection<LiveSocket>, OnModuleDestroy
{
  @WebSocketServer() private readonly namespace!: LiveNamespace;
  private readonly queues = new Map<string, Promise<void>>();
  private sweep: NodeJS.Timeout | undefined;

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(AccessTokens) private readonly tokens: AccessTokens,
    @Inject(EndedSessions) private readonly endedSessions: EndedSessions,
    @Inject(JournalTail) private readonly tail: JournalTail,
    @Inject(LiveFeed) private readonly feed: LiveFeed,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  afterInit(namespace: LiveNamespace): void {
    namespace.use((socket, next) => {
      const token: unknown = socket.handshake.auth['token'];
      const verifying = typeof token === 'string' ? this.tokens.verify(token) : Promise.resolve(undefined);
      verifying
        .then((signedIn) => {
          if (!signedIn) return next(new Error('signInNeeded'));
          socket.data = { signedIn, subscriptionsInWindow: 0, windowStartedAt: performance.now() };
          next();
        })
        .catch(() => next(new Error('signInNeeded')));
    });
    this.tail.on('rows', (regionId, rows) => this.enqueue(regionId, rows));
    this.endedSessions.on('ended', (sessionId) =>
      this.closeWhere((data) => data.signedIn.sessionId === sessionId, 'sessionEnded'),
    );
    this.sweep = setInterval(
      () => this.closeWhere((data) => data.signedIn.expiresAt.getTime() <= Date.now(), 'tokenExpired'),
      SWEEP_MILLISECONDS,
    );
  }

  onModuleDestroy(): void {
    clearInterval(this.sweep);
  }

  handleConnection(socket: LiveSocket): void {
    socket.on('subscribe', (body, answer) => {
      if (typeof answer !== 'function') return;
      this.subscribe(socket, body).then(answer, (error: unknown) => {
        this.logger.warn({ err: error }, 'subscription failed');
        answer({ ok: false, reason: 'databaseUnavailable' });
      });
    });
    socket.on('renew', (body, answer) => {
      if (typeof answer !== 'function') return;
      void this.renew(socket, body).then(answer);
    });
  }

  /** Sends a frame to the screens of a region: the latest wins, and a slow screen skips frames and never queues them. */
  emitPositions(regionId: string, frame: ArrayBuffer): void {
    this.namespace.local.to(roomOf(regionId)).volatile.emit('positions', regionId, frame);
  }

  private async subscribe(socket: LiveSocket, body: unknown): Promise<SubscribeAnswer> {
    if (isTooOften(socket.data)) return { ok: false, reason: 'tooManyRequests' };
    const parsed = subscribeBody.safeParse(body);
    if (!parsed.success) return { ok: false, reason: 'invalidInput' };
    const { regionId, lastSeq } = parsed.data;
    const denied = checkAccess(socket.data.signedIn.actor, regionId, CONTROL_ROOM);
    if (denied) return { ok: false, reason: denied.reason };
    const { answer, rest } = await this.feed.catchUp(
      regionId,
      lastSeq,
      () => void socket.join(roomOf(regionId)),
    );
    // After the answer, so that the client has its snapshot first.
    if (rest.length > 0) setImmediate(() => socket.emit('journal', rest));
    return answer;
  }

  private async renew(socket: LiveSocket, body: unknown): Promise<{ ok: boolean; reason?: string }> {
    const token = (body as { token?: unknown } | null)?.token;
    const signedIn = typeof token === 'string' ? await this.tokens.verify(token) : undefined;
    if (!signedIn || signedIn.actor.id !== socket.data.signedIn.actor.id)
      return { ok: false, reason: 'sessionEnded' };
    socket.data.signedIn = signedIn;
    this.leaveLostRegions(socket, signedIn.actor);
    return { ok: true };
  }

  private leaveLostRegions(socket: LiveSocket, actor: Actor): void {
    const allowed = new Set(actor.roles.map((held) => roomOf(held.regionId)));
    for (const room of socket.rooms)
      if (room.startsWith('region:') && !allowed.has(room)) void socket.leave(room);
  }

  /** Rows of one region leave in order, though each batch waits for its views. */
  private enqueue(regionId: string, rows: readonly JournalRow[]): void {
    const before = this.queues.get(regionId) ?? Promise.resolve();
    const sending = before.then(() => this.emitRows(regionId, rows));
    this.queues.set(regionId, sending);
  }

  private async emitRows(regionId: string, rows: readonly JournalRow[]): Promise<void> {
    try {
      const live: LiveRow[] = await toLiveRows(this.pool, rows);
      this.namespace.local.to(roomOf(regionId)).emit('journal', live);
    } catch (error) {
      // The screens will see the gap with the next row and ask for what they missed.
      this.logger.warn({ err: error, regionId }, 'live rows could not be sent');
    }
  }

  private closeWhere(matches: (data: SocketData) => boolean, reason: string): void {
    for (const socket of this.namespace.sockets.values()) {
      if (!matches(socket.data)) continue;
      socket.emit('signedOut', reason);
      socket.disconnect(true);
    }
  }
}

function isTooOften(data: SocketData): boolean {
  const now = performance.now();
  if (now - data.windowStartedAt > WINDOW_MILLISECONDS) {
    data.windowStartedAt = now;
    data.subscriptionsInWindow = 0;
  }
  data.subscriptionsInWindow += 1;
  return data.subscriptionsInWindow > SUBSCRIPTIONS_PER_WINDOW;
}
