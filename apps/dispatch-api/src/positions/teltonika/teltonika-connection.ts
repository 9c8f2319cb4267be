import type { Socket } from 'node:net';
import {
  MAX_TELTONIKA_FRAME_BYTES,
  readTeltonikaFrame,
  readTeltonikaImei,
  TELTONIKA_ACCEPT,
  TELTONIKA_REFUSE,
  type TeltonikaRead,
  type TeltonikaRecord,
  writeTeltonikaReceipt,
} from '#codecs';
import type { DeviceRow } from '#persistence';

export interface ConnectionLimits {
  /** From the connection to its whole IMEI. */
  readonly imeiMilliseconds: number;
  /** From the first byte of a frame to its last. */
  readonly frameMilliseconds: number;
  /** Without a frame. */
  readonly idleMilliseconds: number;
}

export interface ConnectionHost {
  /** The tracker with this IMEI, when it may speak here. */
  readonly findDevice: (imei: string) => Promise<DeviceRow | undefined>;
  readonly accepted: (device: DeviceRow, connection: TeltonikaConnection) => void;
  /** False when the device may no longer report; the frame is not confirmed then. */
  readonly take: (deviceId: string, records: readonly TeltonikaRecord[]) => boolean;
  readonly ended: (connection: TeltonikaConnection, why: string) => void;
}

/** More than a frame and its neighbours waiting to be read is no tracker. */
const MOST_WAITING_BYTES = 4 * MAX_TELTONIKA_FRAME_BYTES;

/**
 * One tracker's connection. A byte is read only after those before it were dealt with, each stage has its time, and the
 * first thing that is not the protocol ends it.
 */
export class TeltonikaConnection {
  deviceId: string | undefined;
  private waiting: Buffer = Buffer.alloc(0);
  private timer: NodeJS.Timeout | undefined;
  private isReading = false;
  private isEnded = false;

  constructor(
    private readonly socket: Socket,
    private readonly host: ConnectionHost,
    private readonly limits: ConnectionLimits,
  ) {
    socket.setNoDelay(true);
    socket.on('data', (bytes) => this.receive(bytes));
    socket.on('error', () => this.end('the connection broke'));
    socket.on('close', () => this.end('closed'));
    this.allow(limits.imeiMilliseconds, 'no IMEI in time');
  }

  /** Closes the connection, after a last word where there is one. */
  end(why: string, lastWord?: Uint8Array): void {
    if (this.isEnded) return;
    this.isEnded = true;
    clearTimeout(this.timer);
    this.waiting = Buffer.alloc(0);
    if (lastWord) this.socket.end(lastWord, () => this.socket.destroy());
    else this.socket.destroy();
    this.host.ended(this, why);
  }

  private allow(milliseconds: number, otherwise: string): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.end(otherwise), milliseconds);
  }

  private receive(bytes: Buffer): void {
    if (this.isEnded) return;
    if (this.waiting.length + bytes.length > MOST_WAITING_BYTES) return this.end('too many bytes at once');
    if (this.waiting.length === 0 && this.deviceId !== undefined) {
      this.allow(this.limits.frameMilliseconds, 'a frame took too long');
    }
    this.waiting = this.waiting.length === 0 ? bytes : Buffer.concat([this.waiting, bytes]);
    void this.read();
  }

  private async read(): Promise<void> {
    if (this.isReading) return;
    this.isReading = true;
    this.socket.pause();
    try {
      if (this.deviceId === undefined) await this.readImei();
      while (!this.isEnded && this.deviceId !== undefined && this.readFrame());
    } catch {
      this.end('the tracker could not be looked up');
    }
    this.isReading = false;
    if (!this.isEnded) this.socket.resume();
  }

  private async readImei(): Promise<void> {
    const imei = this.consume(readTeltonikaImei(this.waiting));
    if (imei === undefined) return;
    const device = await this.host.findDevice(imei);
    if (this.isEnded) return;
    if (!device) return this.end('not a tracker of ours', TELTONIKA_REFUSE);
    this.deviceId = device.id;
    this.host.accepted(device, this);
    this.allow(this.limits.idleMilliseconds, 'silent');
    this.socket.write(TELTONIKA_ACCEPT);
  }

  /** Reads one frame; false when there is none to read yet. */
  private readFrame(): boolean {
    if (this.waiting.length === 0) return false;
    const records = this.consume(readTeltonikaFrame(this.waiting));
    if (!records) return false;
    if (!this.host.take(this.deviceId!, records)) {
      this.end('no longer a tracker of ours');
      return false;
    }
    this.socket.write(writeTeltonikaReceipt(records.length));
    this.allow(
      this.waiting.length > 0 ? this.limits.frameMilliseconds : this.limits.idleMilliseconds,
      this.waiting.length > 0 ? 'a frame took too long' : 'silent',
    );
    return true;
  }

  private consume<Value>(read: TeltonikaRead<Value>): Value | undefined {
    if (read.state === 'bad') this.end(read.why);
    if (read.state !== 'whole') return undefined;
    this.waiting = this.waiting.subarray(read.byteLength);
    return read.value;
  }
}
