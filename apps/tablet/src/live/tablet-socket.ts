import type { TABLET_NAMESPACE, TabletClientEvents, TabletServerEvents } from '#contracts';
import { signal } from '@preact/signals';
import type { Socket } from 'socket.io-client';

const NAMESPACE: typeof TABLET_NAMESPACE = '/tablet';
const RECONNECT_MS = 3000;

interface SocketPorts {
  readonly getToken: () => Promise<string | undefined>;
  readonly onToken: (listener: (token: string) => void) => () => void;
  readonly onChanged: (what: 'state' | 'assignment' | 'run') => void;
  readonly onSignedOut: () => void;
}

/** The server's voice: it says that something is new, and the tablet reads it. */
export class TabletSocket {
  readonly isConnected = signal(false);
  private socket: Socket<TabletServerEvents, TabletClientEvents> | undefined;
  private readonly cleanups: (() => void)[] = [];

  constructor(private readonly ports: SocketPorts) {}

  async open(): Promise<void> {
    if (this.socket) return;
    const { io } = await import('socket.io-client');
    const socket: Socket<TabletServerEvents, TabletClientEvents> = io(NAMESPACE, {
      transports: ['websocket'],
      auth: (give) => {
        void this.ports.getToken().then((token) => give({ token: token ?? '' }));
      },
      reconnectionDelay: 400,
      reconnectionDelayMax: 4000,
      randomizationFactor: 0.5,
      timeout: 5000,
    });
    this.socket = socket;
    socket.on('connect', () => {
      this.isConnected.value = true;
      this.ports.onChanged('state');
    });
    socket.on('disconnect', (reason) => this.dropped(reason === 'io server disconnect'));
    socket.on('connect_error', () => this.dropped(!socket.active));
    socket.on('changed', (what) => this.ports.onChanged(what));
    socket.on('signedOut', () => this.ports.onSignedOut());
    const reconnect = (): void => {
      if (!socket.connected) socket.disconnect().connect();
    };
    addEventListener('online', reconnect);
    const drop = (): void => this.dropped(false);
    addEventListener('offline', drop);
    this.cleanups.push(
      () => removeEventListener('online', reconnect),
      () => removeEventListener('offline', drop),
      this.ports.onToken((token) => {
        if (socket.connected) socket.emit('renew', { token }, () => undefined);
      }),
    );
  }

  close(): void {
    for (const cleanup of this.cleanups.splice(0)) cleanup();
    this.socket?.disconnect();
    this.socket = undefined;
    this.isConnected.value = false;
  }

  /** socket.io does not come back by itself when the server closed or refused. */
  private dropped(byServer: boolean): void {
    this.isConnected.value = false;
    if (byServer) setTimeout(() => this.socket?.connect(), RECONNECT_MS * (0.8 + Math.random() * 0.4));
  }
}
