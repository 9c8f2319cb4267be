import type {
  ClientToServerEvents,
  LiveRow,
  PresenceBody,
  PresenceView,
  ServerToClientEvents,
  SubscribeAnswer,
} from '#contracts';
import { LIVE_NAMESPACE } from '#contracts/live-namespace.ts';
import { computed, signal } from '@preact/signals';
import { io, type Socket } from 'socket.io-client';
import type { Session } from '../session/session.ts';
import { connectionState } from './connection-state.ts';
import type { LiveStore } from './live-store.ts';

const SUBSCRIBE_TIMEOUT_MS = 5000;
/** A socket that says it is connected but has been silent this long is taken down and built anew. */
const DEAD_AFTER_MS = 12_000;

/**
 * Keeps the live store fed: connects (again, with growing delays and jitter), subscribes from the last row it has,
 * and says honestly how old what is shown may be.
 */
export class LiveConnection {
  /** True while the socket stands and the subscription was answered. */
  private readonly isSubscribed = signal(false);
  private readonly lastHeardAt = signal<number | undefined>(undefined);
  /** Server time of the last sign of life, for "as of". */
  readonly asOf = signal<number | undefined>(undefined);
  readonly state = computed(() =>
    connectionState({
      isSubscribed: this.isSubscribed.value,
      lastHeardAt: this.lastHeardAt.value,
      now: this.store.clock.pulse.value,
    }),
  );
  /** Seconds since the last sign of life. */
  readonly silentSeconds = computed(() => {
    const heard = this.lastHeardAt.value;
    return heard === undefined ? undefined : (this.store.clock.pulse.value - heard) / 1000;
  });
  /** Everybody of the region who has an incident open; nobody while there is no connection to tell. */
  readonly people = signal<readonly PresenceView[]>([]);
  private socket: Socket<ServerToClientEvents, ClientToServerEvents> | undefined;
  private isSubscribing = false;
  private waiting: LiveRow[] = [];
  private readonly cleanups: (() => void)[] = [];

  constructor(
    private readonly session: Session,
    private readonly store: LiveStore,
    private readonly regionId: string,
  ) {}

  open(): void {
    const socket: Socket<ServerToClientEvents, ClientToServerEvents> = io(LIVE_NAMESPACE, {
      transports: ['websocket'],
      auth: (give) => give({ token: this.session.token ?? '' }),
      reconnectionDelay: 400,
      reconnectionDelayMax: 4000,
      randomizationFactor: 0.5,
      timeout: 5000,
    });
    this.socket = socket;
    socket.on('connect', () => void this.subscribe());
    socket.on('disconnect', (reason) => this.dropped(reason === 'io server disconnect'));
    socket.on('connect_error', () => void this.reauthorise());
    socket.on('journal', (rows) => this.takeRows(rows));
    socket.on('positions', (regionId, frame) => {
      if (regionId !== this.regionId) return;
      this.store.takeFrame(frame);
      this.heard();
    });
    socket.on('closures', (regionId, closures) => {
      if (regionId === this.regionId) this.store.replaceClosures(closures);
    });
    socket.on('presence', (regionId, people) => {
      if (regionId === this.regionId) this.people.value = people;
    });
    socket.on('runs', (regionId, update) => {
      if (regionId === this.regionId) this.store.takeRuns(update);
    });
    // Also said when only this socket's token ran out, after a sleep of the machine: the cookie then still holds.
    socket.on('signedOut', () => void this.session.refreshOrEnd());
    this.cleanups.push(
      this.session.onToken((token) => void this.renew(token)),
      this.watchForSilence(),
      onWindow('offline', () => this.dropped(false)),
      onWindow('online', () => this.restart()),
    );
  }

  close(): void {
    for (const cleanup of this.cleanups.splice(0)) cleanup();
    this.socket?.disconnect();
    this.socket = undefined;
  }

