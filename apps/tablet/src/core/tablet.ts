import type {
  OutboxBody,
  SignOnBody,
  TabletClosure,
  TabletEventBodies,
  TabletEventKind,
  TabletSignOn,
} from '#contracts';
import { computed, effect, signal } from '@preact/signals';
import { deleteDB } from 'idb';
import { call, type Answer } from '../api/tablet-http.ts';
import { Device } from '../device/device.ts';
import { TabletClock } from '../device/tablet-clock.ts';
import { StateStore } from '../live/state-store.ts';
import { TabletSocket } from '../live/tablet-socket.ts';
import { PinLock } from '../lock/pin-lock.ts';
import { ScreenLock } from '../lock/screen-lock.ts';
import { currentAssignment, present, type FoldedEvent } from '../model/present.ts';
import { Outbox } from '../outbox/outbox.ts';
import { Pump } from '../outbox/pump.ts';
import { Sender, type PostResult } from '../outbox/sender.ts';
import { FixStore } from '../positions/fix-store.ts';
import { Positions } from '../positions/positions.ts';
import type { GuidedLineView } from '../navigation/guided-line-view.ts';
import type { FreeTarget } from '../navigation/route-guide.ts';
import { TABLET_DATABASE, type Sealed, type TabletDatabase } from '../store/database.ts';
import { StorageGuard } from '../store/storage-guard.ts';
import type { Vault } from '../store/vault.ts';
import { AppUpdate } from './app-update.ts';
import { Contact } from './contact.ts';
import { markRevoked } from './revoked-mark.ts';
import { settleRecords, wipeRecords } from './settle-records.ts';
import { Sounds } from './sounds.ts';
import { WakeLock } from './wake-lock.ts';

const POLL_MS = 15_000;
const CHANNEL = 'akut-tablet';
const UNREADABLE = new Set([400, 413, 422]);

/** A tap for which there was no room; it stays on the screen until it is stored or given up. */
export interface UnstoredTap {
  readonly kind: TabletEventKind;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The tablet of one vehicle: joins queue, positions, the server's state and what the screen shows of them. */
export class Tablet {
  readonly contact = new Contact();
  readonly sounds = new Sounds();
  readonly wakeLock = new WakeLock();
  readonly update = new AppUpdate();
  readonly clock: TabletClock;
  readonly device: Device;
  readonly guard: StorageGuard;
  readonly outbox: Outbox;
  readonly states: StateStore;
  readonly fixes: FixStore;
  readonly positions: Positions;
  readonly pins: PinLock;
  readonly lock: ScreenLock;
  readonly socket: TabletSocket;
  /** Raised whenever the server says that the way is another. */
  readonly runChanges = signal(0);
  /** The way that is guided along, for the map. */
  readonly runLine = signal<GuidedLineView | undefined>(undefined);
  /** Closed roads near the way, for the map. */
  readonly closures = signal<readonly TabletClosure[]>([]);
  /** A place of the crew's own choice to drive to. */
  readonly target = signal<FreeTarget | undefined>(undefined);
  readonly unstored = signal<readonly UnstoredTap[]>([]);
  readonly isWiped = signal(false);
  readonly signOn = computed(() => this.states.state.value?.signOn ?? undefined);
  readonly shown = computed(() => {
    const state = this.states.state.value;
    return state && present(state, this.folded(Date.parse(state.serverAt)));
  });
  readonly current = computed(() => this.shown.value && currentAssignment(this.shown.value));
  private readonly runId = crypto.randomUUID();
  private readonly channel = new BroadcastChannel(CHANNEL);
  private readonly eventPump: Pump;
  private readonly fixPump: Pump;
  private readonly delivered = new Set<string>();
  private readonly stops: (() => void)[] = [];

  constructor(
    private readonly database: TabletDatabase,
    private readonly vault: Vault,
  ) {
    const learnTime = (serverAt: string): void => this.clock.learn(serverAt);
    this.clock = new TabletClock(database);
    this.device = new Device({
      database,
      learnTime,
      call: async (name, parts) => this.contact.note(await call(name, parts)),
    });
    this.guard = new StorageGuard(database);
    this.outbox = new Outbox({
      database,
      vault,
      guard: this.guard,
      now: () => this.tapTime(),
      signOnId: () => this.signOn.peek()?.id ?? null,
      tellOthers: () => this.channel.postMessage('queue'),
    });
    this.states = new StateStore({
      database,
      vault,
      learnTime,
      read: (etag) => this.device.request('getTabletState', { etag }),
    });
    this.fixes = new FixStore(database);
    this.positions = new Positions({
      fixes: this.fixes,
      geolocation: navigator.geolocation,
      onKept: () => this.fixPump.wake(),
      post: async (body) => {
        const answer = await this.device.request('postTabletPositions', { body });
        return answer.kind === 'ok' ? answer.value : undefined;
      },
    });
    this.pins = new PinLock(database);
    this.lock = new ScreenLock(this.pins, this.positions.isDriving);
    this.socket = new TabletSocket({
      getToken: () => this.device.getToken(),
      onToken: (listener) => this.device.onToken(listener),
      onChanged: (what) => {
        if (what === 'run') this.runChanges.value += 1;
        else void this.readState();
      },
      onSignedOut: () => void this.askStanding(),
    });
    const sender = new Sender({
      outbox: this.outbox,
      now: () => this.tapTime(),
      post: (body) => this.postEvents(body),
      onAnswer: ({ serverAt }) => {
        learnTime(serverAt);
        void this.readState();
      },
    });
    const { locks } = navigator as { locks?: LockManager };
    this.eventPump = new Pump(() => sender.round(), { lockName: 'akut.tablet.events', locks });
    this.fixPump = new Pump(() => this.positions.round(), { lockName: 'akut.tablet.fixes', locks });
  }

