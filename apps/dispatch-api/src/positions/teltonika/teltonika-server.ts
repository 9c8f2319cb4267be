import { type BlockList, createServer, type Server, type Socket } from 'node:net';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { TeltonikaRecord } from '#codecs';
import type { DeviceRow } from '#persistence';
import type { Logger } from 'pino';
import { CONFIG, LOGGER } from '../../tokens.ts';
import { TrackerIntake } from '../tracker-intake.ts';
import { UnitDirectory } from '../unit-directory.ts';
import { isAllowed, readNetworks } from './allowed-networks.ts';
import { type ConnectionHost, type ConnectionLimits, TeltonikaConnection } from './teltonika-connection.ts';

const PROTOCOL = 'teltonika';
/** Trackers hold their connection: 2,000 vehicles and as many that have not noticed yet that theirs is gone. */
const MOST_CONNECTIONS = 4000;
/** Behind one gateway may stand a whole fleet, so this bounds only what has not said yet who it is. */
const MOST_UNKNOWN_PER_ADDRESS = 200;
const LIMITS: ConnectionLimits = {
  imeiMilliseconds: 10_000,
  frameMilliseconds: 15_000,
  // Standing vehicles report each few minutes to an hour, by their settings.
  idleMilliseconds: 3_900_000,
};

export interface TeltonikaSettings {
  readonly AKUT_TELTONIKA_PORT?: number | undefined;
  readonly AKUT_TELTONIKA_HOST: string;
  readonly AKUT_TELTONIKA_NETWORKS: string;
}

/**
 * The TCP port of Teltonika's trackers; closed unless a port is set. Their protocol knows no secret, so an IMEI counts
 * only from the networks that are named in the settings, and only of a device that was registered for this protocol.
 */
@Injectable()
export class TeltonikaServer implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly networks: BlockList;
  private readonly connections = new Set<TeltonikaConnection>();
  private readonly byDevice = new Map<string, TeltonikaConnection>();
  private readonly unknownOfAddress = new Map<string, number>();
  private server: Server | undefined;

  constructor(
    @Inject(CONFIG) private readonly settings: TeltonikaSettings,
    @Inject(UnitDirectory) private readonly directory: UnitDirectory,
    @Inject(TrackerIntake) private readonly intake: TrackerIntake,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.networks = readNetworks(settings.AKUT_TELTONIKA_NETWORKS);
  }

  async onApplicationBootstrap(): Promise<void> {
    const { AKUT_TELTONIKA_PORT: port, AKUT_TELTONIKA_HOST: host } = this.settings;
    if (port === undefined) return;
    const server = createServer({ keepAlive: true }, (socket) => this.connect(socket));
    server.maxConnections = MOST_CONNECTIONS;
    this.server = server;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, () => {
        server.off('error', reject);
        resolve();
      });
    });
    server.on('error', (error) => this.logger.error({ err: error }, 'the port of trackers failed'));
    this.logger.info({ host, port }, 'listening to Teltonika trackers');
  }

  /** The port that is open; undefined when none is. */
  get port(): number | undefined {
    const address = this.server?.address();
    return typeof address === 'object' ? address?.port : undefined;
  }

  async onApplicationShutdown(): Promise<void> {
    const closed = new Promise<void>((resolve) =>
      this.server ? this.server.close(() => resolve()) : resolve(),
    );
    for (const connection of [...this.connections]) connection.end('the server stops');
    await closed;
  }

  private connect(socket: Socket): void {
    const address = socket.remoteAddress ?? '';
    const unknown = this.unknownOfAddress.get(address) ?? 0;
    if (!isAllowed(this.networks, address) || unknown >= MOST_UNKNOWN_PER_ADDRESS) {
      socket.on('error', () => undefined);
      socket.destroy();
      this.logger.debug({ address }, 'a tracker was not let in');
      return;
    }
    this.unknownOfAddress.set(address, unknown + 1);
    let isUnknown = true;
    const known = (): void => {
      if (isUnknown) this.countKnown(address);
      isUnknown = false;
    };
    const connection = new TeltonikaConnection(socket, this.createHost(known), LIMITS);
    this.connections.add(connection);
  }

  private createHost(known: () => void): ConnectionHost {
    return {
      findDevice: (imei) => this.directory.findByExternalId(imei, PROTOCOL),
      accepted: (device, connection) => {
        known();
        this.replace(device, connection);
      },
      take: (deviceId, records) => this.take(deviceId, records),
      ended: (connection, why) => {
        known();
        this.forget(connection, why);
      },
    };
  }

  private countKnown(address: string): void {
    const left = (this.unknownOfAddress.get(address) ?? 1) - 1;
    if (left > 0) this.unknownOfAddress.set(address, left);
    else this.unknownOfAddress.delete(address);
  }

  /** A tracker that lost its network comes again before its old connection is known to be dead. */
  private replace(device: DeviceRow, connection: TeltonikaConnection): void {
    const before = this.byDevice.get(device.id);
    this.byDevice.set(device.id, connection);
    before?.end('the tracker came again');
  }

  private forget(connection: TeltonikaConnection, why: string): void {
    this.connections.delete(connection);
    const { deviceId } = connection;
    if (deviceId !== undefined && this.byDevice.get(deviceId) === connection) this.byDevice.delete(deviceId);
    this.logger.debug({ deviceId, why }, 'a connection of a tracker ended');
  }

  /** All records are confirmed, also those not taken (too often, too old): sent again they would be no better. */
  private take(deviceId: string, records: readonly TeltonikaRecord[]): boolean {
    const device = this.directory.findDevice(deviceId);
    if (!device) return false;
    const fixes = records.flatMap(({ deviceAt, fix }) =>
      fix ? [{ ...fix, deviceAt, accuracyMeters: null, batteryLevel: null }] : [],
    );
    this.intake.takeAll(device, fixes);
    return true;
  }
}
