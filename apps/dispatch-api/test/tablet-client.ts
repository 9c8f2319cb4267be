import { webcrypto } from 'node:crypto';
import {
  TABLET_NAMESPACE,
  type TabletClientEvents,
  type TabletEventKind,
  type TabletServerEvents,
} from '#contracts';
import { io, type Socket } from 'socket.io-client';
import { v7 as uuidv7 } from 'uuid';
import { ApiClient, type Answer, type ApiFixture } from './api-fixture.ts';

export type TabletSocket = Socket<TabletServerEvents, TabletClientEvents>;

/** A tablet as the app is one: a key that cannot be taken out, an outbox epoch and numbers that count up. */
export class TabletClient extends ApiClient {
  readonly outboxEpoch = uuidv7();
  deviceId = '';
  signOnId: string | null = null;
  deviceSeq = 0;

  private constructor(
    url: string,
    private readonly keys: webcrypto.CryptoKeyPair,
  ) {
    super(url);
  }

  static async make(url: string): Promise<TabletClient> {
    const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
    return new TabletClient(
      url,
      (await webcrypto.subtle.generateKey(algorithm, false, ['sign', 'verify'])) as webcrypto.CryptoKeyPair,
    );
  }

  async enrol(code: string): Promise<Answer> {
    const { kty, crv, x, y } = await webcrypto.subtle.exportKey('jwk', this.keys.publicKey);
    const answer = await this.post('/tablet/v1/enrol', { code, publicKey: { kty, crv, x, y } });
    if (answer.status === 200) this.deviceId = answer.body.id;
    return answer;
  }

  async sign(nonce: string): Promise<string> {
    const data = new TextEncoder().encode(`akut-tablet:${this.deviceId}:${nonce}`);
    const bytes = await webcrypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, this.keys.privateKey, data);
    return Buffer.from(bytes).toString('base64url');
  }

  async getToken(): Promise<Answer> {
    const { deviceId } = this;
    const { nonce } = (await this.post('/tablet/v1/challenge', { deviceId })).body;
    const answer = await this.post('/tablet/v1/token', {
      deviceId,
      nonce,
      signature: await this.sign(nonce),
    });
    if (answer.status === 200) this.token = answer.body.accessToken;
    return answer;
  }

  async signOn(unitId: string, userId: string, pin: string): Promise<Answer> {
    const signOnId = uuidv7();
    const answer = await this.post('/tablet/v1/sign-on', {
      signOnId,
      unitId,
      endsAt: new Date(Date.now() + 8 * 3_600_000).toISOString(),
      members: [{ userId, pin }],
    });
    if (answer.status === 200) this.signOnId = signOnId;
    return answer;
  }

  /** A tap, with the next number. */
  tap(kind: TabletEventKind, body: object, at = new Date()): Record<string, unknown> {
    this.deviceSeq += 1;
    const { deviceSeq, signOnId } = this;
    return { deviceSeq, at: at.toISOString(), signOnId, kind, body };
  }

  send(events: readonly object[], sentAt = new Date()): Promise<Answer> {
    const { outboxEpoch } = this;
    return this.post('/tablet/v1/outbox', { outboxEpoch, sentAt: sentAt.toISOString(), events });
  }

  socket(): TabletSocket {
    return io(this.url + TABLET_NAMESPACE, {
      transports: ['websocket'],
      auth: { token: this.token },
      forceNew: true,
      reconnection: false,
    });
  }
}

export const DEMO_PIN = '4826';

/** A tablet of the vehicle of a demo crew's unit, enrolled and with a token; the crew has a PIN. */
export async function enrolDemoTablet(
  api: ApiFixture,
  crewIndex: number,
): Promise<{ tablet: TabletClient; unitId: string; userId: string; admin: ApiClient; vehicleId: string }> {
  const admin = await api.signIn('admin');
  const { client, unitId } = await api.signInCrew(crewIndex);
  const crew = api.demo[0]!.crews[crewIndex]!;
  const pinned = await client.post('/api/v1/me/pin', { currentPassword: crew.password, pin: DEMO_PIN });
  if (pinned.status !== 200) throw new Error(`the PIN was not taken: ${JSON.stringify(pinned.body)}`);
  const userId = (await client.get('/api/v1/me')).body.id as string;
  const desk = await api.signIn('dispatcher');
  const units = (await desk.get('/api/v1/units')).body.units as { id: string; vehicle: { id: string } }[];
  const vehicleId = units.find(({ id }) => id === unitId)!.vehicle.id;
  const { body } = await admin.command('/api/v1/admin/devices/enrolments', { vehicleId, name: 'Tablet' });
  const tablet = await TabletClient.make(api.url);
  await tablet.enrol(body.code);
  await tablet.getToken();
  return { tablet, unitId, userId, admin, vehicleId };
}
