import type { Server } from 'node:http';
import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';

const SWEEP_MILLISECONDS = 50;
/** A request that takes longer is cut off; its command is either saved whole or not at all. */
const LONGEST_REQUEST_MILLISECONDS = 5000;

/**
 * Lets requests in flight finish at a stop. A connection that a client keeps for later would hold the server open for as
 * long as a minute (it falls idle after the server looked for idle ones), so they are looked for until none is left.
 */
@Injectable()
export class ConnectionsAtStop implements BeforeApplicationShutdown {
  constructor(@Inject(HttpAdapterHost) private readonly host: HttpAdapterHost) {}

  beforeApplicationShutdown(): void {
    const server = this.host.httpAdapter.getHttpServer() as Server;
    const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MILLISECONDS);
    const end = setTimeout(() => server.closeAllConnections(), LONGEST_REQUEST_MILLISECONDS);
    server.once('close', () => {
      clearInterval(sweep);
      clearTimeout(end);
    });
  }
}
