import { Inject, type OnModuleDestroy } from '@nestjs/common';
import {
  type OnGatewayConnection,
  type OnGatewayInit,
  WebSocketGateway,
  WebSocketServer,
} from '@nestjs/websockets';
import {
  type ClientToServerEvents,
  type ClosureView,
  CONTROL_ROOM,
  LIVE_NAMESPACE,
  type LiveRow,
  presenceBody,
  type RunsUpdate,
  type ServerToClientEvents,
  type SubscribeAnswer,
  subscribeBody,
} from '#contracts';
import { type JournalRow, noteAccess, type Pool } from '#persistence';
import { type Actor, checkAccess, holdsRole } from '#use-cases';
import type { Logger } from 'pino';
import type { Namespace, Socket } from 'socket.io';
import { AccessTokens, type SignedIn } from '../auth/access-tokens.ts';
import { EndedSessions } from '../auth/ended-sessions.ts';
import { LOGGER, POOL } from '../tokens.ts';
import { JournalTail } from './journal-tail.ts';
import { LiveFeed } from './live-feed.ts';
import { toLiveRows } from './live-rows.ts';
import { Presence } from './presence.ts';

/** Requests of one kind in the present window. */
interface Pace {
  requests: number;
  startedAt: number;
}
type SocketData = { signedIn: SignedIn; pace: Pace; presencePace: Pace };
type LiveSocket = Socket<ClientToServerEvents, ServerToClientEvents, Record<string, never>, SocketData>;
type LiveNamespace = Namespace<ClientToServerEvents, ServerToClientEvents, Record<string, never>, SocketData>;

const SWEEP_MILLISECONDS = 1000;
const REQUESTS_PER_WINDOW = 20;
/** A desk repeats itself every three seconds; the rest is somebody who goes through fields and incidents. */
const PRESENCE_PER_WINDOW = 60;
const WINDOW_MILLISECONDS = 10_000;
const RESEND_MILLISECONDS = 500;
const RESEND_LIMIT = 60;
const ROOM_PREFIX = 'region:';
export const roomOf = (regionId: string): string => ROOM_PREFIX + regionId;

