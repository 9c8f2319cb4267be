import { connect, createServer, type Server, type Socket } from 'node:net';

/**
 * The network between a tablet and the server, which can be cut: every open connection breaks, and no new one comes about until
 * it is mended. The browser knows nothing of it, as in a garage where the tablet's own connection stands.
 */
export class CuttableLine {
  private isCut = false;
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static open(targetUrl: string): Promise<CuttableLine> {
    const target = new URL(targetUrl);
    return new Promise((resolve, reject) => {
      const server = createServer((near) => line.join(near, target));
      let line: CuttableLine;
      server.once('error', reject);
      server.listen(0, '127.0.0.1', () => {
        const { port } = server.address() as { port: number };
        line = new CuttableLine(server, `http://127.0.0.1:${port}`);
        resolve(line);
      });
    });
  }

  private join(near: Socket, { hostname, port }: URL): void {
    if (this.isCut) {
      near.resetAndDestroy();
      return;
    }
    const far = connect(Number(port), hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.sockets.add(one);
      one.pipe(other);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        this.sockets.delete(one);
        other.destroy();
      });
    }
  }

  cut(): void {
    this.isCut = true;
    for (const socket of this.sockets) socket.destroy();
  }

  mend(): void {
    this.isCut = false;
  }

  close(): Promise<void> {
    this.cut();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}
