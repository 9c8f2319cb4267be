import { Inject, type OnModuleDestroy } from '@nestjs/common';
import {
  type OnGatewayConnection,
  type OnGatewayInit,
  WebSocketGateway,
  WebSocketServer,
} from '@nestjs/websockets';
import { TABLET_NAMESPACE, type TabletClientEvents, type TabletServerEvents } from '#contracts';
import { type JournalRow, listDevicesConcerned, type Pool } from '#persistence';
import type { Logger } from 'pino';
import type { Namespace, Socket } from 'socket.io';
import { DeviceTokens } from '../auth/device-tokens.ts';
import { JournalTail } from '../live/journal-tail.ts';
import { LOGGER, POOL } from '../tokens.ts';
import { touchedBy, type Touched } from './concerned.ts';

interface SocketData {
  deviceId: string;
  regionId: string;
  expiresAt: number;
  renewals: number[];
}
type TabletSocket = Socket<TabletClientEvents, TabletServerEvents, Record<string, never>, SocketData>;
type TabletNamespace = Namespace<TabletClientEvents, TabletServerEvents, Record<string, never>, SocketData>;

const SWEEP_MILLISECONDS = 1000;
const RENEWALS_PER_MINUTE = 10;
const CLOSURES = /^closure/;

const roomOf = (deviceId: string): string => `device:${deviceId}`;
const regionRoomOf = (regionId: string): string => `region:${regionId}`;

/** Tells tablets that there is something new for them; what it is, they read themselves. */
@WebSocketGateway({ namespace: TABLET_NAMESPACE })
export class TabletGateway
  implements OnGatewayInit<TabletNamespace>, OnGatewayConnection<TabletSocket>, OnModuleDestroy
{
  @WebSocketServer() private readonly namespace!: TabletNamespace;
  private sweep: NodeJS.Timeout | undefined;

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(DeviceTokens) private readonly tokens: DeviceTokens,
    @Inject(JournalTail) private readonly tail: JournalTail,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  afterInit(namespace: TabletNamespace): void {
    namespace.use((socket, next) => {
      this.open(socket.handshake.auth['token']).then(
        (data) => {
          if (!data) return next(new Error('signInNeeded'));
          socket.data = data;
          next();
        },
        () => next(new Error('databaseUnavailable')),
      );
    });
    this.tail.on('rows', (regionId, rows) => void this.tell(regionId, rows));
    this.sweep = setInterval(() => this.closeOutdated(), SWEEP_MILLISECONDS);
  }

  onModuleDestroy(): void {
    clearInterval(this.sweep);
  }

  handleConnection(socket: TabletSocket): void {
    void socket.join([roomOf(socket.data.deviceId), regionRoomOf(socket.data.regionId)]);
    socket.on('renew', (body, answer) => {
      if (typeof answer !== 'function') return;
      this.renew(socket, body).then(answer, () => answer({ ok: false, reason: 'databaseUnavailable' }));
    });
    // What happened between the handshake and this moment found no room.
    socket.emit('changed', 'state');
  }

  private async open(token: unknown): Promise<SocketData | undefined> {
    if (typeof token !== 'string') return undefined;
    const [read, device] = await Promise.all([this.tokens.read(token), this.tokens.verify(token)]);
    if (!read || !device || device.revokedAt) return undefined;
    return { deviceId: device.id, regionId: device.regionId, expiresAt: read.expiresAt, renewals: [] };
  }

  private async renew(
    socket: TabletSocket,
    body: { token?: unknown } | null,
  ): Promise<{ ok: boolean; reason?: string }> {
    const now = Date.now();
    const renewals = socket.data.renewals.filter((at) => now - at < 60_000);
    if (renewals.length >= RENEWALS_PER_MINUTE) return { ok: false, reason: 'tooManyRequests' };
    socket.data.renewals = [...renewals, now];
    const data = await this.open(body?.token);
    if (data?.deviceId !== socket.data.deviceId) return { ok: false, reason: 'sessionEnded' };
    socket.data.expiresAt = data.expiresAt;
    return { ok: true };
  }

  private async tell(regionId: string, rows: readonly JournalRow[]): Promise<void> {
    if (this.namespace.sockets.size === 0) return;
    const touched = touchedBy(rows);
    for (const deviceId of touched.revokedIds) this.close(deviceId, 'deviceRevoked');
    for (const deviceId of touched.replacedIds) this.close(deviceId, 'signedOnElsewhere');
    if (rows.some(({ kind }) => CLOSURES.test(kind))) {
      this.namespace.local.to(regionRoomOf(regionId)).emit('changed', 'run');
    }
    await this.tellConcerned(touched).catch((error: unknown) => {
      // Too much is better than too little: they ask, and are told that nothing changed.
      this.logger.warn(
        { err: error, regionId },
        'which tablets are concerned could not be read; all are woken',
      );
      this.namespace.local.emit('changed', 'state');
    });
  }

  private async tellConcerned({ unitIds, incidentIds, assignedUnitIds, deviceIds }: Touched): Promise<void> {
    const assigned = new Set(
      assignedUnitIds.size > 0 ? await listDevicesConcerned(this.pool, [...assignedUnitIds], []) : [],
    );
    for (const deviceId of assigned) this.emit(deviceId, 'assignment');
    if (unitIds.size + incidentIds.size + deviceIds.size === 0) return;
    const concerned = await listDevicesConcerned(this.pool, [...unitIds], [...incidentIds]);
    for (const deviceId of new Set([...concerned, ...deviceIds])) {
      if (!assigned.has(deviceId)) this.emit(deviceId, 'state');
    }
  }

  /** Says to the tablets of units that their way is another. */
  async tellOfRuns(unitIds: readonly string[]): Promise<void> {
    if (this.namespace.sockets.size === 0) return;
    try {
      const concerned = await listDevicesConcerned(this.pool, [...unitIds], []);
      for (const deviceId of concerned) this.emit(deviceId, 'run');
    } catch (error) {
      // Tablets ask for their run every half minute, too.
      this.logger.warn({ err: error }, 'which tablets have another way could not be read');
    }
  }

  private emit(deviceId: string, what: 'state' | 'assignment' | 'run'): void {
    this.namespace.local.to(roomOf(deviceId)).emit('changed', what);
  }

  private close(deviceId: string, reason: string): void {
    const room = this.namespace.local.to(roomOf(deviceId));
    room.emit('signedOut', reason);
    this.namespace.local.in(roomOf(deviceId)).disconnectSockets(true);
  }

  private closeOutdated(): void {
    const now = Date.now();
    for (const socket of this.namespace.sockets.values()) {
      if (socket.data.expiresAt > now) continue;
      socket.emit('signedOut', 'tokenExpired');
      socket.disconnect(true);
    }
  }
}
