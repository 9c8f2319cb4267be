import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { isAllowed, readNetworks } from '../src/positions/teltonika/allowed-networks.ts';
import { TeltonikaConnection } from '../src/positions/teltonika/teltonika-connection.ts';

const IMEI = Buffer.from('000f333536333037303432343431303133', 'hex');
const LIMITS = { imeiMilliseconds: 150, frameMilliseconds: 150, idleMilliseconds: 600 };
const DEVICE = {
  id: 'd1',
  protocol: 'teltonika',
  externalId: '356307042441013',
  secretHash: Buffer.alloc(32),
  vehicleId: null,
};

let server: Server;
const clients: Socket[] = [];

/** A connection with short times; answers why it ended. */
async function open(findDevice = () => Promise.resolve<typeof DEVICE | undefined>(DEVICE)) {
  let tell: (why: string) => void;
  const ended = new Promise<string>((resolve) => (tell = resolve));
  server = createServer((socket) => {
    const host = {
      findDevice,
      accepted: () => undefined,
      take: () => true,
      ended: (_c: unknown, why: string) => tell(why),
    };
    new TeltonikaConnection(socket, host, LIMITS);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  client.on('error', () => undefined);
  clients.push(client);
  await once(client, 'connect');
  return { client, ended };
}

afterEach(() => {
  for (const client of clients.splice(0)) client.destroy();
  server?.close();
});

describe('a connection of a tracker', () => {
  it('ends when nothing is said', async () => {
    const { ended } = await open();
    expect(await ended).toBe('no IMEI in time');
  });

  it('ends when the IMEI drips in', async () => {
    const { client, ended } = await open();
    const drip = setInterval(() => client.write(IMEI.subarray(0, 1)), 1000);
    client.write(IMEI.subarray(0, 1));
    expect(await ended).toBe('no IMEI in time');
    clearInterval(drip);
  });

  it('ends when a frame drips in, however often a byte comes', async () => {
    const { client, ended } = await open();
    client.write(IMEI);
    await once(client, 'data');
    const begun = performance.now();
    const drip = setInterval(() => client.write(Buffer.from([0])), 40);
    client.write(Buffer.from([0]));
    const why = await ended;
    clearInterval(drip);
    expect(['a frame took too long', 'no length of a frame']).toContain(why);
    expect(performance.now() - begun).toBeLessThan(5000);
  });

  it('ends when it is silent for long, and when the tracker cannot be looked up', async () => {
    const silent = await open();
    silent.client.write(IMEI);
    expect(await silent.ended).toBe('silent');
    server.close();
    const lost = await open(() => Promise.reject(new Error('the database is away')));
    lost.client.write(IMEI);
    expect(await lost.ended).toBe('the tracker could not be looked up');
  });
});

describe('networks of trackers', () => {
  it('let in what lies in one of them', () => {
    const networks = readNetworks('10.20.0.0/16, fd00:1::/64, 192.0.2.7');
    for (const address of ['10.20.3.4', '::ffff:10.20.3.4', 'fd00:1::5', '192.0.2.7']) {
      expect(isAllowed(networks, address)).toBe(true);
    }
    for (const address of ['10.21.0.1', 'fd00:2::5', '192.0.2.8', '', undefined, 'nonsense']) {
      expect(isAllowed(networks, address)).toBe(false);
    }
  });

  it.each(['10.20.0.0/33', 'office', '10.20.0/16', 'fd00::/129', '10.0.0.0/'])(
    'refuse %j as a setting',
    (text) => {
      expect(() => readNetworks(text)).toThrow(RangeError);
    },
  );
});