  /** Says what is open here; without a connection nobody is told, and it is said again when there is one. */
  sayPresence(body: PresenceBody): void {
    if (this.socket?.connected && this.isSubscribed.peek()) this.socket.emit('presence', body);
  }

  private heard(): void {
    this.lastHeardAt.value = performance.now();
    this.asOf.value = this.store.clock.now();
  }

  private dropped(byServer: boolean): void {
    this.isSubscribed.value = false;
    this.people.value = [];
    // socket.io does not come back by itself when the server closed: a restart of the api does that.
    if (byServer) setTimeout(() => this.socket?.connect(), 500 + Math.random() * 1500);
  }

  /** The handshake was refused: the token may have run out while the machine slept. */
  private async reauthorise(): Promise<void> {
    this.isSubscribed.value = false;
    if (this.socket?.active) return;
    await this.session.refreshOrEnd();
    setTimeout(() => this.socket?.connect(), 1000 + Math.random() * 2000);
  }

  private async renew(token: string): Promise<void> {
    if (!this.socket?.connected) return;
    try {
      const answer = await this.socket.timeout(SUBSCRIBE_TIMEOUT_MS).emitWithAck('renew', { token });
      if (!answer.ok) this.restart();
    } catch {
      this.restart();
    }
  }

  private async subscribe(): Promise<void> {
    const socket = this.socket;
    if (!socket || this.isSubscribing) return;
    this.isSubscribing = true;
    this.waiting = [];
    const lastSeq = this.store.seq;
    try {
      const body = lastSeq === undefined ? { regionId: this.regionId } : { regionId: this.regionId, lastSeq };
      this.accept(await socket.timeout(SUBSCRIBE_TIMEOUT_MS).emitWithAck('subscribe', body));
    } catch {
      if (socket.connected) setTimeout(() => void this.subscribe(), 500 + Math.random() * 1000);
    } finally {
      this.isSubscribing = false;
    }
    const rows = this.waiting;
    this.waiting = [];
    if (rows.length > 0) this.takeRows(rows);
  }

  private accept(answer: SubscribeAnswer): void {
    if (!answer.ok) throw new Error(answer.reason);
    if (answer.mode === 'snapshot') this.store.takeSnapshot(answer.snapshot);
    else this.store.takeRows(answer.rows);
    this.isSubscribed.value = this.socket?.connected ?? false;
    this.heard();
    void this.readDerived();
  }

  /** Routes are not in the journal, and closures of other regions on the map are in theirs: both are read anew. */
  private async readDerived(): Promise<void> {
    const query = { regionId: this.regionId };
    const [runs, closures] = await Promise.all([
      this.session.call('listRuns', { query }),
      this.session.call('listClosures', { query }),
    ]);
    if (runs.kind === 'ok') this.store.replaceRuns(runs.value.runs);
    if (closures.kind === 'ok') this.store.replaceClosures(closures.value.closures);
  }

  private takeRows(rows: readonly LiveRow[]): void {
    const own = rows.filter((row) => row.regionId === this.regionId);
    this.heard();
    if (this.isSubscribing) this.waiting.push(...own);
    else if (!this.store.takeRows(own)) void this.subscribe();
  }

  /** A half-open connection says nothing for minutes; frames come every second, so silence is enough to know. */
  private watchForSilence(): () => void {
    const timer = setInterval(() => {
      const heard = this.lastHeardAt.peek();
      if (this.socket?.connected && heard !== undefined && performance.now() - heard > DEAD_AFTER_MS) {
        this.lastHeardAt.value = heard;
        this.restart();
      }
    }, 2000);
    return () => clearInterval(timer);
  }

  private restart(): void {
    this.isSubscribed.value = false;
    this.socket?.disconnect().connect();
  }
}

function onWindow(event: 'online' | 'offline', listener: () => void): () => void {
  window.addEventListener(event, listener);
  return () => window.removeEventListener(event, listener);
}
