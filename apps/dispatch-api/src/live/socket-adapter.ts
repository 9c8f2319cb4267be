import type { INestApplicationContext } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { Server, ServerOptions } from 'socket.io';

/** 256 kB, as for bodies over HTTP. */
const MAX_MESSAGE_BYTES = 262_144;

/** socket.io over websocket only: no long polling, so no sticky sessions; and only pages of our own origin. */
export class SocketAdapter extends IoAdapter {
  constructor(
    app: INestApplicationContext,
    private readonly publicUrl: string | undefined,
  ) {
    super(app);
  }

  override createIOServer(port: number, options?: ServerOptions): Server {
    return super.createIOServer(port, {
      ...options,
      transports: ['websocket'],
      perMessageDeflate: false,
      maxHttpBufferSize: MAX_MESSAGE_BYTES,
      serveClient: false,
      pingInterval: 5000,
      pingTimeout: 5000,
      allowRequest: (request, callback) => {
        const { origin, host } = request.headers;
        callback(null, origin === undefined || this.isOwnOrigin(origin, host));
      },
    } as ServerOptions);
  }

  /**
   * Ends the sockets and leaves the HTTP server to the application: socket.io's own close waits until every kept-alive
   * connection has ended, which took 70 s while a client held one.
   */
  override close(server: Server): Promise<void> {
    server.disconnectSockets(true);
    (server as Partial<Server>).engine?.close();
    return Promise.resolve();
  }

  private isOwnOrigin(origin: string, host: string | undefined): boolean {
    if (!URL.canParse(origin)) return false;
    if (this.publicUrl !== undefined && new URL(this.publicUrl).origin === origin) return true;
    return new URL(origin).host === host;
  }
}
