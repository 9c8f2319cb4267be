import type { TabletDevice } from '#contracts';
import { signal } from '@preact/signals';
import type { Answer, Call, CallParts, ResponseOf, TabletRouteName } from '../api/tablet-http.ts';
import type { TabletDatabase } from '../store/database.ts';
import { makeDeviceKey, publicKeyOf, signNonce } from './device-key.ts';

const PAIR = 'deviceKey';
const DEVICE = 'device';
/** Part of a token's life after which a new one is asked for. */
const RENEW_AT_SHARE = 0.75;

/** `rejected`: the server does not know this tablet or its key; it keeps trying. */
export type DeviceStanding = 'enrolled' | 'uploadOnly' | 'rejected';

interface DeviceParts {
  readonly database: TabletDatabase;
  readonly call: Call;
  readonly learnTime: (serverAt: string) => void;
}

/** Who this tablet is to the server, and its short-lived tokens. */
export class Device {
  readonly record = signal<TabletDevice | undefined>(undefined);
  readonly standing = signal<DeviceStanding>('enrolled');
  private token: { readonly text: string; readonly renewAt: number } | undefined;
  private asking: Promise<string | undefined> | undefined;
  private readonly tokenListeners = new Set<(token: string) => void>();

  constructor(private readonly parts: DeviceParts) {}

  async load(): Promise<void> {
    this.record.value = (await this.parts.database.get('meta', DEVICE)) as TabletDevice | undefined;
  }

  /** Hands in the code with the public key. The pair is stored first, so that a lost answer can be asked for again. */
  async enrol(code: string): Promise<Answer<TabletDevice>> {
    const { database, call } = this.parts;
    let pair = (await database.get('meta', PAIR)) as CryptoKeyPair | undefined;
    if (!pair) {
      pair = await makeDeviceKey();
      await database.put('meta', pair, PAIR);
    }
    const answer = await call('enrolTablet', { body: { code, publicKey: await publicKeyOf(pair) } });
    if (answer.kind === 'ok') {
      await database.put('meta', answer.value, DEVICE);
      this.record.value = answer.value;
      this.standing.value = 'enrolled';
    }
    return answer;
  }

  onToken(listener: (token: string) => void): () => void {
    this.tokenListeners.add(listener);
    return () => this.tokenListeners.delete(listener);
  }

  /** A token that holds for a while; undefined when none can be had now. */
  getToken(): Promise<string | undefined> {
    if (this.token && performance.now() < this.token.renewAt) return Promise.resolve(this.token.text);
    this.asking ??= this.ask().finally(() => {
      this.asking = undefined;
    });
    return this.asking;
  }

  /** Forgets the token; the next request asks for a new one. */
  dropToken(): void {
    this.token = undefined;
  }

  private async ask(): Promise<string | undefined> {
    const { database, call, learnTime } = this.parts;
    const deviceId = this.record.peek()?.id;
    const pair = (await database.get('meta', PAIR)) as CryptoKeyPair | undefined;
    if (deviceId === undefined || !pair) return undefined;
    const challenge = await call('challengeTablet', { body: { deviceId } });
    if (challenge.kind !== 'ok') return this.refusedToken(challenge);
    const { nonce } = challenge.value;
    const signature = await signNonce(pair, deviceId, nonce);
    const answer = await call('getTabletToken', { body: { deviceId, nonce, signature } });
    if (answer.kind !== 'ok') return this.refusedToken(answer);
    const { accessToken, expiresInSeconds, serverAt, uploadOnly } = answer.value;
    learnTime(serverAt);
    this.token = {
      text: accessToken,
      renewAt: performance.now() + expiresInSeconds * 1000 * RENEW_AT_SHARE,
    };
    this.standing.value = uploadOnly ? 'uploadOnly' : 'enrolled';
    for (const listener of this.tokenListeners) listener(accessToken);
    return accessToken;
  }

  private refusedToken(answer: Answer<unknown>): undefined {
    const isNo = answer.kind === 'refused' && [401, 403, 404].includes(answer.problem.status);
    if (isNo && this.standing.peek() === 'enrolled') this.standing.value = 'rejected';
    return undefined;
  }

  /** A request with the tablet's token; one that is refused as expired is repeated with a new token. */
  async request<N extends TabletRouteName>(
    name: N,
    parts: Omit<CallParts<N>, 'token'> = {},
  ): Promise<Answer<ResponseOf<N>>> {
    for (let tries = 0; ; tries += 1) {
      const token = await this.getToken();
      if (token === undefined) return { kind: 'notConfirmed', wasAnswered: false };
      const answer = await this.parts.call(name, { ...parts, token } as CallParts<N>);
      const isOld = answer.kind === 'refused' && answer.problem.status === 401;
      if (!isOld || tries > 0) return answer;
      this.dropToken();
    }
  }
}