/** Live updates of the control room. Nest's guards do not run on connections, so the namespace checks the token itself. */
@WebSocketGateway({ namespace: LIVE_NAMESPACE })
export class LiveGateway
  implements OnGatewayInit<LiveNamespace>, OnGatewayConnection<LiveSocket>, OnModuleDestroy
{
  @WebSocketServer() private readonly namespace!: LiveNamespace;
  private readonly queues = new Map<string, Promise<void>>();
  /** How often each region was told of its closures. */
  private readonly closuresTold = new Map<string, number>();
  private sweep: NodeJS.Timeout | undefined;
  private isStopped = false;

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(AccessTokens) private readonly tokens: AccessTokens,
    @Inject(EndedSessions) private readonly endedSessions: EndedSessions,
    @Inject(JournalTail) private readonly tail: JournalTail,
    @Inject(LiveFeed) private readonly feed: LiveFeed,
    @Inject(Presence) private readonly presence: Presence,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  afterInit(namespace: LiveNamespace): void {
    namespace.use((socket, next) => {
      const token: unknown = socket.handshake.auth['token'];
      const verifying = typeof token === 'string' ? this.tokens.verify(token) : Promise.resolve(undefined);
      verifying
        .then((signedIn) => {
          if (!signedIn) return next(new Error('signInNeeded'));
          socket.data = { signedIn, pace: newPace(), presencePace: newPace() };
          next();
        })
        .catch(() => next(new Error('signInNeeded')));
    });
    this.tail.on('rows', (regionId, rows) => this.enqueue(regionId, rows));
    this.presence.on('changed', (regionId, people) =>
      this.namespace.local.to(roomOf(regionId)).emit('presence', regionId, people),
    );
    this.endedSessions.on('ended', (sessionId) =>
      this.closeWhere((data) => data.signedIn.sessionId === sessionId, 'sessionEnded'),
    );
    this.sweep = setInterval(
      () => this.closeWhere((data) => data.signedIn.expiresAt.getTime() <= Date.now(), 'tokenExpired'),
      SWEEP_MILLISECONDS,
    );
  }

  onModuleDestroy(): void {
    this.isStopped = true;
    clearInterval(this.sweep);
  }

  handleConnection(socket: LiveSocket): void {
    // The session may have ended between the check of the token and this moment.
    if (this.endedSessions.has(socket.data.signedIn.sessionId)) return void socket.disconnect(true);
    socket.on('subscribe', (body, answer) => {
      if (typeof answer !== 'function') return;
      this.subscribe(socket, body).then(answer, (error: unknown) => {
        this.logger.warn({ err: error }, 'subscription failed');
        answer({ ok: false, reason: 'databaseUnavailable' });
      });
    });
    socket.on('presence', (body) => this.takePresence(socket, body));
    socket.on('disconnect', () => this.presence.forget(socket.id));
    socket.on('renew', (body, answer) => {
      if (typeof answer !== 'function') return;
      this.renew(socket, body).then(answer, () => answer({ ok: false, reason: 'internalError' }));
    });
  }

  /** Sends a frame to the screens of a region: the latest wins, and a slow screen skips frames and never queues them. */
  emitPositions(regionId: string, frame: ArrayBuffer): void {
    this.namespace.local.to(roomOf(regionId)).volatile.emit('positions', regionId, frame);
  }

  /** Tells the screens of a region what is closed and planned on its map. */
  emitClosures(regionId: string, closures: readonly ClosureView[]): void {
    this.closuresTold.set(regionId, (this.closuresTold.get(regionId) ?? 0) + 1);
    this.namespace.local.to(roomOf(regionId)).emit('closures', regionId, closures);
  }

  /** Tells the screens of a region which routes and arrivals changed. */
  emitRuns(regionId: string, update: RunsUpdate): void {
    this.namespace.local.to(roomOf(regionId)).emit('runs', regionId, update);
  }

  /** What a desk has open. What cannot be believed is left out without a word: it is said again in three seconds. */
  private takePresence(socket: LiveSocket, body: unknown): void {
    if (isTooOften(socket.data.presencePace, PRESENCE_PER_WINDOW)) return;
    const parsed = presenceBody.safeParse(body);
    if (!parsed.success) return;
    const { regionId, incidentId, field } = parsed.data;
    const { actor } = socket.data.signedIn;
    // Only who follows a region is shown in it; following it has been allowed.
    if (!socket.rooms.has(roomOf(regionId))) return;
    if (incidentId === null) this.presence.forget(socket.id);
    else
      this.presence.say(
        { socketId: socket.id, userId: actor.id, regionId, incidentId, field },
        actor.displayName,
      );
  }

  private async subscribe(socket: LiveSocket, body: unknown): Promise<SubscribeAnswer> {
    if (isTooOften(socket.data.pace, REQUESTS_PER_WINDOW)) return { ok: false, reason: 'tooManyRequests' };
    const parsed = subscribeBody.safeParse(body);
    if (!parsed.success) return { ok: false, reason: 'invalidInput' };
    const { regionId, lastSeq } = parsed.data;
    const denied = checkAccess(socket.data.signedIn.actor, regionId, CONTROL_ROOM);
    if (denied) return { ok: false, reason: denied.reason };
    const { id: userId } = socket.data.signedIn.actor;
    const board = { subjectType: 'region', subjectId: null, action: 'follow' };
    await noteAccess(this.pool, { userId, regionId, ...board });
    const { answer, rest } = await this.feed.catchUp(
      regionId,
      lastSeq,
      () => void socket.join(roomOf(regionId)),
    );
    // After the answer, so that the client has its snapshot first.
    if (rest.length > 0) setImmediate(() => socket.emit('journal', rest));
    // Closures of other regions, and those that begin or end by the clock, leave no row that could be caught up with.
    const told = this.closuresTold.get(regionId);
    const closures = await this.feed.listClosuresAround(regionId);
    setImmediate(() => {
      // What was told to everybody meanwhile is newer.
      if (this.closuresTold.get(regionId) === told) socket.emit('closures', regionId, closures);
    });
    const people = await this.presence.listPeople(regionId);
    setImmediate(() => socket.emit('presence', regionId, people));
    return answer;
  }

  private async renew(socket: LiveSocket, body: unknown): Promise<{ ok: boolean; reason?: string }> {
    if (isTooOften(socket.data.pace, REQUESTS_PER_WINDOW)) return { ok: false, reason: 'tooManyRequests' };
    const token = (body as { token?: unknown } | null)?.token;
    const signedIn = typeof token === 'string' ? await this.tokens.verify(token) : undefined;
    if (!signedIn || signedIn.actor.id !== socket.data.signedIn.actor.id)
      return { ok: false, reason: 'sessionEnded' };
    socket.data.signedIn = signedIn;
    this.leaveLostRegions(socket, signedIn.actor);
    return { ok: true };
  }

  private leaveLostRegions(socket: LiveSocket, actor: Actor): void {
    for (const room of socket.rooms) {
      const isRegion = room.startsWith(ROOM_PREFIX);
      if (!isRegion || holdsRole(actor, room.slice(ROOM_PREFIX.length), CONTROL_ROOM)) continue;
      this.presence.forget(socket.id);
      void socket.leave(room);
    }
  }

  /** Rows of one region leave in order, though each batch waits for its views. */
  private enqueue(regionId: string, rows: readonly JournalRow[]): void {
    const before = this.queues.get(regionId) ?? Promise.resolve();
    const sending = before.then(() => this.sendRows(regionId, rows));
    this.queues.set(regionId, sending);
  }

  /**
   * Tries until the views can be read: on a quiet night no further row would come by which screens could see the gap.
   * At the end screens are let go of, so that they come back and start afresh.
   */
  private async sendRows(regionId: string, rows: readonly JournalRow[]): Promise<void> {
    // Nobody of this process follows the region. Who begins to now has these rows from the journal.
    if (!this.namespace.adapter.rooms.has(roomOf(regionId))) return;
    for (let attempt = 1; attempt <= RESEND_LIMIT && !this.isStopped; attempt += 1) {
      try {
        const live: LiveRow[] = await toLiveRows(this.pool, rows);
        this.namespace.local.to(roomOf(regionId)).emit('journal', live);
        return;
      } catch (error) {
        this.logger.warn({ err: error, regionId, attempt }, 'live rows could not be sent yet');
        await new Promise((resolve) => setTimeout(resolve, RESEND_MILLISECONDS));
      }
    }
    this.namespace.local.in(roomOf(regionId)).disconnectSockets(true);
  }

  private closeWhere(matches: (data: SocketData) => boolean, reason: string): void {
    for (const socket of this.namespace.sockets.values()) {
      if (!matches(socket.data)) continue;
      socket.emit('signedOut', reason);
      socket.disconnect(true);
    }
  }
}

const newPace = (): Pace => ({ requests: 0, startedAt: performance.now() });

function isTooOften(pace: Pace, limit: number): boolean {
  const now = performance.now();
  if (now - pace.startedAt > WINDOW_MILLISECONDS) {
    pace.startedAt = now;
    pace.requests = 0;
  }
  pace.requests += 1;
  return pace.requests > limit;
}