  /** Takes up everything that the tablet held when it was last closed. */
  async load(): Promise<void> {
    await Promise.all([this.clock.load(), this.device.load(), this.fixes.load()]);
    await Promise.all([
      this.outbox.load(),
      // A state that cannot be opened any more is read anew.
      this.states.load().catch(() => this.states.forget()),
    ]);
  }

  start(): void {
    this.clock.start();
    this.sounds.start();
    void this.guard.start();
    void this.lock.start();
    void this.update.start();
    this.channel.onmessage = ({ data }) => {
      if (data === 'queue') void this.outbox.load();
    };
    this.stops.push(
      this.outbox.onAdded(() => this.eventPump.wake()),
      effect(() => this.followEnrolment()),
      effect(() => this.followSignOn()),
      effect(() => this.followRevocation()),
      effect(() => this.followAssignment()),
      effect(() => this.followRecords()),
      effect(() => this.followUpdate()),
      effect(() => {
        if (this.socket.isConnected.value) this.contact.heard();
      }),
    );
    const wake = (): void => this.wake();
    addEventListener('online', wake);
    addEventListener('offline', () => this.contact.lost());
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') this.wake();
    });
    this.contact.onBack(() => this.wakePumps());
    const poll = setInterval(() => {
      if (!this.socket.isConnected.peek()) void this.readState();
    }, POLL_MS);
    this.stops.push(() => clearInterval(poll));
  }

  /** Tries everything at once that waits for a network. */
  wake(): void {
    this.wakePumps();
    void this.readState();
  }

  private wakePumps(): void {
    this.eventPump.wake();
    this.fixPump.wake();
  }

  /** Stores a tap; false when there was no room, which is said loudly and keeps it on the screen. */
  async tap<Kind extends TabletEventKind>(
    kind: Kind,
    body: Partial<TabletEventBodies[Kind]>,
  ): Promise<boolean> {
    try {
      await this.outbox.add(kind, body);
      return true;
    } catch {
      this.unstored.value = [...this.unstored.peek(), { kind, body }];
      this.sounds.play('trouble');
      return false;
    }
  }

  /** Stores what found no room before, in order; what still finds none stays. */
  async retryUnstored(): Promise<void> {
    await this.guard.look();
    while (this.unstored.peek().length > 0) {
      const [{ kind, body }, ...rest] = this.unstored.peek() as [UnstoredTap, ...UnstoredTap[]];
      try {
        await this.outbox.add(kind, body as Partial<TabletEventBodies[typeof kind]>);
      } catch {
        this.sounds.play('trouble');
        return;
      }
      this.unstored.value = rest;
    }
  }

  async signOnCrew(body: SignOnBody): Promise<Answer<TabletSignOn>> {
    const answer = await this.device.request('signOnTablet', { body });
    if (answer.kind !== 'ok') return answer;
    await this.pins.remember(body.members);
    await this.readState();
    return answer;
  }

  async signOff(): Promise<Answer<{ endedAt: string }>> {
    const signOnId = this.signOn.peek()?.id ?? '';
    const answer = await this.device.request('signOffTablet', { body: { signOnId } });
    if (answer.kind === 'ok') {
      await this.pins.forget();
      await this.readState();
    }
    return answer;
  }

  async readState(): Promise<void> {
    if (this.device.record.peek() === undefined || this.device.standing.peek() === 'uploadOnly') return;
    const isRead = await this.states.refresh();
    if (isRead) this.states.confirmAsOf(this.clock.now());
    else if (this.contact.isUp.peek()) await this.askStanding();
  }

  /** A value kept for when there is no network; not for anything personal. */
  kept<Value>(key: 'facilities'): Promise<Value | undefined> {
    return this.database.get('meta', `kept.${key}`) as Promise<Value | undefined>;
  }

  async keep(key: 'facilities', value: unknown): Promise<void> {
    await this.database.put('meta', value, `kept.${key}`).catch(() => undefined);
  }

  /** The last run, sealed: it tells where somebody is fetched. Rejects when it cannot be opened any more. */
  async keptRun(): Promise<unknown> {
    const sealed = (await this.database.get('meta', 'kept.run')) as Sealed | undefined;
    return sealed && this.vault.unseal(sealed);
  }

  async keepRun(run: unknown): Promise<void> {
    await this.database.put('meta', run === undefined ? undefined : await this.vault.seal(run), 'kept.run');
  }

  private tapTime() {
    return { at: new Date().toISOString(), monotonicMs: performance.now(), runId: this.runId };
  }

  /** What the state does not contain yet: what waits, and what was confirmed after the state was read. */
  private folded(stateMs: number): FoldedEvent[] {
    const fresh = this.outbox.confirmed.value
      .filter(({ result, confirmedAt }) => result === 'applied' && Date.parse(confirmedAt) >= stateMs)
      .map((event) => this.toFolded(event.deviceSeq, event.kind, event.body, event.at, true));
    const waiting = this.outbox.waiting.value.map((event) =>
      this.toFolded(event.deviceSeq, event.kind, event.body, event.at, false),
    );
    return [...fresh, ...waiting];
  }

  private toFolded(
    deviceSeq: number,
    kind: string,
    body: Readonly<Record<string, unknown>> | null,
    at: string,
    isConfirmed: boolean,
  ): FoldedEvent {
    return { deviceSeq, kind, body: body ?? {}, atMs: this.clock.ofDevice(at), isConfirmed };
  }

  private async postEvents(body: OutboxBody): Promise<PostResult> {
    const answer = await this.device.request('postTabletOutbox', { body });
    if (answer.kind === 'ok') return { kind: 'answered', value: answer.value };
    const isUnreadable = answer.kind === 'refused' && UNREADABLE.has(answer.problem.status);
    return { kind: isUnreadable ? 'unreadable' : 'notConfirmed' };
  }

  /** Asks with a new token what this tablet still is to the server. */
  private async askStanding(): Promise<void> {
    this.device.dropToken();
    await this.device.getToken();
  }

  private followEnrolment(): void {
    if (this.device.record.value === undefined) return;
    this.eventPump.start();
    this.fixPump.start();
    void this.socket.open();
    void this.readState();
  }

  private followSignOn(): void {
    if (this.signOn.value) {
      this.positions.start();
      this.wakeLock.start();
    } else {
      this.positions.stop();
      this.wakeLock.stop();
    }
  }

  /** A tablet that was taken out of use hands in what it holds and then forgets everything. */
  private followRevocation(): void {
    if (this.device.standing.value !== 'uploadOnly') return;
    this.socket.close();
    void this.states.forget();
    if (this.outbox.count.value === 0 && this.unstored.value.length === 0) void this.wipe();
    else this.eventPump.wake();
  }

  private async wipe(): Promise<void> {
    if (this.isWiped.peek()) return;
    this.isWiped.value = true;
    this.eventPump.stop();
    this.fixPump.stop();
    this.positions.stop();
    this.lock.stop();
    for (const stop of this.stops.splice(0)) stop();
    markRevoked();
    await wipeRecords().catch(() => undefined);
    this.database.close();
    await deleteDB(TABLET_DATABASE);
  }

  /** Patient records stay for the runs that the server still tells of, and for what it has not confirmed. */
  private followRecords(): void {
    const state = this.states.state.value;
    // What lies before the tail of a long queue may hold records, too.
    if (!state || this.outbox.count.value > this.outbox.waiting.value.length) return;
    const unconfirmed = this.outbox.waiting.value
      .filter(({ kind }) => kind === 'patientRecord')
      .map(({ body }) => String(body['recordId']));
    const open = new Set(state.assignments.map(({ id }) => id));
    void settleRecords(open, new Set(unconfirmed)).catch(() => undefined);
  }

  /** A new version of the app is taken when nobody works with it: signed off, or locked without a run. */
  private followUpdate(): void {
    const isIdle = !this.current.value && (!this.signOn.value || this.lock.isLocked.value);
    if (this.update.isWaiting.value && isIdle && this.unstored.value.length === 0) this.update.apply();
  }

  /** Reports by itself that an assignment is on the screen, and rings until it is acknowledged. */
  private followAssignment(): void {
    const current = this.current.value;
    const isNew = current?.status === 'notified' || current?.status === 'delivered';
    if (isNew) this.sounds.startRinging();
    else this.sounds.stopRinging();
    if (current?.status !== 'notified' || this.delivered.has(current.id)) return;
    this.delivered.add(current.id);
    void this.tap('status', { assignmentId: current.id, status: 'delivered' });
  }
}
